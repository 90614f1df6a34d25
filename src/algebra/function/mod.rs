//! Functions of values: each simplifies by its rules, and what remains becomes a kernel.

mod binomial;
mod conditional;
mod extremum;
mod factors;
mod flag;
mod flag_values;
mod floor;
mod keep;
mod known_sign;
mod logarithm;
mod power;
mod prime;
mod radical;
mod rebuild;
mod root;
mod sum;
mod whole_part;

pub use flag::Comparison;

/// The steps that applying a function takes at least: finding out whether a rule fits costs as much
/// as so many operations on terms.
const APPLICATION: u64 = 256;
