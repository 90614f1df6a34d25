//! What the harness compares engines by, and what its files hold.

use flopform::algebra::{Environment, Polynomial, Rational, Value};

use crate::inputs::{POINT, polynomial, workbench};

/// The value at the point.
pub(crate) fn at_point(value: &Value) -> Rational {
    let point: Environment = POINT
        .iter()
        .map(|(name, number)| ((*name).to_owned(), Rational::from(*number)))
        .collect();
    workbench()
        .evaluate(value, &point)
        .expect("the point has every symbol")
}

/// The polynomials of a file: how many terms, then a coefficient and exponents in each line.
pub(crate) fn polynomials(text: &str, names: &[&str]) -> Vec<Polynomial> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut found = Vec::new();
    while let Some(count) = lines.next() {
        let count = count.trim().parse().expect("a number of terms");
        found.push(polynomial(lines.by_ref().take(count), names));
    }
    found
}
