//! Roots in closed form: degrees 1 and 2, and 4 where only even powers occur.

use crate::algebra::{Algebra, AlgebraError, Indeterminate, Monomial, Polynomial, Rational, Value};
use crate::analysis::solve::solution::Solved;

type Result<T> = std::result::Result<T, AlgebraError>;

/// The closed form of a root of a quadratic factor.
pub(super) fn quadratic_form(
    algebra: &Algebra,
    polynomial: &Polynomial,
    symbol: Indeterminate,
    solved: &Solved,
) -> Result<Option<Value>> {
    let Some(root) = &solved.root else {
        return Ok(None);
    };
    let factors = algebra.factored(polynomial)?.factors;
    for (factor, _) in factors
        .iter()
        .filter(|(factor, _)| factor.degree_in(symbol) == 2)
    {
        let Some(roots) = algebra.real_roots(factor, symbol, &Rational::ZERO)? else {
            continue;
        };
        // Equal enclosures of equal width belong to one root.
        let width = &(root.high() - root.low()) + &Rational::ZERO;
        let place = roots.iter().position(|other| {
            let other = other.clone().narrowed(&width);
            other.low() <= root.high() && root.low() <= other.high()
        });
        if let Some(place) = place {
            let forms = quadratic(algebra, factor, symbol)?;
            // Both roots are positive, or only the larger one is.
            let skipped = forms.len() - roots.len().min(forms.len());
            return Ok(forms.into_iter().nth(place + skipped));
        }
    }
    Ok(None)
}

/// The roots of a factor as forms, where its degree or its exponents allow it.
pub(super) fn roots_of_factor(
    algebra: &Algebra,
    factor: &Polynomial,
    symbol: Indeterminate,
) -> Result<Option<Vec<Value>>> {
    let parts = factor.collected(symbol);
    let coefficient = |wanted: u32| {
        let found = parts.iter().find(|(exponent, _)| *exponent == wanted);
        found.map_or_else(Value::zero, |(_, coefficient)| {
            Value::from(coefficient.clone())
        })
    };
    let exponents: Vec<u32> = parts.iter().map(|(exponent, _)| *exponent).collect();
    let degree = factor.degree_in(symbol);
    if degree == 1 {
        let quotient = algebra.divide(&coefficient(0), &coefficient(1))?;
        return Ok(Some(vec![algebra.negate(&quotient)]));
    }
    if degree == 2 {
        return quadratic(algebra, factor, symbol).map(Some);
    }
    if degree == 4 && exponents.iter().all(|exponent| exponent % 2 == 0) {
        let squares = Polynomial::from_terms(factor.terms().map(|term| {
            let (rest, exponent) = term.0.without(symbol);
            let half = Monomial::power(symbol, exponent / 2);
            (rest.times(&half), term.1.clone())
        }));
        let mut roots = Vec::new();
        for square in quadratic(algebra, &squares, symbol)? {
            match algebra.sqrt(&square) {
                Ok(root) => roots.push(root),
                Err(AlgebraError::Undefined { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        return Ok(Some(roots));
    }
    Ok(None)
}

/// The two roots of a quadratic polynomial as forms, the smaller one first if its leading coefficient
/// is positive.
fn quadratic(algebra: &Algebra, factor: &Polynomial, symbol: Indeterminate) -> Result<Vec<Value>> {
    let coefficient = |wanted: u32| {
        let found = factor
            .collected(symbol)
            .into_iter()
            .find(|(exponent, _)| *exponent == wanted);
        found.map_or_else(Value::zero, |(_, coefficient)| Value::from(coefficient))
    };
    let (c, b, a) = (coefficient(0), coefficient(1), coefficient(2));
    let four = algebra.multiply(&Value::integer(4), &algebra.multiply(&a, &c)?)?;
    let discriminant = algebra.subtract(&algebra.multiply(&b, &b)?, &four)?;
    let root = match algebra.sqrt(&discriminant) {
        Ok(root) => root,
        Err(AlgebraError::Undefined { .. }) => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    let below = algebra.multiply(&Value::integer(2), &a)?;
    let minus_b = algebra.negate(&b);
    let low = algebra.divide(&algebra.subtract(&minus_b, &root)?, &below)?;
    let high = algebra.divide(&algebra.add(&minus_b, &root)?, &below)?;
    Ok(if root.is_zero() {
        vec![low]
    } else {
        vec![low, high]
    })
}
