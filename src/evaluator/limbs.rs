//! Whole numbers of a fixed number of machine words.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

/// A whole number in two's complement, the lowest word first. Whoever computes with it knows that
/// results fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limbs<const N: usize>([u64; N]);

impl<const N: usize> Limbs<N> {
    pub(super) const ZERO: Limbs<N> = Limbs([0; N]);

    /// How many bits a magnitude may have.
    pub(super) const BITS: u64 = 64 * N as u64 - 1;

    /// A number of one word.
    pub(super) fn from_word(number: i64) -> Limbs<N> {
        let mut limbs = [if number < 0 { u64::MAX } else { 0 }; N];
        limbs[0] = number.cast_unsigned();
        Limbs(limbs)
    }

    /// A number whose magnitude has at most [`Limbs::BITS`] bits.
    pub(super) fn from_big(number: &BigInt) -> Limbs<N> {
        let mut limbs = [0; N];
        for (limb, digit) in limbs.iter_mut().zip(number.iter_u64_digits()) {
            *limb = digit;
        }
        let magnitude = Limbs(limbs);
        if number.sign() == Sign::Minus {
            magnitude.negated()
        } else {
            magnitude
        }
    }

    /// The number as one of any size.
    pub(super) fn to_big(self) -> BigInt {
        let (sign, magnitude) = if self.is_negative() {
            (Sign::Minus, self.negated())
        } else {
            (Sign::Plus, self)
        };
        let words = magnitude.0.iter();
        let halves = words.flat_map(|word| [low_half(*word), low_half(*word >> 32)]);
        BigInt::from_slice(sign, &halves.collect::<Vec<u32>>())
    }

    pub(super) fn is_negative(self) -> bool {
        self.0[N - 1] >> 63 == 1
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == [0; N]
    }

    fn negated(self) -> Limbs<N> {
        let mut limbs = self.0;
        let mut carry = true;
        for limb in &mut limbs {
            (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
        }
        Limbs(limbs)
    }

    /// `self + other`
    #[inline]
    pub(super) fn plus(self, other: Limbs<N>) -> Limbs<N> {
        let mut limbs = [0; N];
        let mut carry = 0;
        for (limb, (a, b)) in limbs.iter_mut().zip(self.0.iter().zip(&other.0)) {
            let sum = u128::from(*a) + u128::from(*b) + u128::from(carry);
            *limb = low_word(sum);
            carry = low_word(sum >> 64);
        }
        Limbs(limbs)
    }

    /// `self · other`
    #[inline]
    pub(super) fn times(self, other: Limbs<N>) -> Limbs<N> {
        let mut limbs = [0; N];
        for (from, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (limb, b) in limbs[from..].iter_mut().zip(&other.0) {
                let sum = u128::from(*a) * u128::from(*b) + u128::from(*limb) + u128::from(carry);
                *limb = low_word(sum);
                carry = low_word(sum >> 64);
            }
        }
        Limbs(limbs)
    }

    /// `self · word`
    #[inline]
    pub(super) fn times_word(self, word: i64) -> Limbs<N> {
        let mut limbs = [0; N];
        let (magnitude, mut carry) = (word.unsigned_abs(), 0);
        for (limb, a) in limbs.iter_mut().zip(&self.0) {
            let sum = u128::from(*a) * u128::from(magnitude) + u128::from(carry);
            *limb = low_word(sum);
            carry = low_word(sum >> 64);
        }
        if word < 0 {
            Limbs(limbs).negated()
        } else {
            Limbs(limbs)
        }
    }

    /// The number if it is one word long.
    pub(super) fn low(self) -> i64 {
        self.0[0].cast_signed()
    }
}

impl<const N: usize> Ord for Limbs<N> {
    fn cmp(&self, other: &Limbs<N>) -> Ordering {
        let signs = other.is_negative().cmp(&self.is_negative());
        signs.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl<const N: usize> PartialOrd for Limbs<N> {
    fn partial_cmp(&self, other: &Limbs<N>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the rest is the carry")]
fn low_word(number: u128) -> u64 {
    number as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the rest is the next half")]
fn low_half(word: u64) -> u32 {
    word as u32
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::Limbs;
    use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};

    /// Numbers of up to 127 bits, those next to powers of two more often.
    fn numbers() -> impl Strategy<Value = i128> {
        (any::<i128>(), 0_u32..127, -2_i128..3, any::<bool>()).prop_map(
            |(any, bits, near, wild)| {
                if wild {
                    any >> bits
                } else {
                    (1_i128 << bits.min(125)) + near
                }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Sums, products and order are those of numbers of any size.
        #[test]
        fn limbs_are_whole_numbers(a in numbers(), b in numbers(), word in any::<i64>()) {
            let (big_a, big_b) = (BigInt::from(a), BigInt::from(b));
            let (a, b): (Limbs<4>, Limbs<4>) = (Limbs::from_big(&big_a), Limbs::from_big(&big_b));
            prop_assert_eq!(a.to_big(), big_a.clone());
            prop_assert_eq!(a.plus(b).to_big(), &big_a + &big_b);
            prop_assert_eq!(a.times(b).to_big(), &big_a * &big_b);
            prop_assert_eq!(a.times_word(word).to_big(), &big_a * word);
            prop_assert_eq!(a.times(Limbs::from_word(word)).to_big(), &big_a * word);
            prop_assert_eq!(a.cmp(&b), big_a.cmp(&big_b));
            prop_assert_eq!(Limbs::<4>::from_word(word).low(), word);
        }
    }
}
