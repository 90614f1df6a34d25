//! Powers of square roots: `sqrt(x)²` is `x`, above the line and below.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The value with no square of a root in it, and no root that divides its denominator.
    pub(in crate::algebra) fn reduce_roots(&self, value: Value) -> Result<Value> {
        let above = has_squared_root(value.numerator());
        let below = has_squared_root(value.denominator());
        if above || below {
            // What a root stands for may hold roots itself, one level deeper at most each time.
            return stacker::maybe_grow(64 * 1024, 4 << 20, || {
                let numerator = self.without_squares(value.numerator())?;
                let denominator = self.without_squares(value.denominator())?;
                self.divide(&numerator, &denominator)
            });
        }
        let Some((root, argument)) = dividing_root(value.denominator()) else {
            return Ok(value);
        };
        let numerator =
            self.multiply(&Value::from(value.numerator().clone()), &Value::from(root))?;
        let denominator = Value::from(value.denominator().without_factor(root));
        self.divide(&numerator, &self.multiply(&denominator, argument)?)
    }

    /// A polynomial with `sqrt(x)²` replaced by `x`.
    fn without_squares(&self, polynomial: &Polynomial) -> Result<Value> {
        self.meter.charge(polynomial.len() as u64)?;
        let mut parts: QuickMap<Vec<(Indeterminate, Exponent)>, Vec<Term>> = QuickMap::default();
        for (monomial, coefficient) in polynomial.terms() {
            let mut squares = Vec::new();
            let mut rest = Vec::new();
            for (indeterminate, exponent) in monomial.factors() {
                if exponent > 1 && argument_of(indeterminate).is_some() {
                    squares.push((indeterminate, exponent / 2));
                    if exponent % 2 == 1 {
                        rest.push((indeterminate, 1));
                    }
                } else {
                    rest.push((indeterminate, exponent));
                }
            }
            let term = (Monomial::from_sorted(rest), coefficient.clone());
            parts.entry(squares).or_default().push(term);
        }
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        let mut addends = Vec::with_capacity(parts.len());
        for (squares, terms) in parts {
            let mut product = Value::from(Polynomial::from_terms(terms));
            for (root, exponent) in squares {
                if let Some(argument) = argument_of(root) {
                    let power = self.power_integer(argument, exponent.into())?;
                    product = self.multiply(&product, &power)?;
                }
            }
            addends.push(product);
        }
        self.sum_of(&addends)
    }
}

/// What is under a root; `None` for any other indeterminate.
fn argument_of(indeterminate: Indeterminate) -> Option<&'static Value> {
    match Kernel::of(indeterminate)? {
        Kernel::Sqrt(argument) => Some(argument),
        _ => None,
    }
}

fn has_squared_root(polynomial: &Polynomial) -> bool {
    polynomial.terms().any(|(monomial, _)| {
        monomial
            .functions()
            .any(|(function, exponent)| exponent > 1 && argument_of(function).is_some())
    })
}

/// A root that divides every term, and what is under it.
fn dividing_root(polynomial: &Polynomial) -> Option<(Indeterminate, &'static Value)> {
    let (first, _) = polynomial.leading_term()?;
    first.functions().find_map(|(function, _)| {
        let argument = argument_of(function)?;
        let divides = |(monomial, _): &Term| monomial.degree_in(function) > 0;
        polynomial
            .terms()
            .all(divides)
            .then_some((function, argument))
    })
}
