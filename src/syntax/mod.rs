//! From text to a tree, and back: the grammar, the parser and the formatter.
//!
//! Architecture invariant: pest's `Rule` never leaves this folder, and nothing here knows algebra.

pub mod ast;
mod error;

pub use error::{SyntaxError, SyntaxErrorKind};
