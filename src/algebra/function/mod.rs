//! Functions of values: each simplifies by its rules, and what remains becomes a kernel.

mod binomial;
mod conditional;
mod enclosure;
mod extremum;
mod flag;
mod floor;
mod known_sign;
mod logarithm;
mod power;
mod prime;
mod rebuild;
mod root;
mod sum;
mod whole_part;

pub use flag::Comparison;
