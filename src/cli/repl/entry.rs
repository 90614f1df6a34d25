//! What somebody typed: which kind of line it is, and whether it is finished.

use crate::cli::name::is_name;
use crate::syntax::ITEM_WORDS;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Blanks or a comment.
    Nothing,
    /// `:derive block`: its name, and what follows it.
    Command(String, String),
    /// An item of a formula file that is kept.
    Definition(String),
    /// `expect …`, which is put to the test and not kept.
    Claim(String),
    /// A formula, or the name of a layer or a config.
    Formula(String),
}

impl Entry {
    /// Reads a finished text.
    pub(super) fn of(text: &str) -> Entry {
        let text = text.trim();
        if text
            .lines()
            .all(|line| line.trim().is_empty() || line.trim().starts_with('#'))
        {
            return Entry::Nothing;
        }
        if let Some(command) = text.strip_prefix(':') {
            let (name, rest) = command
                .split_once(char::is_whitespace)
                .unwrap_or((command, ""));
            return Entry::Command(name.to_owned(), rest.trim().to_owned());
        }
        // Documentation stands before what it is of.
        let item = text.lines().find(|line| !line.trim().starts_with('#'));
        let mut words = item.unwrap_or("").split_whitespace();
        match (words.next(), words.next()) {
            (Some("expect"), Some(_)) => Entry::Claim(text.to_owned()),
            (Some(word), Some(_)) if ITEM_WORDS.contains(&word) => {
                Entry::Definition(text.to_owned())
            }
            _ if is_binding(text) => Entry::Definition(format!("let {text}")),
            _ => Entry::Formula(text.to_owned()),
        }
    }
}

/// Whether it reads `name = formula`, which defines a name.
fn is_binding(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else {
        return false;
    };
    is_name(name.trim()) && !value.starts_with('=')
}

/// Whether a text could stand as it is: every bracket is closed, and no operator waits for its right side.
pub(super) fn is_finished(text: &str) -> bool {
    if text.trim_start().starts_with(':') {
        return true;
    }
    let mut open = 0_i64;
    let mut last = None;
    let mut quoted = false;
    for line in text.lines() {
        // A text in quotes ends with its line.
        quoted = false;
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '#' => break,
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' => open -= 1,
                _ => {}
            }
            if !letter.is_whitespace() {
                last = Some(letter);
            }
        }
    }
    let waits = matches!(
        last,
        Some('+' | '-' | '−' | '*' | '×' | '·' | '/' | '^' | '=' | ',' | '<' | '>')
    );
    open <= 0 && (quoted || !waits)
}

#[cfg(test)]
mod tests {
    use super::{Entry, is_finished};

    #[test]
    fn kinds_of_lines() {
        assert_eq!(Entry::of("  # nothing\n"), Entry::Nothing);
        assert_eq!(
            Entry::of(":set B=1, S=2"),
            Entry::Command("set".to_owned(), "B=1, S=2".to_owned())
        );
        assert_eq!(
            Entry::of("F = 4E"),
            Entry::Definition("let F = 4E".to_owned())
        );
        for definition in ["dim E", "## Wide.\nlayer a(E) { }", "use layers.linear"] {
            assert_eq!(
                Entry::of(definition),
                Entry::Definition(definition.to_owned())
            );
        }
        for formula in ["E == 4", "dim", "flops(block)", "use*2", "24BSE² + 4BS²E"] {
            assert_eq!(Entry::of(formula), Entry::Formula(formula.to_owned()));
        }
        assert_eq!(
            Entry::of("expect a == b"),
            Entry::Claim("expect a == b".to_owned())
        );
    }

    #[test]
    fn unfinished_lines() {
        for text in [
            "layer a(E) {",
            "max(1,\n2",
            "12E^2 +",
            "let x =",
            "a # b +\n +",
        ] {
            assert!(!is_finished(text), "{text}");
        }
        for text in [
            "layer a(E) { }",
            "12E # +",
            ":diff 'a +",
            ")",
            "",
            "dim E \"a ( +\"",
        ] {
            assert!(is_finished(text), "{text}");
        }
    }
}
