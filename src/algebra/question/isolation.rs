//! The positive roots of a polynomial with whole coefficients, set apart from each other: rational ones
//! by lifting roots modulo a prime, the others by Descartes' rule of signs on halves of halves.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::rational::Rational;

type Result<T> = std::result::Result<T, AlgebraError>;

/// Coefficients by rising exponent; the last is not zero.
pub(super) type Whole = Vec<BigInt>;

/// So many primes are tried for one that shows that there is no rational root at all.
const TRIED_PRIMES: usize = 40;

/// No prime past this one is tried.
const LARGEST_PRIME: u64 = 20_000;

/// Positive roots, set apart.
pub(super) struct Isolated {
    /// Those that are rational.
    pub(super) rational: Vec<Rational>,
    /// Two numbers for each of the others, between which it is the only root of what is left.
    pub(super) brackets: Vec<[Rational; 2]>,
    /// The polynomial divided by the factors of its rational roots.
    pub(super) rest: Whole,
}

/// The positive roots of a polynomial without multiple roots that is not zero at zero.
///
/// # Errors
/// When the limits are met.
pub(super) fn isolated(polynomial: Whole, meter: &Meter) -> Result<Isolated> {
    let rational = rational_roots(&polynomial, meter)?;
    let rest = rational
        .iter()
        .fold(polynomial, |rest, root| without_root(&rest, root));
    let brackets = if rest.len() > 1 {
        brackets(&rest, meter)?
    } else {
        Vec::new()
    };
    let rational = rational.into_iter().filter(Rational::is_positive);
    Ok(Isolated {
        rational: rational.collect(),
        brackets,
        rest,
    })
}

/// The value at `above/2^shift`, times `2^shift` to the power of the degree.
pub(super) fn scaled_value(polynomial: &[BigInt], above: &BigInt, shift: u64) -> BigInt {
    let mut sum = BigInt::zero();
    let mut scale = 0;
    for coefficient in polynomial.iter().rev() {
        sum = sum * above + (coefficient << scale);
        scale += shift;
    }
    sum
}

fn value_modulo(polynomial: &[BigInt], place: &BigInt, modulus: &BigInt) -> BigInt {
    let coefficients = polynomial.iter().rev();
    coefficients.fold(BigInt::zero(), |sum, next| {
        (sum * place + next).mod_floor(modulus)
    })
}

fn derivative(polynomial: &[BigInt]) -> Whole {
    let powers = polynomial.iter().zip(0_u32..).skip(1);
    powers.map(|(number, power)| number * power).collect()
}

/// Every rational root. Times the leading coefficient it is a whole number, which is known from what it
/// leaves modulo a large power of a prime.
fn rational_roots(polynomial: &Whole, meter: &Meter) -> Result<Vec<Rational>> {
    let Some(lead) = polynomial.last().filter(|_| polynomial.len() > 1) else {
        return Ok(Vec::new());
    };
    let Some((prime, starts)) = prime_with_few_roots(polynomial, meter)? else {
        return Ok(Vec::new());
    };
    let largest = polynomial.iter().map(BigInt::abs).max().unwrap_or_default();
    let enough: BigInt = (lead.abs() + largest) << 1_u32;
    let slope = derivative(polynomial);
    let words = enough.bits() / 64 + 1;
    let mut found = Vec::new();
    for start in starts {
        let mut modulus = BigInt::from(prime);
        let mut root = BigInt::from(start);
        let slope_there = value_modulo(&slope, &root, &modulus);
        let mut inverse = slope_there.modpow(&BigInt::from(prime - 2), &modulus);
        // Newton's step doubles the digits that are right, and so does that of the inverse.
        while modulus <= enough {
            meter.charge(2 * polynomial.len() as u64 * words * words)?;
            modulus = &modulus * &modulus;
            let value = value_modulo(polynomial, &root, &modulus);
            root = (&root - value * &inverse).mod_floor(&modulus);
            let slope_there = value_modulo(&slope, &root, &modulus);
            inverse = (&inverse * (BigInt::from(2) - slope_there * &inverse)).mod_floor(&modulus);
        }
        let mut whole = (&root * lead).mod_floor(&modulus);
        if &whole << 1_u32 > modulus {
            whole -= &modulus;
        }
        let candidate = Rational::from_big(whole).divided_by(&Rational::from_big(lead.clone()));
        found.extend(candidate.filter(|candidate| is_root(polynomial, candidate)));
    }
    Ok(found)
}

fn is_root(polynomial: &[BigInt], place: &Rational) -> bool {
    let (above, below) = (place.numerator_big(), place.denominator_big());
    let mut scale = BigInt::one();
    let mut sum = BigInt::zero();
    for coefficient in polynomial.iter().rev() {
        sum = sum * &above + coefficient * &scale;
        scale *= &below;
    }
    sum.is_zero()
}

/// A prime modulo which every root is simple, with these roots; `None` where there is no rational root,
/// because there is none modulo some prime.
fn prime_with_few_roots(polynomial: &Whole, meter: &Meter) -> Result<Option<(u64, Vec<u64>)>> {
    let slope = derivative(polynomial);
    let mut best: Option<(u64, Vec<u64>)> = None;
    let mut tried = 0;
    let mut prime = 101;
    while prime <= LARGEST_PRIME && (tried < TRIED_PRIMES || best.is_none()) {
        meter.charge(prime * polynomial.len() as u64)?;
        let reduced = |polynomial: &[BigInt]| -> Vec<u64> {
            let rests = polynomial.iter();
            let rests = rests.map(|number| number.mod_floor(&BigInt::from(prime)).to_u64());
            rests.map(Option::unwrap_or_default).collect()
        };
        let (ours, slopes) = (reduced(polynomial), reduced(&slope));
        let at = |polynomial: &[u64], place: u64| {
            let coefficients = polynomial.iter().rev();
            coefficients.fold(0, |sum, next| (sum * place + next) % prime)
        };
        if ours.last().is_some_and(|lead| *lead != 0) {
            let roots: Vec<u64> = (0..prime).filter(|place| at(&ours, *place) == 0).collect();
            if roots.is_empty() {
                return Ok(None);
            }
            let simple = roots.iter().all(|root| at(&slopes, *root) != 0);
            let fewer = best
                .as_ref()
                .is_none_or(|(_, held)| roots.len() < held.len());
            if simple && fewer {
                best = Some((prime, roots));
            }
            tried += 1;
        }
        prime = next_prime(prime);
    }
    match best {
        Some(best) => Ok(Some(best)),
        None => Err(AlgebraError::Limit {
            what: "as a prime",
            needed: prime,
            limit: LARGEST_PRIME,
        }),
    }
}

fn next_prime(after: u64) -> u64 {
    let is_prime = |number: &u64| {
        let mut divisors = (2..).take_while(|divisor| divisor * divisor <= *number);
        divisors.all(|divisor| !u64::is_multiple_of(*number, divisor))
    };
    // By Bertrand's postulate there is one below twice the number.
    (after + 1..=2 * after).find(is_prime).unwrap_or(after + 1)
}

/// The polynomial divided by the factor of a rational root.
fn without_root(polynomial: &Whole, root: &Rational) -> Whole {
    let (above, below) = (root.numerator_big(), root.denominator_big());
    let mut quotient = Vec::with_capacity(polynomial.len());
    let mut carried = BigInt::zero();
    for coefficient in polynomial.iter().skip(1).rev() {
        carried = (coefficient + &above * carried) / &below;
        quotient.push(carried.clone());
    }
    quotient.reverse();
    quotient
}

/// Two numbers around each positive root of a polynomial that has no rational root and none twice.
fn brackets(polynomial: &Whole, meter: &Meter) -> Result<Vec<[Rational; 2]>> {
    let reach = power_past_roots(polynomial);
    let mut found = Vec::new();
    // The polynomial on (0, 1), which stands for the place-th of the parts of the range of this size.
    let mut pending = vec![(stretched(polynomial, reach), BigInt::zero(), reach)];
    while let Some((here, place, size)) = pending.pop() {
        let length = here.len() as u64;
        let words = here.iter().map(BigInt::bits).max().unwrap_or(0) / 64 + 1;
        meter.charge(2 * length * length * words)?;
        match roots_at_most(&here) {
            0 => {}
            1 => {
                let end = |number: &BigInt| {
                    let two = Rational::from(2).power(size).expect("two is not zero");
                    &Rational::from_big(number.clone()) * &two
                };
                found.push([end(&place), end(&(&place + 1))]);
            }
            _ => {
                let left = halved(here);
                let mut right = left.clone();
                shift_by_one(&mut right);
                let place = place << 1_u32;
                pending.push((right, &place + 1, size - 1));
                pending.push((left, place, size - 1));
            }
        }
    }
    Ok(found)
}

/// A power of two that no root reaches, by Fujiwara's bound.
fn power_past_roots(polynomial: &[BigInt]) -> i64 {
    let bits = |number: &BigInt| i64::try_from(number.bits()).unwrap_or(i64::MAX);
    let lead = polynomial.last().map_or(0, bits);
    let coefficients = polynomial.iter().rev().zip(0_i64..).skip(1);
    let powers = coefficients.filter(|(number, _)| !number.is_zero());
    let powers =
        powers.map(|(number, below)| Integer::div_ceil(&(bits(number) - lead + 1), &below));
    powers.max().unwrap_or(0) + 1
}

/// The polynomial with its symbol times a power of two, and made whole again.
fn stretched(polynomial: &[BigInt], power: i64) -> Whole {
    let degree = polynomial.len() as u64 - 1;
    let size = power.unsigned_abs();
    let coefficients = polynomial.iter().zip(0_u64..);
    coefficients
        .map(|(number, exponent)| {
            let times = if power < 0 {
                degree - exponent
            } else {
                exponent
            };
            number << (times * size)
        })
        .collect()
}

/// The polynomial on the left half of its range.
fn halved(mut polynomial: Whole) -> Whole {
    let degree = polynomial.len() - 1;
    for (exponent, number) in polynomial.iter_mut().enumerate() {
        *number <<= degree - exponent;
    }
    let zeros = polynomial.iter().filter_map(BigInt::trailing_zeros).min();
    if let Some(common @ 1..) = zeros {
        for number in &mut polynomial {
            *number >>= common;
        }
    }
    polynomial
}

/// `p(t)` becomes `p(t + 1)`.
fn shift_by_one(polynomial: &mut [BigInt]) {
    for from in 0..polynomial.len() {
        for place in (from..polynomial.len() - 1).rev() {
            let (low, high) = polynomial.split_at_mut(place + 1);
            low[place] += &high[0];
        }
    }
}

/// At most so many roots lie between 0 and 1, and exactly so many where this is 0 or 1; 2 stands for more.
fn roots_at_most(polynomial: &[BigInt]) -> usize {
    let mut turned: Whole = polynomial.iter().rev().cloned().collect();
    shift_by_one(&mut turned);
    let mut variations = 0;
    let mut before: Option<bool> = None;
    for number in turned.iter().filter(|number| !number.is_zero()) {
        let sign = number.is_positive();
        if before.is_some_and(|held| held != sign) {
            variations += 1;
        }
        before = Some(sign);
    }
    variations.min(2)
}
