//! Sums, products and exact quotients of polynomials.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

impl Polynomial {
    /// Merges the sorted terms of two polynomials.
    fn merged(&self, other: &Polynomial, sign: &Rational) -> Polynomial {
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
                (Some((monomial, mine)), Some((_, its))) => (monomial, mine + &(sign * its)),
                (Some((monomial, mine)), None) => (monomial, mine.clone()),
                (None, Some((monomial, its))) => (monomial, sign * its),
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
        self.merged(other, &Rational::ONE)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Polynomial) -> Polynomial {
        self.merged(other, &Rational::MINUS_ONE)
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
        let scale = |(monomial, coefficient): &Term| (monomial.clone(), coefficient * factor);
        Polynomial::from_sorted(self.terms().map(scale).collect())
    }

    /// The product under the power laws of the indeterminates.
    pub(in crate::algebra) fn times(
        &self,
        other: &Polynomial,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        self.product(other, meter, Monomial::times)
    }

    /// The product with every indeterminate free; what [`Polynomial::divided_by`] undoes.
    pub(in crate::algebra) fn times_free(
        &self,
        other: &Polynomial,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        self.product(other, meter, Monomial::times_free)
    }

    fn product(
        &self,
        other: &Polynomial,
        meter: &Meter,
        times: impl Fn(&Monomial, &Monomial) -> Monomial,
    ) -> Result<Polynomial, AlgebraError> {
        if let Some(number) = other.as_constant() {
            meter.charge(self.len() as u64)?;
            meter.check_bits(self.bits() + number.bits())?;
            return Ok(self.scaled(&number));
        }
        if let Some(number) = self.as_constant() {
            return other.product(&Polynomial::constant(number), meter, times);
        }
        let products = (self.len() as u64).saturating_mul(other.len() as u64);
        let exponent = u64::from(self.largest_exponent()) + u64::from(other.largest_exponent());
        meter.check_products(products)?;
        meter.check_exponent(exponent)?;
        meter.check_bits(self.bits() + other.bits())?;
        meter.charge(products)?;
        let product = Polynomial::from_terms(self.terms().flat_map(|(ours, mine)| {
            let times = &times;
            other
                .terms()
                .map(move |(theirs, its)| (times(ours, theirs), mine * its))
        }));
        meter.check_terms(product.len() as u64)?;
        Ok(product)
    }

    /// The power, its size estimated before the work.
    pub(in crate::algebra) fn raised(
        &self,
        exponent: u32,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        let power = u64::from(exponent);
        meter.check_exponent(power.saturating_mul(u64::from(self.largest_exponent().max(1))))?;
        meter.check_terms(terms_of_power(self.len() as u64, power))?;
        meter.check_bits(self.bits().saturating_sub(1).saturating_mul(power))?;
        let mut result = Polynomial::one();
        let mut square = self.clone();
        let mut remaining = exponent;
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = result.times(&square, meter)?;
            }
            remaining >>= 1;
            if remaining > 0 {
                square = square.times(&square, meter)?;
            }
        }
        Ok(result)
    }

    /// The exact quotient, or `None` when the divisor is zero or does not divide it.
    pub(in crate::algebra) fn divided_by(
        &self,
        divisor: &Polynomial,
        meter: &Meter,
    ) -> Result<Option<Polynomial>, AlgebraError> {
        let Some((lead, coefficient)) = divisor.leading_term() else {
            return Ok(None);
        };
        let inverse = Rational::ONE
            .divided_by(coefficient)
            .expect("terms are not zero");
        if divisor.len() == 1 {
            meter.charge(self.len() as u64)?;
            let parts = self.terms().map(|(monomial, coefficient)| {
                Some((monomial.divided_by(lead)?, coefficient * &inverse))
            });
            return Ok(parts
                .collect::<Option<Vec<Term>>>()
                .map(Polynomial::from_sorted));
        }
        let mut remainder: BTreeMap<Monomial, Rational> = self.terms().cloned().collect();
        let mut quotient: Vec<Term> = Vec::new();
        while let Some((monomial, coefficient)) = remainder.pop_last() {
            let Some(monomial) = monomial.divided_by(lead) else {
                return Ok(None);
            };
            meter.charge(divisor.len() as u64)?;
            let factor = &coefficient * &inverse;
            for (theirs, its) in divisor.terms().skip(1) {
                let place = theirs.times_free(&monomial);
                let held = remainder.entry(place).or_insert(Rational::ZERO);
                *held = &*held - &(its * &factor);
            }
            // Cancelled terms are left out lazily, so that the loop sees only what remains.
            while remainder
                .last_key_value()
                .is_some_and(|(_, last)| last.is_zero())
            {
                remainder.pop_last();
            }
            quotient.push((monomial, factor));
            meter.check_terms(quotient.len() as u64)?;
        }
        Ok(Some(Polynomial::from_sorted(quotient)))
    }
}

/// How many terms the power of a polynomial with that many terms can have: the number of ways to
/// choose the exponents, `C(terms + power − 1, power)`, saturating.
fn terms_of_power(terms: u64, power: u64) -> u64 {
    if terms < 2 {
        return terms;
    }
    let mut ways: u128 = 1;
    for step in 1..terms {
        ways = ways * u128::from(power.saturating_add(step)) / u128::from(step);
        if ways > u128::from(u32::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(ways).unwrap_or(u64::MAX)
}
