//! The words that cannot name anything.

/// The words that cannot name a dim, a parameter, a child or a `let`. Every other word is a keyword
/// only by its place.
pub const RESERVED_WORDS: [&str; 10] = [
    "if", "then", "else", "of", "with", "for", "in", "where", "as", "within",
];

/// Whether a word is one of them.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED_WORDS.contains(&word)
}
