//! Polynomials written in how far each indeterminate is above its lower bound: where all their
//! coefficients have one sign, so has the polynomial.

use crate::algebra::context::Algebra;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::bounds::linear_in;
use crate::algebra::rational::Rational;

/// A shifted polynomial is not computed where it could have more terms.
const MOST_TERMS: u64 = 4_096;

/// Ways to use the assumptions that are tried.
const MOST_WAYS: usize = 24;

/// A lower bound by other indeterminates: `S = W + t` for `S >= W`.
#[derive(Clone)]
struct Shift {
    indeterminate: Indeterminate,
    by: Polynomial,
}

/// A polynomial after its shift, and which of its indeterminates have been shifted: they stand for
/// what is not negative.
pub(super) struct Shifted {
    pub(super) polynomial: Polynomial,
    shifted: Vec<Indeterminate>,
}

impl Shifted {
    /// Takes off the constant term, which is the least value where nothing else is negative.
    pub(super) fn split_constant(mut self) -> (Rational, Shifted) {
        let constant = self.polynomial.constant_term();
        let number = Polynomial::constant(constant.clone());
        self.polynomial = self.polynomial.minus(&number);
        (constant, self)
    }
}

/// Whether coefficients of both signs are sure to be left when numbers are added to indeterminates. A
/// term whose monomial divides no other keeps its coefficient, and so do all those that have the
/// highest degree together, or the highest in some indeterminate.
fn keeps_both_signs(polynomial: &Polynomial) -> bool {
    let indeterminates = polynomial.indeterminates();
    let orders = std::iter::once(None).chain(indeterminates.into_iter().map(Some));
    let (mut positive, mut negative) = (false, false);
    for first in orders {
        let rank = |(monomial, _): &Term| {
            let degrees = monomial.factors().map(|(_, exponent)| u64::from(exponent));
            let leading = first.map_or(0, |first| monomial.degree_in(first));
            (leading, degrees.sum::<u64>())
        };
        let highest = polynomial.terms().map(rank).max();
        for term in polynomial
            .terms()
            .filter(|term| Some(rank(term)) == highest)
        {
            positive |= term.1.is_positive();
            negative |= term.1.is_negative();
        }
        if positive && negative {
            return true;
        }
    }
    false
}

impl Algebra {
    /// The polynomial shifted in every way the assumptions allow, the plain one first: each
    /// indeterminate by its numeric bound.
    pub(super) fn shifts(&self, polynomial: &Polynomial) -> impl Iterator<Item = Shifted> {
        let mut ways = self.ways(polynomial);
        if keeps_both_signs(polynomial) {
            // Numbers as bounds cannot decide it; bounds by other indeterminates may.
            ways.retain(|way| !way.is_empty());
        }
        ways.into_iter()
            .filter_map(move |way| self.shifted(polynomial, way))
    }

    /// Whether the indeterminate after a shift is proved not to be negative, and to be positive.
    pub(super) fn is_nonnegative_in(
        &self,
        shifted: &Shifted,
        indeterminate: Indeterminate,
    ) -> (bool, bool) {
        if shifted.shifted.contains(&indeterminate) {
            return (true, false);
        }
        let bounds = self.bounds(indeterminate);
        if indeterminate.law() != PowerLaw::Free {
            return (bounds.is_nonnegative(), bounds.is_positive());
        }
        (bounds.low.is_some(), bounds.low.is_some() && bounds.above)
    }

    /// Choices of a lower bound for each indeterminate that has some, other than its number.
    fn ways(&self, polynomial: &Polynomial) -> Vec<Vec<Shift>> {
        let mut ways: Vec<Vec<Shift>> = vec![Vec::new()];
        if self.assumptions().is_empty() {
            return ways;
        }
        let mut reached = polynomial.indeterminates();
        let mut next = 0;
        while next < reached.len() {
            let indeterminate = reached[next];
            next += 1;
            let mut more = Vec::new();
            for assumption in self.assumptions() {
                let Some(by) = lower_bound_in(assumption, indeterminate) else {
                    continue;
                };
                for inside in by.indeterminates() {
                    if !reached.contains(&inside) {
                        reached.push(inside);
                    }
                }
                let extended = ways.iter().map(|way| {
                    let mut way = way.clone();
                    let by = by.clone();
                    way.push(Shift { indeterminate, by });
                    way
                });
                more.extend(extended);
            }
            ways.extend(more);
            ways.truncate(MOST_WAYS);
        }
        ways
    }

    /// The polynomial after these shifts and then those by numbers; `None` where they depend on each
    /// other in a circle, or where the result is too long.
    fn shifted(&self, polynomial: &Polynomial, mut way: Vec<Shift>) -> Option<Shifted> {
        let shifted: Vec<Indeterminate> = way.iter().map(|shift| shift.indeterminate).collect();
        let mut result = polynomial.clone();
        while !way.is_empty() {
            // What is shifted must not come in again with the bound of another.
            let first = way.iter().position(|shift| {
                let mut others = way.iter();
                !others.any(|other| other.by.contains(shift.indeterminate))
            })?;
            let shift = way.swap_remove(first);
            result = self.shift(&result, shift.indeterminate, &shift.by)?;
        }
        for indeterminate in result.indeterminates() {
            if shifted.contains(&indeterminate) || indeterminate.law() != PowerLaw::Free {
                continue;
            }
            if let Some(low) = self.bounds(indeterminate).low
                && !low.is_zero()
            {
                result = self.shift(&result, indeterminate, &Polynomial::constant(low))?;
            }
        }
        Some(Shifted {
            polynomial: result,
            shifted,
        })
    }

    /// The polynomial with `x + by` in place of `x`.
    fn shift(
        &self,
        polynomial: &Polynomial,
        indeterminate: Indeterminate,
        by: &Polynomial,
    ) -> Option<Polynomial> {
        if indeterminate.law() != PowerLaw::Free {
            return None;
        }
        let degree = polynomial.degree_in(indeterminate);
        if degree == 0 {
            return Some(polynomial.clone());
        }
        let length = by.len() as u64 + 1;
        let mut terms = 0_u64;
        for (monomial, _) in polynomial.terms() {
            let power = u64::from(monomial.degree_in(indeterminate));
            // A power of n terms has at most as many as there are ways to choose exponents.
            let ways = (0..length - 1).fold(1_u64, |ways, step| {
                ways.saturating_mul(power + step + 1) / (step + 1)
            });
            terms = terms.saturating_add(ways);
        }
        if terms > MOST_TERMS {
            return None;
        }
        let meter = &self.meter;
        let sum = Polynomial::indeterminate(indeterminate).plus(by);
        let mut collected: Vec<Term> = Vec::new();
        for (exponent, coefficient) in polynomial.collected(indeterminate) {
            let power = sum.raised(exponent, meter).ok()?;
            let product = coefficient.times(&power, meter).ok()?;
            collected.extend(product.terms().cloned());
        }
        Some(Polynomial::from_terms(collected))
    }

    /// Multiples of assumptions that cancel a negative term of the polynomial, taken off it: where
    /// the result is not negative, neither is the polynomial.
    pub(super) fn relaxed(&self, polynomial: &Polynomial) -> Vec<Polynomial> {
        let mut found = Vec::new();
        for (monomial, coefficient) in polynomial.terms() {
            if !coefficient.is_negative() {
                continue;
            }
            for assumption in self.assumptions() {
                for (theirs, its) in assumption.terms() {
                    if !its.is_negative() {
                        continue;
                    }
                    let Some(factor) = monomial.divided_by(theirs) else {
                        continue;
                    };
                    if !self.is_nonnegative_monomial(&factor) {
                        continue;
                    }
                    let number = coefficient.divided_by(its).expect("terms are not zero");
                    let multiplier = Polynomial::term(factor, number);
                    if let Ok(multiple) = assumption.times(&multiplier, &self.meter) {
                        found.push(polynomial.minus(&multiple));
                    }
                }
            }
        }
        found
    }

    fn is_nonnegative_monomial(&self, monomial: &Monomial) -> bool {
        let mut factors = monomial.factors();
        factors.all(|(factor, exponent)| exponent % 2 == 0 || self.bounds(factor).is_nonnegative())
    }
}

/// What the indeterminate is at least, by the assumption, where that is not a number.
fn lower_bound_in(assumption: &Polynomial, indeterminate: Indeterminate) -> Option<Polynomial> {
    let (slope, rest) = linear_in(assumption, indeterminate)?;
    if !slope.is_positive() || rest.as_constant().is_some() {
        return None;
    }
    let factor = Rational::MINUS_ONE.divided_by(&slope)?;
    Some(rest.scaled(&factor))
}
