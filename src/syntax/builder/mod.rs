//! From what pest matched to the tree. Only this folder takes nodes of the grammar apart.

mod clause;
mod expression;
mod item;
mod statement;
mod tokens;

pub(super) use expression::MAX_NESTING;
pub(super) use item::ItemPiece;
pub(super) use tokens::Builder;
