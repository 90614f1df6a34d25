//! What stands at the head of every exported file, and the texts that stand in its comments.

use crate::notation::code::export::{Export, Function};

/// The lines at the head of a file, without the signs of a comment.
pub(super) fn lines(export: &Export) -> Vec<String> {
    let mut lines = vec![
        "Exact closed forms, written by flopform; change the formula and write them again."
            .to_owned(),
        format!("  {}", plain(&export.command)),
        format!("content hash: {}", export.hash()),
    ];
    lines.extend(export.settings.iter().map(|setting| plain(setting)));
    lines
}

/// The lines that say what a function is: its summary, its closed form, its arguments, and what it
/// needs.
pub(super) fn about(function: &Function, name_of: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut lines = vec![
        plain(&function.summary()),
        String::new(),
        plain(&function.text),
    ];
    if !function.arguments.is_empty() {
        lines.push(String::new());
    }
    for argument in &function.arguments {
        let name = name_of(&argument.name);
        let was = if name == argument.name {
            String::new()
        } else {
            format!(" ({} in the form)", plain(&argument.name))
        };
        lines.push(format!("{name}{was}: {}", plain(&argument.description())));
    }
    for needed in &function.requirements {
        lines.push(format!("needs {}", plain(&needed.text())));
    }
    lines
}

/// Lines as comments.
pub(super) fn comments(lines: &[String], sign: &str) -> String {
    let lines = lines.iter().map(|line| {
        let line = format!("{sign} {line}");
        format!("{}\n", line.trim_end())
    });
    lines.collect()
}

/// A text in one line, without anything that a comment of some language would end at or go on after.
pub(super) fn plain(text: &str) -> String {
    let words = text.chars().map(|letter| match letter {
        letter if letter.is_control() => ' ',
        // These turn the direction of what follows, also of code.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => ' ',
        letter => letter,
    });
    let words: String = words.collect();
    words
        .trim()
        .replace('\\', "/")
        .replace("\"\"\"", "'''")
        .replace("*/", "* /")
        .replace("*)", "* )")
        .replace("(*", "( *")
}
