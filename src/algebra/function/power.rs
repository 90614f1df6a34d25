//! Powers with any exponent: whole numbers, and symbolic exponents of constant bases.
//!
//! A constant base is a product of primes and perhaps −1, and an exponent a whole combination of
//! products of binomial coefficients (see `binomial`), so every such power is in one way a product
//! of kernels `prime^binomial` to whole powers: `6^(n+1)` is `2·3·2^n·3^n`, and `2^(n(n+1)/2)` is
//! `2^C(n,2)·2^n`. For a symbol that is a multiple of 32 the kernel is `2^(h/32)`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::flag::Comparison;
use crate::algebra::function::flag_values::{flags_in, split_by_flag};
use crate::algebra::function::prime::factorize;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// An exponent with more flags than this is not split by their values.
const MOST_FLAGS: usize = 8;

impl Algebra {
    /// `base ^ exponent`
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let n = Value::from(Indeterminate::symbol("n"));
    /// let six = algebra.power(&Value::integer(6), &n).unwrap();
    /// let two = algebra.power(&Value::integer(2), &n).unwrap();
    /// let three = algebra.power(&Value::integer(3), &n).unwrap();
    /// assert_eq!(six, algebra.multiply(&two, &three).unwrap());
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::ExponentNotInteger`], [`AlgebraError::SymbolicPower`],
    /// [`AlgebraError::DivisionByZero`], or when the limits are met.
    pub fn power(&self, base: &Value, exponent: &Value) -> Result<Value> {
        if let Some(number) = exponent.as_constant() {
            return self.power_by_number(base, &number);
        }
        self.meter.charge(APPLICATION)?;
        if !self.is_integer_valued(exponent) {
            return Err(AlgebraError::ExponentNotInteger {
                exponent: self.plain_text(exponent),
            });
        }
        if let Some(number) = base.as_constant() {
            return self.power_of_constant(&number, exponent);
        }
        let above = self.power_of_powers(base.numerator(), exponent)?;
        let below = self.power_of_powers(base.denominator(), exponent)?;
        match (above, below) {
            (Some(above), Some(below)) => self.divide(&above, &below),
            _ => Err(self.symbolic(base, exponent)),
        }
    }

    fn power_by_number(&self, base: &Value, exponent: &Rational) -> Result<Value> {
        if !exponent.is_integer() {
            return Err(AlgebraError::ExponentNotInteger {
                exponent: exponent.to_string(),
            });
        }
        if let Some(number) = base.as_constant() {
            if number.is_zero() && exponent.is_positive() {
                return Ok(Value::zero());
            }
            return Ok(Value::from(self.power_of_number(&number, exponent)?));
        }
        match exponent.to_i64() {
            Some(whole) => self.power_integer(base, whole),
            None => Err(AlgebraError::Limit {
                what: "as an exponent",
                needed: u64::MAX,
                limit: self.limits().exponent,
            }),
        }
    }

    /// A number to an integer-valued power.
    fn power_of_constant(&self, base: &Rational, exponent: &Value) -> Result<Value> {
        if base.is_zero() {
            return self.power_of_zero(exponent);
        }
        let mut product = Value::one();
        if base.is_negative() {
            product = self.power_of_prime(&Rational::MINUS_ONE, exponent)?;
        }
        let parts = [
            (base.numerator().abs(), exponent.clone()),
            (base.denominator(), self.negate(exponent)),
        ];
        for (number, exponent) in parts {
            let factorization = factorize(&number, &self.meter)?;
            if !factorization.rest.is_one() {
                return Err(AlgebraError::Limit {
                    what: "bits in a number to take apart into primes",
                    needed: factorization.rest.bits(),
                    limit: 64,
                });
            }
            for (prime, times) in factorization.primes {
                let times = Value::from(Rational::from(times));
                let exponent = self.multiply(&times, &exponent)?;
                let power = self.power_of_prime(&Rational::from(prime), &exponent)?;
                product = self.multiply(&product, &power)?;
            }
        }
        Ok(product)
    }

    /// `0^n` is 0 for positive and 1 for zero exponents, and has no value for negative ones.
    fn power_of_zero(&self, exponent: &Value) -> Result<Value> {
        if self.is_positive(exponent) {
            return Ok(Value::zero());
        }
        if self.is_negative(exponent) {
            return Err(AlgebraError::DivisionByZero);
        }
        if self.is_nonnegative(exponent) {
            return self.compare(exponent, Comparison::Equal, &Value::zero());
        }
        Err(self.symbolic(&Value::zero(), exponent))
    }

    /// A single term made of powers with constant bases, to a power: `(2^m)^n` is `2^(mn)`.
    fn power_of_powers(&self, base: &Polynomial, exponent: &Value) -> Result<Option<Value>> {
        let Some((monomial, coefficient)) = base.as_term() else {
            return Ok(None);
        };
        let mut product = self.power_of_constant(coefficient, exponent)?;
        for (factor, times) in monomial.factors() {
            let Some(Kernel::Power {
                base,
                exponent: inner,
            }) = Kernel::of(factor)
            else {
                return Ok(None);
            };
            let times = Value::from(Rational::from(times));
            let outer = self.multiply(&times, exponent)?;
            let exponent = self.multiply(inner, &outer)?;
            let power = self.power_of_prime(base, &exponent)?;
            product = self.multiply(&product, &power)?;
        }
        Ok(Some(product))
    }

    /// A prime or −1 to an integer-valued power. Flags in the exponent are split by their values:
    /// `2^f` is `1 + f`.
    fn power_of_prime(&self, base: &Rational, exponent: &Value) -> Result<Value> {
        if let Some(number) = exponent.as_constant() {
            return Ok(Value::from(self.power_of_number(base, &number)?));
        }
        let Some(polynomial) = exponent.as_polynomial() else {
            return self.power_kernel(base, exponent.numerator(), exponent.denominator());
        };
        let flags = flags_in(polynomial);
        if let Some(flag) = flags.first().filter(|_| flags.len() <= MOST_FLAGS) {
            let (off, on) = split_by_flag(polynomial, *flag);
            let off = self.power_of_prime(base, &Value::from(off))?;
            let on = self.power_of_prime(base, &Value::from(on))?;
            let rise = self.multiply(&Value::from(*flag), &self.subtract(&on, &off)?)?;
            return self.add(&off, &rise);
        }
        let Some(coordinates) = self.binomial_coordinates(polynomial)? else {
            return self.power_kernel(base, polynomial, &Polynomial::one());
        };
        let whole = |(_, number): &(Monomial, Rational)| number.is_integer();
        if !coordinates.terms().all(whole) {
            // The exponent is whole for a reason that its coordinates do not show.
            return self.power_kernel(base, polynomial, &Polynomial::one());
        }
        let mut product = Value::one();
        for (orders, times) in coordinates.terms() {
            let factor = if *base == Rational::MINUS_ONE {
                let odd = !times
                    .divided_by(&Rational::from(2))
                    .is_some_and(|half| half.is_integer());
                if odd { self.parity(orders)? } else { continue }
            } else {
                self.power_of_coordinate(base, orders, times)?
            };
            product = self.multiply(&product, &factor)?;
        }
        Ok(product)
    }

    /// A prime to a multiple of a product of binomial coefficients.
    fn power_of_coordinate(
        &self,
        base: &Rational,
        orders: &Monomial,
        times: &Rational,
    ) -> Result<Value> {
        if orders.is_one() {
            return Ok(Value::from(self.power_of_number(base, times)?));
        }
        let times = times.to_i64().ok_or(AlgebraError::Limit {
            what: "as an exponent",
            needed: u64::MAX,
            limit: self.limits().exponent,
        })?;
        let kernel = Kernel::Power {
            base: base.clone(),
            exponent: Value::from(self.binomial_product(orders)?),
        };
        self.power_integer(&self.keep(kernel)?, times)
    }

    /// `(-1)` to a product of binomial coefficients.
    ///
    /// A binomial coefficient `C(x, k)` is odd exactly if `C(x, p)` is for each power of two `p` in
    /// the binary form of `k`, and a product is odd if each factor is; so the kernels are
    /// `(-1)^C(x, p)`, and the others follow from `(-1)^(ab) = (1 + (-1)^a + (-1)^b - (-1)^a(-1)^b)/2`.
    fn parity(&self, orders: &Monomial) -> Result<Value> {
        // The exponent 1 of an empty product is odd.
        let mut product = Value::integer(-1);
        for (indeterminate, order) in orders.factors() {
            for bit in (0..u32::BITS).map(|bit| 1 << bit) {
                if order & bit == 0 {
                    continue;
                }
                let exponent = self.binomial_product(&Monomial::power(indeterminate, bit))?;
                let kernel = Kernel::Power {
                    base: Rational::MINUS_ONE,
                    exponent: Value::from(exponent),
                };
                let kernel = self.keep(kernel)?;
                let both = self.multiply(&product, &kernel)?;
                let either = self.sum_of([&Value::one(), &product, &kernel])?;
                let doubled = self.subtract(&either, &both)?;
                product = self.divide(&doubled, &Value::integer(2))?;
            }
        }
        Ok(product)
    }

    /// A power whose exponent is kept as it is, leading with a positive coefficient.
    fn power_kernel(
        &self,
        base: &Rational,
        above: &Polynomial,
        below: &Polynomial,
    ) -> Result<Value> {
        let negative = above
            .leading_term()
            .is_some_and(|(_, leading)| leading.is_negative());
        let above = if negative {
            above.negated()
        } else {
            above.clone()
        };
        let kernel = Kernel::Power {
            base: base.clone(),
            exponent: self.quotient(above, below.clone())?,
        };
        self.power_integer(&self.keep(kernel)?, if negative { -1 } else { 1 })
    }

    fn symbolic(&self, base: &Value, exponent: &Value) -> AlgebraError {
        AlgebraError::SymbolicPower {
            base: self.plain_text(base),
            exponent: self.plain_text(exponent),
        }
    }
}
