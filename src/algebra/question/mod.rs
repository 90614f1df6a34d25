//! Questions asked of values: signs, whole values, equality, growth; and values put in.

mod bounds;
mod cases;
mod derivative;
mod enclosure;
mod equality;
mod evaluate;
mod exponential;
mod growth;
mod growth_order;
mod integrality;
mod interval;
mod isolation;
mod leading;
mod occurrence;
mod points;
mod roots;
mod shift;
mod sign;
mod sign_cases;
mod sturm;
mod substitute;
mod thresholds;

pub use equality::{Counterexample, Verdict};
pub use evaluate::Environment;
pub(in crate::algebra) use occurrence::{depends_on, everything_in, free_symbols};
pub use roots::Root;
pub use sign::Sign;
pub use substitute::Substitution;
