//! `sqrt`.
//!
//! What remains under a root is a prime, an indeterminate, or a polynomial without square and
//! monomial factors, as far as the signs of the factors allow: `sqrt(6)` is `sqrt(2)·sqrt(3)`, so
//! that products of roots and roots of products are the same form.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::factors::{Factor, Product};
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::Sign;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The square root that is not negative.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Value};
    /// let algebra = Algebra::new();
    /// assert_eq!(algebra.sqrt(&Value::integer(144)).unwrap(), Value::integer(12));
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::Undefined`] for what is proved to be negative, or when the limits are met.
    pub fn sqrt(&self, value: &Value) -> Result<Value> {
        if value.is_zero() {
            return Ok(Value::zero());
        }
        let divisor = value.denominator();
        if divisor.is_one() {
            return self.root_of_polynomial(value.numerator());
        }
        // sqrt(p/q) is sqrt(pq)/q for positive q: no roots below the line.
        let divisor = match self.polynomial_sign(divisor) {
            Some(Sign::Positive | Sign::NonNegative) => divisor.clone(),
            Some(Sign::Negative | Sign::NonPositive) => divisor.negated(),
            Some(Sign::Zero) | None => {
                return self.keep(Kernel::Sqrt(value.clone()));
            }
        };
        let under = value.numerator().times(value.denominator(), &self.meter)?;
        let root = self.root_of_polynomial(&under)?;
        self.divide(&root, &Value::from(divisor))
    }

    fn root_of_polynomial(&self, polynomial: &Polynomial) -> Result<Value> {
        if polynomial.is_zero() {
            return Ok(Value::zero());
        }
        let content = polynomial.content();
        // sqrt(a/b) is sqrt(ab)/b.
        let below = content.denominator();
        let whole = polynomial.scaled(&(&below * &below));
        let product = self.factors_of(&whole)?;
        let root = self.root_of_product(&product, polynomial)?;
        self.divide(&root, &Value::from(below))
    }

    /// Positive factors come out one by one. The others follow where each is proved not to be
    /// negative, to an odd power, or stands in an even one; else they stay under one root.
    fn root_of_product(&self, product: &Product, whole: &Polynomial) -> Result<Value> {
        let (outside, kept): (Vec<&Factor>, Vec<&Factor>) = product
            .factors
            .iter()
            .partition(|factor| factor.is_positive());
        let mut root = Value::one();
        for factor in outside {
            root = self.multiply(&root, &self.root_of_factor(factor)?)?;
        }
        if kept.is_empty() {
            if product.negative {
                return Err(AlgebraError::Undefined {
                    function: "sqrt",
                    argument: whole.to_string(),
                });
            }
            return Ok(root);
        }
        let apart = |factor: &&Factor| factor.is_nonnegative() || factor.exponent.is_multiple_of(2);
        if !product.negative && kept.iter().all(apart) {
            for factor in kept {
                root = self.multiply(&root, &self.root_of_factor(factor)?)?;
            }
            return Ok(root);
        }
        let under = self.multiply_out(product.negative, kept)?;
        let kernel = self.keep(Kernel::Sqrt(under))?;
        self.multiply(&root, &kernel)
    }

    /// The root of a factor that is not negative: half of an even power comes out, as a distance
    /// from zero where the sign of the base is not known.
    fn root_of_factor(&self, factor: &Factor) -> Result<Value> {
        let base = Value::from(factor.base.clone());
        let distance = if factor.is_nonnegative() {
            base.clone()
        } else {
            self.maximum(&base, &self.negate(&base))?
        };
        let outside = self.power_integer(&distance, i64::from(factor.exponent / 2))?;
        if factor.exponent.is_multiple_of(2) {
            return Ok(outside);
        }
        let flag = |one: Indeterminate| one.law() == PowerLaw::Idempotent;
        let inside = if base.as_indeterminate().is_some_and(flag) {
            base
        } else {
            self.keep(Kernel::Sqrt(base))?
        };
        self.multiply(&outside, &inside)
    }
}
