//! Comparisons as values: `[S > W]` is 1 where it holds and 0 where it does not.
//!
//! Every comparison comes down to `[p > 0]` for a polynomial `p`, since `[p >= 0]` is
//! `1 - [-p > 0]`. Of `p` and `-p` the one that leads with a positive coefficient is asked; what is
//! positive anyway is divided out; and where `p` is integer-valued its constant is tightened, so that
//! `[2S > 3]`, `[S > 1]` and `[S >= 2]` are one kernel.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::flag_values::{flags_in, split_by_flag};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A comparison of more flags than this is not split by their values.
const MOST_FLAGS: usize = 6;

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    Different,
}

impl Algebra {
    /// The comparison as a flag: a number where it is decided, else an expression in flags.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Comparison, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let above = algebra.compare(&s, Comparison::Greater, &Value::integer(1)).unwrap();
    /// assert_eq!(above, algebra.compare(&s, Comparison::GreaterEqual, &Value::integer(2)).unwrap());
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn compare(&self, left: &Value, comparison: Comparison, right: &Value) -> Result<Value> {
        let difference = self.polynomial_of_same_sign(&self.subtract(left, right)?)?;
        match comparison {
            Comparison::Greater => self.positive(&difference),
            Comparison::Less => self.positive(&difference.negated()),
            Comparison::GreaterEqual => self.not(&self.positive(&difference.negated())?),
            Comparison::LessEqual => self.not(&self.positive(&difference)?),
            Comparison::Equal => self.zero(&difference),
            Comparison::Different => self.not(&self.zero(&difference)?),
        }
    }

    /// `1 - flag`
    pub(in crate::algebra::function) fn not(&self, flag: &Value) -> Result<Value> {
        self.subtract(&Value::one(), flag)
    }

    /// A polynomial that is positive, zero or negative where the quotient is.
    fn polynomial_of_same_sign(&self, value: &Value) -> Result<Polynomial> {
        let divisor = value.denominator();
        if divisor.is_one() {
            return Ok(value.numerator().clone());
        }
        match self.polynomial_sign(divisor) {
            Some(Sign::Positive | Sign::NonNegative) => Ok(value.numerator().clone()),
            Some(Sign::Negative | Sign::NonPositive) => Ok(value.numerator().negated()),
            Some(Sign::Zero) | None => value.numerator().times(divisor, &self.meter),
        }
    }

    /// `[p == 0]`, which is `[p >= 0]·[-p >= 0]`.
    fn zero(&self, polynomial: &Polynomial) -> Result<Value> {
        if polynomial.is_zero() {
            return Ok(Value::one());
        }
        if self.is_nonzero(polynomial) {
            return Ok(Value::zero());
        }
        let at_least = self.not(&self.positive(&polynomial.negated())?)?;
        let at_most = self.not(&self.positive(polynomial)?)?;
        self.multiply(&at_least, &at_most)
    }

    /// `[p > 0]`
    fn positive(&self, polynomial: &Polynomial) -> Result<Value> {
        if let Some(number) = polynomial.as_constant() {
            return Ok(Value::integer(i64::from(number.is_positive())));
        }
        self.meter.charge(APPLICATION)?;
        match self.polynomial_sign(polynomial) {
            Some(Sign::Positive) => return Ok(Value::one()),
            Some(Sign::Zero | Sign::NonPositive | Sign::Negative) => return Ok(Value::zero()),
            Some(Sign::NonNegative) | None => {}
        }
        if let Some(flag) = splitting_flag(polynomial) {
            let (off, on) = split_by_flag(polynomial, flag);
            let (off, on) = (self.positive(&off)?, self.positive(&on)?);
            let rise = self.multiply(&Value::from(flag), &self.subtract(&on, &off)?)?;
            return self.add(&off, &rise);
        }
        self.positive_without_factors(polynomial)
    }

    /// `[xp > 0]` is `[p > 0]` where `x` is positive, and `[x > 0]·[p > 0]` where it is at least not
    /// negative. Of the power of any other factor it matters whether it is odd or even.
    fn positive_without_factors(&self, polynomial: &Polynomial) -> Result<Value> {
        let mut guards = Value::one();
        let mut kept: Vec<(Indeterminate, u32)> = Vec::new();
        let monomial = polynomial.monomial_content();
        if monomial.is_one() {
            return self.positive_kernel(polynomial);
        }
        let rest = polynomial.divided_by(
            &Polynomial::term(monomial.clone(), Rational::ONE),
            &self.meter,
        )?;
        let rest = rest.expect("the monomial content divides");
        let alone = rest.as_constant().is_some();
        for (factor, exponent) in monomial.factors() {
            let base = Polynomial::indeterminate(factor);
            match self.polynomial_sign(&base) {
                Some(Sign::Positive) => {}
                Some(Sign::NonNegative) if !(alone && monomial.factors().len() == 1) => {
                    guards = self.multiply(&guards, &self.positive(&base)?)?;
                }
                Some(Sign::NonNegative) => kept.push((factor, 1)),
                _ => kept.push((factor, if exponent % 2 == 0 { 2 } else { 1 })),
            }
        }
        let kept = Polynomial::term(Monomial::from_factors(kept), Rational::ONE);
        let reduced = rest.times(&kept, &self.meter)?;
        let flag = if reduced == *polynomial {
            self.positive_kernel(&reduced)?
        } else {
            self.positive(&reduced)?
        };
        self.multiply(&guards, &flag)
    }

    fn positive_kernel(&self, polynomial: &Polynomial) -> Result<Value> {
        match self.tightened(polynomial)? {
            Some(tightened) => self.positive_integer(&tightened),
            None => self.positive_real(polynomial),
        }
    }

    /// For an integer-valued `p = gq + c`, where `q` has no common divisor, the polynomial
    /// `q + ⌈c/g⌉`: it is positive exactly where `p` is. `None` where `p` may lie between whole
    /// numbers.
    fn tightened(&self, polynomial: &Polynomial) -> Result<Option<Polynomial>> {
        let constant = polynomial.constant_term();
        let varying = polynomial.minus(&Polynomial::constant(constant.clone()));
        let Some(content) = self.integer_content(&varying)? else {
            return Ok(None);
        };
        let inverse = Rational::ONE
            .divided_by(&content)
            .expect("a content is not zero");
        let constant = (&constant * &inverse).ceil();
        let varying = varying.scaled(&inverse);
        Ok(Some(varying.plus(&Polynomial::constant(constant))))
    }

    /// `[q > 0]` for an integer-valued `q`, which is `[q - 1 >= 0]`: written so that the constant is
    /// as close to zero as it can be.
    fn positive_integer(&self, polynomial: &Polynomial) -> Result<Value> {
        let below = polynomial.minus(&Polynomial::one());
        if let Some(Sign::Positive | Sign::NonNegative | Sign::Zero) = self.polynomial_sign(&below)
        {
            return Ok(Value::one());
        }
        if let Some(Sign::Negative | Sign::NonPositive | Sign::Zero) =
            self.polynomial_sign(polynomial)
        {
            return Ok(Value::zero());
        }
        if leads_with_minus(polynomial) {
            // [q > 0] = 1 - [-q >= 0] = 1 - [1 - q > 0]
            return self.not(&self.positive_integer(&below.negated())?);
        }
        let kernel = if polynomial.constant_term().is_positive() {
            Kernel::NonNegative(Value::from(below))
        } else {
            Kernel::Positive(Value::from(polynomial.clone()))
        };
        self.keep(kernel)
    }

    /// `[p > 0]` for a `p` that may lie between whole numbers.
    fn positive_real(&self, polynomial: &Polynomial) -> Result<Value> {
        let (_, primitive) = polynomial.primitive();
        let primitive = Value::from(primitive);
        if leads_with_minus(polynomial) {
            return self.not(&self.keep(Kernel::NonNegative(primitive))?);
        }
        self.keep(Kernel::Positive(primitive))
    }
}

fn leads_with_minus(polynomial: &Polynomial) -> bool {
    polynomial
        .leading_term()
        .is_some_and(|(_, leading)| leading.is_negative())
}

/// The first of the flags in a polynomial, if there are few enough to look at all their values.
fn splitting_flag(polynomial: &Polynomial) -> Option<Indeterminate> {
    let flags = flags_in(polynomial);
    flags.first().copied().filter(|_| flags.len() <= MOST_FLAGS)
}
