//! What comes out of a floor because it is whole.

use std::collections::BTreeMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A longer quotient is left inside: it would not make the form simpler.
const LONGEST_QUOTIENT: usize = 64;

/// A value as the sum of an integer-valued one and of what remains.
pub(in crate::algebra::function) struct WholePart {
    /// Integer-valued.
    pub(in crate::algebra::function) outside: Value,
    /// The rest.
    pub(in crate::algebra::function) inside: Value,
}

impl Algebra {
    /// Takes out of every coefficient of an integer-valued monomial the largest whole number that is
    /// not greater; of a quotient, after dividing its numerator by its denominator.
    pub(in crate::algebra::function) fn split_whole_part(
        &self,
        value: &Value,
    ) -> Result<WholePart> {
        if value.denominator().is_one() {
            return Ok(self.split_polynomial(value.numerator()));
        }
        match self.split_quotient(value)? {
            Some(part) => Ok(part),
            None => Ok(WholePart {
                outside: Value::zero(),
                inside: value.clone(),
            }),
        }
    }

    fn split_polynomial(&self, polynomial: &Polynomial) -> WholePart {
        let whole = |(monomial, coefficient): &Term| {
            let outside = self.whole_multiple(monomial, coefficient);
            (monomial.clone(), outside)
        };
        let outside = Polynomial::from_terms(polynomial.terms().map(whole));
        WholePart {
            inside: Value::from(polynomial.minus(&outside)),
            outside: Value::from(outside),
        }
    }

    /// Divides as one does by hand, but keeps what is not whole of each coefficient in the
    /// remainder. A remainder with a negative constant, such as `S - 1`, gets the divisor back, as
    /// the remainder of a number by a number would.
    fn split_quotient(&self, value: &Value) -> Result<Option<WholePart>> {
        let divisor = value.denominator();
        let (lead, leading) = divisor.leading_term().expect("a denominator is not zero");
        let mut pending: BTreeMap<Monomial, Rational> =
            value.numerator().terms().cloned().collect();
        let mut remainder: Vec<Term> = Vec::new();
        let mut quotient: Vec<Term> = Vec::new();
        while let Some((monomial, coefficient)) = pending.pop_last() {
            let multiple = monomial.divided_by(lead).map(|shift| {
                let ratio = coefficient.divided_by(leading).expect("terms are not zero");
                let multiple = self.whole_multiple(&shift, &ratio);
                (shift, multiple)
            });
            let Some((shift, multiple)) = multiple.filter(|(_, multiple)| !multiple.is_zero())
            else {
                remainder.push((monomial, coefficient));
                continue;
            };
            self.meter.charge(divisor.len() as u64)?;
            remainder.push((monomial, &coefficient - &(leading * &multiple)));
            for (theirs, its) in divisor.terms().skip(1) {
                let held = pending
                    .entry(theirs.times(&shift))
                    .or_insert(Rational::ZERO);
                *held = &*held - &(its * &multiple);
            }
            quotient.push((shift, multiple));
            if quotient.len() > LONGEST_QUOTIENT {
                return Ok(None);
            }
        }
        let mut outside = Polynomial::from_terms(quotient);
        let mut inside = Polynomial::from_terms(remainder);
        let mixed = inside.terms().any(|(_, number)| number.is_positive());
        if mixed && inside.constant_term().is_negative() && self.is_whole_divisor(divisor) {
            inside = inside.plus(divisor);
            outside = outside.minus(&Polynomial::one());
        }
        Ok(Some(WholePart {
            outside: Value::from(outside),
            inside: self.quotient(inside, divisor.clone())?,
        }))
    }

    /// Whether the divisor is proved to be a positive whole number wherever it is not zero.
    pub(in crate::algebra::function) fn is_whole_divisor(&self, divisor: &Polynomial) -> bool {
        if let Some(number) = divisor.as_constant() {
            return number.is_positive() && number.is_integer();
        }
        self.is_integer_valued(&Value::from(divisor.clone())) && self.is_positive_divisor(divisor)
    }

    /// The largest number not above the coefficient that makes the monomial integer-valued; zero
    /// where the monomial may lie between whole numbers.
    fn whole_multiple(&self, monomial: &Monomial, coefficient: &Rational) -> Rational {
        match self.step_of_monomial(monomial) {
            Some(step) => (coefficient * &step)
                .floor()
                .divided_by(&step)
                .expect("a step is not zero"),
            None => Rational::ZERO,
        }
    }
}
