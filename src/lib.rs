//! flopform: a symbolic formula engine for the cost of neural networks.

pub mod algebra;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cost;
pub mod diagnostic;
mod engine;
pub mod notation;
pub mod syntax;
pub mod text;

pub use algebra::Shape;
pub use cost::Setting;
pub use engine::{Answer, Answers, Engine, Errors, TreeRow, unruled};
