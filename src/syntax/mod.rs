//! From text to a tree, and back: the grammar, the parser and the formatter.
//!
//! Architecture invariant: pest's `Rule` never leaves this folder, and nothing here knows algebra.

pub mod ast;
mod error;

pub use error::{SyntaxError, SyntaxErrorKind};
/// stub
pub const MAX_SOURCE_BYTES: usize = 16 << 20;
/// stub
pub fn parse_file(_: crate::text::SourceId, _: &str) -> (ast::File, Vec<SyntaxError>) {
    todo!()
}
/// stub
pub fn parse_expression(_: crate::text::SourceId, _: &str) -> Result<ast::Expr, SyntaxError> {
    todo!()
}
/// stub
pub fn parse_relation(_: crate::text::SourceId, _: &str) -> Result<ast::Clause, SyntaxError> {
    todo!()
}
