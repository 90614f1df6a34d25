//! The laws of fields on values, and what the limits refuse.

use std::time::{Duration, Instant};

use flopform::algebra::{
    Algebra, AlgebraError, Domain, Exponent, Indeterminate, Limits, Monomial, Polynomial, Rational,
    Value,
};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};

fn symbol(name: &str) -> Value {
    Value::from(Indeterminate::symbol(name))
}

fn flag(name: &str) -> Value {
    Value::from(Indeterminate::symbol_in(name, Domain::Flag))
}

fn add(left: &Value, right: &Value) -> Value {
    Algebra::new().add(left, right).expect("within the limits")
}

fn subtract(left: &Value, right: &Value) -> Value {
    Algebra::new()
        .subtract(left, right)
        .expect("within the limits")
}

fn multiply(left: &Value, right: &Value) -> Value {
    Algebra::new()
        .multiply(left, right)
        .expect("within the limits")
}

fn divide(left: &Value, right: &Value) -> Value {
    Algebra::new()
        .divide(left, right)
        .expect("a divisor that is not zero")
}

fn power(base: &Value, exponent: i64) -> Value {
    Algebra::new()
        .power_integer(base, exponent)
        .expect("within the limits")
}

fn polynomials(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let exponents = proptest::collection::vec(0..3 as Exponent, names.len());
    let coefficients = (-9..10_i64, 1..4_i64);
    let terms = proptest::collection::vec((exponents, coefficients), 0..4);
    terms.prop_map(|terms| {
        let terms = terms.into_iter().map(|(exponents, (above, below))| {
            let symbols = names.iter().map(|name| Indeterminate::symbol(name));
            let monomial = Monomial::from_factors(symbols.zip(exponents));
            (monomial, Rational::new(above, below).unwrap())
        });
        Value::from(Polynomial::from_terms(terms))
    })
}

fn quotients() -> impl Strategy<Value = Value> {
    let names = &["B", "S", "E"];
    (polynomials(names), polynomials(names)).prop_map(|(above, below)| {
        if below.is_zero() {
            above
        } else {
            divide(&above, &below)
        }
    })
}

/// Polynomials in two flags and a symbol.
fn flagged() -> impl Strategy<Value = Value> {
    proptest::collection::vec((0..4_usize, 0..3_i64, -5..6_i64), 0..5).prop_map(|terms| {
        let flags = [
            Value::one(),
            flag("f"),
            flag("g"),
            multiply(&flag("f"), &flag("g")),
        ];
        terms
            .into_iter()
            .fold(Value::zero(), |sum, (flags_of, exponent, coefficient)| {
                let term = multiply(&flags[flags_of], &power(&symbol("S"), exponent));
                add(&sum, &multiply(&term, &Value::integer(coefficient)))
            })
    })
}

/// The value with a flag set to 0 or 1, by adding up its terms.
fn with_flag(value: &Polynomial, name: &str, is_set: bool) -> Polynomial {
    let flag = Indeterminate::symbol_in(name, Domain::Flag);
    let terms = value.terms().filter_map(|(monomial, coefficient)| {
        let (rest, exponent) = monomial.without(flag);
        (exponent == 0 || is_set).then(|| (rest, coefficient.clone()))
    });
    Polynomial::from_terms(terms)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn sums_and_products_are_associative_and_commutative(
        a in quotients(), b in quotients(), c in quotients()
    ) {
        prop_assert_eq!(add(&a, &b), add(&b, &a));
        prop_assert_eq!(multiply(&a, &b), multiply(&b, &a));
        prop_assert_eq!(add(&add(&a, &b), &c), add(&a, &add(&b, &c)));
        prop_assert_eq!(multiply(&multiply(&a, &b), &c), multiply(&a, &multiply(&b, &c)));
        prop_assert_eq!(multiply(&a, &add(&b, &c)), add(&multiply(&a, &b), &multiply(&a, &c)));
    }

    #[test]
    fn what_is_done_is_undone(a in quotients(), b in quotients()) {
        prop_assert!(subtract(&a, &a).is_zero());
        prop_assert_eq!(subtract(&add(&a, &b), &b), a.clone());
        if !b.is_zero() {
            prop_assert_eq!(multiply(&divide(&a, &b), &b), a.clone());
            prop_assert_eq!(divide(&multiply(&a, &b), &b), a);
        }
    }

    #[test]
    fn quotients_are_in_lowest_terms(a in quotients(), b in quotients()) {
        for value in [add(&a, &b), multiply(&a, &b)] {
            let below = value.denominator();
            prop_assert_eq!(below.primitive(), (Rational::ONE, below.clone()));
            let common = Algebra::new().common_divisor(value.numerator(), below).unwrap();
            prop_assert!(common.divisor.is_one() || value.is_zero() && below.is_one());
        }
    }

    #[test]
    fn quotients_add_as_cross_products(
        a in polynomials(&["B", "S", "E", "H", "V"]), b in polynomials(&["B", "S", "E", "H", "V"]),
        c in polynomials(&["B", "S", "E", "H", "V"]), d in polynomials(&["B", "S", "E", "H", "V"])
    ) {
        if !b.is_zero() && !d.is_zero() {
            let sum = add(&divide(&a, &b), &divide(&c, &d));
            let crossed = add(&multiply(&a, &d), &multiply(&c, &b));
            prop_assert_eq!(divide(&crossed, &multiply(&b, &d)), sum);
        }
    }

    #[test]
    fn powers_are_products(a in quotients(), exponent in 0..4_i64, other in 0..3_i64) {
        let both = multiply(&power(&a, exponent), &power(&a, other));
        prop_assert_eq!(power(&a, exponent + other), both);
        if !a.is_zero() {
            prop_assert!(multiply(&power(&a, exponent), &power(&a, -exponent)).is_one());
        }
    }

    #[test]
    fn many_addends_are_added_as_two_are(addends in proptest::collection::vec(quotients(), 0..6)) {
        let one_by_one = addends.iter().fold(Value::zero(), |sum, next| add(&sum, next));
        prop_assert_eq!(Algebra::new().sum_of(&addends).unwrap(), one_by_one);
    }

    #[test]
    fn flags_multiply_case_by_case(a in flagged(), b in flagged()) {
        let product = multiply(&a, &b);
        for case in 0..4 {
            let at = |value: &Value| {
                let value = with_flag(value.numerator(), "f", case & 1 == 1);
                Value::from(with_flag(&value, "g", case & 2 == 2))
            };
            prop_assert_eq!(at(&product), multiply(&at(&a), &at(&b)));
        }
    }

    #[test]
    fn long_products_agree_with_short_ones(
        a in proptest::collection::vec(polynomials(&["B", "S", "E"]), 5),
        b in proptest::collection::vec(polynomials(&["B", "S", "E"]), 5)
    ) {
        // Many terms take another way through the code than few.
        let algebra = Algebra::new();
        let whole = multiply(&algebra.sum_of(&a).unwrap(), &algebra.sum_of(&b).unwrap());
        let parts = a.iter().flat_map(|left| b.iter().map(move |right| multiply(left, right)));
        prop_assert_eq!(algebra.sum_of(&parts.collect::<Vec<_>>()).unwrap(), whole);
    }
}

#[test]
fn flags_are_their_own_squares() {
    let (f, one) = (flag("f"), Value::one());
    assert_eq!(power(&f, 2), f);
    assert_eq!(power(&f, 1_000_000), f);
    let opposite = subtract(&one, &f);
    assert!(multiply(&f, &opposite).is_zero());
    assert_eq!(power(&opposite, 3), opposite);
    // Nowhere are both defined.
    let below = |value: &Value| divide(&one, value);
    let both = Algebra::new().add(&below(&f), &below(&opposite));
    assert_eq!(both, Err(AlgebraError::DivisionByZero));
    let product = Algebra::new().multiply(&below(&f), &below(&opposite));
    assert_eq!(product, Err(AlgebraError::DivisionByZero));
}

#[test]
fn flags_leave_denominators_that_never_vanish() {
    let (f, one) = (flag("f"), Value::one());
    let half = Value::from(Rational::new(1, 2).unwrap());
    // 1/(1 + f) is 1 where f is 0 and 1/2 where it is 1.
    let quotient = divide(&one, &add(&one, &f));
    assert_eq!(quotient, subtract(&one, &multiply(&half, &f)));
    assert_eq!(divide(&f, &add(&one, &f)), multiply(&half, &f));
    assert!(multiply(&quotient, &add(&one, &f)).is_one());
}

#[test]
fn cancelled_factors_are_noted_one_by_one() {
    let (s, w) = (symbol("S"), symbol("W"));
    let (sum, difference) = (add(&s, &w), subtract(&s, &w));
    let square = multiply(&difference, &difference);
    let algebra = Algebra::new();
    let quotient = algebra
        .divide(&multiply(&sum, &square), &multiply(&square, &s))
        .unwrap();
    assert_eq!(quotient, divide(&sum, &s));
    assert_eq!(algebra.conditions(), [difference.numerator().clone()]);
    // A number cancelled is no condition.
    let algebra = Algebra::new();
    let double = multiply(&Value::integer(2), &s);
    algebra
        .divide(&multiply(&double, &difference), &double)
        .unwrap();
    assert!(!algebra.conditions().contains(difference.numerator()));
}

#[test]
fn roots_square_to_what_they_are_roots_of() {
    let algebra = Algebra::new();
    let (x, y) = (symbol("x"), symbol("y"));
    let root = algebra.sqrt(&x).unwrap();
    assert_eq!(multiply(&root, &root), x);
    assert_eq!(power(&root, 5), multiply(&power(&x, 2), &root));
    assert_eq!(divide(&Value::one(), &root), divide(&root, &x));
    assert_eq!(divide(&x, &root), root);
    let sum = add(&root, &Value::one());
    let expected = add(
        &add(&x, &multiply(&Value::integer(2), &root)),
        &Value::one(),
    );
    assert_eq!(power(&sum, 2), expected);
    let nested = algebra.sqrt(&add(&root, &y)).unwrap();
    let fourth = power(&nested, 4);
    let expected = add(
        &add(&x, &multiply(&multiply(&Value::integer(2), &y), &root)),
        &power(&y, 2),
    );
    assert_eq!(fourth, expected);
    let of_sum = algebra.sqrt(&divide(&add(&x, &Value::one()), &y)).unwrap();
    assert_eq!(
        multiply(&of_sum, &of_sum),
        divide(&add(&x, &Value::one()), &y)
    );
}

fn is_refused(result: &Result<Value, AlgebraError>) -> bool {
    matches!(result, Err(AlgebraError::Limit { .. }))
}

/// Far more than a refusal takes, far less than the work that is refused.
const AT_ONCE: Duration = Duration::from_millis(500);

#[test]
fn what_is_too_large_is_refused_before_the_work() {
    let start = Instant::now();
    let algebra = Algebra::new();
    let sum = algebra
        .sum_of(&["B", "S", "E", "H", "V"].map(symbol))
        .unwrap();
    assert!(is_refused(&algebra.power_integer(&sum, 100_000)));
    assert!(is_refused(
        &algebra.power_integer(&add(&symbol("B"), &Value::one()), 100_000)
    ));
    assert!(is_refused(
        &algebra.power_integer(&Value::integer(2), 1_000_000)
    ));
    assert!(is_refused(&algebra.power_integer(&symbol("S"), 2_000_000)));
    assert!(is_refused(&algebra.power_integer(&symbol("S"), i64::MIN)));
    let long = power(&Value::integer(2), 40_000);
    assert!(is_refused(&algebra.multiply(&long, &long)));
    assert!(is_refused(&algebra.power_integer(&long, 2)));
    assert!(start.elapsed() < AT_ONCE, "{:?}", start.elapsed());
}

#[test]
fn what_is_small_is_not_refused() {
    let long = power(&Value::integer(2), 60_000);
    assert!(divide(&long, &long).is_one());
    assert_eq!(multiply(&divide(&Value::one(), &long), &long), Value::one());
    assert_eq!(subtract(&add(&long, &Value::one()), &long), Value::one());
    assert_eq!(power(&symbol("S"), 1_000_000).numerator().len(), 1);
    assert_eq!(power(&Value::integer(-1), 999_999), Value::integer(-1));
    assert_eq!(power(&Value::one(), i64::MAX), Value::one());
    assert!(
        power(&power(&Value::integer(2), 65_000), -1)
            .as_constant()
            .is_some()
    );
}

#[test]
fn work_is_counted_over_a_whole_command() {
    let limits = Limits {
        steps: 10_000,
        ..Limits::default()
    };
    let algebra = Algebra::with_limits(limits);
    let sum = add(&symbol("B"), &add(&symbol("S"), &Value::one()));
    let results = (0..100).map(|_| algebra.power_integer(&sum, 20));
    assert!(results.into_iter().any(|result| is_refused(&result)));
}

#[test]
fn two_hundred_thousand_addends_take_no_time() {
    let start = Instant::now();
    let symbols = ["B", "S", "E", "H", "V"].map(symbol);
    let addends: Vec<Value> = (symbols.iter().cycle().zip(0..200_000))
        .map(|(symbol, place)| multiply(symbol, &Value::integer(place)))
        .collect();
    let building = start.elapsed();
    let sum = Algebra::new().sum_of(&addends).unwrap();
    assert_eq!(sum.numerator().len(), 5);
    // 0 + 5 + 10 + … + 199,995
    let first = sum
        .numerator()
        .coefficient_of(&Monomial::power(Indeterminate::symbol("B"), 1));
    assert_eq!(first, Rational::from(5_i64 * 39_999 * 40_000 / 2));
    let distinct: Vec<Value> = (1..=200_000).map(|n| symbol(&format!("n{n}"))).collect();
    assert_eq!(
        Algebra::new().sum_of(&distinct).unwrap().numerator().len(),
        200_000
    );
    let (s, below) = (symbol("S"), add(&symbol("W"), &Value::one()));
    let quotients: Vec<Value> = (1..20_000)
        .map(|n| divide(&add(&s, &Value::integer(n)), &below))
        .collect();
    let sum = Algebra::new().sum_of(&quotients).unwrap();
    assert_eq!(sum.denominator(), below.numerator());
    assert!(
        start.elapsed() < building + Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
