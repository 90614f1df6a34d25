//! The terms of a value as they are printed, each a value of its own.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::form::layout::PrintOrder;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The terms of a value in the order and by the readings in which it is printed, each over the
    /// denominator. `E·min(S, W)` is one of them, though three are stored. Their sum is the value.
    ///
    /// # Errors
    /// When the limits are met.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, PrintOrder, Value};
    /// let algebra = Algebra::new();
    /// let [s, w] = ["S", "W"].map(|name| Value::from(Indeterminate::symbol(name)));
    /// let smaller = algebra.minimum(&s, &w).unwrap();
    /// let value = algebra.add(&smaller, &Value::integer(2)).unwrap();
    /// let terms = algebra.printed_terms(&value, &PrintOrder::default()).unwrap();
    /// assert_eq!(terms, [smaller, Value::integer(2)]);
    /// ```
    pub fn printed_terms(&self, value: &Value, order: &PrintOrder) -> Result<Vec<Value>> {
        let mut arranger = Arranger::new(self, order);
        let numerator = arranger.recognized(value.numerator())?;
        let ranking = arranger.ranking(&[&numerator])?;
        let over = Value::from(value.denominator().clone());
        let mut terms = Vec::with_capacity(numerator.len());
        for ((monomial, coefficient), _) in ranking.sorted(&numerator).terms() {
            let mut plain = Monomial::ONE;
            let mut read = Value::from(coefficient.clone());
            for (indeterminate, exponent) in monomial.factors() {
                let Some(reading) = arranger.readings.get(&indeterminate) else {
                    plain = plain.times(&Monomial::power(indeterminate, exponent));
                    continue;
                };
                let worth = self.worth(reading)?;
                let power = self.power_integer(&worth, i64::from(exponent))?;
                read = self.multiply(&read, &power)?;
            }
            let plain = Value::from(Polynomial::term(plain, 1.into()));
            let term = self.multiply(&read, &plain)?;
            terms.push(self.divide(&term, &over)?);
        }
        Ok(terms)
    }

    /// What stands behind a reading.
    fn worth(&self, reading: &Reading) -> Result<Value> {
        match reading {
            Reading::Kernel(kernel) => Ok(Value::from((*kernel).clone().intern())),
            Reading::Ceil(value) => self.ceil(value),
            Reading::Min(values) => {
                let mut values = values.iter();
                let first = values.next().cloned().unwrap_or_else(Value::zero);
                values.try_fold(first, |least, value| self.minimum(&least, value))
            }
            Reading::Not(flag) => {
                self.subtract(&Value::one(), &Value::from((*flag).clone().intern()))
            }
        }
    }
}
