//! `sum`.

use crate::{
    Algebra, AlgebraError, Bench, Comparison, Domain, Environment, Limits, Rational, Value,
    fraction, index, is_kernel, number, symbol, symbol_in,
};

#[test]
fn polynomials_have_closed_forms() {
    let (on, n, i) = (Bench::new(), symbol("n"), index("i"));
    let next = on.add(&n, &number(1));
    let triangle = on.divide(&on.multiply(&n, &next), &number(2));
    assert_eq!(on.sum(i, &number(1), &n, &Value::from(i)), triangle);
    // Σ i³ = (Σ i)²
    let cube = on.power(&Value::from(i), &number(3));
    assert_eq!(
        on.sum(i, &number(1), &n, &cube),
        on.multiply(&triangle, &triangle)
    );
    // A body free of the index is counted.
    assert_eq!(
        on.sum(i, &number(0), &n, &symbol("E")),
        on.multiply(&next, &symbol("E"))
    );
    // Σ_{i=1}^{n} (C + (i - 1)k) = nC + k n(n - 1)/2
    let (c, k) = (symbol("C"), symbol("k"));
    let body = on.add(&c, &on.multiply(&on.line(1, &Value::from(i), -1, 1), &k));
    let pairs = on.divide(&on.multiply(&n, &on.line(1, &n, -1, 1)), &number(2));
    let expected = on.add(&on.multiply(&n, &c), &on.multiply(&k, &pairs));
    assert_eq!(on.sum(i, &number(1), &n, &body), expected);
}

#[test]
fn geometric_sums_have_closed_forms() {
    let (on, n, i) = (Bench::new(), symbol("n"), index("i"));
    let two = on.power(&number(2), &Value::from(i));
    // Σ_{i=0}^{n} 2^i = 2^(n+1) - 1
    let expected = on.line(2, &on.power(&number(2), &n), -1, 1);
    assert_eq!(on.sum(i, &number(0), &n, &two), expected);
    // Σ_{i=1}^{n} i·2^i = (n - 1)·2^(n+1) + 2
    let body = on.multiply(&Value::from(i), &two);
    let product = on.multiply(&on.line(2, &n, -2, 1), &on.power(&number(2), &n));
    let expected = on.add(&product, &number(2));
    assert_eq!(on.sum(i, &number(1), &n, &body), expected);
    // Σ_{i=1}^{n} 2^-i = 1 - 2^-n
    let half = on.power(&fraction(1, 2), &Value::from(i));
    let expected = on.subtract(&number(1), &on.power(&fraction(1, 2), &n));
    assert_eq!(on.sum(i, &number(1), &n, &half), expected);
    // Σ_{i=1}^{n} (-1)^i = ((-1)^n - 1)/2
    let sign = on.power(&number(-1), &Value::from(i));
    let expected = on.line(1, &on.power(&number(-1), &n), -1, 2);
    assert_eq!(on.sum(i, &number(1), &n, &sign), expected);
}

#[test]
fn empty_ranges_are_zero() {
    let (on, n, i) = (Bench::new(), symbol("n"), index("i"));
    let pole = on.divide(&number(1), &Value::from(i));
    assert_eq!(on.sum(i, &number(1), &number(0), &pole), number(0));
    assert_eq!(
        on.sum(i, &n, &on.subtract(&n, &number(1)), &pole),
        number(0)
    );
    // From 1 to n - 2 there may be nothing for n = 1: the form says so.
    let sum = on.sum(i, &number(1), &on.subtract(&n, &number(2)), &number(1));
    let guard = on.flag(&n, Comparison::GreaterEqual, &number(3));
    assert_eq!(sum, on.multiply(&guard, &on.subtract(&n, &number(2))));
}

#[test]
fn literal_ranges_are_added_up() {
    let (on, i, w) = (Bench::new(), index("i"), symbol("W"));
    // floor(1/2) + floor(2/2) + floor(3/2) + floor(4/2) = 0 + 1 + 1 + 2
    let half = on.floor(&on.line(1, &Value::from(i), 0, 2));
    assert_eq!(on.sum(i, &number(1), &number(4), &half), number(4));
    let body = on.multiply(&w, &half);
    assert_eq!(
        on.sum(i, &number(1), &number(4), &body),
        on.multiply(&number(4), &w)
    );
    let pole = on.divide(&number(1), &Value::from(i));
    let refused = on.algebra.sum(i, &number(-1), &number(1), &pole);
    assert!(matches!(refused, Err(AlgebraError::DivisionByZero)));
    // Too long to add up, but a closed form is as good as ever.
    let long = on.sum(i, &number(1), &number(1_000_000), &Value::from(i));
    assert_eq!(long, number(500_000_500_000));
    assert!(is_kernel(&on.sum(i, &number(1), &number(1_000_000), &half)));
}

#[test]
fn windows_split_the_range() {
    let (on, i, s, w) = (Bench::new(), index("i"), symbol("S"), symbol("W"));
    let window = on.min(&Value::from(i), &w);
    let sum = on.sum(i, &number(1), &s, &window);
    // With m = min(S, W): m(m + 1)/2 + (S - m)W.
    let m = on.min(&s, &w);
    let triangle = on.divide(&on.multiply(&m, &on.line(1, &m, 1, 1)), &number(2));
    let rest = on.multiply(&on.subtract(&s, &m), &w);
    assert_eq!(sum, on.add(&triangle, &rest));
    // The same by a comparison.
    let i_value = Value::from(i);
    let inside = on.flag(&i_value, Comparison::LessEqual, &w);
    let body = on.select(&inside, &i_value, &w);
    assert_eq!(on.sum(i, &number(1), &s, &body), sum);
}

#[test]
fn the_name_of_the_index_does_not_matter() {
    let (on, n) = (Bench::new(), symbol("n"));
    let half = |name| {
        let half = on.floor(&on.line(1, &Value::from(index(name)), 0, 2));
        on.sum(index(name), &number(1), &n, &half)
    };
    assert!(is_kernel(&half("i")));
    assert_eq!(half("i"), half("z"));
    // Nested, with the names the other way round.
    let nested = |outer, inner| {
        let (outer, inner) = (index(outer), index(inner));
        let product = on.multiply(&Value::from(outer), &Value::from(inner));
        let body = on.floor(&on.divide(&product, &number(3)));
        let row = on.sum(inner, &number(1), &Value::from(outer), &body);
        on.sum(outer, &number(1), &n, &row)
    };
    assert_eq!(nested("i", "j"), nested("j", "i"));
    assert_eq!(nested("i", "j"), nested("a", "z"));
    // A common factor and a constant addend stand outside.
    let body = on.multiply(
        &symbol("E"),
        &on.floor(&on.line(1, &Value::from(index("i")), 0, 2)),
    );
    let body = on.add(&body, &number(1));
    let sum = on.sum(index("i"), &number(1), &n, &body);
    assert_eq!(sum, on.add(&on.multiply(&symbol("E"), &half("i")), &n));
}

#[test]
fn sums_inside_sums_keep_their_own_index() {
    let (on, n) = (Bench::new(), symbol("n"));
    let (i, w) = (index("i"), symbol("W"));
    let half = on.floor(&on.divide(&on.multiply(&Value::from(i), &w), &number(3)));
    let sum = on.sum(i, &number(1), &n, &half);
    // Put the sum in for W in itself, then compare with adding up: with n = 3 and W = 2 the
    // inner sum is 0 + 1 + 2 = 3, and the outer one 1 + 2 + 3 = 6.
    let put = |symbol, value: &Value| {
        crate::Substitution::from_iter([(crate::Indeterminate::symbol(symbol), value.clone())])
    };
    let nested = on
        .algebra
        .substitute(&sum, &put("W", &sum))
        .expect("nested");
    let environment = Environment::from_iter([
        ("n".to_owned(), Rational::from(3)),
        ("W".to_owned(), Rational::from(2)),
    ]);
    assert_eq!(
        on.algebra.evaluate(&nested, &environment),
        Ok(Rational::from(6))
    );
    let at_two = on
        .algebra
        .substitute(&nested, &put("W", &number(2)))
        .expect("W");
    let at_three = on.algebra.substitute(&at_two, &put("n", &number(3)));
    assert_eq!(at_three, Ok(number(6)));
}

#[test]
fn sums_of_sums_meet_a_limit() {
    let limits = Limits {
        steps: 1 << 23,
        ..Limits::default()
    };
    let on = Bench {
        algebra: Algebra::with_limits(limits),
    };
    let (i, j) = (index("i"), index("j"));
    let squares = on.add(
        &on.multiply(&Value::from(i), &Value::from(i)),
        &Value::from(j),
    );
    let body = on.floor(&on.divide(&symbol("W"), &squares));
    let to = number(10_000);
    let refused = on
        .algebra
        .sum(j, &number(1), &to, &body)
        .and_then(|row| on.algebra.sum(i, &number(1), &to, &row));
    assert!(matches!(refused, Err(AlgebraError::Limit { .. })));
}

#[test]
fn bounds_must_be_whole() {
    let (on, n, i) = (Bench::new(), symbol("n"), index("i"));
    let real = symbol_in("x", Domain::Real);
    for bound in [fraction(5, 2), on.divide(&n, &number(2)), real] {
        let refused = on.algebra.sum(i, &number(1), &bound, &Value::from(i));
        assert!(matches!(refused, Err(AlgebraError::BoundNotInteger { .. })));
    }
}
