//! From a tree back to text, in the one style that there is.

mod cells;
mod expression;
mod layout;
mod page;
mod phrase;

use crate::syntax::ast::{Expr, File};
use crate::syntax::format::layout::Layout;
use crate::syntax::format::phrase::Phrase;

/// The canonical text of a file. `file` is what [`parse_file`](crate::syntax::parse_file) made of `text`
/// without an error; `text` says which lines the author kept together.
pub fn format_file(file: &File, text: &str) -> String {
    Layout::of(file, text).finish()
}

/// The canonical text of an expression, on one line.
pub fn format_expression(expression: &Expr) -> String {
    let mut phrase = Phrase::default();
    expression::write_expression(&mut phrase, expression);
    phrase.flat()
}
