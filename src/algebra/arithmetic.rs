//! Sums of polynomials, and multiples by a number.

use std::cmp::Ordering;

use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

impl Polynomial {
    /// Merges the sorted terms of two polynomials.
    fn merged(&self, other: &Polynomial, negative: bool) -> Polynomial {
        let signed = |number: &Rational| if negative { -number } else { number.clone() };
        let (mut left, mut right) = (self.terms().peekable(), other.terms().peekable());
        let mut sum: Vec<Term> = Vec::with_capacity(self.len() + other.len());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Polynomial::from_sorted(sum),
                (Some(_), None) => Ordering::Greater,
                (None, Some(_)) => Ordering::Less,
                (Some((ours, _)), Some((theirs, _))) => ours.cmp(theirs),
            };
            let ours = if order.is_ge() { left.next() } else { None };
            let theirs = if order.is_le() { right.next() } else { None };
            let (monomial, coefficient) = match (ours, theirs) {
                (Some((monomial, mine)), Some((_, its))) if negative => (monomial, mine - its),
                (Some((monomial, mine)), Some((_, its))) => (monomial, mine + its),
                (Some((monomial, mine)), None) => (monomial, mine.clone()),
                (None, Some((monomial, its))) => (monomial, signed(its)),
                (None, None) => unreachable!("one side has the next term"),
            };
            if !coefficient.is_zero() {
                sum.push((monomial.clone(), coefficient));
            }
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Polynomial) -> Polynomial {
        self.merged(other, false)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Polynomial) -> Polynomial {
        self.merged(other, true)
    }

    /// The polynomial times −1.
    #[must_use]
    pub fn negated(&self) -> Polynomial {
        self.scaled(&Rational::MINUS_ONE)
    }

    /// The polynomial times a number.
    #[must_use]
    pub fn scaled(&self, factor: &Rational) -> Polynomial {
        if factor.is_zero() {
            return Polynomial::ZERO;
        }
        if factor.is_one() {
            return self.clone();
        }
        if let Some((monomial, coefficient)) = self.as_term() {
            return Polynomial::term(monomial.clone(), coefficient * factor);
        }
        let scale = |(monomial, coefficient): &Term| (monomial.clone(), coefficient * factor);
        Polynomial::from_sorted(self.terms().map(scale).collect())
    }
}
