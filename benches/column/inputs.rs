//! What the data files hold, as values.

use flopform::algebra::{Algebra, Indeterminate, Limits, Monomial, Polynomial, Rational, Value};

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
