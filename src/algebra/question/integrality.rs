//! Which values are whole numbers wherever they are defined.

use crate::algebra::context::Algebra;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Points at which a polynomial is looked at.
const MOST_POINTS: u64 = 4_096;

impl Algebra {
    /// Whether the value is proved to be a whole number for all admissible values of its symbols.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let pairs = algebra.multiply(&s, &algebra.add(&s, &Value::one()).unwrap()).unwrap();
    /// let triangle = algebra.divide(&pairs, &Value::integer(2)).unwrap();
    /// assert!(algebra.is_integer_valued(&triangle));
    /// assert!(!algebra.is_integer_valued(&algebra.divide(&s, &Value::integer(2)).unwrap()));
    /// ```
    pub fn is_integer_valued(&self, value: &Value) -> bool {
        let Some(polynomial) = value.as_polynomial() else {
            return false;
        };
        let indeterminates = polynomial.indeterminates();
        let mut all = indeterminates.into_iter();
        if !all.all(|indeterminate| self.is_integer_indeterminate(indeterminate)) {
            return false;
        }
        let fractions = fractional_terms(polynomial);
        fractions.is_zero() || self.is_integer_on_grid(&fractions)
    }

    /// Whether an indeterminate is worth a whole number wherever it is defined.
    pub(in crate::algebra) fn is_integer_indeterminate(
        &self,
        indeterminate: Indeterminate,
    ) -> bool {
        let Some(kernel) = Kernel::of(indeterminate) else {
            return indeterminate.domain().is_integer();
        };
        if let Some(known) = self.facts.borrow().integers.get(&indeterminate) {
            return *known;
        }
        let integer = stacker::maybe_grow(64 * 1024, 4 << 20, || self.is_integer_kernel(kernel));
        let mut facts = self.facts.borrow_mut();
        facts.integers.insert(indeterminate, integer);
        integer
    }

    fn is_integer_kernel(&self, kernel: &Kernel) -> bool {
        match kernel {
            Kernel::Floor(_) | Kernel::Positive(_) | Kernel::NonNegative(_) => true,
            Kernel::Max(arguments) => {
                let mut arguments = arguments.iter();
                arguments.all(|argument| self.is_integer_valued(argument))
            }
            Kernel::Power { base, exponent } => {
                let nonnegative = |exponent| {
                    let least = self.least(exponent);
                    least.is_some_and(|least| !least.is_negative())
                };
                base.is_integer()
                    && self.is_integer_valued(exponent)
                    && (base.abs().is_one() || nonnegative(exponent))
            }
            Kernel::Sum { body, .. } => self.is_integer_valued(body),
            Kernel::If {
                then, otherwise, ..
            } => self.is_integer_valued(then) && self.is_integer_valued(otherwise),
            Kernel::Log2(_) | Kernel::Sqrt(_) | Kernel::Opaque(_) => false,
        }
    }

    /// A polynomial is whole at all whole numbers when it is at 0, 1, … degree of each
    /// indeterminate, because it is a sum of products of binomials with the differences of those
    /// values as coefficients.
    fn is_integer_on_grid(&self, polynomial: &Polynomial) -> bool {
        let indeterminates = polynomial.indeterminates();
        let mut points = 1_u64;
        for indeterminate in &indeterminates {
            let degree = u64::from(polynomial.degree_in(*indeterminate));
            points = points.saturating_mul(degree + 1);
        }
        if points > MOST_POINTS || self.meter.charge(points).is_err() {
            return false;
        }
        self.is_integer_over(polynomial, &indeterminates)
    }

    fn is_integer_over(&self, polynomial: &Polynomial, indeterminates: &[Indeterminate]) -> bool {
        let fractions = fractional_terms(polynomial);
        let Some((first, rest)) = indeterminates.split_first() else {
            return fractions.is_zero();
        };
        if self.meter.charge(fractions.len() as u64).is_err() {
            return false;
        }
        (0..=fractions.degree_in(*first)).all(|place| {
            let place = Rational::from(place);
            self.is_integer_over(&with_number(&fractions, *first, &place), rest)
        })
    }
}

/// The polynomial without the whole part of each coefficient, a symbol that is a multiple of `n`
/// read as `n` times a whole number.
fn fractional_terms(polynomial: &Polynomial) -> Polynomial {
    let terms = polynomial.terms().map(|(monomial, coefficient)| {
        let mut fraction = fraction_of(coefficient);
        let mut modulus = fraction.denominator();
        for (factor, exponent) in monomial.factors() {
            let step = Rational::from(step_of(factor));
            for _ in 0..exponent {
                if modulus.is_one() || step.is_one() {
                    break;
                }
                fraction = fraction_of(&(&fraction * &step));
                let rest = fraction.denominator();
                if rest == modulus {
                    break;
                }
                modulus = rest;
            }
        }
        (monomial, fraction, coefficient)
    });
    // A term drops out when it is whole whatever its indeterminates are; the others are kept with
    // the fraction of their own coefficient, because the steps are counted where numbers are put in.
    let kept = terms.filter(|(_, fraction, _)| !fraction.is_zero());
    let kept: Vec<Term> = kept
        .map(|(monomial, _, coefficient)| (monomial.clone(), fraction_of(coefficient)))
        .collect();
    Polynomial::from_sorted(kept)
}

fn fraction_of(number: &Rational) -> Rational {
    number - &number.floor()
}

fn step_of(indeterminate: Indeterminate) -> u64 {
    if indeterminate.is_symbol() {
        indeterminate.domain().step().max(1)
    } else {
        1
    }
}

/// The polynomial with a number of steps in place of an indeterminate.
fn with_number(
    polynomial: &Polynomial,
    indeterminate: Indeterminate,
    place: &Rational,
) -> Polynomial {
    let number = place * &Rational::from(step_of(indeterminate));
    let terms = polynomial.terms().filter_map(|(monomial, coefficient)| {
        let (rest, exponent) = monomial.without(indeterminate);
        let power = number.power(i64::from(exponent))?;
        Some((rest, coefficient * &power))
    });
    Polynomial::from_terms(terms)
}
