//! Questions asked of derived forms: how two differ, and where the difference comes from.
//!
//! Everything here is a pure function over values and derived trees; it reads nothing and prints
//! nothing.

mod attribution;
mod curve;
mod difference;
mod encounter;
pub mod fit;
mod regimes;
mod solve;
mod witness;

pub use attribution::{Contributions, LayerShare, PathShare, by_layer, by_path};
pub use curve::{Sample, Spacing, Stretch, doublings, height, places, sample};
pub use difference::{Difference, TermPair, difference, term_pairs};
pub use encounter::{Course, Encounter, encounters};
pub use regimes::{
    Condition, Crossing, Growth, Lead, Meeting, alike, crossings, doubling, growth, leader, leads,
    map, shares,
};
pub use solve::{Equation, Range, Solution, Solved, solve};
pub use witness::{Module, Owner, Unpaired, owners, unpaired};
