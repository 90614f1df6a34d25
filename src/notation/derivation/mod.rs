//! Derivations as text that is kept beside a formula file, one term a line, so that a change shows which
//! term changed and through which child.

mod change;
mod read;
mod record;

pub use change::{Change, CostChange, changes};
pub use read::{Unreadable, read};
pub use record::{Cost, Derivation, text};
