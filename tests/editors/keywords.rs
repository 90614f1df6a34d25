//! The keywords of the language, read from the pest grammar.

use std::collections::BTreeSet;
use std::fs;

use flopform::syntax::RESERVED_WORDS;

use crate::common::root;

/// Every word that the pest grammar ends with `!word_char`: those are its keywords.
pub(crate) fn keywords() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in grammar_lines() {
        if line.contains("!word_char") {
            found.extend(quoted(&line));
        }
    }
    assert!(
        found.len() >= 29,
        "only {} keywords were found",
        found.len()
    );
    for word in RESERVED_WORDS.iter().chain(&["use", "aside", "multiple"]) {
        assert!(found.contains(*word), "`{word}` was not found");
    }
    assert!(
        found
            .iter()
            .all(|word| word.chars().all(|letter| letter.is_ascii_lowercase())),
        "{found:?}"
    );
    found
}

/// Every sign that the pest grammar writes in quotes in a rule that is nothing but signs, such as `==`.
pub(crate) fn signs() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in grammar_lines() {
        // Digits, blanks and comments are tokens of their own in every grammar.
        let name = line.split('=').next().unwrap_or_default().trim();
        if matches!(name, "WHITESPACE" | "COMMENT" | "text" | "superscript") {
            continue;
        }
        let signs = quoted(&line).into_iter().filter(|sign| {
            let is_sign = |letter: char| !letter.is_alphanumeric() && letter != '_';
            !sign.is_empty() && sign.chars().all(is_sign)
        });
        found.extend(signs);
    }
    assert!(found.len() >= 28, "only {} signs were found", found.len());
    found
}

fn grammar_lines() -> Vec<String> {
    let mut lines = Vec::new();
    for file in ["tokens.pest", "expr.pest", "file.pest"] {
        let text = fs::read_to_string(root().join("grammar").join(file));
        let text = text.expect("the grammar is there");
        let rules = text.lines().filter(|line| !line.trim().starts_with("//"));
        lines.extend(rules.map(str::to_owned));
    }
    lines
}

/// What is in quotes on a line.
fn quoted(line: &str) -> Vec<String> {
    let line = line.replace("\"\\\"\"", "");
    let parts = line.split('"').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}
