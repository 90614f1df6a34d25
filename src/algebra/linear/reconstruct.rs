//! A rational number from its remainder modulo a large number.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::algebra::rational::Rational;

/// The one fraction with this remainder whose parts are both at most the root of half the modulus;
/// `None` where there is none.
///
/// Euclid's algorithm on modulus and remainder meets it, stopped half way (Wang 1981).
pub(super) fn fraction(remainder: &BigInt, modulus: &BigInt) -> Option<Rational> {
    let bound: BigInt = (modulus / 2u32).sqrt();
    let (mut above, mut below) = (modulus.clone(), remainder.mod_floor(modulus));
    let (mut before, mut factor) = (BigInt::zero(), BigInt::one());
    // The number nearest to zero stands for a whole number, negative ones included.
    if &below + &below > above {
        below -= &above;
    }
    while below.abs() > bound {
        let (quotient, rest) = above.div_rem(&below);
        let next = &before - &quotient * &factor;
        (above, below) = (below, rest);
        (before, factor) = (factor, next);
    }
    if factor.is_zero() || factor.abs() > bound || !below.gcd(&factor).is_one() {
        return None;
    }
    Some(Rational::from_ratio(BigRational::new(below, factor)))
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use proptest::prelude::{prop_assert_eq, proptest};

    use crate::algebra::linear::reconstruct::fraction;
    use crate::algebra::prime::Primes;
    use crate::algebra::rational::Rational;

    proptest! {
        #[test]
        fn fractions_come_back(numerator in -1_000_000_000_i64..1_000_000_000, denominator in 1_i64..1_000_000_000) {
            let number = Rational::new(numerator, denominator).unwrap();
            let field = Primes::default().next().unwrap();
            let remainder = field.leave(field.rational(&number).unwrap());
            let found = fraction(&BigInt::from(remainder), &BigInt::from(field.prime()));
            prop_assert_eq!(found, Some(number));
        }
    }
}
