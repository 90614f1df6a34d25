//! Help while somebody types: completion, colors, and lines that go on.

use std::borrow::Cow;

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};

use crate::cli::repl::command::COMMANDS;
use crate::cli::repl::entry::is_finished;
use crate::syntax::{ITEM_WORDS, RESERVED_WORDS};

/// More suggestions than this help nobody.
const MOST_SUGGESTED: usize = 200;

/// Knows what words there are.
#[derive(Debug)]
pub(super) struct Assistant {
    /// Names that can be completed.
    pub(super) words: Vec<String>,
    colored: bool,
}

impl Assistant {
    /// One that knows no names yet.
    pub(super) fn new(colored: bool) -> Assistant {
        Assistant {
            words: Vec::new(),
            colored,
        }
    }

    /// Where the word before a place begins, and what it may become.
    fn completions(&self, line: &str, at: usize) -> (usize, Vec<String>) {
        let before = &line[..at];
        let in_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
        let start = before.trim_end_matches(in_word).len();
        let begun = &before[start..];
        if let Some(command) = before.strip_prefix(':')
            && command.chars().all(char::is_alphabetic)
        {
            let names = COMMANDS.iter().map(|command| command.name);
            let fitting = names.filter(|name| name.starts_with(command));
            return (1, fitting.map(str::to_owned).collect());
        }
        if begun.is_empty() {
            return (start, Vec::new());
        }
        let fitting = self.words.iter().filter(|word| word.starts_with(begun));
        (start, fitting.take(MOST_SUGGESTED).cloned().collect())
    }
}

impl Completer for Assistant {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<String>)> {
        Ok(self.completions(line, at))
    }
}

impl Hinter for Assistant {
    type Hint = String;
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(if is_finished(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.colored {
            Cow::Owned(colored(line))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colored && kind != CmdKind::MoveCursor
    }
}

impl Helper for Assistant {}

/// Words of the language in blue, numbers in cyan, texts in green, comments and commands dimmed.
fn colored(line: &str) -> String {
    let mut painted = String::with_capacity(line.len() * 2);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let (length, color) = if first == '#' {
            (rest.find('\n').unwrap_or(rest.len()), "2")
        } else if first == '"' {
            let end = rest[1..].find(['"', '\n']);
            (end.map_or(rest.len(), |end| end + 2).min(rest.len()), "32")
        } else if first == ':' && painted.is_empty() {
            let end = rest.find(char::is_whitespace);
            (end.unwrap_or(rest.len()), "35")
        } else if first.is_ascii_digit() {
            let number = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == '_';
            (
                rest.find(|letter| !number(letter)).unwrap_or(rest.len()),
                "36",
            )
        } else if word(first) {
            let end = rest.find(|letter| !word(letter)).unwrap_or(rest.len());
            let is_known =
                RESERVED_WORDS.contains(&&rest[..end]) || ITEM_WORDS.contains(&&rest[..end]);
            (end, if is_known { "34" } else { "" })
        } else {
            (first.len_utf8(), "")
        };
        let (piece, after) = rest.split_at(length);
        if color.is_empty() {
            painted += piece;
        } else {
            painted += &format!("\u{1b}[{color}m{piece}\u{1b}[0m");
        }
        rest = after;
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::{Assistant, colored};

    #[test]
    fn words_are_completed() {
        let mut assistant = Assistant::new(false);
        assistant.words = ["flow", "floor", "width"].map(str::to_owned).to_vec();
        assert_eq!(
            assistant.completions("2*flo", 5),
            (2, vec!["flow".to_owned(), "floor".to_owned()])
        );
        assert_eq!(assistant.completions("B + ", 4), (4, Vec::new()));
        assert_eq!(
            assistant.completions(":uns", 4),
            (1, vec!["unset".to_owned()])
        );
    }

    #[test]
    fn colors_change_no_letter() {
        for line in [
            ":set B=1",
            "let x = 24BSE² # \"a\"",
            "dim E \"width",
            "é\"é",
        ] {
            let mut plain = colored(line);
            while let Some(start) = plain.find('\u{1b}') {
                let end = start + plain[start..].find('m').expect("a color ends");
                plain.replace_range(start..=end, "");
            }
            assert_eq!(plain, line);
        }
    }
}
