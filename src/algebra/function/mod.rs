//! Functions of values: each simplifies by its rules, and what remains becomes a kernel.

mod conditional;
mod extremum;
mod flag;
mod floor;
mod logarithm;
mod power;
mod radical;
mod root;
mod sum;

pub use flag::Comparison;
