//! What is known of single indeterminates: how large they are, and whether they are whole.

use std::collections::HashMap;

use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::rational::Rational;

/// Numbers between which an indeterminate lies wherever it is defined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::algebra) struct Bounds {
    /// It is never less.
    pub(in crate::algebra) low: Option<Rational>,
    /// It is never equal to the lower bound either.
    pub(in crate::algebra) above: bool,
    /// It is never greater.
    pub(in crate::algebra) high: Option<Rational>,
}

impl Bounds {
    /// At least this number.
    pub(in crate::algebra) fn from(low: Rational) -> Bounds {
        Bounds {
            low: Some(low),
            ..Bounds::default()
        }
    }

    /// Whether it is never negative.
    pub(in crate::algebra) fn is_nonnegative(&self) -> bool {
        self.low.as_ref().is_some_and(|low| !low.is_negative())
    }

    /// Whether it is always greater than zero.
    pub(in crate::algebra) fn is_positive(&self) -> bool {
        let low = self.low.as_ref();
        low.is_some_and(|low| low.is_positive() || (low.is_zero() && self.above))
    }

    /// Takes the larger of two lower bounds.
    pub(in crate::algebra) fn raise(&mut self, low: Rational) {
        if self.low.as_ref().is_none_or(|held| *held < low) {
            self.low = Some(low);
            self.above = false;
        }
    }

    /// Takes the smaller of two upper bounds.
    pub(in crate::algebra) fn lower(&mut self, high: Rational) {
        if self.high.as_ref().is_none_or(|held| high < *held) {
            self.high = Some(high);
        }
    }
}

/// Facts found out under the assumptions of one workbench, kept because they are asked for often.
#[derive(Clone, Debug, Default)]
pub(in crate::algebra) struct Facts {
    pub(in crate::algebra) bounds: HashMap<Indeterminate, Bounds>,
    pub(in crate::algebra) integers: HashMap<Indeterminate, bool>,
}
