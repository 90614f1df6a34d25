//! A value as a product of factors whose signs are asked one by one, for roots and logarithms.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::prime::factorize;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A factor and what is known of it.
pub(in crate::algebra::function) struct Factor {
    /// A prime, a number too large to take apart, an indeterminate, or a primitive polynomial.
    pub(in crate::algebra::function) base: Polynomial,
    /// How often it divides.
    pub(in crate::algebra::function) exponent: u32,
    /// The sign of the base, as far as it is proved.
    pub(in crate::algebra::function) sign: Option<Sign>,
}

/// A product of factors, or the negative of it.
pub(in crate::algebra::function) struct Product {
    /// Whether it is the negative.
    pub(in crate::algebra::function) negative: bool,
    /// The factors: numbers first, then indeterminates, then what is left.
    pub(in crate::algebra::function) factors: Vec<Factor>,
}

impl Factor {
    /// Whether the base is proved to be greater than zero.
    pub(in crate::algebra::function) fn is_positive(&self) -> bool {
        self.sign == Some(Sign::Positive)
    }

    /// Whether the base is proved to be at least zero.
    pub(in crate::algebra::function) fn is_nonnegative(&self) -> bool {
        matches!(
            self.sign,
            Some(Sign::Positive | Sign::NonNegative | Sign::Zero)
        )
    }
}

impl Algebra {
    /// Takes a polynomial that is not zero apart: the primes of its content, its monomial, and what
    /// remains, to the second power where it is a square. A factor that is proved not to be positive
    /// is turned around.
    pub(in crate::algebra::function) fn factors_of(
        &self,
        polynomial: &Polynomial,
    ) -> Result<Product> {
        self.meter.charge(APPLICATION)?;
        let (content, primitive) = polynomial.primitive();
        let monomial = primitive.monomial_content();
        let mut product = Product {
            negative: content.is_negative(),
            factors: self.factors_of_number(&content.abs())?,
        };
        for (indeterminate, exponent) in monomial.factors() {
            let base = Polynomial::indeterminate(indeterminate);
            self.push(&mut product, base, exponent);
        }
        let rest = primitive.divided_by(&Polynomial::term(monomial, Rational::ONE), &self.meter)?;
        let rest = rest.expect("the monomial content divides");
        if !rest.is_one() {
            match self.square_root_of(&rest)? {
                Some(root) => self.push(&mut product, root, 2),
                None => self.push(&mut product, rest, 1),
            }
        }
        Ok(product)
    }

    fn push(&self, product: &mut Product, base: Polynomial, exponent: u32) {
        let sign = self.polynomial_sign(&base);
        let factor = match sign {
            Some(Sign::Negative | Sign::NonPositive) => {
                product.negative ^= exponent % 2 == 1;
                let positive = sign == Some(Sign::Negative);
                Factor {
                    base: base.negated(),
                    exponent,
                    sign: Some(if positive {
                        Sign::Positive
                    } else {
                        Sign::NonNegative
                    }),
                }
            }
            _ => Factor {
                base,
                exponent,
                sign,
            },
        };
        product.factors.push(factor);
    }

    /// The primes of a positive whole number, and what was too large to take apart: its root twice
    /// where that is whole.
    fn factors_of_number(&self, number: &Rational) -> Result<Vec<Factor>> {
        let positive = |base: Rational, exponent| Factor {
            base: Polynomial::constant(base),
            exponent,
            sign: Some(Sign::Positive),
        };
        let parts = factorize(number, &self.meter)?;
        let mut factors: Vec<Factor> = parts
            .primes
            .into_iter()
            .map(|(prime, exponent)| positive(Rational::from(prime), exponent))
            .collect();
        if !parts.rest.is_one() {
            factors.push(match parts.rest.sqrt_exact() {
                Some(root) => positive(root, 2),
                None => positive(parts.rest, 1),
            });
        }
        Ok(factors)
    }

    /// The polynomial of which this one is the square, leading with a positive coefficient.
    ///
    /// Its terms are found as one finds the digits of a square root: each is the leading term of
    /// what is left, divided by twice the first.
    fn square_root_of(&self, polynomial: &Polynomial) -> Result<Option<Polynomial>> {
        let free = |one: &Indeterminate| one.law() == PowerLaw::Free;
        if !polynomial.indeterminates().iter().all(free) {
            return Ok(None);
        }
        let first = polynomial.leading_term().and_then(root_of_term);
        let Some(first) = first else {
            return Ok(None);
        };
        let double = (first.0.clone(), &first.1 * &Rational::from(2));
        let mut root = Polynomial::term(first.0, first.1);
        let mut left = polynomial.minus(&root.times(&root, &self.meter)?);
        while let Some((monomial, coefficient)) = left.leading_term() {
            let Some(next) = monomial.divided_by(&double.0) else {
                return Ok(None);
            };
            let number = coefficient
                .divided_by(&double.1)
                .expect("terms are not zero");
            let next = Polynomial::term(next, number);
            // A root has fewer terms than its square, so this cannot go on for long.
            if root.len() >= polynomial.len() {
                return Ok(None);
            }
            let twice = root.scaled(&Rational::from(2)).plus(&next);
            left = left.minus(&twice.times(&next, &self.meter)?);
            root = root.plus(&next);
        }
        Ok(Some(root))
    }

    /// The product of factors to their powers, negated where asked.
    pub(in crate::algebra::function) fn multiply_out<'a>(
        &self,
        negative: bool,
        factors: impl IntoIterator<Item = &'a Factor>,
    ) -> Result<Value> {
        let mut product = Value::one();
        for factor in factors {
            let base = Value::from(factor.base.clone());
            let power = self.power_integer(&base, i64::from(factor.exponent))?;
            product = self.multiply(&product, &power)?;
        }
        Ok(if negative {
            self.negate(&product)
        } else {
            product
        })
    }
}

/// The term of which a term is the square.
fn root_of_term((monomial, coefficient): &Term) -> Option<Term> {
    let number = coefficient.sqrt_exact()?;
    let even = monomial.factors().all(|(_, exponent)| exponent % 2 == 0);
    let halves = monomial
        .factors()
        .map(|(base, exponent)| (base, exponent / 2));
    even.then(|| (Monomial::from_factors(halves), number))
}
