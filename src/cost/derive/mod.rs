//! Deriving: a target becomes a tree of costs, each node an exact form for each quantity.

mod deriver;
mod dims;
mod evaluate;
mod expectation;
mod few;
mod frame;
mod keys;
mod leaf;
mod node;
mod open_costs;
mod readings;
mod run;
mod steps;
mod target;
mod term;
mod totals;
mod tree;

pub use deriver::Deriver;
pub use dims::Dims;
pub use expectation::{Outcome, Tested};
pub use few::Few;
pub(in crate::cost) use frame::Frame;
pub use node::{Branch, Node, Part, Quantities, Range};
pub use readings::Reading;
pub use steps::{calls_of, put_in, quantities_on_the_way, rule_of};
pub use target::Derived;
pub use tree::Row;
