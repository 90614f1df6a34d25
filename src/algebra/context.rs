//! What an exact computation carries along: limits, work done, assumptions, and conditions met.

use std::cell::RefCell;

use crate::algebra::facts::Facts;
use crate::algebra::limits::{Limits, Meter};
use crate::algebra::polynomial::Polynomial;

/// The workbench on which values are computed: every operation on [`Value`](crate::algebra::Value)s
/// is a method of it.
///
/// It holds the limits of one command and counts the work, holds the assumptions made with `where`
/// (`S >= W`), and collects the conditions under which results hold (`assuming S ≠ W`).
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Value};
/// let algebra = Algebra::new();
/// let s = Value::from(Indeterminate::symbol("S"));
/// let square = algebra.multiply(&s, &s).unwrap();
/// assert_eq!(algebra.divide(&square, &s).unwrap(), s);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Algebra {
    pub(in crate::algebra) meter: Meter,
    assumptions: Vec<Polynomial>,
    /// Those of the assumptions that are assumed not to be zero either.
    strict: Vec<Polynomial>,
    conditions: RefCell<Vec<Polynomial>>,
    /// What was found out about functions under these assumptions.
    pub(in crate::algebra) facts: RefCell<Facts>,
}

impl Algebra {
    /// A workbench with the default limits and no assumptions.
    pub fn new() -> Algebra {
        Algebra::default()
    }

    /// A workbench with other limits.
    pub fn with_limits(limits: Limits) -> Algebra {
        Algebra {
            meter: Meter::new(limits),
            ..Algebra::default()
        }
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.meter.limits
    }

    /// The same workbench with one more fact: the polynomial is not negative. Its work counts against
    /// the same limits.
    #[must_use]
    pub fn assuming(&self, not_negative: Polynomial) -> Algebra {
        let mut algebra = self.clone();
        algebra.assumptions.push(not_negative);
        algebra.facts.take();
        algebra
    }

    /// The same workbench with one more fact: the polynomial is above zero.
    #[must_use]
    pub fn assuming_positive(&self, positive: Polynomial) -> Algebra {
        let mut algebra = self.assuming(positive.clone());
        algebra.strict.push(positive);
        algebra
    }

    /// The polynomials assumed to be above zero.
    pub(in crate::algebra) fn strict_assumptions(&self) -> &[Polynomial] {
        &self.strict
    }

    /// The same workbench with other facts in place of those assumed so far.
    pub(in crate::algebra) fn with_assumptions(&self, assumptions: Vec<Polynomial>) -> Algebra {
        Algebra {
            meter: self.meter.clone(),
            assumptions,
            ..Algebra::default()
        }
    }

    /// The polynomials assumed not to be negative.
    pub fn assumptions(&self) -> &[Polynomial] {
        &self.assumptions
    }

    /// Polynomials that were cancelled and are not known to differ from zero: results hold where
    /// none of them is zero.
    pub fn conditions(&self) -> Vec<Polynomial> {
        self.conditions.borrow().clone()
    }

    /// Notes that a result holds where the polynomial is not zero.
    pub fn note_condition(&self, polynomial: Polynomial) {
        let mut conditions = self.conditions.borrow_mut();
        if !conditions.contains(&polynomial) {
            conditions.push(polynomial);
        }
    }

    /// Forgets the conditions noted so far and returns them.
    pub fn take_conditions(&self) -> Vec<Polynomial> {
        self.conditions.take()
    }
}
