//! Signs that are seen only by looking at cases: a flag is 0 or 1, a maximum is one of its
//! arguments, a floor is less than one below its argument.

use std::cell::Cell;

use crate::algebra::context::Algebra;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::sign::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Cases looked at for one sign.
const MOST_CASES: u32 = 96;

/// Assumptions used one after the other.
const MOST_ASSUMPTIONS_USED: u32 = 3;

/// A number of terms past which cases are not looked at.
const MOST_TERMS: usize = 512;

/// What an indeterminate is in one case, and what holds there.
struct Case {
    value: Value,
    holds: Vec<Polynomial>,
}

impl Algebra {
    /// The sign of a polynomial by cases; `None` where that proves nothing or takes too long.
    pub(super) fn sign_by_cases(&self, polynomial: &Polynomial) -> Option<Sign> {
        self.sign_in_cases(polynomial, &Cell::new(MOST_CASES))
    }

    fn sign_in_cases(&self, polynomial: &Polynomial, left: &Cell<u32>) -> Option<Sign> {
        left.set(left.get().checked_sub(1)?);
        if polynomial.len() > MOST_TERMS {
            return None;
        }
        if let Some(sign) = self.direct_sign(polynomial) {
            return Some(sign);
        }
        for indeterminate in polynomial.indeterminates() {
            if let Some(cases) = self.exact_cases(indeterminate) {
                return self.sign_over(polynomial, indeterminate, &cases, left);
            }
        }
        for indeterminate in polynomial.indeterminates() {
            if polynomial.degree_in(indeterminate) == 1
                && let Some(sign) = self.sign_between_ends(polynomial, indeterminate, left)
            {
                return Some(sign);
            }
        }
        let relaxed = self.sign_relaxed(polynomial, left, MOST_ASSUMPTIONS_USED);
        relaxed.or_else(|| {
            let sign = self.sign_relaxed(&polynomial.negated(), left, MOST_ASSUMPTIONS_USED);
            sign.map(Sign::negated)
        })
    }

    /// The cases of an indeterminate that is one of a few values; `None` for others.
    fn exact_cases(&self, indeterminate: Indeterminate) -> Option<Vec<Case>> {
        let number = |number: i64, holds: Option<Polynomial>| Case {
            value: Value::integer(number),
            holds: holds.into_iter().collect(),
        };
        match Kernel::of(indeterminate) {
            None => indeterminate
                .domain()
                .is_flag()
                .then(|| vec![number(0, None), number(1, None)]),
            Some(Kernel::Positive(argument)) => {
                let not = self.negate(argument);
                Some(vec![
                    number(0, self.as_assumption(&not, false)),
                    number(1, self.as_assumption(argument, true)),
                ])
            }
            Some(Kernel::NonNegative(argument)) => {
                let not = self.negate(argument);
                Some(vec![
                    number(0, self.as_assumption(&not, true)),
                    number(1, self.as_assumption(argument, false)),
                ])
            }
            Some(Kernel::Power { base, .. }) if *base == Rational::MINUS_ONE => {
                Some(vec![number(-1, None), number(1, None)])
            }
            Some(Kernel::Max(arguments)) => {
                let mut cases = Vec::new();
                for (place, largest) in arguments.iter().enumerate() {
                    let mut holds = Vec::new();
                    for (other, smaller) in arguments.iter().enumerate() {
                        if other != place {
                            let difference = self.subtract(largest, smaller).ok()?;
                            holds.extend(self.as_assumption(&difference, false));
                        }
                    }
                    let value = largest.clone();
                    cases.push(Case { value, holds });
                }
                Some(cases)
            }
            Some(Kernel::If {
                then, otherwise, ..
            }) => {
                let case = |value: &Value| Case {
                    value: value.clone(),
                    holds: Vec::new(),
                };
                Some(vec![case(then), case(otherwise)])
            }
            Some(_) => None,
        }
    }

    fn sign_over(
        &self,
        polynomial: &Polynomial,
        indeterminate: Indeterminate,
        cases: &[Case],
        left: &Cell<u32>,
    ) -> Option<Sign> {
        let mut found: Option<Sign> = None;
        for case in cases {
            let mut algebra: Option<Algebra> = None;
            let mut impossible = false;
            for fact in &case.holds {
                let held = algebra.as_ref().unwrap_or(self);
                impossible |= held.direct_sign(fact) == Some(Sign::Negative);
                algebra = Some(held.assuming(fact.clone()));
            }
            if impossible {
                continue;
            }
            let algebra = algebra.as_ref().unwrap_or(self);
            let sign = algebra.sign_with(polynomial, indeterminate, &case.value, left)?;
            found = Some(found.map_or(Some(sign), |held| held.or(sign))?);
        }
        found
    }

    /// The sign with a value in place of an indeterminate.
    fn sign_with(
        &self,
        polynomial: &Polynomial,
        indeterminate: Indeterminate,
        value: &Value,
        left: &Cell<u32>,
    ) -> Option<Sign> {
        let (numerator, degree) = self.put(polynomial, indeterminate, value)?;
        let sign = self.sign_in_cases(&numerator, left)?;
        if value.denominator().is_one() || degree == 0 {
            return Some(sign);
        }
        let denominator = match self.direct_sign(value.denominator())? {
            Sign::Positive | Sign::NonNegative => Sign::Positive,
            Sign::Negative | Sign::NonPositive => Sign::Negative,
            Sign::Zero => return None,
        };
        Some(if degree % 2 == 0 {
            sign
        } else {
            sign.times(denominator)
        })
    }

    /// The polynomial with a value in place of an indeterminate, times a power of the value's
    /// denominator; functions are left as they are.
    fn put(
        &self,
        polynomial: &Polynomial,
        indeterminate: Indeterminate,
        value: &Value,
    ) -> Option<(Polynomial, u32)> {
        let meter = &self.meter;
        let degree = polynomial.degree_in(indeterminate);
        let mut collected: Vec<Term> = Vec::new();
        for (exponent, coefficient) in polynomial.collected(indeterminate) {
            let above = value.numerator().raised(exponent, meter).ok()?;
            let below = value.denominator().raised(degree - exponent, meter).ok()?;
            let product = coefficient.times(&above, meter).ok()?;
            collected.extend(product.times(&below, meter).ok()?.terms().cloned());
        }
        Some((Polynomial::from_terms(collected), degree))
    }

    /// The sign of a polynomial of degree one in an indeterminate that lies between two ends: what
    /// holds at both holds between them.
    fn sign_between_ends(
        &self,
        polynomial: &Polynomial,
        indeterminate: Indeterminate,
        left: &Cell<u32>,
    ) -> Option<Sign> {
        if let Some(Kernel::Floor(argument)) = Kernel::of(indeterminate) {
            let high = self.sign_with(polynomial, indeterminate, argument, left)?;
            let (gap, is_reached) = self.largest_gap(argument);
            let below = self.subtract(argument, &Value::from(gap)).ok()?;
            let low = self.sign_with(polynomial, indeterminate, &below, left)?;
            if is_reached {
                return high.or(low);
            }
            return match (high, low) {
                (Sign::Positive, low) if low.is_nonnegative() => Some(Sign::Positive),
                (Sign::Negative, low) if low.is_nonpositive() => Some(Sign::Negative),
                _ => high.or(low),
            };
        }
        let bounds = self.bounds(indeterminate);
        let (low, high) = (Value::from(bounds.low?), Value::from(bounds.high?));
        let low = self.sign_with(polynomial, indeterminate, &low, left)?;
        let high = self.sign_with(polynomial, indeterminate, &high, left)?;
        low.or(high)
    }

    /// How far a value may be above its floor, and whether it may be that far: 3/4 for a whole number
    /// of quarters, always less than 1.
    fn largest_gap(&self, value: &Value) -> (Rational, bool) {
        if let Some(polynomial) = value.as_polynomial() {
            let parts = polynomial.content().denominator();
            if self.is_integer_valued(&Value::from(polynomial.scaled(&parts))) {
                let part = Rational::ONE.divided_by(&parts);
                let part = part.expect("a denominator is not zero");
                return (&Rational::ONE - &part, true);
            }
        }
        (Rational::ONE, false)
    }

    /// The sign of a polynomial that stays non-negative after multiples of assumptions are taken
    /// off it.
    fn sign_relaxed(&self, polynomial: &Polynomial, left: &Cell<u32>, depth: u32) -> Option<Sign> {
        let deeper = depth.checked_sub(1)?;
        for relaxed in self.relaxed(polynomial) {
            left.set(left.get().checked_sub(1)?);
            match self.direct_sign(&relaxed) {
                Some(Sign::Positive) => return Some(Sign::Positive),
                Some(Sign::NonNegative | Sign::Zero) => return Some(Sign::NonNegative),
                _ => {}
            }
            if let Some(sign) = self.sign_relaxed(&relaxed, left, deeper) {
                return Some(sign);
            }
        }
        None
    }

    /// That a value is not negative, or is positive, as a polynomial that is not negative; `None`
    /// where the sign of its denominator is not known.
    pub(super) fn as_assumption(&self, value: &Value, positive: bool) -> Option<Polynomial> {
        let denominator = if value.denominator().is_one() {
            Sign::Positive
        } else {
            self.direct_sign(value.denominator())?
        };
        let polynomial = if denominator.is_nonnegative() {
            value.numerator().clone()
        } else {
            value.numerator().negated()
        };
        if positive && self.is_integer_valued(&Value::from(polynomial.clone())) {
            return Some(polynomial.minus(&Polynomial::one()));
        }
        Some(polynomial)
    }
}
