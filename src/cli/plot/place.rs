//! `--mark`: places on the horizontal axis.

use crate::algebra::Rational;

/// A place on the horizontal axis that is marked.
pub(super) struct Place {
    /// What it is called.
    pub(super) label: String,
    /// The number.
    pub(super) at: Rational,
    /// How high each of the curves is there.
    pub(super) heights: Vec<Option<Rational>>,
}
