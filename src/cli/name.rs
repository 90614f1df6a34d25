//! What can be the name of a symbol on a command line.

/// Whether a text is a letter or `_`, and then letters, digits and `_`.
pub(super) fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| first.is_alphabetic() || first == '_') && is_word(text)
}

/// Whether a text is made of letters, digits and `_`, whichever comes first.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
}
