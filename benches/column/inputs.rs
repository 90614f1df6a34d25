//! What the data files hold, as values.

use flopform::algebra::{
    Algebra, Environment, Indeterminate, Limits, Monomial, Polynomial, Rational, Value,
};

/// Where engines are compared: the value of each symbol.
pub(crate) const POINT: [(&str, i64); 6] =
    [("B", 2), ("S", 3), ("E", 5), ("H", 7), ("V", 11), ("N", 13)];

/// A workbench whose limits let the largest workloads through. The limits of a command are meant to
/// stop what takes minutes; here some things do.
pub(crate) fn workbench() -> Algebra {
    Algebra::with_limits(Limits {
        terms: u64::MAX,
        products: u64::MAX,
        steps: u64::MAX,
        ..Limits::default()
    })
}

pub(crate) fn symbol(name: &str) -> Value {
    Value::from(Indeterminate::symbol(name))
}

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

/// A polynomial from lines of a coefficient and exponents each.
pub(crate) fn polynomial<'t>(lines: impl Iterator<Item = &'t str>, names: &[&str]) -> Polynomial {
    let symbols: Vec<Indeterminate> = names
        .iter()
        .map(|name| Indeterminate::symbol(name))
        .collect();
    Polynomial::from_terms(lines.map(|line| {
        let mut numbers = line.split_whitespace();
        let coefficient: i64 =
            (numbers.next().and_then(|text| text.parse().ok())).expect("a coefficient");
        let exponents = numbers.map(|text| text.parse().expect("an exponent"));
        let factors = symbols.iter().copied().zip(exponents);
        (Monomial::from_factors(factors), Rational::from(coefficient))
    }))
}
