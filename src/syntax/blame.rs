//! From where pest stopped to what a person would call the mistake.

use pest::error::{Error, ErrorVariant, InputLocation};

use crate::syntax::advice::advice;
use crate::syntax::builder::MAX_NESTING;
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::grammar::Rule;
use crate::syntax::lexeme::{Lexeme, brackets_open_at, lexeme_at};
use crate::syntax::recovery::surely_item;
use crate::syntax::reserved::is_reserved;
use crate::syntax::trivia::{begins_line, is_blank};
use crate::syntax::words::words;
use crate::text::{SourceId, Span};

/// How many words for what was expected are worth reading.
const MOST_EXPECTED: usize = 5;
/// How much of a long token is shown.
const MOST_SHOWN: usize = 40;

/// A mistake, and what the driver needs to know to read on.
pub(super) struct Failure {
    /// What is reported.
    pub(super) error: SyntaxError,
    /// Where reading stopped.
    pub(super) at: usize,
    /// For a bracket that is not closed: where it is taken as closed.
    pub(super) closed_at: Option<usize>,
}

impl From<SyntaxError> for Failure {
    fn from(error: SyntaxError) -> Failure {
        let at = error.span.start as usize;
        Failure {
            error,
            at,
            closed_at: None,
        }
    }
}

/// What stopped pest in the piece of `text` that begins at `base`, said for a person.
pub(super) fn blame(failure: &Error<Rule>, source: SourceId, text: &str, base: usize) -> Failure {
    let stopped = match failure.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => base + at,
    };
    let ErrorVariant::ParsingError { positives, .. } = &failure.variant else {
        // The only errors of pest's own are about its limits.
        return too_deep(source, text, base).into();
    };
    let (positives, stopped) = expected_at(positives, text, stopped);
    let positives = &positives[..];
    let found = lexeme_at(text, stopped);
    let at = found.start;
    let error = |kind, start, end| SyntaxError {
        kind,
        span: Span::new(source, start, end),
    };
    if found.is_unclosed_text() {
        return error(SyntaxErrorKind::UnclosedText, at, found.end).into();
    }
    if let Some(word) = reserved_name(text, &found, positives) {
        let kind = SyntaxErrorKind::ReservedWord {
            word: word.text.to_owned(),
        };
        return error(kind, word.start, word.end).into();
    }
    if let Some(kind) = bad_number(text, &found) {
        return error(kind, at, found.end.max(at)).into();
    }
    if let Some((open, bracket)) = unclosed_bracket(text, base, &found, positives) {
        let span = Span::new(source, open, open + 1);
        let line = line_start(text, at);
        return Failure {
            error: unclosed(span, bracket),
            at,
            closed_at: Some(if line > base { line } else { at }),
        };
    }
    if let Some(last) = unfinished_line(text, base, &found) {
        let kind = SyntaxErrorKind::BadClause {
            reason: format!("nothing follows `{}`", last.text),
            help: "finish the line, or leave this out".to_owned(),
        };
        return Failure {
            error: error(kind, last.start, last.end),
            at: line_start(text, at),
            closed_at: None,
        };
    }
    if let Some(kind) = advice(text, &found, positives) {
        return error(kind, at, found.end).into();
    }
    let kind = SyntaxErrorKind::Unexpected {
        expected: expected(positives),
        found: (!found.text.is_empty()).then(|| shown(found.text)),
    };
    error(kind, at, found.end).into()
}

impl Failure {
    /// Whether the text ended where a body could have.
    pub(super) fn misses_brace(&self) -> bool {
        let SyntaxErrorKind::Unexpected { expected, found } = &self.error.kind else {
            return false;
        };
        found.is_none() && expected.iter().any(|word| word == "`}`")
    }
}

/// A bracket that nothing closes.
pub(super) fn unclosed(open: Span, bracket: char) -> SyntaxError {
    let closing = match bracket {
        '{' => '}',
        '[' => ']',
        _ => ')',
    };
    SyntaxError {
        kind: SyntaxErrorKind::BadClause {
            reason: format!("this `{bracket}` is never closed"),
            help: format!("write `{closing}` where it ends"),
        },
        span: open,
    }
}

/// A child or an `out` in an `extend`.
pub(super) fn no_cost_rule(span: Span) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::BadClause {
            reason: "`extend` adds cost rules only".to_owned(),
            help: "write the child or `out` in the layer itself, or in a new layer".to_owned(),
        },
        span,
    }
}

/// A character that no text holds.
pub(super) fn character_error(source: SourceId, at: usize, letter: char) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::Unexpected {
            expected: Vec::new(),
            found: Some(letter.escape_default().to_string()),
        },
        span: Span::new(source, at, at + letter.len_utf8()),
    }
}

/// A text that is too large.
pub(super) fn unreadable(source: SourceId, limit: usize) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::Unreadable {
            reason: format!("it is larger than {} MiB", limit >> 20),
        },
        span: Span::new(source, 0, 0),
    }
}

/// The tokens that could have gone on at `stopped`, and where: pest names the rules that it tried, of which
/// some stand for a token that they begin with, and some are tried more often than they may stand.
fn expected_at(positives: &[Rule], text: &str, stopped: usize) -> (Vec<Rule>, usize) {
    let (before, after) = text.split_at(stopped);
    let is_operator = |rule: &Rule| matches!(rule, Rule::operator | Rule::product_operator);
    if ends_in_name(before) && after.starts_with('.') && positives.iter().any(is_operator) {
        return (vec![Rule::path_part], stopped + 1);
    }
    let mut tokens = Vec::with_capacity(positives.len() + 1);
    for rule in positives {
        match rule {
            Rule::plain | Rule::chain => tokens.extend([Rule::name, Rule::number]),
            Rule::path => tokens.push(Rule::name),
            Rule::group => tokens.push(Rule::open_paren),
            // `else` with a fallback follows a key only.
            Rule::fallback_word if !ends_in_name(before.trim_end_matches(is_blank)) => {}
            // What is in brackets may follow a name directly.
            Rule::operator | Rule::product_operator if ends_in_name(before) => {
                tokens.extend([*rule, Rule::open_paren]);
            }
            rule => tokens.push(*rule),
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    (tokens, stopped)
}

/// Whether a text ends in a name or a key, with dots or without.
fn ends_in_name(text: &str) -> bool {
    let in_name = |letter: char| letter.is_alphabetic() || letter.is_ascii_digit() || letter == '_';
    let start = text.trim_end_matches(in_name).len();
    text[start..].starts_with(|letter: char| !letter.is_ascii_digit())
}

/// The words for what could have stood there, each once.
fn expected(positives: &[Rule]) -> Vec<String> {
    let mut expected: Vec<String> = Vec::new();
    for word in positives.iter().flat_map(|rule| words(*rule)) {
        if expected.len() < MOST_EXPECTED && !expected.iter().any(|known| known == word) {
            expected.push((*word).to_owned());
        }
    }
    expected
}

fn shown(token: &str) -> String {
    match token.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &token[..end]),
        None => token.to_owned(),
    }
}

/// The bracket that is one too deep.
pub(super) fn too_deep(source: SourceId, text: &str, base: usize) -> SyntaxError {
    let open = brackets_open_at(text, base, text.len(), MAX_NESTING + 1);
    let at = open.last().map_or(base, |(at, _)| *at);
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    SyntaxError {
        kind: SyntaxErrorKind::TooDeep { limit: MAX_NESTING },
        span: Span::new(source, at, at + width),
    }
}

/// A reserved word where a name is declared: the word found, or the one just before `=` or `:`.
fn reserved_name<'t>(text: &'t str, found: &Lexeme<'t>, positives: &[Rule]) -> Option<Lexeme<'t>> {
    let names = |next: &Lexeme<'_>| matches!(next.text, "=" | ":");
    if is_reserved(found.text) {
        // Where a number or a `}` could stand too, the word may be meant as a keyword.
        let may_be_keyword = |rule: &Rule| {
            words(*rule).contains(&"a number") || matches!(rule, Rule::operator | Rule::close_brace)
        };
        let only_names = positives.contains(&Rule::name) && !positives.iter().any(may_be_keyword);
        let next = lexeme_at(text, found.end);
        return (only_names || names(&next)).then_some(*found);
    }
    let before = text[..found.start].trim_end_matches(is_blank);
    let word = before
        .rfind(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .map_or(before, |other| &before[other..])
        .trim_start_matches(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    let previous = lexeme_at(text, before.len() - word.len());
    (names(found) && is_reserved(word)).then_some(previous)
}

/// The operator or keyword that a line ends with although the next line begins an item or statement.
fn unfinished_line<'t>(text: &'t str, base: usize, found: &Lexeme<'t>) -> Option<Lexeme<'t>> {
    let line = line_start(text, found.start);
    let first = lexeme_at(text, line);
    let begins_statement =
        matches!(found.text, ":" | "=") && lexeme_at(text, first.end).start == found.start;
    if line <= base || !(begins_statement || surely_item(text, line)) {
        return None;
    }
    let mut last = lexeme_at(text, base);
    loop {
        let next = lexeme_at(text, last.end);
        if next.start >= line {
            break;
        }
        last = next;
    }
    let operator = !last
        .text
        .ends_with(|letter: char| letter.is_alphanumeric() || ")]}\"_".contains(letter));
    (operator || is_reserved(last.text)).then_some(last)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// `1.2.3`, `1.`, `.5`: a point that stands at no place for one.
fn bad_number(text: &str, found: &Lexeme<'_>) -> Option<SyntaxErrorKind> {
    if found.text != "." {
        return None;
    }
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let before = digit(text[..found.start].chars().next_back());
    let after = digit(text[found.end..].chars().next());
    (before || after).then(|| SyntaxErrorKind::BadNumber {
        reason: if before && after {
            "a number has one decimal point".to_owned()
        } else {
            "a decimal point needs a digit on both sides".to_owned()
        },
    })
}

/// The innermost bracket that is open where a line begins that does not go on with what is in it.
fn unclosed_bracket(
    text: &str,
    base: usize,
    found: &Lexeme<'_>,
    positives: &[Rule],
) -> Option<(usize, char)> {
    let closable = [Rule::close_paren, Rule::close_square, Rule::close_brace];
    let ends = found.text.is_empty();
    let line_ends =
        begins_line(text, found.start) && closable.iter().any(|rule| positives.contains(rule));
    let closes_another = matches!(found.text, ")" | "]" | "}");
    let line = line_start(text, found.start);
    let item_begins = line > base && surely_item(text, line);
    // No bracket holds a `:`; on a later line than the bracket it belongs to the next child.
    let child_begins = line > base && found.text == ":";
    if !(ends || line_ends || closes_another || item_begins || child_begins) {
        return None;
    }
    let limit = MAX_NESTING + 1;
    let (open, bracket) = brackets_open_at(text, base, found.start, limit).pop()?;
    (!child_begins || open < line).then_some((open, bracket))
}
