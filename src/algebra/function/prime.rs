//! Whole numbers taken apart into primes.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::rational::Rational;

/// Divisors below this are tried one by one; past it numbers must fit 64 bits to be taken apart.
const TRIED: u64 = 1 << 12;

/// A positive whole number as a product of prime powers and of what was too large to take apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::algebra::function) struct Factorization {
    /// Primes, the smallest first, and how often each divides.
    pub(in crate::algebra::function) primes: Vec<(u64, u32)>,
    /// A factor of more than 64 bits without small divisors, or 1.
    pub(in crate::algebra::function) rest: Rational,
}

/// Takes a positive whole number apart.
///
/// # Errors
/// When the work runs out.
pub(in crate::algebra::function) fn factorize(
    number: &Rational,
    meter: &Meter,
) -> Result<Factorization, AlgebraError> {
    debug_assert!(number.is_positive() && number.is_integer());
    meter.charge(TRIED / 2 + TRIED * number.bits() / 64)?;
    let mut rest = number.numerator_big();
    let mut primes: Vec<(u64, u32)> = Vec::new();
    let mut divisor = 2;
    while divisor < TRIED && !rest.is_one() {
        let mut times = 0;
        loop {
            let (quotient, remainder) = rest.div_rem(&BigInt::from(divisor));
            if !remainder.is_zero() {
                break;
            }
            meter.charge(1 + number.bits() / 64)?;
            rest = quotient;
            times += 1;
        }
        if times > 0 {
            primes.push((divisor, times));
        }
        divisor += if divisor == 2 { 1 } else { 2 };
    }
    if let Some(small) = rest.to_u64() {
        let mut found = Vec::new();
        split(small, &mut found);
        found.sort_unstable();
        for prime in found {
            match primes.last_mut() {
                Some((last, times)) if *last == prime => *times += 1,
                _ => primes.push((prime, 1)),
            }
        }
        rest = BigInt::one();
    }
    Ok(Factorization {
        primes,
        rest: Rational::from_big(rest),
    })
}

/// Appends the prime factors of the number in any order.
fn split(number: u64, primes: &mut Vec<u64>) {
    if number == 1 {
        return;
    }
    if is_prime(number) {
        primes.push(number);
        return;
    }
    let divisor = proper_divisor(number);
    split(divisor, primes);
    split(number / divisor, primes);
}

fn product_modulo(left: u64, right: u64, modulus: u64) -> u64 {
    let remainder = u128::from(left) * u128::from(right) % u128::from(modulus);
    u64::try_from(remainder).expect("a remainder is below the modulus")
}

fn power_modulo(mut base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product_modulo(result, base, modulus);
        }
        base = product_modulo(base, base, modulus);
        exponent >>= 1;
    }
    result
}

/// The test of Miller and Rabin; with the first twelve primes as bases it is exact below 2⁶⁴.
fn is_prime(number: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if number < 2 {
        return false;
    }
    if let Some(base) = BASES.iter().find(|base| number.is_multiple_of(**base)) {
        return number == *base;
    }
    let twos = (number - 1).trailing_zeros();
    let odd = (number - 1) >> twos;
    BASES.iter().all(|base| {
        let mut power = power_modulo(*base, odd, number);
        if power == 1 || power == number - 1 {
            return true;
        }
        (1..twos).any(|_| {
            power = product_modulo(power, power, number);
            power == number - 1
        })
    })
}

/// A divisor other than 1 and the number itself of an odd number that is not prime: the method of
/// Pollard, which needs about the fourth root of the number in steps.
fn proper_divisor(number: u64) -> u64 {
    for offset in 1.. {
        let step = |x: u64| {
            let next = u128::from(product_modulo(x, x, number)) + offset;
            u64::try_from(next % u128::from(number)).expect("a remainder is below the modulus")
        };
        let (mut slow, mut fast) = (2 % number, 2 % number);
        loop {
            slow = step(slow);
            fast = step(step(fast));
            let divisor = slow.abs_diff(fast).gcd(&number);
            if divisor == number {
                break;
            }
            if divisor > 1 {
                return divisor;
            }
        }
    }
    unreachable!("some offset separates two divisors of a number that is not prime")
}

#[cfg(test)]
mod tests {
    use super::{Factorization, factorize};
    use crate::algebra::limits::Meter;
    use crate::algebra::rational::Rational;

    fn primes_of(number: &str) -> Factorization {
        let number: Rational = number.parse().expect("a number");
        factorize(&number, &Meter::default()).expect("within limits")
    }

    #[test]
    fn numbers_come_apart_into_primes() {
        assert_eq!(primes_of("1").primes, vec![]);
        assert_eq!(primes_of("360").primes, vec![(2, 3), (3, 2), (5, 1)]);
        // 4099 and 65537 are primes past the divisors that are tried.
        assert_eq!(primes_of("16801801").primes, vec![(4_099, 2)]);
        assert_eq!(primes_of("268636163").primes, vec![(4_099, 1), (65_537, 1)]);
        // The largest prime below 2⁶⁴ is 2⁶⁴ − 59, and 2³² − 5 is the largest below 2³².
        let largest = "18446744073709551557";
        assert_eq!(primes_of(largest).primes, vec![(u64::MAX - 58, 1)]);
        let square = "18446744030759878681";
        assert_eq!(primes_of(square).primes, vec![(4_294_967_291, 2)]);
        assert_eq!(primes_of("1e40").primes, vec![(2, 40), (5, 40)]);
    }

    #[test]
    fn what_is_too_large_is_left_whole() {
        // 2¹²⁷ − 1 is prime.
        let large = "170141183460469231731687303715884105727";
        let parts = primes_of(large);
        assert_eq!(parts.primes, vec![]);
        assert_eq!(parts.rest.to_string(), large);
    }
}
