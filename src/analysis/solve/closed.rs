//! Roots in closed form: degrees 1 and 2, and 4 where only even powers occur.

use crate::algebra::{Algebra, AlgebraError, Indeterminate, Monomial, Polynomial, Root, Value};

type Result<T> = std::result::Result<T, AlgebraError>;

/// The closed form of an irrational root of a polynomial, which is its only one in the enclosure; `None`
/// where its factor has none.
pub(super) fn form_of_root(
    algebra: &Algebra,
    polynomial: &Polynomial,
    symbol: Indeterminate,
    root: &Root,
) -> Result<Option<Value>> {
    for (factor, _) in algebra.factored(polynomial)?.factors {
        let Some(forms) = roots_of_factor(algebra, &factor, symbol)? else {
            continue;
        };
        for form in forms {
            let Some([low, high]) = algebra.enclosure(&form)? else {
                continue;
            };
            if *root.low() <= low && high <= *root.high() {
                return Ok(Some(form));
            }
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
