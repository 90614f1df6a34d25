//! Arithmetic and order of exact numbers.

use std::cmp::Ordering;

use crate::algebra::rational::{Rational, Repr};

impl std::ops::Neg for &Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        match &self.0 {
            Repr::Machine(numerator, denominator) => match numerator.checked_neg() {
                Some(negated) => Rational(Repr::Machine(negated, *denominator)),
                None => Rational::from_ratio(-self.to_ratio()),
            },
            Repr::Big(ratio) => Rational::from_ratio(-(**ratio).clone()),
        }
    }
}

impl std::ops::Add for &Rational {
    type Output = Rational;
    #[inline]
    fn add(self, other: &Rational) -> Rational {
        if let (Some(ours), Some(theirs)) = (self.to_i64(), other.to_i64()) {
            return ours.checked_add(theirs).map_or_else(
                || Rational::from_i128(i128::from(ours) + i128::from(theirs)),
                Rational::whole,
            );
        }
        match (&self.0, &other.0) {
            (Repr::Machine(a, b), Repr::Machine(c, d)) => {
                let (a, b) = (i128::from(*a), i128::from(b.get()));
                let (c, d) = (i128::from(*c), i128::from(d.get()));
                Rational::from_wide(a * d + c * b, b * d)
            }
            _ => (self.combined(other, |ours, theirs| ours + theirs))
                .unwrap_or_else(|| Rational::from_ratio(self.to_ratio() + other.to_ratio())),
        }
    }
}

impl std::ops::Sub for &Rational {
    type Output = Rational;
    fn sub(self, other: &Rational) -> Rational {
        self + &-other
    }
}

impl std::ops::Mul for &Rational {
    type Output = Rational;
    #[inline]
    fn mul(self, other: &Rational) -> Rational {
        if let (Some(ours), Some(theirs)) = (self.to_i64(), other.to_i64()) {
            return ours.checked_mul(theirs).map_or_else(
                || Rational::from_i128(i128::from(ours) * i128::from(theirs)),
                Rational::whole,
            );
        }
        match (&self.0, &other.0) {
            (Repr::Machine(a, b), Repr::Machine(c, d)) => Rational::from_wide(
                i128::from(*a) * i128::from(*c),
                i128::from(b.get()) * i128::from(d.get()),
            ),
            _ => (self.combined(other, |ours, theirs| ours * theirs))
                .unwrap_or_else(|| Rational::from_ratio(self.to_ratio() * other.to_ratio())),
        }
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Machine(a, b), Repr::Machine(c, d)) => {
                (i128::from(*a) * i128::from(d.get())).cmp(&(i128::from(*c) * i128::from(b.get())))
            }
            _ => self.to_ratio().cmp(&other.to_ratio()),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
