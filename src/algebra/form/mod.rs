//! Closed forms as they are printed: a tree of its own, how values are arranged into it, and its
//! text.

mod addends;
mod arrange;
mod arranger;
mod flag;
mod function;
mod known;
mod layout;
mod ranking;
mod recognize;
mod shape;
mod term;
mod text;
mod touching;
mod tree;

pub use known::KnownNames;
pub use layout::{Layout, PrintOrder, Shape};
pub use tree::{Form, Function, OpaqueForm, SignedForm};
