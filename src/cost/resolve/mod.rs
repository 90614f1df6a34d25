//! From trees to formulas: every name looked up, every call matched with what it calls.

mod arguments;
mod call;
mod config;
mod cycles;
mod expectation;
mod expression;
mod facts;
mod hint;
mod keys;
mod layer;
mod leaf;
mod names;
mod notes;
mod quantity;
mod target;

pub(in crate::cost) use config::{config, config_head};
pub(in crate::cost) use cycles::{
    circle, circular_layers, circular_lets, circular_quantities, order,
};
pub(in crate::cost) use expectation::expectation;
pub(in crate::cost) use expression::{Resolver, comparison, dotted};
pub(in crate::cost) use layer::{extend, layer};
pub(in crate::cost) use names::{paths_of_clauses, paths_of_expression};
pub(in crate::cost) use quantity::{derived_quantity, file_let};
pub(in crate::cost) use target::target_of_expression;
