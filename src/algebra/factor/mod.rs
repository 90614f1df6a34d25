//! Factors to print: contents, squares, and what small rules split; not a complete factorization.

mod decompose;
mod split;
mod square;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::limits::{Limits, Meter};
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// A polynomial as a product: `content · monomial · Π factorᵉ`, exactly.
///
/// The factors have several terms each, are primitive, lead with a positive coefficient, and share
/// nothing with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factorization {
    /// The rational number in front; 0 for 0.
    pub content: Rational,
    /// What divides every term.
    pub monomial: Monomial,
    /// The other factors and their exponents, in an order that depends on nothing but them.
    pub factors: Vec<(Polynomial, Exponent)>,
}

/// The most terms a polynomial may have for anything but its content and monomial to be looked for.
const MOST_TERMS: usize = 2_000;

/// The most steps spent on one polynomial before its factors are left as they are.
const MOST_STEPS: u64 = 1 << 22;

impl Algebra {
    /// Splits a polynomial into factors, as far as that is worth the work: what is left whole may
    /// still be reducible.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Polynomial, Rational, Value};
    /// let algebra = Algebra::new();
    /// let e = Value::from(Indeterminate::symbol("E"));
    /// let sum = algebra.add(&e, &Value::one()).unwrap();
    /// let square = algebra.power_integer(&sum, 2).unwrap();
    /// let factorization = algebra.factored(square.numerator()).unwrap();
    /// assert_eq!(factorization.factors, [(sum.numerator().clone(), 2)]);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn factored(&self, polynomial: &Polynomial) -> Result<Factorization, AlgebraError> {
        self.meter.charge(polynomial.len() as u64)?;
        let (content, primitive) = polynomial.primitive();
        let monomial = primitive.monomial_content();
        if polynomial.len() <= 1 {
            let content = if polynomial.is_zero() {
                Rational::ZERO
            } else {
                content
            };
            return Ok(Factorization {
                content,
                monomial,
                factors: Vec::new(),
            });
        }
        let rest = primitive
            .divided_by(
                &Polynomial::term(monomial.clone(), Rational::ONE),
                &self.meter,
            )?
            .expect("the monomial content divides");
        let factors = if rest.len() > MOST_TERMS {
            vec![(rest, 1)]
        } else {
            self.split_apart(rest)?
        };
        Ok(Factorization {
            content,
            monomial,
            factors: in_order(factors),
        })
    }

    /// The factors of a primitive polynomial without a monomial, or itself where finding them takes
    /// too long.
    fn split_apart(
        &self,
        polynomial: Polynomial,
    ) -> Result<Vec<(Polynomial, Exponent)>, AlgebraError> {
        let limits = Limits {
            steps: MOST_STEPS.min(self.meter.limits.steps),
            ..self.meter.limits.clone()
        };
        let meter = Meter::new(limits);
        let found = decompose::factors(&polynomial, &meter);
        self.meter.charge(meter.spent().min(MOST_STEPS))?;
        match found {
            Ok(factors) => Ok(factors),
            Err(AlgebraError::Limit { .. }) => Ok(vec![(polynomial, 1)]),
            Err(other) => Err(other),
        }
    }
}

/// Shorter factors first, then by their terms.
fn in_order(factors: Vec<(Polynomial, Exponent)>) -> Vec<(Polynomial, Exponent)> {
    let mut held: BTreeMap<ByTerms, Exponent> = BTreeMap::new();
    for (factor, exponent) in factors {
        *held.entry(ByTerms(factor)).or_insert(0) += exponent;
    }
    let factors = held.into_iter();
    factors
        .map(|(factor, exponent)| (factor.0, exponent))
        .collect()
}

#[derive(PartialEq, Eq)]
struct ByTerms(Polynomial);

impl Ord for ByTerms {
    fn cmp(&self, other: &ByTerms) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| other.0.terms().cmp(self.0.terms()))
    }
}

impl PartialOrd for ByTerms {
    fn partial_cmp(&self, other: &ByTerms) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
