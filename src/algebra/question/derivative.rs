//! Derivatives.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::occurrence::depends_on;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The derivative in one symbol, which is taken to be a real number for it.
    ///
    /// Quotients, square roots and sums term by term have one. Floors, maxima, flags and `2^n` have
    /// none here: they jump, have corners, or need an irrational constant; nor have costs without a
    /// rule.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Indeterminate::symbol("S");
    /// let square = algebra.power_integer(&Value::from(s), 2).unwrap();
    /// let double = algebra.multiply(&Value::integer(2), &Value::from(s)).unwrap();
    /// assert_eq!(algebra.derivative(&square, s).unwrap(), double);
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::NoDerivative`] for such functions, or when the limits are met.
    pub fn derivative(&self, value: &Value, symbol: Indeterminate) -> Result<Value> {
        let numerator = self.derivative_of_polynomial(value.numerator(), symbol)?;
        if value.denominator().is_one() {
            return Ok(numerator);
        }
        // (n/d)' = (n' − (n/d)d')/d
        let denominator = self.derivative_of_polynomial(value.denominator(), symbol)?;
        let product = self.multiply(value, &denominator)?;
        let above = self.subtract(&numerator, &product)?;
        self.divide(&above, &Value::from(value.denominator().clone()))
    }

    fn derivative_of_polynomial(
        &self,
        polynomial: &Polynomial,
        symbol: Indeterminate,
    ) -> Result<Value> {
        let mut sum = Value::zero();
        for indeterminate in polynomial.indeterminates() {
            if !depends_on(indeterminate, symbol) {
                continue;
            }
            let inner = stacker::maybe_grow(64 * 1024, 4 << 20, || {
                self.derivative_of_indeterminate(indeterminate, symbol)
            })?;
            self.meter.charge(polynomial.len() as u64)?;
            let outer = Value::from(partial(polynomial, indeterminate));
            sum = self.add(&sum, &self.multiply(&outer, &inner)?)?;
        }
        Ok(sum)
    }

    fn derivative_of_indeterminate(
        &self,
        indeterminate: Indeterminate,
        symbol: Indeterminate,
    ) -> Result<Value> {
        let none = || AlgebraError::NoDerivative {
            expression: self.plain_text(&Value::from(indeterminate)),
            symbol: symbol.text().to_owned(),
        };
        // Powers of flags and of (−1)^n were simplified by what they are worth.
        if indeterminate.law() != PowerLaw::Free {
            return Err(none());
        }
        match Kernel::of(indeterminate) {
            None => Ok(Value::one()),
            Some(Kernel::Sqrt(argument)) => {
                // (√y)' = y'/(2√y)
                let inner = self.derivative(argument, symbol)?;
                let root = self.multiply(&Value::integer(2), &Value::from(indeterminate))?;
                self.divide(&inner, &root)
            }
            Some(Kernel::Sum {
                index,
                from,
                to,
                body,
            }) if !reaches(from, symbol) && !reaches(to, symbol) => {
                let body = self.derivative(body, symbol)?;
                self.sum(*index, from, to, &body)
            }
            Some(Kernel::If {
                condition,
                then,
                otherwise,
            }) if !reaches(condition, symbol) => {
                let then = self.derivative(then, symbol)?;
                let otherwise = self.derivative(otherwise, symbol)?;
                self.conditional(condition, &then, &otherwise)
            }
            Some(_) => Err(none()),
        }
    }
}

fn reaches(value: &Value, symbol: Indeterminate) -> bool {
    let mut indeterminates = value.indeterminates().into_iter();
    indeterminates.any(|indeterminate| depends_on(indeterminate, symbol))
}

/// The partial derivative in one indeterminate, the others held.
fn partial(polynomial: &Polynomial, indeterminate: Indeterminate) -> Polynomial {
    let terms = polynomial.terms().filter_map(|(monomial, coefficient)| {
        let exponent = monomial.degree_in(indeterminate);
        let rest = monomial.divided_by(&Monomial::power(indeterminate, 1))?;
        Some((rest, coefficient * &Rational::from(exponent)))
    });
    let terms: Vec<Term> = terms.collect();
    Polynomial::from_terms(terms)
}
