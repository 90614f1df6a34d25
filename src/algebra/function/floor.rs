//! `floor` and `ceil`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::whole_part::WholePart;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The largest whole number that is not greater.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let half = algebra.divide(&Value::from(Indeterminate::symbol("S")), &Value::integer(2)).unwrap();
    /// let shifted = algebra.add(&half, &Value::integer(3)).unwrap();
    /// let outside = algebra.add(&algebra.floor(&half).unwrap(), &Value::integer(3)).unwrap();
    /// assert_eq!(algebra.floor(&shifted).unwrap(), outside);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn floor(&self, value: &Value) -> Result<Value> {
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.floor_by_rules(value))
    }

    /// The smallest whole number that is not less.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn ceil(&self, value: &Value) -> Result<Value> {
        if let Some(number) = value.as_constant() {
            return Ok(Value::from(number.ceil()));
        }
        if self.is_integer_valued(value) {
            return Ok(value.clone());
        }
        match self.ceil_as_floor(value)? {
            Some(argument) => self.floor(&argument),
            None => Ok(self.negate(&self.floor(&self.negate(value))?)),
        }
    }

    fn floor_by_rules(&self, value: &Value) -> Result<Value> {
        if let Some(number) = value.as_constant() {
            return Ok(Value::from(number.floor()));
        }
        self.meter.charge(APPLICATION)?;
        if self.is_integer_valued(value) {
            return Ok(value.clone());
        }
        let WholePart { outside, inside } = self.split_whole_part(value)?;
        if let Some(number) = self.floor_by_sign(&inside)? {
            return self.add(&outside, &Value::integer(number));
        }
        if is_negated(&inside)
            && let Some(argument) = self.ceil_as_floor(&self.negate(&inside))?
        {
            return self.subtract(&outside, &self.floor(&argument)?);
        }
        let inside = self.round_constant(&inside)?;
        if self.is_integer_valued(&inside) {
            return self.add(&outside, &inside);
        }
        if let Some(opened) = self.open_inner_floor(&inside)? {
            return self.add(&outside, &self.floor(&opened)?);
        }
        // Where this refuses, the value has symbols or no exact floor, and stays as it is.
        if let Ok(Some(number)) = self.floor_of_constant(&inside) {
            return self.add(&outside, &Value::from(number));
        }
        self.add(&outside, &self.keep(Kernel::Floor(inside))?)
    }

    /// `floor((gq + c)/d)` depends on `c` only by its largest multiple of `g` that is not greater:
    /// `floor((4q + 3)/8)` is `floor(q/2)`. Symbolic divisors need a proof that they are positive
    /// and whole.
    fn round_constant(&self, value: &Value) -> Result<Value> {
        let constant = value.numerator().constant_term();
        if constant.is_zero() || !self.is_whole_divisor(value.denominator()) {
            return Ok(value.clone());
        }
        let varying = without_constant(value.numerator());
        let Some(content) = self.integer_content(&varying)? else {
            return Ok(value.clone());
        };
        let grain = content.denominator();
        let rounded = (&constant * &grain).floor().divided_by(&grain);
        let rounded = rounded.expect("a denominator is not zero");
        let numerator = varying.plus(&Polynomial::constant(rounded));
        self.quotient(numerator, value.denominator().clone())
    }

    /// `floor((floor(y) + k)/d)` is `floor((y + k)/d)` where `k` is integer-valued and `d` a positive
    /// whole number: the argument with the inner floor opened, if there is one to open.
    fn open_inner_floor(&self, value: &Value) -> Result<Option<Value>> {
        for (monomial, coefficient) in value.numerator().terms() {
            let mut factors = monomial.factors();
            let (Some((inner, 1)), None) = (factors.next(), factors.next()) else {
                continue;
            };
            let Some(Kernel::Floor(argument)) = Kernel::of(inner) else {
                continue;
            };
            let inverse = Rational::ONE
                .divided_by(coefficient)
                .expect("terms are not zero");
            let rest = value.numerator().minus(&Polynomial::term(
                Monomial::power(inner, 1),
                coefficient.clone(),
            ));
            if rest.contains(inner)
                || value.denominator().contains(inner)
                || !self.is_whole_divisor(&value.denominator().scaled(&inverse))
                || !self.is_integer_valued(&Value::from(rest.scaled(&inverse)))
            {
                continue;
            }
            let opened = self.multiply(argument, &Value::from(coefficient.clone()))?;
            let numerator = self.add(&opened, &Value::from(rest))?;
            let denominator = Value::from(value.denominator().clone());
            return Ok(Some(self.divide(&numerator, &denominator)?));
        }
        Ok(None)
    }

    /// `ceil(p/d)` is `floor((p + d - 1)/d)` where `p` is integer-valued and `d` a positive whole
    /// number: the argument of that floor.
    fn ceil_as_floor(&self, value: &Value) -> Result<Option<Value>> {
        let constant = value.numerator().constant_term();
        let varying = without_constant(value.numerator());
        let grain = if varying.is_zero() {
            Rational::ONE
        } else {
            match self.integer_content(&varying)? {
                Some(content) => content.denominator(),
                None => return Ok(None),
            }
        };
        // The numerator is a multiple of one part in `common`, and so of `1/d` with the divisor.
        let fraction = grain.gcd(&constant.denominator());
        let common = (&grain * &constant.denominator())
            .divided_by(&fraction)
            .expect("denominators are not zero");
        if !self.is_whole_divisor(&value.denominator().scaled(&common)) {
            return Ok(None);
        }
        let unit = Rational::ONE
            .divided_by(&common)
            .expect("denominators are not zero");
        let numerator = value
            .numerator()
            .plus(value.denominator())
            .minus(&Polynomial::constant(unit));
        Ok(Some(self.quotient(numerator, value.denominator().clone())?))
    }

    /// The floor of what is proved to lie between 0 and 1, or between −1 and 0.
    fn floor_by_sign(&self, value: &Value) -> Result<Option<i64>> {
        if self.is_nonnegative(value) {
            let room = self.subtract(&Value::one(), value)?;
            return Ok(self.is_positive(&room).then_some(0));
        }
        if self.is_negative(value) {
            let room = self.add(&Value::one(), value)?;
            return Ok(self.is_nonnegative(&room).then_some(-1));
        }
        Ok(None)
    }
}

/// Whether every coefficient is negative: what `-S/W` is, the argument of a `ceil` in disguise.
fn is_negated(value: &Value) -> bool {
    let mut terms = value.numerator().terms();
    !value.is_zero() && terms.all(|(_, coefficient)| coefficient.is_negative())
}

/// The polynomial with its constant term left out.
fn without_constant(polynomial: &Polynomial) -> Polynomial {
    polynomial.minus(&Polynomial::constant(polynomial.constant_term()))
}
