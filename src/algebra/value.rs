//! Exact values: quotients of coprime polynomials.

use std::fmt;

use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// An exact value: a polynomial over a polynomial.
///
/// The two are coprime; the denominator has whole coprime coefficients and leads with a positive
/// one, so values of symbols alone that are equal are stored alike. Operations on values are
/// methods of [`Algebra`](crate::algebra::Algebra), which carries the limits and the assumptions.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Value {
    numerator: Polynomial,
    /// `None` for 1, which most values have.
    denominator: Option<Box<Polynomial>>,
}

/// The denominator of polynomials.
static ONE: Polynomial = Polynomial::ONE;

impl Value {
    /// Puts together parts that hold the invariant.
    #[inline]
    pub(in crate::algebra) fn from_coprime(
        numerator: Polynomial,
        denominator: Polynomial,
    ) -> Value {
        debug_assert!(!denominator.is_zero(), "a denominator is not zero");
        Value {
            numerator,
            denominator: (!denominator.is_one()).then(|| Box::new(denominator)),
        }
    }

    /// Zero.
    pub fn zero() -> Value {
        Value::from(Polynomial::ZERO)
    }

    /// One.
    pub fn one() -> Value {
        Value::from(Polynomial::one())
    }

    /// A whole number.
    pub fn integer(number: i64) -> Value {
        Value::from(Rational::from(number))
    }

    /// The polynomial above the line.
    #[inline]
    pub fn numerator(&self) -> &Polynomial {
        &self.numerator
    }

    /// The polynomial below the line.
    #[inline]
    pub fn denominator(&self) -> &Polynomial {
        self.denominator.as_deref().unwrap_or(&ONE)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Whether it is one.
    pub fn is_one(&self) -> bool {
        self.denominator.is_none() && self.numerator.is_one()
    }

    /// The polynomial it is, if nothing but 1 stands below the line.
    #[inline]
    pub fn as_polynomial(&self) -> Option<&Polynomial> {
        self.denominator.is_none().then_some(&self.numerator)
    }

    /// Multiplies a polynomial of one plain term by another; see [`Polynomial::multiply_plainly`].
    #[inline]
    pub(in crate::algebra) fn multiply_plainly(&mut self, factor: &Polynomial) -> bool {
        self.denominator.is_none() && self.numerator.multiply_plainly(factor)
    }

    /// The number it is, if it has no indeterminates.
    pub fn as_constant(&self) -> Option<Rational> {
        self.as_polynomial()?.as_constant()
    }

    /// The indeterminate it is, if it is one by itself.
    pub fn as_indeterminate(&self) -> Option<Indeterminate> {
        self.as_polynomial()?.as_indeterminate()
    }

    /// Every indeterminate above or below the line, sorted; those inside functions are not listed.
    pub fn indeterminates(&self) -> Vec<Indeterminate> {
        let mut found = self.numerator.indeterminates();
        if let Some(denominator) = &self.denominator {
            found.extend(denominator.indeterminates());
            found.sort_unstable();
            found.dedup();
        }
        found
    }
}

impl From<Polynomial> for Value {
    #[inline]
    fn from(numerator: Polynomial) -> Value {
        Value {
            numerator,
            denominator: None,
        }
    }
}

impl From<Rational> for Value {
    #[inline]
    fn from(number: Rational) -> Value {
        Value::from(Polynomial::constant(number))
    }
}

impl From<Indeterminate> for Value {
    #[inline]
    fn from(indeterminate: Indeterminate) -> Value {
        Value::from(Polynomial::indeterminate(indeterminate))
    }
}

impl fmt::Display for Value {
    /// Canonical text, in storage order. People are shown [forms](crate::algebra::Form) instead.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.denominator {
            None => write!(formatter, "{}", self.numerator),
            Some(denominator) => write!(formatter, "({})/({denominator})", self.numerator),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
