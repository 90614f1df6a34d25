//! What can be wrong with the text of a file, before any name is looked up.

use crate::text::Span;

/// A mistake in the text and where it is. The words that a person reads are made in `diagnostic`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where.
    pub span: Span,
}

/// The kinds of mistake; each is documented by a text that causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `params = 2 +` (an expression was expected)
    Unexpected {
        /// What could have stood here, in the words of the book: `a name`, `` `)` ``.
        expected: Vec<String>,
        /// What stands here; `None` at the end of the text.
        found: Option<String>,
    },
    /// `((((…))))`: brackets, functions or exponents more than the limit deep.
    TooDeep {
        /// How deep they may be.
        limit: usize,
    },
    /// `dim where`: the word has a meaning of its own.
    ReservedWord {
        /// The word.
        word: String,
    },
    /// `1e99999`, `1.2.3`
    BadNumber {
        /// Why it is none, for a person.
        reason: String,
    },
    /// `expect a ~ b` without `as X`, `within` after `!=`: a clause missing or out of place.
    BadClause {
        /// What is wrong, for a person.
        reason: String,
        /// What to do about it.
        help: String,
    },
    /// `"text` without the closing quote.
    UnclosedText,
    /// A file that is not text, or is larger than can be read.
    Unreadable {
        /// Why, for a person.
        reason: String,
    },
}
