//! What kind of thing is to be written at a place, from the tokens before it.

use crate::lsp::context::{Token, is_name_letter, path_before};

/// What kind of thing is to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An item of a file.
    Item,
    /// A file of the library, after `use`.
    Use,
    /// A line of a body.
    Statement,
    /// A layer: after the colon of a child, after `extend`.
    Layer,
    /// A layer or a config: what a config is made of, or whose cost is asked for.
    Target,
    /// A value.
    Value,
    /// What a dotted name goes on with.
    Path(String),
    /// A new name, or a text.
    Nothing,
}

/// The words after which a new name is written.
const NAMING: [&str; 7] = ["dim", "quantity", "layer", "let", "config", "for", "unit"];

/// The kind of place that a word begins at.
pub(super) fn place(text: &str, word: usize, tokens: &[Token<'_>]) -> Place {
    let line = text[..word].rfind('\n').map_or(0, |end| end + 1);
    let begins_line = text[line..word].trim().is_empty();
    let Some(last) = tokens.last() else {
        return Place::Item;
    };
    if last.text.starts_with('"') && (last.text.len() == 1 || !last.text.ends_with('"')) {
        return Place::Nothing;
    }
    if last.text == "." && last.start + 1 == word {
        let path = path_before(tokens, tokens.len() - 1);
        return path.map_or(Place::Nothing, Place::Path);
    }
    let first = tokens[0].text;
    let open = |bracket: &str| tokens.iter().filter(|token| token.text == bracket).count();
    let in_body = open("{") > open("}");
    let in_brackets = open("(") > open(")");
    if begins_line && !in_body && !in_brackets && (line == word || ends_value(last.text)) {
        return Place::Item;
    }
    if first == "use" {
        return if tokens.len() == 1 {
            Place::Use
        } else {
            Place::Nothing
        };
    }
    if first == "extend" && tokens.len() == 1 {
        return Place::Layer;
    }
    if NAMING.contains(&last.text) {
        return Place::Nothing;
    }
    if in_body && !in_brackets {
        if last.text == ":" {
            return Place::Layer;
        }
        if last.text == "{" || (begins_line && ends_value(last.text)) {
            return Place::Statement;
        }
    }
    let is_header = first == "layer" && !in_body;
    if is_header && matches!(last.text, "(" | ",") {
        return Place::Nothing;
    }
    if first == "config" && last.text == "=" && !in_brackets {
        return Place::Target;
    }
    Place::Value
}

/// Whether a value, or a body, may end with a token.
fn ends_value(token: &str) -> bool {
    token.ends_with(is_name_letter)
        || token.ends_with(|last: char| last.is_alphanumeric())
        || matches!(token, ")" | "]" | "}" | "{" | "%")
        || token.ends_with('"')
}

#[cfg(test)]
mod tests {
    use super::{Place, place};
    use crate::lsp::context::tokens_before;

    fn at_end(text: &str) -> Place {
        place(text, text.len(), &tokens_before(text, text.len()))
    }

    #[test]
    fn what_is_to_be_written_follows_from_what_stands_before() {
        assert_eq!(at_end(""), Place::Item);
        assert_eq!(at_end("dim B\n"), Place::Item);
        assert_eq!(at_end("use "), Place::Use);
        assert_eq!(at_end("layer "), Place::Nothing);
        assert_eq!(at_end("layer a(E) {\n    "), Place::Statement);
        assert_eq!(
            at_end("layer a(E) {\n    params = 2E\n    "),
            Place::Statement
        );
        assert_eq!(
            at_end("layer a(E) {\n    params = 2E +\n    "),
            Place::Value
        );
        assert_eq!(at_end("layer a(E) {\n    up: "), Place::Layer);
        assert_eq!(at_end("layer a(E) {\n    up: linear("), Place::Value);
        assert_eq!(at_end("config small = "), Place::Target);
        assert_eq!(at_end("expect flops(gpt."), Place::Path("gpt".to_owned()));
    }
}
