//! The tree of a `.cost` file: what was written, and where. It knows no algebra and resolves no names.
//!
//! Every variant is documented by the text that it stands for.

mod expression;
mod item;
mod parts;

pub use expression::{
    Argument, BinaryOperator, Clause, DimDomain, Expr, ExprKind, LeafCost, Let, Name, Path,
    Relation,
};
pub use item::{
    Child, Comment, Config, ConfigBody, ConfigHead, Dim, Doc, Expect, Extend, File, Item, ItemKind,
    Layer, Must, Parameter, Per, Quantity, Repeat, Requirement, Statement, StatementKind,
    Tolerance, UseTarget,
};
pub use parts::Parts;
