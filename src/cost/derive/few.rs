//! A few things by quantity, in the order in which they came: a node has two or three, for which looking
//! through a row is quicker than any table, and smaller.

use std::ops::Index;

use crate::cost::ids::QuantityId;

/// Something for each of a few quantities, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<T>(Vec<(QuantityId, T)>);

impl<T> Few<T> {
    /// Room for so many.
    pub(in crate::cost) fn with_capacity(count: usize) -> Few<T> {
        Few(Vec::with_capacity(count))
    }

    /// Puts something down for a quantity, in the place of what was there.
    pub(in crate::cost) fn insert(&mut self, quantity: QuantityId, value: T) {
        match self.0.iter_mut().find(|(held, _)| *held == quantity) {
            Some((_, held)) => *held = value,
            None => self.0.push((quantity, value)),
        }
    }

    /// What there is for a quantity.
    pub fn get(&self, quantity: &QuantityId) -> Option<&T> {
        let found = self.0.iter().find(|(held, _)| held == quantity);
        found.map(|(_, value)| value)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each quantity and what there is for it.
    pub fn iter(&self) -> impl Iterator<Item = (&QuantityId, &T)> {
        self.0.iter().map(|(quantity, value)| (quantity, value))
    }

    /// The same, to be changed.
    pub(in crate::cost) fn iter_mut(&mut self) -> impl Iterator<Item = (&QuantityId, &mut T)> {
        let entries = self.0.iter_mut();
        entries.map(|(quantity, value)| (&*quantity, value))
    }
}

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few(Vec::new())
    }
}

impl<T> Index<&QuantityId> for Few<T> {
    type Output = T;

    /// # Panics
    /// Where there is nothing for the quantity.
    fn index(&self, quantity: &QuantityId) -> &T {
        self.get(quantity).expect("the quantity was asked for")
    }
}
