//! Intervals with exact ends, rounded outward: they enclose irrational numbers as tightly as asked.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::algebra::rational::Rational;

/// The real numbers from `low/2^bits` to `high/2^bits`.
///
/// Every operation rounds its lower end down and its upper end up, so the true result is always
/// inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    low: BigInt,
    high: BigInt,
    bits: u32,
}

impl Interval {
    /// The narrowest interval around a number.
    pub(super) fn around(number: &Rational, bits: u32) -> Interval {
        let scaled = number.numerator_big() << bits;
        let (low, remainder) = scaled.div_mod_floor(&number.denominator_big());
        let high = if remainder.is_zero() {
            low.clone()
        } else {
            &low + 1
        };
        Interval { low, high, bits }
    }

    /// Its lower and its upper end.
    pub(super) fn ends(&self) -> [Rational; 2] {
        let whole = Rational::from_big(BigInt::one() << self.bits);
        let end = |end: &BigInt| Rational::from_big(end.clone()).divided_by(&whole);
        [&self.low, &self.high].map(|at| end(at).expect("a power of two is not zero"))
    }

    fn with_ends(&self, low: BigInt, high: BigInt) -> Interval {
        let bits = self.bits;
        Interval { low, high, bits }
    }

    /// Every number is greater than zero.
    pub(super) fn is_positive(&self) -> bool {
        self.low.is_positive()
    }

    /// Every number is less than zero.
    pub(super) fn is_negative(&self) -> bool {
        self.high.is_negative()
    }

    /// No number is greater than zero.
    pub(super) fn is_not_positive(&self) -> bool {
        !self.high.is_positive()
    }

    /// No number is less than zero.
    pub(super) fn is_not_negative(&self) -> bool {
        !self.low.is_negative()
    }

    /// How many bits its ends have.
    pub(super) fn size(&self) -> u64 {
        self.low.bits().max(self.high.bits())
    }

    /// The floor that all its numbers share, if they do.
    pub(super) fn common_floor(&self) -> Option<Rational> {
        let low: BigInt = &self.low >> self.bits;
        let high: BigInt = &self.high >> self.bits;
        (low == high).then(|| Rational::from_big(low))
    }

    pub(super) fn plus(&self, other: &Interval) -> Interval {
        self.with_ends(&self.low + &other.low, &self.high + &other.high)
    }

    pub(super) fn times(&self, other: &Interval) -> Interval {
        let ends = [
            &self.low * &other.low,
            &self.low * &other.high,
            &self.high * &other.low,
            &self.high * &other.high,
        ];
        let least = ends.iter().min().expect("there are four products");
        let greatest = ends.iter().max().expect("there are four products");
        self.with_ends(least >> self.bits, shifted_up(greatest, self.bits))
    }

    /// The quotient; `None` where the divisor may be zero.
    pub(super) fn divided_by(&self, divisor: &Interval) -> Option<Interval> {
        if !divisor.is_positive() && !divisor.is_negative() {
            return None;
        }
        let mut low: Option<BigInt> = None;
        let mut high: Option<BigInt> = None;
        for end in [&self.low, &self.high] {
            for by in [&divisor.low, &divisor.high] {
                let scaled = end << self.bits;
                let (down, up) = (scaled.div_floor(by), scaled.div_ceil(by));
                low = Some(low.map_or(down.clone(), |held| held.min(down)));
                high = Some(high.map_or(up.clone(), |held| held.max(up)));
            }
        }
        Some(self.with_ends(low?, high?))
    }

    /// The whole numbers that floors of its numbers lie between.
    pub(super) fn floor(&self) -> Interval {
        let whole = |end: &BigInt| (end >> self.bits) << self.bits;
        self.with_ends(whole(&self.low), whole(&self.high))
    }

    /// Around the larger of the two numbers enclosed.
    pub(super) fn maximum(&self, other: &Interval) -> Interval {
        let low = (&self.low).max(&other.low).clone();
        self.with_ends(low, (&self.high).max(&other.high).clone())
    }

    /// Around all numbers of both.
    pub(super) fn hull(&self, other: &Interval) -> Interval {
        let low = (&self.low).min(&other.low).clone();
        self.with_ends(low, (&self.high).max(&other.high).clone())
    }

    /// The square root; `None` where a number may be negative.
    pub(super) fn sqrt(&self) -> Option<Interval> {
        if self.low.is_negative() {
            return None;
        }
        let low = (&self.low << self.bits).sqrt();
        let above = &self.high << self.bits;
        let root = above.sqrt();
        let high = if &root * &root == above {
            root
        } else {
            root + 1
        };
        Some(self.with_ends(low, high))
    }

    /// The logarithm to base 2; `None` where a number may be zero or negative.
    pub(super) fn log2(&self) -> Option<Interval> {
        if !self.low.is_positive() {
            return None;
        }
        let (low, _) = log2_bounds(&self.low, self.bits);
        let (_, high) = log2_bounds(&self.high, self.bits);
        Some(self.with_ends(low, high))
    }
}

fn shifted_up(number: &BigInt, bits: u32) -> BigInt {
    -(-number >> bits)
}

/// Bounds of the logarithm of `number/2^bits`, which is positive, scaled by `2^bits` themselves.
///
/// After the whole part is taken off, each squaring of the rest reveals one binary digit. The rest
/// is kept as an interval, and the digits end where it no longer tells on which side of 2 it is.
fn log2_bounds(number: &BigInt, bits: u32) -> (BigInt, BigInt) {
    let length = number.bits();
    let whole = BigInt::from(length) - 1 - bits;
    let precision = u64::from(bits) * 2 + 16;
    // Scaled by 2^precision, the rest is in [1, 2).
    let (mut low, mut high) = if length > precision {
        let surplus = length - 1 - precision;
        let low: BigInt = number >> surplus;
        let exact = &low << surplus == *number;
        let high = if exact { low.clone() } else { &low + 1 };
        (low, high)
    } else {
        let low = number << (precision + 1 - length);
        (low.clone(), low)
    };
    let one = BigInt::one() << precision;
    let two = &one << 1_u32;
    let mut digits: BigInt = whole << bits;
    if low == one && high == one {
        return (digits.clone(), digits);
    }
    for place in (0..bits).rev() {
        low = (&low * &low) >> precision;
        high = -(-(&high * &high) >> precision);
        let digit = BigInt::one() << place;
        if low >= two {
            digits += &digit;
            low >>= 1_u32;
            high = -(-high >> 1_u32);
        } else if high >= two {
            return (digits.clone(), digits + digit * 2);
        }
    }
    let above = &digits + 1;
    (digits, above)
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use crate::algebra::rational::Rational;

    fn around(numerator: i64, denominator: i64) -> Interval {
        let number = Rational::new(numerator, denominator).expect("not over zero");
        Interval::around(&number, 64)
    }

    fn gap(left: &Interval, right: &Interval) -> Interval {
        left.plus(&right.times(&around(-1, 1)))
    }

    #[test]
    fn thirds_are_enclosed_and_halves_are_exact() {
        let half = around(1, 2);
        let none = gap(&half, &half);
        assert!(none.is_not_positive() && none.is_not_negative());
        let one = gap(&around(1, 3).times(&around(3, 1)), &around(1, 1));
        assert!(!one.is_positive() && !one.is_negative());
    }

    #[test]
    fn the_root_of_two_lies_between_its_convergents() {
        let root = around(2, 1).sqrt().expect("two is not negative");
        assert!(gap(&root, &around(1393, 985)).is_positive());
        assert!(gap(&around(577, 408), &root).is_positive());
    }

    #[test]
    fn logarithms_of_powers_of_two_are_exact() {
        assert_eq!(around(1024, 1).log2(), Some(around(10, 1)));
        assert_eq!(around(1, 8).log2(), Some(around(-3, 1)));
    }

    /// 2^8 < 3^5.05 and 3^12 = 531441 > 2^19: the logarithm of 3 is between 19/12 and 8/5.
    #[test]
    fn the_logarithm_of_three_lies_between_its_convergents() {
        let log = around(3, 1).log2().expect("three is positive");
        assert!(gap(&log, &around(19, 12)).is_positive());
        assert!(gap(&around(8, 5), &log).is_positive());
    }
}
