//! Arithmetic modulo word primes.

use crate::algebra::rational::Rational;

/// How far below 2⁶² the largest primes lie.
const FIRST_PRIMES: [u64; 8] = [57, 87, 117, 143, 153, 167, 171, 195];

const UPPER: u64 = 1 << 62;

/// The integers modulo a prime below 2⁶², kept as multiples of 2⁶⁴ (Montgomery's form), in which a
/// product needs no division. Zero is 0 in that form too.
#[derive(Clone, Debug)]
pub(in crate::algebra) struct Field {
    prime: u64,
    /// −1/prime modulo 2⁶⁴.
    inverse: u64,
    /// 2⁶⁴ modulo the prime: the form of 1.
    one: u64,
    /// 2¹²⁸ modulo the prime: what brings a number into the form.
    square: u64,
}

impl Field {
    /// The field of the largest prime below 2⁶².
    pub(in crate::algebra) fn largest() -> Field {
        Field::modulo(UPPER - FIRST_PRIMES[0])
    }

    /// The integers modulo an odd number below 2⁶².
    fn modulo(prime: u64) -> Field {
        // Newton's iteration doubles the correct bits; an odd number is its own inverse modulo 8.
        let mut inverse = prime;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(prime.wrapping_mul(inverse)));
        }
        let one = low((1 << 64) % u128::from(prime));
        let square = low(u128::from(one) * u128::from(one) % u128::from(prime));
        Field {
            prime,
            inverse: inverse.wrapping_neg(),
            one,
            square,
        }
    }

    /// Whether the modulus is a prime: Miller's test, whose first twelve bases decide every number
    /// below 2⁶⁴.
    fn is_prime(&self) -> bool {
        let twos = (self.prime - 1).trailing_zeros();
        let odd = (self.prime - 1) >> twos;
        let minus_one = self.negated(self.one);
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
            .into_iter()
            .all(|base| {
                let mut power = self.power(self.enter(base), odd);
                if power == self.one || power == minus_one {
                    return true;
                }
                (1..twos).any(|_| {
                    power = self.times(power, power);
                    power == minus_one
                })
            })
    }

    pub(in crate::algebra) fn prime(&self) -> u64 {
        self.prime
    }

    pub(in crate::algebra) fn one(&self) -> u64 {
        self.one
    }

    /// Brings a number below the prime into the form.
    pub(in crate::algebra) fn enter(&self, number: u64) -> u64 {
        self.times(number, self.square)
    }

    /// Brings it back.
    pub(in crate::algebra) fn leave(&self, element: u64) -> u64 {
        self.reduce(element.into())
    }

    /// The element that a rational number is; `None` where its denominator is a multiple of the prime.
    pub(in crate::algebra) fn rational(&self, number: &Rational) -> Option<u64> {
        let above = self.enter(number.numerator_modulo(self.prime));
        if number.is_integer() {
            return Some(above);
        }
        let below = self.enter(number.denominator().numerator_modulo(self.prime));
        (below != 0).then(|| self.times(above, self.inverse(below)))
    }

    pub(in crate::algebra) fn plus(&self, left: u64, right: u64) -> u64 {
        let sum = left + right;
        if sum >= self.prime {
            sum - self.prime
        } else {
            sum
        }
    }

    pub(in crate::algebra) fn minus(&self, left: u64, right: u64) -> u64 {
        if left >= right {
            left - right
        } else {
            left + self.prime - right
        }
    }

    pub(in crate::algebra) fn negated(&self, element: u64) -> u64 {
        self.minus(0, element)
    }

    pub(in crate::algebra) fn times(&self, left: u64, right: u64) -> u64 {
        self.reduce(u128::from(left) * u128::from(right))
    }

    /// The number divided by 2⁶⁴, modulo the prime. The product of two elements is below the square
    /// of the prime, and adding a multiple of the prime clears the low word.
    fn reduce(&self, wide: u128) -> u64 {
        let multiple = low(wide).wrapping_mul(self.inverse);
        let sum = wide + u128::from(multiple) * u128::from(self.prime);
        let reduced = high(sum);
        if reduced >= self.prime {
            reduced - self.prime
        } else {
            reduced
        }
    }

    pub(in crate::algebra) fn power(&self, base: u64, mut exponent: u64) -> u64 {
        let (mut result, mut square) = (self.one, base);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = self.times(result, square);
            }
            exponent >>= 1;
            if exponent > 0 {
                square = self.times(square, square);
            }
        }
        result
    }

    /// The inverse of an element that is not zero, by Fermat's theorem.
    pub(in crate::algebra) fn inverse(&self, element: u64) -> u64 {
        self.power(element, self.prime - 2)
    }
}

/// The fields of the primes below 2⁶², by falling size.
#[derive(Clone, Debug, Default)]
pub(in crate::algebra) struct Primes {
    taken: usize,
    /// How far below 2⁶² the last prime lies.
    distance: u64,
}

impl Iterator for Primes {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        if let Some(distance) = FIRST_PRIMES.get(self.taken) {
            self.taken += 1;
            self.distance = *distance;
            return Some(Field::modulo(UPPER - distance));
        }
        // One odd number in twenty is a prime of this size.
        loop {
            self.distance += 2;
            let field = Field::modulo(UPPER - self.distance);
            if field.is_prime() {
                return Some(field);
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low word is what is wanted"
)]
fn low(wide: u128) -> u64 {
    wide as u64
}

fn high(wide: u128) -> u64 {
    low(wide >> 64)
}

/// A sequence of field elements that looks random and is the same in every run (`SplitMix64`).
#[derive(Clone, Debug)]
pub(in crate::algebra) struct Sequence(u64);

impl Sequence {
    pub(in crate::algebra) fn new(seed: u64) -> Sequence {
        Sequence(seed)
    }

    /// An element that is not zero.
    pub(in crate::algebra) fn element(&mut self, field: &Field) -> u64 {
        loop {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = self.0;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word = (word ^ (word >> 31)) >> 2;
            if word != 0 && word < field.prime {
                return word;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::algebra::prime::{FIRST_PRIMES, Field, UPPER};

    #[test]
    fn the_first_primes_are_all_the_largest() {
        let found: Vec<u64> = (1..=FIRST_PRIMES[7])
            .step_by(2)
            .filter(|distance| Field::modulo(UPPER - distance).is_prime())
            .collect();
        assert_eq!(found, FIRST_PRIMES);
    }

    #[test]
    fn products_agree_with_wide_remainders() {
        let field = Field::largest();
        let prime = u128::from(field.prime());
        for (a, b) in [
            (0, 5),
            (1, 1),
            (field.prime() - 1, field.prime() - 1),
            (1 << 61, 12345),
        ] {
            let product = field.leave(field.times(field.enter(a), field.enter(b)));
            assert_eq!(u128::from(product), u128::from(a) * u128::from(b) % prime);
        }
        let seven = field.enter(7);
        assert_eq!(field.times(seven, field.inverse(seven)), field.one());
    }
}
