//! Which part of a whole leads when: how it grows in each symbol, where two of its parts are equal, and
//! where each is the largest.

mod crossing;
mod growth;
mod lead;
mod map;
mod part;

pub use crossing::{Crossing, Meeting, crossings};
pub use growth::{Growth, doubling, growth};
pub use lead::{Condition, Lead, leader, leads};
pub use map::map;
pub use part::{alike, shares};
