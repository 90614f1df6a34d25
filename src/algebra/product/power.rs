//! Whole powers of polynomials.

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::packing::degrees;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

impl Polynomial {
    /// The power, its size estimated before the work.
    pub(in crate::algebra) fn raised(
        &self,
        exponent: u32,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        if exponent <= 1 || self.is_one() || self.is_zero() {
            return Ok(if exponent == 0 {
                Polynomial::one()
            } else {
                self.clone()
            });
        }
        let power = u64::from(exponent);
        if self.is_free() {
            meter.check_exponent(power.saturating_mul(u64::from(self.largest_exponent())))?;
            let terms = terms_of_power(self.len() as u64, power).min(room_of_power(self, power));
            meter.check_terms(terms)?;
            meter.check_bits(bits_of_power(self, power, terms))?;
        }
        let mut result = Polynomial::one();
        let mut square = self.clone();
        let mut remaining = exponent;
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = result.times(&square, meter)?;
            }
            remaining >>= 1;
            if remaining > 0 {
                square = square.times(&square, meter)?;
            }
        }
        Ok(result)
    }
}

/// How many terms the power of a polynomial with that many terms can have: the number of ways to
/// choose the exponents, `C(terms + power − 1, power)`, saturating.
fn terms_of_power(terms: u64, power: u64) -> u64 {
    if terms < 2 {
        return terms;
    }
    let mut ways: u128 = 1;
    for step in 1..terms {
        ways = ways * u128::from(power.saturating_add(step)) / u128::from(step);
        if ways > u128::from(u32::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(ways).unwrap_or(u64::MAX)
}

/// How many monomials there are within the degrees of the power, saturating.
fn room_of_power(polynomial: &Polynomial, power: u64) -> u64 {
    let rooms = degrees(polynomial)
        .into_iter()
        .map(|(_, degree)| power.saturating_mul(degree.into()).saturating_add(1));
    rooms.fold(1, u64::saturating_mul)
}

/// How long the longest coefficient of a power is at least when nothing cancels: the magnitudes of
/// all coefficients together are the power of their sum, and the longest has its share of it.
fn bits_of_power(polynomial: &Polynomial, power: u64, terms: u64) -> u64 {
    let magnitudes = polynomial
        .terms()
        .map(|(_, coefficient)| coefficient.abs())
        .fold(Rational::ZERO, |sum, next| &sum + &next);
    let (above, below) = magnitudes.bits_of_parts();
    let share = u64::from(u64::BITS - terms.leading_zeros());
    let together = above.saturating_sub(below).saturating_mul(power);
    let single = polynomial.bits().saturating_sub(1).saturating_mul(power);
    together.saturating_sub(share).max(single)
}
