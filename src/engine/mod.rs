//! The facade over everything below: load, parse, resolve, derive, answer, and how answers are written.

mod derivation;
mod editing;
mod facade;
mod formulas;
mod lints;
mod printing;
mod testing;
mod unruled;

pub use facade::{Answer, Answers, Engine, Errors, TreeRow};
pub use unruled::unruled;
