//! Factors to print: what must come out, and that nothing is lost.

use flopform::algebra::{
    Algebra, Exponent, Factorization, Indeterminate, Monomial, Polynomial, Rational, Value,
};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};

fn symbol(name: &str) -> Value {
    Value::from(Indeterminate::symbol(name))
}

fn add(left: &Value, right: &Value) -> Value {
    Algebra::new().add(left, right).unwrap()
}

fn subtract(left: &Value, right: &Value) -> Value {
    Algebra::new().subtract(left, right).unwrap()
}

fn product(factors: &[&Value]) -> Value {
    factors.iter().fold(Value::one(), |product, factor| {
        Algebra::new().multiply(&product, factor).unwrap()
    })
}

fn power(base: &Value, exponent: i64) -> Value {
    Algebra::new().power_integer(base, exponent).unwrap()
}

fn factored(value: &Value) -> Factorization {
    Algebra::new()
        .factored(value.as_polynomial().unwrap())
        .unwrap()
}

fn multiplied_out(factorization: &Factorization) -> Value {
    let number = Polynomial::term(
        factorization.monomial.clone(),
        factorization.content.clone(),
    );
    let factors = factorization.factors.iter();
    factors.fold(Value::from(number), |product, (factor, exponent)| {
        let power = power(&Value::from(factor.clone()), i64::from(*exponent));
        Algebra::new().multiply(&product, &power).unwrap()
    })
}

/// Checks the content, the monomial and the factors, in any order.
fn expect(value: &Value, content: i64, monomial: &Value, factors: &[(&Value, Exponent)]) {
    let found = factored(value);
    assert_eq!(found.content, Rational::from(content), "{found:?}");
    let expected = monomial.numerator().leading_term().unwrap().0.clone();
    assert_eq!(found.monomial, expected, "{found:?}");
    assert_eq!(found.factors.len(), factors.len(), "{found:?}");
    for (factor, exponent) in factors {
        let factor = factor.numerator().clone();
        assert!(found.factors.contains(&(factor, *exponent)), "{found:?}");
    }
    assert_eq!(multiplied_out(&found), *value);
}

#[test]
fn forms_of_cost_formulas() {
    let [b, s, e, h, w] = ["B", "S", "E", "H", "W"].map(symbol);
    let one = Value::one();
    let e1 = add(&e, &one);
    expect(&power(&e1, 2), 1, &one, &[(&e1, 2)]);
    let six = add(&product(&[&Value::integer(6), &e]), &s);
    let bse = product(&[&b, &s, &e]);
    expect(
        &product(&[&Value::integer(4), &bse, &six]),
        4,
        &bse,
        &[(&six, 1)],
    );
    let (sum, difference) = (add(&s, &w), subtract(&s, &w));
    let be = product(&[&b, &e]);
    expect(
        &product(&[&be, &sum, &difference]),
        1,
        &be,
        &[(&sum, 1), (&difference, 1)],
    );
    let h2 = add(&h, &Value::integer(2));
    expect(&product(&[&e1, &h2]), 1, &one, &[(&e1, 1), (&h2, 1)]);
    let s1 = add(&s, &one);
    expect(&product(&[&s, &s1]), 1, &s, &[(&s1, 1)]);
    expect(
        &product(&[&Value::integer(-3), &s, &s1]),
        -3,
        &s,
        &[(&s1, 1)],
    );
}

#[test]
fn squares_and_roots() {
    let [x, y, z] = ["x", "y", "z"].map(symbol);
    let one = Value::one();
    let sum = add(&add(&x, &y), &z);
    expect(&power(&sum, 3), 1, &one, &[(&sum, 3)]);
    let (p, q) = (add(&product(&[&x, &y]), &one), subtract(&x, &z));
    expect(
        &product(&[&power(&p, 2), &power(&q, 3)]),
        1,
        &one,
        &[(&p, 2), (&q, 3)],
    );
    // x⁴ − y⁴ = (x − y)(x + y)(x² + y²)
    let fourth = subtract(&power(&x, 4), &power(&y, 4));
    let squares = add(&power(&x, 2), &power(&y, 2));
    let (plus, minus) = (add(&x, &y), subtract(&x, &y));
    expect(&fourth, 1, &one, &[(&plus, 1), (&minus, 1), (&squares, 1)]);
    // x³ − y³ = (x − y)(x² + xy + y²)
    let cubes = subtract(&power(&x, 3), &power(&y, 3));
    let rest = add(&squares, &product(&[&x, &y]));
    expect(&cubes, 1, &one, &[(&minus, 1), (&rest, 1)]);
    // (2x − 3)(x + 5)(x² + 1)
    let linear = subtract(&product(&[&Value::integer(2), &x]), &Value::integer(3));
    let other = add(&x, &Value::integer(5));
    let quadratic = add(&power(&x, 2), &one);
    let all = product(&[&linear, &other, &quadratic]);
    expect(&all, 1, &one, &[(&linear, 1), (&other, 1), (&quadratic, 1)]);
}

#[test]
fn what_does_not_split_stays() {
    let [x, y] = ["x", "y"].map(symbol);
    let irreducible = add(&add(&power(&x, 2), &power(&y, 2)), &Value::one());
    expect(&irreducible, 1, &Value::one(), &[(&irreducible, 1)]);
    let zero = factored(&Value::zero());
    assert_eq!((zero.content, zero.factors.len()), (Rational::ZERO, 0));
    expect(&Value::integer(-7), -7, &Value::one(), &[]);
    // A fraction stays in front: x/2 + 1/3 = 1/6 (3x + 2)
    let sixth = Rational::new(1, 6).unwrap();
    let linear = add(&product(&[&Value::integer(3), &x]), &Value::integer(2));
    let value = Algebra::new()
        .multiply(&Value::from(sixth.clone()), &linear)
        .unwrap();
    assert_eq!(factored(&value).content, sixth);
}

fn polynomials() -> impl Strategy<Value = Polynomial> {
    let exponents = proptest::array::uniform3(0..3_u32);
    proptest::collection::vec((exponents, -9..10_i64), 1..5).prop_map(|terms| {
        Polynomial::from_terms(terms.into_iter().map(|(exponents, coefficient)| {
            let names = ["B", "S", "E"].map(Indeterminate::symbol);
            let monomial = Monomial::from_factors(names.into_iter().zip(exponents));
            (monomial, Rational::from(coefficient))
        }))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn the_product_of_all_factors_is_the_polynomial(
        f in polynomials(), g in polynomials(), exponent in 1..4_i64
    ) {
        let value = product(&[&f.into(), &power(&g.into(), exponent)]);
        let found = factored(&value);
        prop_assert_eq!(multiplied_out(&found), value);
        for (place, (left, _)) in found.factors.iter().enumerate() {
            prop_assert!(left.len() > 1);
            prop_assert_eq!(&left.primitive(), &(Rational::ONE, left.clone()));
            for (right, _) in &found.factors[place + 1..] {
                let common = Algebra::new().common_divisor(left, right).unwrap();
                prop_assert!(common.divisor.is_one());
            }
        }
    }
}

#[test]
fn long_polynomials_give_up_in_time() {
    let names: Vec<Value> = (0..12).map(|i| symbol(&format!("x{i}"))).collect();
    let sum = names.iter().fold(Value::one(), |sum, x| add(&sum, x));
    let value = power(&sum, 4);
    assert_eq!(value.numerator().len(), 1820);
    assert_eq!(multiplied_out(&factored(&value)), value);
}
