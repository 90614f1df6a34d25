//! The dims as they are at a line: those that were bound, and what they are worth.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::algebra::Value;

/// The bound dims, by name; every other dim stands for itself. Cheap to hand from parent to child.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dims(Arc<BTreeMap<String, Value>>);

impl Dims {
    /// What a dim is bound to.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The bound dims, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The bound dims and their values, in alphabetical order.
    pub(super) fn to_list(&self) -> Vec<(String, Value)> {
        let bound = self.iter();
        bound
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect()
    }

    /// The same dims with one bound.
    #[must_use]
    pub fn with(&self, name: &str, value: Value) -> Dims {
        let mut dims = self.clone();
        Arc::make_mut(&mut dims.0).insert(name.to_owned(), value);
        dims
    }

    /// The same dims with one as it is in others: bound alike, or standing for itself.
    #[must_use]
    pub(super) fn with_one_of(&self, name: &str, others: &Dims) -> Dims {
        if self.get(name) == others.get(name) {
            return self.clone();
        }
        let mut dims = self.clone();
        let map = Arc::make_mut(&mut dims.0);
        match others.get(name) {
            Some(value) => map.insert(name.to_owned(), value.clone()),
            None => map.remove(name),
        };
        dims
    }

    /// The names of dims that differ between the two.
    pub(super) fn changed(&self, other: &Dims) -> Vec<String> {
        if Arc::ptr_eq(&self.0, &other.0) {
            return Vec::new();
        }
        let differs = |name: &&String| self.0.get(*name) != other.0.get(*name);
        let removed = other.0.keys().filter(|name| !self.0.contains_key(*name));
        self.0
            .keys()
            .filter(differs)
            .chain(removed)
            .cloned()
            .collect()
    }
}
