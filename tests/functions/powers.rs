//! Powers.

use crate::{AlgebraError, Bench, Domain, fraction, number, symbol, symbol_in};

#[test]
fn constant_bases_come_apart_into_primes() {
    let (on, n) = (Bench::new(), symbol("n"));
    let (two, three) = (on.power(&number(2), &n), on.power(&number(3), &n));
    assert_eq!(on.power(&number(6), &n), on.multiply(&two, &three));
    assert_eq!(on.power(&number(4), &n), on.multiply(&two, &two));
    let next = on.add(&n, &number(1));
    assert_eq!(on.power(&number(2), &next), on.multiply(&number(2), &two));
    let inverse = on.divide(&number(1), &two);
    let minus = on.subtract(&number(0), &n);
    assert_eq!(on.power(&number(2), &minus), inverse);
    assert_eq!(on.power(&fraction(1, 2), &n), inverse);
    assert_eq!(on.power(&fraction(3, 2), &n), on.divide(&three, &two));
    assert_eq!(on.power(&number(1), &n), number(1));
    assert_eq!(on.power(&number(0), &n), number(0));
    assert_eq!(
        on.power(&two, &n),
        on.power(&number(2), &on.multiply(&n, &n))
    );
}

#[test]
fn signs_alternate() {
    let (on, n, m) = (Bench::new(), symbol("n"), symbol("m"));
    let minus = number(-1);
    let twice = on.multiply(&number(2), &n);
    assert_eq!(on.power(&minus, &twice), number(1));
    let sign = on.power(&minus, &n);
    assert_eq!(on.multiply(&sign, &sign), number(1));
    // n² is odd where n is.
    assert_eq!(on.power(&minus, &on.multiply(&n, &n)), sign);
    assert_eq!(
        on.power(&number(-2), &n),
        on.multiply(&sign, &on.power(&number(2), &n))
    );
    // (-1)^(nm)·(-1)^n = (-1)^(n(m + 1))
    let product = on.power(&minus, &on.multiply(&n, &m));
    let shifted = on.multiply(&n, &on.add(&m, &number(1)));
    assert_eq!(on.multiply(&product, &sign), on.power(&minus, &shifted));
    let even = symbol_in("h", Domain::Multiple(2));
    assert_eq!(on.power(&minus, &even), number(1));
}

#[test]
fn integer_valued_exponents_with_fractions() {
    let (on, n) = (Bench::new(), symbol("n"));
    let triangle = on.divide(&on.multiply(&n, &on.line(1, &n, 1, 1)), &number(2));
    let power = on.power(&number(2), &triangle);
    let square = on.power(&number(2), &on.multiply(&n, &on.line(1, &n, 1, 1)));
    assert_eq!(on.multiply(&power, &power), square);
    let h = symbol_in("h", Domain::Multiple(4));
    let half = on.power(&number(2), &on.divide(&h, &number(2)));
    assert_eq!(on.multiply(&half, &half), on.power(&number(2), &h));
    let refused = on.algebra.power(&number(2), &on.divide(&n, &number(2)));
    assert!(matches!(
        refused,
        Err(AlgebraError::ExponentNotInteger { .. })
    ));
    let refused = on.algebra.power(&n, &fraction(1, 2));
    assert!(matches!(
        refused,
        Err(AlgebraError::ExponentNotInteger { .. })
    ));
}

#[test]
fn flags_in_exponents() {
    let on = Bench::new();
    let flag = symbol_in("f", Domain::Flag);
    assert_eq!(on.power(&number(2), &flag), on.add(&number(1), &flag));
    assert_eq!(
        on.power(&number(-1), &flag),
        on.subtract(&number(1), &on.multiply(&number(2), &flag))
    );
}

#[test]
fn what_has_no_closed_form_is_refused() {
    let (on, n) = (Bench::new(), symbol("n"));
    let refused = on.algebra.power(&symbol("E"), &n);
    assert!(matches!(refused, Err(AlgebraError::SymbolicPower { .. })));
    let huge = on.power(&number(2), &number(100));
    for exponent in [huge, number(10_000_000), number(i64::MIN)] {
        let refused = on.algebra.power(&number(2), &exponent);
        assert!(matches!(refused, Err(AlgebraError::Limit { .. })));
        assert_eq!(on.power(&number(-1), &exponent), number(1));
    }
    let shifted = on.add(&n, &number(10_000_000));
    let refused = on.algebra.power(&number(2), &shifted);
    assert!(matches!(refused, Err(AlgebraError::Limit { .. })));
    // 2¹²⁷ − 1 is prime, which is more than is looked for.
    let large = on.subtract(&on.power(&number(2), &number(127)), &number(1));
    let refused = on.algebra.power(&large, &n);
    assert!(matches!(refused, Err(AlgebraError::Limit { .. })));
}
