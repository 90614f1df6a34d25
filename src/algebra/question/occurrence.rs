//! Which indeterminates a value is made of, those inside its functions included.

use std::collections::{BTreeSet, HashSet};

use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::value::Value;

/// Walks into functions as deep as they go, each function once.
#[derive(Default)]
struct Walk {
    /// Everything met, the bound indices of sums included.
    met: BTreeSet<Indeterminate>,
    /// Symbols met outside the sum that binds them.
    free: BTreeSet<Indeterminate>,
    /// Functions already walked into, with what was bound around them: what is free inside depends
    /// on it.
    seen: HashSet<(Indeterminate, Vec<Indeterminate>)>,
    bound: Vec<Indeterminate>,
}

impl Walk {
    fn value(&mut self, value: &Value) {
        self.polynomial(value.numerator());
        self.polynomial(value.denominator());
    }

    fn polynomial(&mut self, polynomial: &Polynomial) {
        for indeterminate in polynomial.indeterminates() {
            self.indeterminate(indeterminate);
        }
    }

    fn indeterminate(&mut self, indeterminate: Indeterminate) {
        self.met.insert(indeterminate);
        let Some(kernel) = Kernel::of(indeterminate) else {
            if !self.bound.contains(&indeterminate) {
                self.free.insert(indeterminate);
            }
            return;
        };
        if self.seen.insert((indeterminate, self.bound.clone())) {
            stacker::maybe_grow(64 * 1024, 4 << 20, || self.kernel(kernel));
        }
    }

    fn kernel(&mut self, kernel: &Kernel) {
        if let Kernel::Sum {
            index,
            from,
            to,
            body,
        } = kernel
        {
            self.met.insert(*index);
            self.value(from);
            self.value(to);
            self.bound.push(*index);
            self.value(body);
            self.bound.pop();
            return;
        }
        for argument in kernel.arguments() {
            self.value(argument);
        }
    }
}

/// Every indeterminate in the values, at any depth: symbols, functions, and bound indices.
pub(in crate::algebra) fn everything_in<'a>(
    values: impl IntoIterator<Item = &'a Value>,
) -> BTreeSet<Indeterminate> {
    let mut walk = Walk::default();
    for value in values {
        walk.value(value);
    }
    walk.met
}

/// The symbols the value depends on: those at any depth that no sum binds.
pub(in crate::algebra) fn free_symbols(value: &Value) -> BTreeSet<Indeterminate> {
    let mut walk = Walk::default();
    walk.value(value);
    walk.free
}

/// Whether the function depends on the symbol, or the symbol is the indeterminate itself.
pub(in crate::algebra) fn depends_on(indeterminate: Indeterminate, symbol: Indeterminate) -> bool {
    if indeterminate.is_symbol() {
        return indeterminate == symbol;
    }
    let mut walk = Walk::default();
    walk.indeterminate(indeterminate);
    walk.free.contains(&symbol)
}

impl Value {
    /// Whether a symbol occurs in it, inside functions too. The index of a sum is no such symbol.
    pub fn depends_on(&self, symbol: Indeterminate) -> bool {
        let mut held = self.indeterminates().into_iter();
        held.any(|indeterminate| depends_on(indeterminate, symbol))
    }

    /// The symbols in it, inside functions too; indices of sums are none.
    pub fn free_symbols(&self) -> BTreeSet<Indeterminate> {
        free_symbols(self)
    }
}
