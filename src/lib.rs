//! flopform: a symbolic formula engine for the cost of neural networks.

pub mod algebra;
pub mod cost;
pub mod notation;
pub mod syntax;
pub mod text;
