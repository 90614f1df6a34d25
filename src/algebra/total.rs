//! Sums of any number of values.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::hashing::QuickMap;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

impl Algebra {
    /// The sum of any number of values. Like terms are collected as they come, numerators over one
    /// denominator together, and the quotients that remain are added in pairs.
    ///
    /// # Errors
    /// As [`Algebra::add`].
    pub fn sum_of<'a>(
        &self,
        values: impl IntoIterator<Item = &'a Value>,
    ) -> Result<Value, AlgebraError> {
        let mut polynomials = Collected::default();
        let mut places: QuickMap<&Polynomial, usize> = QuickMap::default();
        let mut sums: Vec<(&Polynomial, Collected)> = Vec::new();
        for value in values {
            if let Some(polynomial) = value.as_polynomial() {
                polynomials.add(polynomial, &self.meter)?;
                continue;
            }
            let denominator = value.denominator();
            let place = *places.entry(denominator).or_insert_with(|| {
                sums.push((denominator, Collected::default()));
                sums.len() - 1
            });
            sums[place].1.add(value.numerator(), &self.meter)?;
        }
        let polynomials = Value::from(polynomials.polynomial());
        if sums.is_empty() {
            return self.settled(polynomials);
        }
        let mut quotients = Vec::with_capacity(sums.len() + 1);
        if !polynomials.is_zero() {
            quotients.push(self.settled(polynomials)?);
        }
        for (denominator, sum) in sums {
            quotients.push(self.quotient(sum.polynomial(), denominator.clone())?);
        }
        // In pairs, so that a denominator enters few additions.
        while quotients.len() > 1 {
            let pairs = quotients.chunks(2).map(|pair| match pair {
                [left, right] => self.add(left, right),
                [single] => Ok(single.clone()),
                _ => unreachable!("chunks of two hold one or two"),
            });
            quotients = pairs.collect::<Result<_, _>>()?;
        }
        Ok(quotients.pop().unwrap_or_else(Value::zero))
    }
}

/// Up to so many terms are looked through one by one.
const FEW_TERMS: usize = 8;

/// A polynomial in the making.
#[derive(Default)]
struct Collected {
    /// Terms with different monomials, some of which may have cancelled.
    terms: Vec<Term>,
    /// Where each monomial stands, once there are many.
    places: QuickMap<Monomial, usize>,
}

impl Collected {
    fn add(&mut self, polynomial: &Polynomial, meter: &Meter) -> Result<(), AlgebraError> {
        meter.charge(polynomial.len() as u64)?;
        for (monomial, coefficient) in polynomial.terms() {
            let Some(held) = self.find(monomial) else {
                self.push(monomial, coefficient);
                continue;
            };
            let sum = &*held + coefficient;
            let weight = sum.weight();
            if weight > 1 {
                meter.charge(weight)?;
                meter.check_bits(sum.bits())?;
            }
            *held = sum;
        }
        meter.check_terms(self.terms.len() as u64)
    }

    fn find(&mut self, monomial: &Monomial) -> Option<&mut Rational> {
        let place = if self.places.is_empty() {
            self.terms.iter().rposition(|(held, _)| held == monomial)
        } else {
            self.places.get(monomial).copied()
        };
        place.map(|place| &mut self.terms[place].1)
    }

    fn push(&mut self, monomial: &Monomial, coefficient: &Rational) {
        self.terms.push((monomial.clone(), coefficient.clone()));
        if self.terms.len() > FEW_TERMS {
            // From here on all of them are found by their hash.
            for place in self.places.len()..self.terms.len() {
                self.places.insert(self.terms[place].0.clone(), place);
            }
        }
    }

    fn polynomial(self) -> Polynomial {
        Polynomial::from_distinct(self.terms)
    }
}
