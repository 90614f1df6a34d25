//! What the builder of every construct needs: places, names, paths, numbers and texts.

use crate::syntax::ast::{Name, Path};
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::grammar::{Node, Rule};
use crate::text::{SourceId, Span, Spanned, Word};

/// How long a number may be written out: what fits into 2¹⁶ bits.
const MAX_DIGITS: usize = 19_728;

/// Makes tree from what pest matched in the part of a text that begins at `base`.
#[derive(Clone, Copy)]
pub(in crate::syntax) struct Builder {
    source: SourceId,
    base: usize,
    /// Whether `KEY else value` may stand here.
    pub(super) keys: bool,
}

impl Builder {
    /// A builder for matches in `text[base..]` of a source.
    pub(in crate::syntax) fn new(source: SourceId, base: usize) -> Builder {
        Builder {
            source,
            base,
            keys: false,
        }
    }

    /// The same builder, with or without `KEY else value`.
    pub(super) fn with_keys(self, keys: bool) -> Builder {
        Builder { keys, ..self }
    }

    /// Where a node stands, without blanks and comments after it.
    pub(super) fn span(&self, node: &Node<'_>) -> Span {
        Span::new(
            self.source,
            self.base + node.start(),
            self.base + node.tight_end(),
        )
    }

    /// The place before a node, which covers nothing.
    pub(super) fn span_before(&self, node: &Node<'_>) -> Span {
        let start = self.base + node.start();
        Span::new(self.source, start, start)
    }

    /// Where a place ends in the text that was matched.
    pub(super) fn offset(&self, end_of: Span) -> usize {
        end_of.end as usize - self.base
    }

    /// A mistake at a node.
    pub(super) fn bad_clause(&self, node: &Node<'_>, reason: &str, help: &str) -> SyntaxError {
        bad_clause_at(self.span(node), reason, help)
    }

    /// A name as written.
    pub(super) fn name(&self, node: &Node<'_>) -> Name {
        Spanned::new(node.as_str().into(), self.span(node))
    }

    /// A quoted text without its quotes; the span covers the quotes.
    pub(super) fn text(&self, node: &Node<'_>) -> Name {
        let quoted = node.as_str();
        Spanned::new(quoted[1..quoted.len() - 1].into(), self.span(node))
    }

    /// A dotted name.
    pub(super) fn path(&self, node: &Node<'_>) -> Path {
        self.path_of(node.as_str(), self.span(node))
    }

    /// A name without dots.
    pub(super) fn plain_path(&self, node: &Node<'_>) -> Path {
        let span = self.span(node);
        let name = Spanned::new(node.as_str().into(), span);
        Path {
            parts: name.into(),
            span,
        }
    }

    /// A name with dots in an expression, where its parts after the first are a node of their own.
    pub(super) fn dotted_path(&self, first: &Node<'_>, others: &Node<'_>) -> Path {
        let span = self.span(first).to(self.span(others));
        self.path_of(first.with(others), span)
    }

    fn path_of(&self, text: &str, span: Span) -> Path {
        let mut start = span.start as usize;
        let names = text.split('.').map(|part| {
            let place = Span::new(self.source, start, start + part.len());
            start += part.len() + 1;
            Spanned::new(part.into(), place)
        });
        let parts = names.collect();
        Path { parts, span }
    }

    /// A number as written, with an ASCII sign in its exponent.
    pub(super) fn number(&self, node: &Node<'_>) -> Result<Word, SyntaxError> {
        let written = node.as_str();
        if written.len() < 20 && written.bytes().all(|digit| digit.is_ascii_digit()) {
            return Ok(Word::from(written));
        }
        let (digits, exponent) = written.split_once('e').unwrap_or((written, "0"));
        let size = exponent.trim_start_matches(['+', '-', '−']).parse();
        let too_large = size.map_or(true, |size: usize| size > MAX_DIGITS);
        if too_large || digits.len() > MAX_DIGITS {
            return Err(SyntaxError {
                kind: SyntaxErrorKind::BadNumber {
                    reason: format!("written out it has more than {MAX_DIGITS} digits"),
                },
                span: self.span(node),
            });
        }
        Ok(Word::from(&written.replace('−', "-")[..]))
    }
}

/// A mistake at a place.
pub(super) fn bad_clause_at(span: Span, reason: &str, help: &str) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::BadClause {
            reason: reason.to_owned(),
            help: help.to_owned(),
        },
        span,
    }
}

/// The builder met a node that the grammar cannot put there: the grammar changed and the builder did
/// not.
pub(super) fn unreachable_rule(node: &Node<'_>, place: &str) -> ! {
    let rule: Rule = node.as_rule();
    unreachable!("{rule:?} cannot stand in {place}")
}
