//! What is proved of the sign of a quotient, from the signs of its two parts.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::Sign;
use crate::algebra::value::Value;

impl Algebra {
    /// The strongest fact proved about the sign of a value wherever it is defined.
    pub(in crate::algebra::function) fn sign_of(&self, value: &Value) -> Option<Sign> {
        let above = self.polynomial_sign(value.numerator())?;
        if value.denominator().is_one() {
            return Some(above);
        }
        // The value is not defined where its denominator is zero, so zero need not be excluded.
        match self.polynomial_sign(value.denominator())? {
            Sign::Positive | Sign::NonNegative => Some(above),
            Sign::Negative | Sign::NonPositive => Some(opposite(above)),
            Sign::Zero => None,
        }
    }

    /// The sign of a polynomial by the sign rules, or by enclosing an irrational number.
    pub(in crate::algebra::function) fn polynomial_sign(
        &self,
        polynomial: &Polynomial,
    ) -> Option<Sign> {
        self.sign(polynomial).or_else(|| {
            let order = self.sign_of_constant(&Value::from(polynomial.clone()))?;
            Some(match order {
                Ordering::Less => Sign::Negative,
                Ordering::Equal => Sign::Zero,
                Ordering::Greater => Sign::Positive,
            })
        })
    }

    /// Whether the value is proved to be at least zero wherever it is defined.
    pub(in crate::algebra::function) fn is_nonnegative(&self, value: &Value) -> bool {
        matches!(
            self.sign_of(value),
            Some(Sign::Positive | Sign::NonNegative | Sign::Zero)
        )
    }

    /// Whether the value is proved to be greater than zero wherever it is defined.
    pub(in crate::algebra::function) fn is_positive(&self, value: &Value) -> bool {
        self.sign_of(value) == Some(Sign::Positive)
    }

    /// Whether the value is proved to be less than zero wherever it is defined.
    pub(in crate::algebra::function) fn is_negative(&self, value: &Value) -> bool {
        self.sign_of(value) == Some(Sign::Negative)
    }

    /// Whether the denominator is proved to be greater than zero wherever it is not zero.
    pub(in crate::algebra::function) fn is_positive_divisor(&self, divisor: &Polynomial) -> bool {
        matches!(
            self.polynomial_sign(divisor),
            Some(Sign::Positive | Sign::NonNegative)
        )
    }
}

/// The sign of the negated value.
fn opposite(sign: Sign) -> Sign {
    match sign {
        Sign::Positive => Sign::Negative,
        Sign::NonNegative => Sign::NonPositive,
        Sign::Zero => Sign::Zero,
        Sign::NonPositive => Sign::NonNegative,
        Sign::Negative => Sign::Positive,
    }
}
