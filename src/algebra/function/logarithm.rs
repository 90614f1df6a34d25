//! `log2`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::factors::{Factor, Product};
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The logarithm to base 2. Factors that are proved not to be negative come apart, since none
    /// of them is zero where the logarithm is defined: `log2(6S)` is `1 + log2(3) + log2(S)`.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Value};
    /// let algebra = Algebra::new();
    /// assert_eq!(algebra.log2(&Value::integer(1024)).unwrap(), Value::integer(10));
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::Undefined`] for what is proved not to be positive, or when the limits are met.
    pub fn log2(&self, value: &Value) -> Result<Value> {
        let undefined = || AlgebraError::Undefined {
            function: "log2",
            argument: self.plain_text(value),
        };
        let sign = self.sign_of(value);
        if value.is_zero() || matches!(sign, Some(Sign::Zero | Sign::NonPositive | Sign::Negative))
        {
            return Err(undefined());
        }
        let content = value.numerator().content().denominator();
        let above = self.factors_of(&value.numerator().scaled(&content))?;
        let below = self.factors_of(&value.denominator().scaled(&content))?;
        let negative = above.negative ^ below.negative;
        let (gained, above) = self.logarithms(&above)?;
        let (lost, below) = self.logarithms(&below)?;
        let apart = self.subtract(&gained, &lost)?;
        if above.is_empty() && below.is_empty() {
            return if negative {
                Err(undefined())
            } else {
                Ok(apart)
            };
        }
        let above = self.multiply_out(negative, above)?;
        let below = self.multiply_out(false, below)?;
        let together = self.keep(Kernel::Log2(self.divide(&above, &below)?))?;
        self.add(&apart, &together)
    }

    /// The sum of the logarithms of the factors that may come apart, and the other factors.
    fn logarithms<'a>(&self, product: &'a Product) -> Result<(Value, Vec<&'a Factor>)> {
        let mut sum = Value::zero();
        let mut kept = Vec::new();
        for factor in &product.factors {
            if factor.is_nonnegative() {
                let times = Value::from(Rational::from(factor.exponent));
                let logarithm = self.logarithm_of_base(&factor.base)?;
                sum = self.add(&sum, &self.multiply(&times, &logarithm)?)?;
            } else {
                kept.push(factor);
            }
        }
        Ok((sum, kept))
    }

    /// The logarithm of a prime, an indeterminate or a polynomial that nothing can be split off.
    fn logarithm_of_base(&self, base: &Polynomial) -> Result<Value> {
        if base.as_constant() == Some(Rational::from(2)) {
            return Ok(Value::one());
        }
        match base.as_indeterminate().and_then(Kernel::of) {
            Some(Kernel::Power { base, exponent }) if base.is_positive() => {
                let logarithm = self.log2(&Value::from(base.clone()))?;
                self.multiply(exponent, &logarithm)
            }
            Some(Kernel::Sqrt(argument)) => {
                let logarithm = stacker::maybe_grow(64 * 1024, 4 << 20, || self.log2(argument))?;
                self.divide(&logarithm, &Value::integer(2))
            }
            _ => self.keep(Kernel::Log2(Value::from(base.clone()))),
        }
    }
}
