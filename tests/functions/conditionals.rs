//! `if`.

use crate::{AlgebraError, Bench, Comparison, Domain, is_kernel, number, symbol, symbol_in};

#[test]
fn constants_pick() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    assert_eq!(on.select(&number(1), &s, &w), s);
    assert_eq!(on.select(&number(0), &s, &w), w);
    let refused = on.algebra.conditional(&number(2), &s, &w);
    assert!(matches!(
        refused,
        Err(AlgebraError::ConditionNotFlag { .. })
    ));
}

#[test]
fn branches_without_poles_are_mixed() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let flag = symbol_in("f", Domain::Flag);
    let expected = on.add(&w, &on.multiply(&flag, &on.subtract(&s, &w)));
    assert_eq!(on.select(&flag, &s, &w), expected);
    assert_eq!(on.select(&flag, &s, &s), s);
    // A positive denominator is no pole.
    let ratio = on.divide(&s, &w);
    assert_eq!(
        on.select(&flag, &ratio, &number(0)),
        on.multiply(&flag, &ratio)
    );
}

#[test]
fn branches_with_poles_are_kept_apart() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let apart = on.flag(&s, Comparison::Different, &w);
    let pole = on.divide(&number(1), &on.subtract(&s, &w));
    let kept = on.select(&apart, &pole, &number(0));
    assert!(is_kernel(&kept));
    // Putting in S = W takes the other branch and never meets the pole.
    let same = crate::Substitution::from_iter([(crate::Indeterminate::symbol("S"), w.clone())]);
    assert_eq!(on.algebra.substitute(&kept, &same), Ok(number(0)));
    // Also where the pole is inside a function.
    let hidden = on.floor(&pole);
    assert!(is_kernel(&on.select(&apart, &hidden, &number(0))));
    let logarithm = on.algebra.log2(&on.subtract(&s, &w)).expect("a logarithm");
    assert!(is_kernel(&on.select(&apart, &logarithm, &number(0))));
    let opposite = on.subtract(&number(1), &apart);
    assert_eq!(on.select(&opposite, &number(0), &pole), kept);
}

#[test]
fn a_condition_that_may_be_anything_is_kept() {
    let (on, s) = (Bench::new(), symbol("S"));
    let kept = on.select(&s, &number(2), &number(3));
    assert!(is_kernel(&kept));
    let put = |value: i64| {
        let one = crate::Indeterminate::symbol("S");
        crate::Substitution::from_iter([(one, number(value))])
    };
    assert_eq!(on.algebra.substitute(&kept, &put(1)), Ok(number(2)));
    assert!(on.algebra.substitute(&kept, &put(2)).is_err());
}
