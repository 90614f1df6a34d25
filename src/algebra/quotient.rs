//! The four operations and powers of values, kept in lowest terms.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::gcd;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// `left + right`
    ///
    /// # Errors
    /// When the limits are met.
    pub fn add(&self, left: &Value, right: &Value) -> Result<Value> {
        let steps = (left.numerator().len() + right.numerator().len()) as u64;
        self.meter.charge(steps)?;
        if left.denominator() == right.denominator() {
            let numerator = left.numerator().plus(right.numerator());
            self.meter.check_terms(numerator.len() as u64)?;
            return self.quotient(numerator, left.denominator().clone());
        }
        let meter = &self.meter;
        let common = gcd(left.denominator(), right.denominator(), meter)?;
        let ours = exact(left.denominator().divided_by(&common, meter)?);
        let theirs = exact(right.denominator().divided_by(&common, meter)?);
        let numerator = left
            .numerator()
            .times(&theirs, meter)?
            .plus(&right.numerator().times(&ours, meter)?);
        self.quotient(numerator, left.denominator().times_free(&theirs, meter)?)
    }

    /// `left - right`
    ///
    /// # Errors
    /// When the limits are met.
    pub fn subtract(&self, left: &Value, right: &Value) -> Result<Value> {
        self.add(left, &self.negate(right))
    }

    /// `-value`
    pub fn negate(&self, value: &Value) -> Value {
        Value::from_coprime(value.numerator().negated(), value.denominator().clone())
    }

    /// `left * right`
    ///
    /// # Errors
    /// When the limits are met.
    pub fn multiply(&self, left: &Value, right: &Value) -> Result<Value> {
        let meter = &self.meter;
        let numerator = left.numerator().times(right.numerator(), meter)?;
        if left.denominator().is_one() && right.denominator().is_one() {
            return Ok(Value::from(numerator));
        }
        let denominator = left.denominator().times(right.denominator(), meter)?;
        self.quotient(numerator, denominator)
    }

    /// `left / right`
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`], or when the limits are met.
    pub fn divide(&self, left: &Value, right: &Value) -> Result<Value> {
        if right.is_zero() {
            return Err(AlgebraError::DivisionByZero);
        }
        let meter = &self.meter;
        let numerator = left.numerator().times(right.denominator(), meter)?;
        let denominator = left.denominator().times(right.numerator(), meter)?;
        self.quotient(numerator, denominator)
    }

    /// The value to a whole power.
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`] for zero to a negative power, or when the limits are met.
    pub fn power_integer(&self, value: &Value, exponent: i64) -> Result<Value> {
        self.meter.check_exponent(exponent.unsigned_abs())?;
        let magnitude = u32::try_from(exponent.unsigned_abs()).unwrap_or(u32::MAX);
        let numerator = value.numerator().raised(magnitude, &self.meter)?;
        let denominator = value.denominator().raised(magnitude, &self.meter)?;
        if exponent >= 0 {
            return self.quotient(numerator, denominator);
        }
        if numerator.is_zero() {
            return Err(AlgebraError::DivisionByZero);
        }
        self.quotient(denominator, numerator)
    }

    /// The sum of any number of values; collects whole polynomials at once.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn sum_of<'a>(&self, values: impl IntoIterator<Item = &'a Value>) -> Result<Value> {
        let mut terms = Vec::new();
        let mut quotients = Value::zero();
        for value in values {
            if let Some(polynomial) = value.as_polynomial() {
                self.meter.charge(polynomial.len() as u64)?;
                terms.extend(polynomial.terms().cloned());
            } else {
                quotients = self.add(&quotients, value)?;
            }
        }
        let polynomial = Polynomial::from_terms(terms);
        self.meter.check_terms(polynomial.len() as u64)?;
        self.add(&Value::from(polynomial), &quotients)
    }

    /// Brings a quotient to lowest terms; notes a cancelled factor that may be zero.
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`], or when the limits are met.
    pub(in crate::algebra) fn quotient(
        &self,
        numerator: Polynomial,
        denominator: Polynomial,
    ) -> Result<Value> {
        if denominator.is_zero() {
            return Err(AlgebraError::DivisionByZero);
        }
        if denominator.is_one() || numerator.is_zero() {
            return Ok(Value::from(numerator));
        }
        let meter = &self.meter;
        let common = gcd(&numerator, &denominator, meter)?;
        let numerator = exact(numerator.divided_by(&common, meter)?);
        let denominator = exact(denominator.divided_by(&common, meter)?);
        let (content, denominator) = denominator.primitive();
        let inverse = Rational::ONE
            .divided_by(&content)
            .expect("a content is not zero");
        Ok(Value::from_coprime(numerator.scaled(&inverse), denominator))
    }
}

fn exact(quotient: Option<Polynomial>) -> Polynomial {
    quotient.expect("a greatest common divisor divides both")
}
