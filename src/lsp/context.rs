//! What stands before a place, from the tokens of the text alone: a file that is being typed has no tree.

use std::ops::Range;

use crate::syntax::{ITEM_WORDS, RESERVED_WORDS, lexeme_at};

/// Whether a name may have a character in it.
pub(super) fn is_name_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphabetic() || letter.is_ascii_digit()
}

/// Whether a text can be a name.
pub(super) fn is_name(text: &str) -> bool {
    let begins = text
        .chars()
        .next()
        .is_some_and(|letter| !letter.is_ascii_digit());
    begins && text.chars().all(is_name_letter) && !RESERVED_WORDS.contains(&text)
}

/// The word around a place.
pub(super) fn word_at(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end_matches(is_name_letter).len();
    let after = text[at..].find(|letter| !is_name_letter(letter));
    let end = after.map_or(text.len(), |after| at + after);
    (before < end).then_some(before..end)
}

/// Where the item around a place begins: the last line with the word of an item in its first column.
pub(super) fn item_start(text: &str, at: usize) -> Option<usize> {
    let ends = text[..at].rmatch_indices('\n').map(|(end, _)| end + 1);
    let mut starts = ends.chain([0]);
    starts.find(|start| {
        let line = &text[*start..];
        let end = line.find(|letter| !is_name_letter(letter));
        ITEM_WORDS.contains(&&line[..end.unwrap_or(line.len())])
    })
}

/// A token before a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// The tokens of the item around a place, up to it; a word that the place is in is cut there.
pub(super) fn tokens_before(text: &str, at: usize) -> Vec<Token<'_>> {
    let before = &text[..at];
    let mut tokens = Vec::new();
    let mut lexeme = lexeme_at(before, item_start(text, at).unwrap_or(0));
    while !lexeme.text.is_empty() {
        tokens.push(Token {
            start: lexeme.start,
            text: lexeme.text,
        });
        lexeme = lexeme_at(before, lexeme.end);
    }
    tokens
}

/// Whether a place is in a comment, where nothing is asked.
pub(super) fn in_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut quoted = false;
    text[line..at].chars().any(|letter| {
        quoted ^= letter == '"';
        letter == '#' && !quoted
    })
}

/// A call whose brackets are open at a place.
#[derive(Debug)]
pub(super) struct OpenCall<'t> {
    /// What is called: `linear`, `layers.linear`.
    pub(super) callee: String,
    /// Which argument the place is in, from zero.
    pub(super) argument: usize,
    /// The name before `=` in that argument.
    pub(super) named: Option<&'t str>,
}

/// The calls that are open behind the last token, the innermost first.
pub(super) fn open_calls<'t>(tokens: &[Token<'t>]) -> Vec<OpenCall<'t>> {
    let mut calls = Vec::new();
    let (mut depth, mut argument) = (0_usize, 0_usize);
    let mut named = None;
    for (at, token) in tokens.iter().enumerate().rev() {
        match token.text {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" if depth > 0 => depth -= 1,
            "{" => depth = depth.saturating_sub(1),
            "," if depth == 0 => argument += 1,
            "=" if depth == 0 && argument == 0 => {
                named = at.checked_sub(1).map(|before| tokens[before].text);
            }
            "(" => {
                if let Some(callee) = path_before(tokens, at) {
                    calls.push(OpenCall {
                        callee,
                        argument,
                        named,
                    });
                }
                (argument, named) = (0, None);
            }
            _ => {}
        }
    }
    calls
}

/// The dotted name whose last token is before another one, touching it.
pub(super) fn path_before(tokens: &[Token<'_>], end: usize) -> Option<String> {
    let touches = |left: Token<'_>, right: Token<'_>| left.start + left.text.len() == right.start;
    let mut start = end;
    while start > 0 {
        let token = tokens[start - 1];
        let fits = token.text == "." || token.text.chars().all(is_name_letter);
        let fits = fits && (start == tokens.len() || touches(token, tokens[start]));
        if !fits {
            break;
        }
        start -= 1;
    }
    let path: String = tokens[start..end].iter().map(|token| token.text).collect();
    let first = path.chars().next()?;
    (is_name_letter(first) && !first.is_ascii_digit()).then_some(path)
}

/// The lexical names of a layer that is being typed: its parameters, and the `let`s and indices above.
pub(super) fn typed_names<'t>(tokens: &[Token<'t>]) -> Vec<(&'t str, &'static str)> {
    let mut names = Vec::new();
    if tokens.first().is_none_or(|token| token.text != "layer") {
        return names;
    }
    let mut depth = 0_usize;
    let mut in_header = true;
    for pair in tokens.windows(2) {
        let (before, name) = (pair[0].text, pair[1].text);
        match before {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "{" => in_header = false,
            _ => {}
        }
        let kind = match before {
            "(" | "," if in_header && depth == 1 => "parameter",
            "let" => "let",
            "for" => "index",
            _ => continue,
        };
        if is_name(name) {
            names.push((name, kind));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{open_calls, tokens_before, typed_names, word_at};

    #[test]
    fn a_call_that_is_being_typed_is_understood() {
        let text = "layer block(E, F = 4E) {\n  let D = E//2\n  up: linear(E, max(1, 2), bias = ";
        let tokens = tokens_before(text, text.len());
        let calls = open_calls(&tokens);
        assert_eq!(calls.len(), 1);
        assert_eq!((&calls[0].callee[..], calls[0].argument), ("linear", 2));
        assert_eq!(calls[0].named, Some("bias"));
        let names: Vec<&str> = typed_names(&tokens)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["E", "F", "D"]);
    }

    #[test]
    fn a_word_ends_before_a_superscript() {
        let text = "24BSE²";
        assert_eq!(word_at(text, 5), Some(0..5));
        assert_eq!(word_at(text, text.len()), None);
    }
}
