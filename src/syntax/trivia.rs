//! What stands between the items and statements: blanks, comments and documentation.

use crate::syntax::ast::{Comment, Doc};
use crate::text::{SourceId, Span, Spanned};

/// A run of `##` lines.
struct Block {
    start: usize,
    end: usize,
    lines: Vec<String>,
}

/// What was found before a token.
pub(super) struct Trivia {
    /// Where the next token begins; the end of the text where there is none.
    pub(super) at: usize,
    /// The `##` lines directly before it.
    pub(super) doc: Option<Doc>,
    /// The first `##` block that a blank line, or the end of the text, parts from what follows.
    pub(super) parted: Option<Doc>,
}

/// Reads on from `at` to the next token.
pub(super) fn skip(source: SourceId, text: &str, mut at: usize) -> Trivia {
    let mut block: Option<Block> = None;
    let mut parted: Option<Block> = None;
    loop {
        let rest = &text[at..];
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        let newlines = rest[..blanks].matches('\n').count();
        at += blanks;
        let rest = &text[at..];
        // A block that nothing follows in the text is parted from everything.
        if newlines > 1 || rest.is_empty() {
            parted = parted.or(block.take());
        }
        if !rest.starts_with('#') {
            let doc = |block: Block| {
                let span = Span::new(source, block.start, block.end);
                Spanned::new(block.lines.join("\n"), span)
            };
            // Code on the line of a comment's end cannot be: a token begins a line of its own.
            return Trivia {
                at,
                doc: block.map(doc),
                parted: parted.map(doc),
            };
        }
        let line = comment_line(rest);
        let end = at + line.len();
        match line.strip_prefix("##") {
            Some(words) if begins_line(text, at) => {
                let words = words.strip_prefix(' ').unwrap_or(words).to_owned();
                let block = block.get_or_insert_with(|| Block {
                    start: at,
                    end,
                    lines: Vec::new(),
                });
                block.end = end;
                block.lines.push(words);
            }
            _ => block = None,
        }
        at = end;
    }
}

/// Every comment, documentation included, in order.
pub(super) fn comments(source: SourceId, text: &str) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['#', '"']) {
        at += found;
        let rest = &text[at..];
        if let Some(inner) = rest.strip_prefix('"') {
            at += 1 + inner.find(['"', '\n']).map_or(inner.len(), |end| end + 1);
            continue;
        }
        let line = comment_line(rest);
        comments.push(Comment {
            text: line.to_owned(),
            span: Span::new(source, at, at + line.len()),
        });
        at += rest.find('\n').unwrap_or(rest.len());
    }
    comments
}

/// Whether only blanks stand before `at` on its line.
pub(super) fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..at].trim_matches(is_blank).is_empty()
}

/// A blank, as the grammar says; and the mark that some editors put at the start of a file.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | '\n' | '\u{A0}' | '\u{FEFF}')
}

/// The comment that a text begins with, without the blanks at its end.
fn comment_line(text: &str) -> &str {
    let end = text.find('\n').unwrap_or(text.len());
    text[..end].trim_end()
}
