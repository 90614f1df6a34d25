//! Contents in each indeterminate, then square-free parts.

use crate::algebra::error::AlgebraError;
use crate::algebra::factor::split::split;
use crate::algebra::gcd::{gcd_of, gcd_with_cofactors};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// The factors of a primitive polynomial that no monomial divides.
pub(super) fn factors(
    polynomial: &Polynomial,
    meter: &Meter,
) -> Result<Vec<(Polynomial, Exponent)>, AlgebraError> {
    let mut found = Vec::new();
    for part in contentless_parts(polynomial, meter)? {
        let Some(main) = lowest_degree(&part) else {
            continue;
        };
        for (square_free, exponent) in square_free_parts(&part, main, meter)? {
            for factor in split(&square_free, meter)? {
                found.push((factor, exponent));
            }
        }
    }
    Ok(found)
}

/// Splits off the factors that are free of some indeterminate: the greatest common divisors of
/// coefficients. Each part then depends in every factor on every indeterminate it has.
fn contentless_parts(
    polynomial: &Polynomial,
    meter: &Meter,
) -> Result<Vec<Polynomial>, AlgebraError> {
    let mut waiting = vec![polynomial.clone()];
    let mut parts = Vec::new();
    'next: while let Some(part) = waiting.pop() {
        for x in part.indeterminates() {
            let coefficients = part.collected(x);
            meter.charge(part.len() as u64)?;
            let coefficients = coefficients.into_iter().map(|(_, coefficient)| coefficient);
            let content = gcd_of(coefficients.collect(), meter)?;
            if !content.is_one() {
                let rest = part.divided_by(&content, meter)?;
                waiting.push(rest.expect("a content divides"));
                waiting.push(content);
                continue 'next;
            }
        }
        parts.push(part);
    }
    Ok(parts)
}

/// The indeterminate of lowest degree; `None` for a number.
fn lowest_degree(polynomial: &Polynomial) -> Option<Indeterminate> {
    let indeterminates = polynomial.indeterminates().into_iter();
    indeterminates.min_by_key(|x| polynomial.degree_in(*x))
}

/// Yun's algorithm: parts without repeated factors, each with the exponent it has. Every factor must
/// depend on the main indeterminate.
fn square_free_parts(
    polynomial: &Polynomial,
    main: Indeterminate,
    meter: &Meter,
) -> Result<Vec<(Polynomial, Exponent)>, AlgebraError> {
    let derivative = derivative(polynomial, main);
    let first = gcd_with_cofactors(polynomial, &derivative, meter)?;
    if first.divisor.is_one() {
        return Ok(vec![(polynomial.clone(), 1)]);
    }
    let mut parts = Vec::new();
    let (mut rest, mut slope) = (first.left, first.right);
    for exponent in 1.. {
        if rest.as_constant().is_some() {
            break;
        }
        let difference = slope.minus(&self::derivative(&rest, main));
        let common = gcd_with_cofactors(&rest, &difference, meter)?;
        if common.divisor.as_constant().is_none() {
            parts.push((common.divisor, exponent));
        }
        (rest, slope) = (common.left, common.right);
    }
    Ok(parts)
}

fn derivative(polynomial: &Polynomial, x: Indeterminate) -> Polynomial {
    let terms = polynomial.terms().filter_map(|(monomial, coefficient)| {
        let (rest, exponent) = monomial.without(x);
        let lower = rest.times_free(&Monomial::power(x, exponent.checked_sub(1)?));
        Some((lower, coefficient * &Rational::from(exponent)))
    });
    Polynomial::from_sorted(terms.collect())
}
