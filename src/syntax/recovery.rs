//! Where to read on after a mistake.

use crate::syntax::reserved::ITEM_WORDS;
use crate::syntax::trivia::{begins_line, is_blank};

/// The words that cannot begin a statement, whatever follows them.
const INNER_WORDS: [&str; 9] = [
    "if", "then", "of", "with", "for", "in", "where", "as", "within",
];

/// Where the first item begins after `from`: a line with the word of an item in its first column.
pub(super) fn next_item(text: &str, from: usize) -> usize {
    line_starts(text, from)
        .find(|&start| item_word(&text[start..]).is_some())
        .unwrap_or(text.len())
}

/// Whether an item, and surely no statement of a body, begins at `at`.
pub(super) fn surely_item(text: &str, at: usize) -> bool {
    let first_column = at == 0 || text[..at].ends_with('\n');
    first_column && item_word(&text[at..]).is_some_and(|word| word != "let")
}

/// The word of the item that begins at `at` in the first column, and the word after it.
pub(super) fn head(text: &str, at: usize) -> Option<(&str, &str)> {
    let first_column = at == 0 || text[..at].ends_with('\n');
    let word = item_word(&text[at..]).filter(|_| first_column)?;
    let rest = text[at + word.len()..].trim_start_matches(is_blank);
    Some((word, split_word(rest).0))
}

/// Where an item that begins at `at` and is passed over ends: at the next item, or at documentation,
/// which may be that of the next item.
pub(super) fn end_of_item(text: &str, at: usize) -> usize {
    let ends = |start: &usize| {
        let line = &text[*start..];
        line.starts_with("##") || item_word(line).is_some()
    };
    line_starts(text, at).find(ends).unwrap_or(text.len())
}

/// Where to read on in a body with a mistake at `mistake`: the `}` of the body, the next line that looks
/// like a statement, or an item. Only brackets opened after `from` count: a line in them is none.
pub(super) fn next_statement(text: &str, from: usize, mistake: usize) -> usize {
    let mut nesting = 0_usize;
    let mut line_begins = begins_line(text, from);
    let mut at = from;
    while let Some(letter) = text[at..].chars().next() {
        let past = at >= mistake;
        if line_begins && !is_blank(letter) {
            if surely_item(text, at) {
                return at;
            }
            if past && nesting == 0 && begins_statement(&text[at..]) {
                return at;
            }
        }
        match letter {
            '#' => at += text[at..].find('\n').unwrap_or(text.len() - at),
            '"' => at += text_length(&text[at..]),
            '}' if past => return at,
            '(' | '[' => nesting += 1,
            ')' | ']' => nesting = nesting.saturating_sub(1),
            _ => {}
        }
        line_begins = letter == '\n' || (line_begins && is_blank(letter));
        if !matches!(letter, '#' | '"') {
            at += letter.len_utf8();
        }
    }
    text.len()
}

/// The length of the quoted text that a text begins with; it ends with its line where it is not
/// closed.
fn text_length(text: &str) -> usize {
    let inner = &text[1..];
    match inner.find(['"', '\n']) {
        Some(end) if inner[end..].starts_with('"') => end + 2,
        Some(end) => end + 1,
        None => text.len(),
    }
}

/// The starts of the lines after `from`.
fn line_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    text[from..]
        .match_indices('\n')
        .map(move |(newline, _)| from + newline + 1)
}

/// The word of the item that a text begins with. A word before `:`, `=` or `,` is the name of a child
/// or a quantity instead.
fn item_word(text: &str) -> Option<&str> {
    let (word, rest) = split_word(text);
    let follows = rest.trim_start_matches(is_blank);
    (ITEM_WORDS.contains(&word) && !follows.starts_with([':', '=', ','])).then_some(word)
}

/// Whether a line looks like the beginning of a statement: `name:`, `name =`, `let x`, `else 0`.
fn begins_statement(text: &str) -> bool {
    let (word, rest) = split_word(text);
    if word.is_empty() || INNER_WORDS.contains(&word) {
        return false;
    }
    let follows = rest.trim_start_matches(is_blank);
    let binds = follows.starts_with('=') && !follows.starts_with("==");
    binds
        || follows.starts_with([':', ','])
        || matches!(word, "let" | "out" | "aside" | "else") && !follows.is_empty()
}

/// The word that a text begins with, and what follows it.
pub(super) fn split_word(text: &str) -> (&str, &str) {
    let end = text
        .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .unwrap_or(text.len());
    text.split_at(end)
}
