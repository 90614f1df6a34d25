//! The words that cannot name anything, and those that begin an item.

/// The words that cannot name a dim, a parameter, a child or a `let`. Every other word is a keyword
/// only by its place.
pub const RESERVED_WORDS: [&str; 10] = [
    "if", "then", "else", "of", "with", "for", "in", "where", "as", "within",
];

/// The words that begin an item. They may name things all the same.
pub const ITEM_WORDS: [&str; 8] = [
    "use", "dim", "quantity", "let", "layer", "extend", "config", "expect",
];

/// Whether a word can name nothing.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED_WORDS.contains(&word)
}
