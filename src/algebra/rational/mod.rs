//! Exact numbers: machine integers while they fit, big integers past them, never a float.

mod operators;

use std::fmt;
use std::num::NonZeroI64;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive};

/// An exact rational number in lowest terms, its denominator positive.
///
/// Arithmetic is checked: results that leave the machine range move to big integers and come back
/// when they fit again, so equal numbers are always stored alike.
///
/// ```
/// use flopform::algebra::Rational;
/// let third = Rational::from(1).divided_by(&Rational::from(3)).unwrap();
/// assert_eq!((&third + &third).to_string(), "2/3");
/// assert_eq!((&Rational::from(i64::MAX) * &Rational::from(4)).to_string(), "36893488147419103228");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Repr);

/// `Machine` holds every number whose parts fit, so the derived equality and hash are those of the
/// number. The denominator is known not to be 0, which leaves the 0 to mark what is `Big`: a number
/// takes two machine words.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Machine(i64, NonZeroI64),
    Big(Box<BigRational>),
}

/// The denominator of whole numbers.
const UNIT: NonZeroI64 = NonZeroI64::new(1).unwrap();

const _: () = assert!(size_of::<Rational>() == 2 * size_of::<i64>());

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational::whole(0);
    /// One.
    pub const ONE: Rational = Rational::whole(1);
    /// Minus one.
    pub const MINUS_ONE: Rational = Rational::whole(-1);

    #[inline]
    const fn whole(number: i64) -> Rational {
        Rational(Repr::Machine(number, UNIT))
    }

    /// A reduced ratio; the denominator is positive.
    #[inline]
    fn machine(numerator: i64, denominator: i64) -> Rational {
        let denominator = NonZeroI64::new(denominator).expect("a denominator is not zero");
        Rational(Repr::Machine(numerator, denominator))
    }

    /// `numerator / denominator`, reduced; `None` when the denominator is zero.
    pub fn new(numerator: i64, denominator: i64) -> Option<Rational> {
        (denominator != 0)
            .then(|| Rational::from_wide(i128::from(numerator), i128::from(denominator)))
    }

    /// A whole number of any size.
    pub(crate) fn from_big(integer: BigInt) -> Rational {
        match integer.to_i64() {
            Some(integer) => Rational::whole(integer),
            None => Rational(Repr::Big(Box::new(BigRational::from_integer(integer)))),
        }
    }

    /// A whole number of two machine words.
    #[inline]
    pub(crate) fn from_i128(integer: i128) -> Rational {
        match i64::try_from(integer) {
            Ok(integer) => Rational::whole(integer),
            Err(_) => Rational::from_big(integer.into()),
        }
    }

    /// The whole number, if it is whole and big.
    fn as_big_integer(&self) -> Option<&BigInt> {
        match &self.0 {
            Repr::Big(ratio) if ratio.denom().is_one() => Some(ratio.numer()),
            _ => None,
        }
    }

    /// Combines two whole numbers without the detour over greatest common divisors, which for long
    /// numbers costs far more than the operation itself.
    fn combined(
        &self,
        other: &Rational,
        combine: impl Fn(&BigInt, &BigInt) -> BigInt,
    ) -> Option<Rational> {
        let combined = match (self.as_big_integer(), other.as_big_integer()) {
            (Some(ours), Some(theirs)) => combine(ours, theirs),
            (Some(ours), None) => combine(ours, &other.to_i64()?.into()),
            (None, Some(theirs)) => combine(&self.to_i64()?.into(), theirs),
            (None, None) => return None,
        };
        Some(Rational::from_big(combined))
    }

    /// A reduced big ratio, moved to machine integers if they hold it.
    pub(crate) fn from_ratio(ratio: BigRational) -> Rational {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Rational::machine(numerator, denominator),
            _ => Rational(Repr::Big(Box::new(ratio))),
        }
    }

    /// Reduces a ratio of wide machine integers; the denominator must not be zero. Callers pass
    /// sums and products of `i64`s, which an `i128` always holds.
    fn from_wide(numerator: i128, denominator: i128) -> Rational {
        let divisor = numerator.unsigned_abs().gcd(&denominator.unsigned_abs());
        let sign = if denominator < 0 { -1 } else { 1 };
        // The divisor is 2¹²⁷ only when both parts are, and the big path takes those.
        if let Ok(divisor) = i128::try_from(divisor) {
            let (top, bottom) = (numerator / divisor, denominator / divisor);
            if let (Some(top), Some(bottom)) = (top.checked_mul(sign), bottom.checked_mul(sign))
                && let (Ok(top), Ok(bottom)) = (i64::try_from(top), i64::try_from(bottom))
            {
                return Rational::machine(top, bottom);
            }
        }
        Rational::from_ratio(BigRational::new(numerator.into(), denominator.into()))
    }

    /// The number as a ratio of big integers.
    pub(crate) fn to_ratio(&self) -> BigRational {
        match &self.0 {
            Repr::Machine(numerator, denominator) => {
                BigRational::new_raw((*numerator).into(), denominator.get().into())
            }
            Repr::Big(ratio) => (**ratio).clone(),
        }
    }

    /// The numerator, with the sign.
    pub(crate) fn numerator_big(&self) -> BigInt {
        match &self.0 {
            Repr::Machine(numerator, _) => (*numerator).into(),
            Repr::Big(ratio) => ratio.numer().clone(),
        }
    }

    /// The denominator, positive.
    pub(crate) fn denominator_big(&self) -> BigInt {
        match &self.0 {
            Repr::Machine(_, denominator) => denominator.get().into(),
            Repr::Big(ratio) => ratio.denom().clone(),
        }
    }

    /// The numerator as a number of its own.
    #[must_use]
    pub fn numerator(&self) -> Rational {
        match &self.0 {
            Repr::Machine(numerator, _) => Rational::whole(*numerator),
            Repr::Big(ratio) => Rational::from_big(ratio.numer().clone()),
        }
    }

    /// The denominator as a number of its own: positive.
    #[must_use]
    pub fn denominator(&self) -> Rational {
        match &self.0 {
            Repr::Machine(_, denominator) => Rational::whole(denominator.get()),
            Repr::Big(ratio) => Rational::from_big(ratio.denom().clone()),
        }
    }

    /// Whether it is zero.
    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Machine(0, _))
    }

    /// Whether it is one.
    #[inline]
    pub fn is_one(&self) -> bool {
        self.to_i64() == Some(1)
    }

    /// Whether it is a whole number.
    #[inline]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Machine(_, denominator) => denominator.get() == 1,
            Repr::Big(ratio) => ratio.denom().is_one(),
        }
    }

    /// Whether it is less than zero.
    #[inline]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Machine(numerator, _) => *numerator < 0,
            Repr::Big(ratio) => ratio.numer().is_negative(),
        }
    }

    /// Whether it is greater than zero.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Its distance from zero.
    #[must_use]
    pub fn abs(&self) -> Rational {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The quotient, or `None` when the divisor is zero.
    pub fn divided_by(&self, divisor: &Rational) -> Option<Rational> {
        if divisor.is_zero() {
            return None;
        }
        if let (Repr::Machine(a, b), Repr::Machine(c, d)) = (&self.0, &divisor.0) {
            let numerator = i128::from(*a) * i128::from(d.get());
            let denominator = i128::from(b.get()) * i128::from(*c);
            return Some(Rational::from_wide(numerator, denominator));
        }
        Some(Rational::from_ratio(self.to_ratio() / divisor.to_ratio()))
    }

    /// The largest whole number that is not greater.
    #[must_use]
    pub fn floor(&self) -> Rational {
        match &self.0 {
            Repr::Machine(numerator, denominator) => {
                Rational::whole(numerator.div_floor(&denominator.get()))
            }
            Repr::Big(ratio) => Rational::from_big(ratio.numer().div_floor(ratio.denom())),
        }
    }

    /// The smallest whole number that is not less.
    #[must_use]
    pub fn ceil(&self) -> Rational {
        -&(-self).floor()
    }

    /// The power with a whole exponent; `None` for zero to a negative power. The caller bounds the
    /// size of the result, see [`Rational::bits`].
    pub fn power(&self, exponent: i64) -> Option<Rational> {
        if exponent < 0 && self.is_zero() {
            return None;
        }
        let magnitude = exponent.unsigned_abs();
        let numerator = Pow::pow(self.numerator_big(), magnitude);
        let denominator = Pow::pow(self.denominator_big(), magnitude);
        let ratio = if exponent < 0 {
            BigRational::new(denominator, numerator)
        } else {
            BigRational::new_raw(numerator, denominator)
        };
        Some(Rational::from_ratio(ratio))
    }

    /// How many bits the larger of numerator and denominator needs.
    pub fn bits(&self) -> u64 {
        let (above, below) = self.bits_of_parts();
        above.max(below)
    }

    /// How many bits numerator and denominator need.
    #[inline]
    pub(crate) fn bits_of_parts(&self) -> (u64, u64) {
        match &self.0 {
            Repr::Machine(numerator, denominator) => {
                let width = |part: u64| u64::from(u64::BITS - part.leading_zeros());
                (
                    width(numerator.unsigned_abs()),
                    width(denominator.get().unsigned_abs()),
                )
            }
            Repr::Big(ratio) => (ratio.numer().bits(), ratio.denom().bits()),
        }
    }

    /// How many times the work of a machine operation one with this number is: reducing a fraction
    /// takes a greatest common divisor, which is quadratic in the length.
    #[inline]
    pub(crate) fn weight(&self) -> u64 {
        match &self.0 {
            Repr::Machine(..) => 1,
            Repr::Big(_) => 1 + (self.bits().saturating_mul(self.bits()) >> 13),
        }
    }

    /// The remainder of the numerator by a modulus that is not zero, never negative.
    pub(crate) fn numerator_modulo(&self, modulus: u64) -> u64 {
        let remainder = match &self.0 {
            Repr::Machine(numerator, _) => {
                u64::try_from(i128::from(*numerator).rem_euclid(i128::from(modulus))).ok()
            }
            Repr::Big(ratio) => ratio.numer().mod_floor(&modulus.into()).to_u64(),
        };
        remainder.expect("a remainder is below its modulus")
    }

    /// The greatest common divisor of two numbers: the largest rational both are whole multiples of,
    /// never negative.
    #[must_use]
    pub fn gcd(&self, other: &Rational) -> Rational {
        if let (Some(ours), Some(theirs)) = (self.to_i64(), other.to_i64()) {
            return Rational::from(ours.unsigned_abs().gcd(&theirs.unsigned_abs()));
        }
        if let (Repr::Machine(a, b), Repr::Machine(c, d)) = (&self.0, &other.0) {
            let numerator = a.unsigned_abs().gcd(&c.unsigned_abs());
            // Denominators are below 2⁶³, so an i128 holds their product.
            let (b, d) = (b.get(), d.get());
            let denominator = i128::from(b / b.gcd(&d)) * i128::from(d);
            return Rational::from_wide(i128::from(numerator), denominator);
        }
        if self.is_integer() && other.is_integer() {
            return Rational::from_big(self.numerator_big().gcd(&other.numerator_big()));
        }
        let numerator = self.numerator_big().gcd(&other.numerator_big());
        let denominator = self.denominator_big().lcm(&other.denominator_big());
        Rational::from_ratio(BigRational::new(numerator, denominator))
    }

    /// Whether whole multiples of the divisor, which is not zero, reach the number.
    pub(crate) fn is_multiple_of(&self, divisor: &Rational) -> bool {
        self.divided_by(divisor)
            .is_some_and(|quotient| quotient.is_integer())
    }

    /// The whole number as an `i64`, if it is whole and fits.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Machine(numerator, denominator) if denominator.get() == 1 => Some(*numerator),
            _ => None,
        }
    }

    /// The nearest double, for charts and JSON; infinite where a double cannot hold it.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            // Both parts are exact in a double, so one correctly rounded division remains.
            Repr::Machine(numerator, denominator)
                if numerator.unsigned_abs() < 1 << 53 && denominator.get() < 1 << 53 =>
            {
                #[expect(clippy::cast_precision_loss, reason = "both parts are below 2⁵³")]
                let quotient = *numerator as f64 / denominator.get() as f64;
                quotient
            }
            _ => self.to_ratio().to_f64().unwrap_or(if self.is_negative() {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            }),
        }
    }

    /// The exact square root, or `None` when it is not rational.
    pub fn sqrt_exact(&self) -> Option<Rational> {
        if self.is_negative() {
            return None;
        }
        let root = |part: &BigInt| {
            let root = part.sqrt();
            (&root * &root == *part).then_some(root)
        };
        let numerator = root(&self.numerator_big())?;
        let denominator = root(&self.denominator_big())?;
        Some(Rational::from_ratio(BigRational::new_raw(
            numerator,
            denominator,
        )))
    }
}

impl Default for Rational {
    fn default() -> Rational {
        Rational::ZERO
    }
}

impl From<i64> for Rational {
    fn from(integer: i64) -> Rational {
        Rational::whole(integer)
    }
}

impl From<u64> for Rational {
    fn from(integer: u64) -> Rational {
        i64::try_from(integer).map_or_else(|_| Rational::from_big(integer.into()), Rational::from)
    }
}

impl From<i32> for Rational {
    fn from(integer: i32) -> Rational {
        Rational::from(i64::from(integer))
    }
}

impl From<u32> for Rational {
    fn from(integer: u32) -> Rational {
        Rational::from(i64::from(integer))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Machine(numerator, denominator) if denominator.get() == 1 => {
                write!(formatter, "{numerator}")
            }
            Repr::Machine(numerator, denominator) => write!(formatter, "{numerator}/{denominator}"),
            Repr::Big(ratio) => write!(formatter, "{ratio}"),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
