//! The four operations and powers of values, kept in lowest terms.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::gcd_with_cofactors;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// `left + right`
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`] where flags leave no common place at which both are defined,
    /// or when the limits are met.
    pub fn add(&self, left: &Value, right: &Value) -> Result<Value> {
        if let (Some(ours), Some(theirs)) = (left.as_polynomial(), right.as_polynomial()) {
            return self.settled(Value::from(self.numerator_sum(ours, theirs)?));
        }
        if left.denominator() == right.denominator() {
            let numerator = self.numerator_sum(left.numerator(), right.numerator())?;
            return self.quotient(numerator, left.denominator().clone());
        }
        let meter = &self.meter;
        let (ours, theirs) = (left.denominator(), right.denominator());
        let common = gcd_with_cofactors(ours, theirs, meter)?;
        let numerator = self.numerator_sum(
            &left.numerator().times(&common.right, meter)?,
            &right.numerator().times(&common.left, meter)?,
        )?;
        if !is_free(left) || !is_free(right) {
            return self.quotient(numerator, ours.times(&common.right, meter)?);
        }
        // A factor of one denominator alone divides one of the two products and not the other, so
        // only what the denominators share can be cancelled.
        let reduced = self.cancelled(&numerator, &common.divisor)?;
        let denominator = (common.left.times(&common.right, meter)?).times(&reduced.1, meter)?;
        self.settled(Value::from_coprime(reduced.0, denominator))
    }

    /// `left - right`
    ///
    /// # Errors
    /// As [`Algebra::add`].
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
    /// [`AlgebraError::DivisionByZero`] where flags leave no place at which both are defined, or when
    /// the limits are met.
    pub fn multiply(&self, left: &Value, right: &Value) -> Result<Value> {
        let meter = &self.meter;
        if let (Some(ours), Some(theirs)) = (left.as_polynomial(), right.as_polynomial()) {
            if ours.as_term().is_some() && meter.is_roomy() {
                let mut product = ours.clone();
                if product.multiply_plainly(theirs) {
                    meter.charge(1)?;
                    return Ok(Value::from(product));
                }
            }
            return self.settled(Value::from(ours.times(theirs, meter)?));
        }
        if !is_free(left) || !is_free(right) {
            let numerator = left.numerator().times(right.numerator(), meter)?;
            let denominator = left.denominator().times(right.denominator(), meter)?;
            return self.quotient(numerator, denominator);
        }
        // Each side is in lowest terms already, so only crosswise can anything cancel.
        let (ours, below) = self.cancelled(left.numerator(), right.denominator())?;
        let (theirs, other) = self.cancelled(right.numerator(), left.denominator())?;
        let numerator = ours.times(&theirs, meter)?;
        let denominator = below.times(&other, meter)?;
        self.settled(Value::from_coprime(numerator, denominator))
    }

    /// Multiplies a value in place; where that fails it is as it was.
    ///
    /// # Errors
    /// As [`Algebra::multiply`].
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let mut product = Value::integer(2);
    /// algebra.multiply_by(&mut product, &s).unwrap();
    /// assert_eq!(product, algebra.add(&s, &s).unwrap());
    /// ```
    #[inline]
    pub fn multiply_by(&self, product: &mut Value, factor: &Value) -> Result<()> {
        if let Some(theirs) = factor.as_polynomial()
            && self.meter.is_roomy()
            && self.meter.has_steps(1)
            && product.multiply_plainly(theirs)
        {
            return self.meter.charge(1);
        }
        *product = self.multiply(product, factor)?;
        Ok(())
    }

    /// `left / right`
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`], or when the limits are met.
    pub fn divide(&self, left: &Value, right: &Value) -> Result<Value> {
        if let (Some(dividend), Some(divisor)) = (left.as_polynomial(), right.as_polynomial())
            && let Some((monomial, coefficient)) = divisor.as_term()
            && !dividend.is_zero()
            && dividend.is_free()
            && divisor.is_free()
        {
            // A single term shares nothing but powers with anything.
            let common = dividend.monomial_content().gcd(monomial);
            self.note_cancelled(&Polynomial::term(common.clone(), Rational::ONE))?;
            self.meter.charge(dividend.len() as u64)?;
            let numerator = dividend
                .over_monomial(&common)
                .scaled(&inverted(coefficient));
            let below = monomial.divided_by(&common).expect("a common part divides");
            let denominator = Polynomial::term(below, Rational::ONE);
            return self.settled(Value::from_coprime(numerator, denominator));
        }
        self.multiply(left, &self.inverse(right)?)
    }

    /// `1 / value`: where it has a denominator the result loses a pole, which is noted.
    fn inverse(&self, value: &Value) -> Result<Value> {
        if value.is_zero() {
            return Err(AlgebraError::DivisionByZero);
        }
        self.meter.charge(value.denominator().len() as u64)?;
        self.note_cancelled(value.denominator())?;
        let (content, denominator) = value.numerator().primitive();
        let numerator = value.denominator().scaled(&inverted(&content));
        Ok(Value::from_coprime(numerator, denominator))
    }

    /// The value to a whole power; anything to the power of 0 is 1.
    ///
    /// # Errors
    /// [`AlgebraError::DivisionByZero`] for zero to a negative power, or when the limits are met.
    pub fn power_integer(&self, value: &Value, exponent: i64) -> Result<Value> {
        if exponent == 0 || value.is_one() {
            self.note_cancelled(value.denominator())?;
            return Ok(Value::one());
        }
        if exponent == 1 {
            return Ok(value.clone());
        }
        self.meter.check_exponent(exponent.unsigned_abs())?;
        if exponent < 0 {
            let magnitude = exponent.checked_neg().unwrap_or(i64::MAX);
            return self.power_integer(&self.inverse(value)?, magnitude);
        }
        let magnitude = u32::try_from(exponent).unwrap_or(u32::MAX);
        let numerator = value.numerator().raised(magnitude, &self.meter)?;
        let denominator = value.denominator().raised(magnitude, &self.meter)?;
        if is_free(value) {
            // Powers of coprime polynomials are coprime.
            return self.settled(Value::from_coprime(numerator, denominator));
        }
        self.quotient(numerator, denominator)
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
        if denominator.is_one() {
            return self.settled(Value::from(numerator));
        }
        let value = self.lowest_terms(numerator, denominator)?;
        self.settled(value)
    }

    /// The quotient of two polynomials without what they share, the denominator primitive; it is
    /// not zero.
    pub(in crate::algebra) fn lowest_terms(
        &self,
        numerator: Polynomial,
        denominator: Polynomial,
    ) -> Result<Value> {
        let common = gcd_with_cofactors(&numerator, &denominator, &self.meter)?;
        let (numerator, denominator) = if common.divisor.is_one() {
            (numerator, denominator)
        } else {
            self.note_cancelled(&common.divisor)?;
            (common.left, common.right)
        };
        self.meter
            .charge((numerator.len() + denominator.len()) as u64)?;
        let (content, denominator) = denominator.primitive();
        let numerator = numerator.scaled(&inverted(&content));
        Ok(Value::from_coprime(numerator, denominator))
    }

    /// Both polynomials without their greatest common divisor, which is noted.
    fn cancelled(&self, left: &Polynomial, right: &Polynomial) -> Result<(Polynomial, Polynomial)> {
        let common = gcd_with_cofactors(left, right, &self.meter)?;
        self.note_cancelled(&common.divisor)?;
        Ok((common.left, common.right))
    }

    /// Notes that the factors of a polynomial that were cancelled are not zero, unless that is
    /// known.
    fn note_cancelled(&self, polynomial: &Polynomial) -> Result<()> {
        if polynomial.is_plainly_nonzero() || self.is_nonzero(polynomial) {
            return Ok(());
        }
        let factorization = self.factored(polynomial)?;
        let symbols = factorization.monomial.factors();
        let symbols = symbols.map(|(x, _)| Polynomial::indeterminate(x));
        let factors = factorization.factors.into_iter().map(|(factor, _)| factor);
        for factor in symbols.chain(factors) {
            if !self.is_nonzero(&factor) {
                self.note_condition(factor);
            }
        }
        Ok(())
    }

    /// The last step of every operation: flags leave the denominator where they may, and no square
    /// of a root remains.
    #[inline]
    pub(in crate::algebra) fn settled(&self, value: Value) -> Result<Value> {
        match value.as_polynomial() {
            Some(polynomial) if polynomial.has_only_symbols() => Ok(value),
            _ => self.settled_functions(value),
        }
    }

    fn settled_functions(&self, value: Value) -> Result<Value> {
        let value = self.clear_flags(value)?;
        self.reduce_roots(value)
    }

    /// The sum of two polynomials within the limits.
    fn numerator_sum(&self, left: &Polynomial, right: &Polynomial) -> Result<Polynomial> {
        let heaviest = left.heaviest().max(right.heaviest());
        let steps = (left.len() + right.len()) as u64;
        self.meter.charge(steps.saturating_mul(heaviest))?;
        let sum = left.plus(right);
        self.meter.check_terms(sum.len() as u64)?;
        if heaviest > 1 {
            self.meter.check_bits(sum.bits())?;
        }
        Ok(sum)
    }
}

fn inverted(content: &Rational) -> Rational {
    Rational::ONE
        .divided_by(content)
        .expect("a content is not zero")
}

/// Whether no law but that of exponents holds for anything in it.
fn is_free(value: &Value) -> bool {
    value.numerator().is_free() && value.denominator().is_free()
}
