//! `max` and `min`.
//!
//! The values are brought to a common denominator, and the maximum to its normal form: from every
//! monomial the smallest of its coefficients comes out as an addend, the common factor that is
//! proved not to be negative as a factor, and what remains is a kernel. For two values whose
//! difference is `f(p⁺ - p⁻)` that is `max(a, b) = b + f(max(p⁺, p⁻) - p⁻)`.

use std::collections::HashMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::gcd::gcd_with_cofactors;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A maximum inside a maximum is opened as long as there are no more arguments than this.
const MOST_ARGUMENTS: usize = 32;

impl Algebra {
    /// The larger of two values.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let w = Value::from(Indeterminate::symbol("W"));
    /// let maximum = algebra.maximum(&s, &w).unwrap();
    /// assert_eq!(maximum, algebra.maximum(&w, &s).unwrap());
    /// assert_eq!(algebra.maximum(&maximum, &s).unwrap(), maximum);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn maximum(&self, left: &Value, right: &Value) -> Result<Value> {
        let values = self.without_dominated(vec![left.clone(), right.clone()])?;
        let [first, second] = &values[..] else {
            return Ok(values[0].clone());
        };
        self.meter.charge(APPLICATION)?;
        let (numerators, denominator) = self.common_denominator(first, second)?;
        let (numerators, denominator) = match self.polynomial_sign(&denominator) {
            Some(Sign::Positive | Sign::NonNegative) => (numerators, denominator),
            Some(Sign::Negative | Sign::NonPositive) => (
                numerators.map(|numerator| numerator.negated()),
                denominator.negated(),
            ),
            Some(Sign::Zero) | None => return self.largest_of(values),
        };
        let maximum = self.maximum_of_polynomials(&numerators)?;
        self.divide(&maximum, &Value::from(denominator))
    }

    /// The smaller of two values.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn minimum(&self, left: &Value, right: &Value) -> Result<Value> {
        let sum = self.add(left, right)?;
        self.subtract(&sum, &self.maximum(left, right)?)
    }

    fn maximum_of_polynomials(&self, numerators: &[Polynomial]) -> Result<Value> {
        let mut arguments = numerators.to_vec();
        let mut addend = Polynomial::ZERO;
        // What is taken out as an addend may leave a maximum to open where there was none.
        loop {
            let common = common_addend(&arguments);
            for argument in &mut arguments {
                self.meter.charge(argument.len() as u64)?;
                *argument = argument.minus(&common);
            }
            addend = addend.plus(&common);
            let Some(opened) = self.open_inner_maximum(&arguments)? else {
                break;
            };
            let values = opened.into_iter().map(Value::from).collect();
            let kept = self.without_dominated(values)?;
            arguments = kept.iter().map(|value| value.numerator().clone()).collect();
        }
        if let [only] = &arguments[..] {
            return Ok(Value::from(addend.plus(only)));
        }
        let factor = Polynomial::term(self.common_monomial(&arguments), common_content(&arguments));
        let mut reduced = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            let argument = argument.divided_by(&factor, &self.meter)?;
            reduced.push(Value::from(argument.expect("a common factor divides")));
        }
        let kernel = self.multiply(&Value::from(factor), &self.largest_of(reduced)?)?;
        self.add(&Value::from(addend), &kernel)
    }

    /// Leaves out values that another is proved never to be less than.
    fn without_dominated(&self, values: Vec<Value>) -> Result<Vec<Value>> {
        let mut kept: Vec<Value> = Vec::with_capacity(values.len());
        for value in values {
            let mut dominated = false;
            let mut rivals = Vec::with_capacity(kept.len() + 1);
            for rival in kept {
                let sign = if dominated {
                    None
                } else {
                    let lead = self.subtract(&rival, &value)?;
                    if lead.is_zero() {
                        Some(Sign::Zero)
                    } else {
                        self.sign_of(&lead)
                    }
                };
                match sign {
                    Some(Sign::Positive | Sign::NonNegative | Sign::Zero) => {
                        dominated = true;
                        rivals.push(rival);
                    }
                    Some(Sign::Negative | Sign::NonPositive) => {}
                    None => rivals.push(rival),
                }
            }
            kept = rivals;
            if !dominated {
                kept.push(value);
            }
        }
        Ok(kept)
    }

    /// The numerators over a common denominator, and that denominator.
    fn common_denominator(
        &self,
        left: &Value,
        right: &Value,
    ) -> Result<([Polynomial; 2], Polynomial)> {
        let meter = &self.meter;
        let (ours, theirs) = (left.denominator(), right.denominator());
        let common = gcd_with_cofactors(ours, theirs, meter)?;
        let numerators = [
            left.numerator().times(&common.right, meter)?,
            right.numerator().times(&common.left, meter)?,
        ];
        Ok((numerators, ours.times(&common.right, meter)?))
    }

    /// `max(max(a, b) + c, d)` is `max(a + c, b + c, d)`, so that maxima of three values agree
    /// however they were put together: the arguments with the first such maximum opened.
    fn open_inner_maximum(&self, arguments: &[Polynomial]) -> Result<Option<Vec<Polynomial>>> {
        for (place, argument) in arguments.iter().enumerate() {
            let Some(opened) = self.arguments_of(argument)? else {
                continue;
            };
            if arguments.len() + opened.len() > MOST_ARGUMENTS {
                continue;
            }
            let mut all = arguments.to_vec();
            all.splice(place..=place, opened);
            return Ok(Some(all));
        }
        Ok(None)
    }

    /// The arguments of the one maximum in the polynomial, if it has one, to the first power and
    /// times what is proved not to be negative.
    fn arguments_of(&self, polynomial: &Polynomial) -> Result<Option<Vec<Polynomial>>> {
        let maxima: Vec<_> = polynomial
            .indeterminates()
            .into_iter()
            .filter_map(|one| match Kernel::of(one) {
                Some(Kernel::Max(arguments)) => Some((one, arguments)),
                _ => None,
            })
            .collect();
        let [(inner, arguments)] = maxima[..] else {
            return Ok(None);
        };
        let [(1, factor), rest @ ..] = &polynomial.collected(inner)[..] else {
            return Ok(None);
        };
        if !self.is_nonnegative(&Value::from(factor.clone())) {
            return Ok(None);
        }
        let rest = match rest {
            [(_, rest)] => rest.clone(),
            _ => Polynomial::ZERO,
        };
        let mut opened = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let Some(argument) = argument.as_polynomial() else {
                return Ok(None);
            };
            opened.push(argument.times(factor, &self.meter)?.plus(&rest));
        }
        Ok(Some(opened))
    }

    /// The kernel of values in the shape their rules leave, in an order of their own.
    fn largest_of(&self, mut values: Vec<Value>) -> Result<Value> {
        self.check_text(&values)?;
        values.sort_by_cached_key(Value::to_string);
        self.keep(Kernel::Max(values))
    }

    /// The largest monomial that divides every argument and is proved not to be negative.
    fn common_monomial(&self, arguments: &[Polynomial]) -> Monomial {
        let mut monomials = arguments
            .iter()
            .filter(|argument| !argument.is_zero())
            .map(Polynomial::monomial_content);
        let first = monomials.next().unwrap_or_default();
        let common = monomials.fold(first, |common, next| common.gcd(&next));
        let allowed = common.factors().map(|(indeterminate, exponent)| {
            let known = self.is_nonnegative(&Value::from(indeterminate));
            // An even power is not negative whatever the sign of its base.
            (indeterminate, if known { exponent } else { exponent & !1 })
        });
        Monomial::from_factors(allowed)
    }
}

/// The greatest number of which all coefficients are whole multiples.
fn common_content(arguments: &[Polynomial]) -> Rational {
    let contents = arguments.iter().filter(|argument| !argument.is_zero());
    contents.fold(Rational::ZERO, |common, argument| {
        common.gcd(&argument.content())
    })
}

/// For every monomial the smallest of its coefficients, where an absent one counts as zero.
fn common_addend(arguments: &[Polynomial]) -> Polynomial {
    let mut smallest: HashMap<&Monomial, (usize, &Rational)> = HashMap::new();
    for (monomial, coefficient) in arguments.iter().flat_map(Polynomial::terms) {
        let held = smallest.entry(monomial).or_insert((0, coefficient));
        held.0 += 1;
        held.1 = held.1.min(coefficient);
    }
    let terms = smallest.into_iter().map(|(monomial, (times, least))| {
        let least = if times < arguments.len() {
            least.min(&Rational::ZERO).clone()
        } else {
            least.clone()
        };
        (monomial.clone(), least)
    });
    let terms: Vec<Term> = terms.collect();
    Polynomial::from_terms(terms)
}
