//! From text to a tree, and back: the grammar, the parser and the formatter.
//!
//! Architecture invariant: pest's `Rule` never leaves this folder, and nothing here knows algebra.

mod advice;
pub mod ast;
mod blame;
mod builder;
#[cfg(test)]
mod coverage;
mod deep;
mod error;
mod foreign;
mod format;
mod grammar;
mod lexeme;
mod nesting;
mod parser;
mod precedence;
mod recovery;
mod reserved;
mod trivia;
mod words;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use format::{format_expression, format_file};
pub use lexeme::{Lexeme, lexeme_at};
pub use parser::{MAX_SOURCE_BYTES, parse_expression, parse_file, parse_relation, parse_wanted};
pub use reserved::{ITEM_WORDS, RESERVED_WORDS};
