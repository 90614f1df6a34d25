//! Greatest common divisors of polynomials in any number of indeterminates.

mod remainders;

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// The primitive greatest common divisor, leading with a positive coefficient; 1 where the only
/// common divisors are numbers, and where both are 0.
pub(in crate::algebra) fn gcd(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    if left.is_zero() && right.is_zero() {
        return Ok(Polynomial::one());
    }
    if left.is_zero() {
        return Ok(right.primitive().1);
    }
    if right.is_zero() {
        return Ok(left.primitive().1);
    }
    // Monomial parts are compared exponent by exponent, which is all that most quotients need.
    let (ours, theirs) = (left.monomial_content(), right.monomial_content());
    let monomial = Polynomial::term(ours.gcd(&theirs), Rational::ONE);
    if left.len() == 1 || right.len() == 1 {
        return Ok(monomial);
    }
    let strip = |polynomial: &Polynomial, content| {
        let content = Polynomial::term(content, Rational::ONE);
        let stripped = polynomial.primitive().1.divided_by(&content, meter)?;
        Ok(stripped.expect("the monomial content divides"))
    };
    let divisor = remainders::gcd(&strip(left, ours)?, &strip(right, theirs)?, meter)?;
    monomial.times_free(&divisor, meter)
}
