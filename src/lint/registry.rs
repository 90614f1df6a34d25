//! The list of lints.

use crate::lint::allow;
use crate::lint::definition::Lint;
use crate::lint::forgotten_parameter;
use crate::lint::hidden_product;
use crate::lint::homogeneity;
use crate::lint::idle_expect;
use crate::lint::missing_rule;
use crate::lint::missing_source;
use crate::lint::unlike_units;
use crate::lint::unused_dim;
use crate::lint::unused_let;
use crate::lint::unused_parameter;
use crate::lint::unused_use;
use crate::text::did_you_mean;

/// Every lint, in the order in which the book lists them.
pub const LINTS: &[Lint] = &[
    unlike_units::LINT,
    homogeneity::LINT,
    missing_rule::LINT,
    forgotten_parameter::LINT,
    hidden_product::LINT,
    idle_expect::LINT,
    missing_source::LINT,
    unused_parameter::LINT,
    unused_dim::LINT,
    unused_let::LINT,
    unused_use::LINT,
    allow::UNUSED,
    allow::MISTAKEN,
];

/// The lint of a name.
pub fn named(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.name == name)
}

/// The lint that was most likely meant by a name that no lint has.
pub fn nearest(name: &str) -> Option<&'static Lint> {
    let near = did_you_mean(name, LINTS.iter().map(|lint| lint.name))?;
    named(near)
}
