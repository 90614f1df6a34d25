//! Names for the index of a sum that do not depend on what its author called it.

use crate::algebra::domain::Domain;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::question::{everything_in, free_symbols};
use crate::algebra::value::Value;

/// The index a sum over this body has: `#1` where there is no sum inside, `#2` around those, and so
/// on. Names that are free in the body, as the index of a sum around it may be, are passed over.
pub(super) fn canonical_index(index: Indeterminate, body: &Value) -> Indeterminate {
    let inside = everything_in([body]);
    let levels = inside.iter().filter_map(|one| match Kernel::of(*one) {
        Some(Kernel::Sum { index, .. }) => level_of(*index),
        _ => None,
    });
    let lowest = levels.max().unwrap_or(0) + 1;
    let free = free_symbols(body);
    let names_tried = lowest..=lowest + free.len() as u64;
    names_tried
        .map(|level| Indeterminate::symbol_in(&format!("#{level}"), Domain::Integer))
        .find(|name| *name == index || !free.contains(name))
        .expect("one name more than are free was tried")
}

fn level_of(index: Indeterminate) -> Option<u64> {
    index.text().strip_prefix('#')?.parse().ok()
}
