//! Single tokens of a text that could not be read, for messages and for editors.

use crate::syntax::recovery::split_word;
use crate::syntax::trivia::is_blank;

/// What was written at a place: a whole word, number or quoted text, an operator or one character.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme<'t> {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The text; empty at the end of the whole text.
    pub text: &'t str,
}

impl Lexeme<'_> {
    /// Whether it is a quoted text without its closing quote.
    pub(super) fn is_unclosed_text(&self) -> bool {
        self.text.starts_with('"') && (self.text.len() == 1 || !self.text.ends_with('"'))
    }
}

/// The operators that are longer than a character.
const LONG_OPERATORS: [&str; 9] = ["==", "!=", "<=", ">=", "//", "**", "..", "&&", "||"];

/// The first token at or after `at`, which must be between two characters; blanks and comments are
/// passed over.
///
/// ```
/// use flopform::syntax::lexeme_at;
/// let text = "mlp:  # two products\n  ffn(E)";
/// assert_eq!(lexeme_at(text, 4).text, "ffn");
/// assert_eq!(lexeme_at(text, text.len()).text, "");
/// ```
pub fn lexeme_at(text: &str, at: usize) -> Lexeme<'_> {
    let mut start = at;
    loop {
        let rest = &text[start..];
        start += rest.len() - rest.trim_start_matches(is_blank).len();
        if !text[start..].starts_with('#') {
            break;
        }
        start += text[start..].find('\n').unwrap_or(text.len() - start);
    }
    let rest = &text[start..];
    let length = lexeme_length(rest);
    Lexeme {
        start,
        end: start + length,
        text: &rest[..length],
    }
}

fn lexeme_length(text: &str) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if first == '"' {
        let inner = &text[1..];
        return match inner.find(['"', '\n']) {
            Some(end) if inner[end..].starts_with('"') => end + 2,
            Some(end) => 1 + inner[..end].trim_end().len(),
            None => 1 + inner.trim_end().len(),
        };
    }
    let (word, _) = split_word(text);
    if !word.is_empty() {
        return word.len();
    }
    LONG_OPERATORS
        .iter()
        .find(|operator| text.starts_with(**operator))
        .map_or(first.len_utf8(), |operator| operator.len())
}

/// The brackets that stand open before `to`, outermost first, reading from `from`; reading ends when
/// `limit` of them are open.
pub(super) fn brackets_open_at(
    text: &str,
    from: usize,
    to: usize,
    limit: usize,
) -> Vec<(usize, char)> {
    let mut open = Vec::new();
    let mut lexeme = lexeme_at(text, from);
    while lexeme.start < to && !lexeme.text.is_empty() && open.len() < limit {
        match lexeme.text {
            "(" | "[" | "{" => {
                open.extend(lexeme.text.chars().map(|letter| (lexeme.start, letter)));
            }
            ")" | "]" | "}" => {
                open.pop();
            }
            _ => {}
        }
        lexeme = lexeme_at(text, lexeme.end);
    }
    open
}
