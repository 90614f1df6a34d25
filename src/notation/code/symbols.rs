//! Which symbols a value depends on, and what each may stand for.

use std::collections::BTreeMap;

use crate::algebra::{Domain, Kernel, Value};

/// The symbols of a value, inside functions too, each with its domains; indices of sums are none.
///
/// ```
/// use flopform::algebra::{Domain, Indeterminate, Value};
/// use flopform::notation::code::symbols;
/// let height = Indeterminate::symbol_in("h", Domain::Multiple(32));
/// assert_eq!(symbols(&Value::from(height))["h"], [Domain::Multiple(32)]);
/// ```
pub fn symbols(value: &Value) -> BTreeMap<String, Vec<Domain>> {
    let mut found: BTreeMap<String, Vec<Domain>> = BTreeMap::new();
    let mut pending = vec![value];
    while let Some(next) = pending.pop() {
        for indeterminate in next.indeterminates() {
            match Kernel::of(indeterminate) {
                Some(kernel) => pending.extend(kernel.arguments()),
                // What follows a `#` tells indices apart that no text can name.
                None if indeterminate.text().contains('#') => {}
                None => {
                    let domains = found.entry(indeterminate.text().to_owned()).or_default();
                    if !domains.contains(&indeterminate.domain()) {
                        domains.push(indeterminate.domain());
                    }
                }
            }
        }
    }
    for domains in found.values_mut() {
        domains.sort_unstable();
    }
    found
}
