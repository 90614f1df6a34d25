//! What a value comes to as one symbol grows.

use std::cmp::Ordering;

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::question::equality::{Counterexample, Verdict};
use crate::algebra::question::leading::Leading;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The leading term of the value as the symbol grows and all else is fixed: what it is divided
    /// by to tend to 1. That the term itself is not zero is noted as a condition where it may be.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Indeterminate::symbol("S");
    /// let half = algebra.divide(&Value::from(s), &Value::integer(2)).unwrap();
    /// let halves = algebra.floor(&half).unwrap();
    /// assert_eq!(algebra.leading(&halves, s).unwrap(), half);
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::NoLeadingTerm`] where the rules do not know it, or when the limits are met.
    pub fn leading(&self, value: &Value, symbol: Indeterminate) -> Result<Value> {
        if value.is_zero() {
            return Ok(Value::zero());
        }
        let leading = self.leading_term(value, symbol)?;
        let leading = leading.ok_or_else(|| AlgebraError::NoLeadingTerm {
            expression: self.plain_text(value),
            symbol: symbol.text().to_owned(),
        })?;
        self.note_coefficient(&leading, symbol);
        Ok(leading.value)
    }

    /// Whether the quotient of two values tends to 1 as the symbol grows and all else is fixed.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn same_growth(
        &self,
        left: &Value,
        right: &Value,
        symbol: Indeterminate,
    ) -> Result<Verdict> {
        if left == right {
            return Ok(Verdict::Holds);
        }
        let ours = self.leading_term(left, symbol)?;
        let theirs = self.leading_term(right, symbol)?;
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return Ok(Verdict::NotDecided {
                reason: format!(
                    "the leading term in `{}` of one side is not known; a `where` that settles \
                     its maxima and conditions may help",
                    symbol.text()
                ),
            });
        };
        if ours.value.is_zero() || theirs.value.is_zero() {
            // Zero grows like nothing but itself.
            return self.equal(&ours.value, &theirs.value);
        }
        match self.order_compare(&ours.order, &theirs.order)? {
            Some(Ordering::Equal) => {
                let verdict = self.equal(&ours.value, &theirs.value)?;
                if verdict == Verdict::Holds {
                    self.note_coefficient(&ours, symbol);
                }
                Ok(verdict)
            }
            Some(faster) => {
                let faster = if faster.is_gt() { &ours } else { &theirs };
                self.grows_faster(faster, &ours, &theirs)
            }
            None => Ok(Verdict::NotDecided {
                reason: format!(
                    "which side grows faster with `{}` depends on the other symbols; a `where` \
                     with numbers for them would decide it",
                    symbol.text()
                ),
            }),
        }
    }

    /// One side grows faster wherever its leading term is not zero: a point shows where.
    fn grows_faster(&self, faster: &Leading, ours: &Leading, theirs: &Leading) -> Result<Verdict> {
        let shown = match self.equal(&faster.value, &Value::zero())? {
            Verdict::Fails(shown) => shown,
            Verdict::Holds | Verdict::NotDecided { .. } => {
                return Ok(Verdict::NotDecided {
                    reason: "the leading term of one side may be zero".to_owned(),
                });
            }
        };
        let at = |side: &Leading| self.evaluate(&side.value, &shown.point).ok();
        Ok(Verdict::Fails(Counterexample {
            left: at(ours),
            right: at(theirs),
            point: IndexMap::clone(&shown.point),
        }))
    }

    fn note_coefficient(&self, leading: &Leading, symbol: Indeterminate) {
        let numerator = leading.value.numerator();
        let mut parts = numerator.collected(symbol);
        let coefficient = match parts.len() {
            1 => parts.swap_remove(0).1,
            _ => numerator.clone(),
        };
        if !coefficient.is_zero() && !self.is_nonzero(&coefficient) {
            self.note_condition(coefficient);
        }
    }
}
