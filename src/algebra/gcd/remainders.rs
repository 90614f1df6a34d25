//! The classical way: primitive polynomial remainder sequences, one indeterminate at a time.

use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// The primitive greatest common divisor of two polynomials that are not zero.
pub(super) fn gcd(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    let Some(main) = left
        .indeterminates()
        .into_iter()
        .find(|x| right.contains(*x))
    else {
        return Ok(Polynomial::one());
    };
    let (ours, mut upper) = split_content(left, main, meter)?;
    let (theirs, mut lower) = split_content(right, main, meter)?;
    let content = gcd_any(&ours, &theirs, meter)?;
    if upper.degree_in(main) < lower.degree_in(main) {
        std::mem::swap(&mut upper, &mut lower);
    }
    loop {
        if lower.is_zero() {
            break;
        }
        if lower.degree_in(main) == 0 {
            upper = Polynomial::one();
            break;
        }
        let remainder = pseudo_remainder(&upper, &lower, main, meter)?;
        upper = lower;
        lower = if remainder.is_zero() {
            remainder
        } else {
            split_content(&remainder, main, meter)?.1
        };
    }
    Ok(upper.times_free(&content, meter)?.primitive().1)
}

fn gcd_any(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    if left.as_constant().is_some() || right.as_constant().is_some() {
        return Ok(Polynomial::one());
    }
    // One level for each indeterminate, of which there may be any number.
    stacker::maybe_grow(64 * 1024, 4 << 20, || gcd(left, right, meter))
}

/// The greatest common divisor of the coefficients in the main indeterminate, and the polynomial
/// divided by it, primitive.
fn split_content(
    polynomial: &Polynomial,
    main: Indeterminate,
    meter: &Meter,
) -> Result<(Polynomial, Polynomial), AlgebraError> {
    let coefficients = polynomial.collected(main);
    let mut parts = coefficients.into_iter().map(|(_, coefficient)| coefficient);
    let mut content = parts
        .next()
        .expect("the polynomial is not zero")
        .primitive()
        .1;
    for part in parts {
        content = gcd_any(&content, &part, meter)?;
    }
    let rest = polynomial.divided_by(&content, meter)?;
    let rest = rest.expect("the content divides").primitive().1;
    Ok((content, rest))
}

fn pseudo_remainder(
    dividend: &Polynomial,
    divisor: &Polynomial,
    main: Indeterminate,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    let mut parts = divisor.collected(main);
    let (degree, lead) = parts.swap_remove(0);
    let mut remainder = dividend.clone();
    while !remainder.is_zero() && remainder.degree_in(main) >= degree {
        let (top, coefficient) = remainder.collected(main).swap_remove(0);
        let shift = Monomial::power(main, top - degree);
        let factor = coefficient.times_free(&Polynomial::term(shift, Rational::ONE), meter)?;
        let scaled = remainder.times_free(&lead, meter)?;
        remainder = scaled.minus(&divisor.times_free(&factor, meter)?);
    }
    Ok(remainder)
}
