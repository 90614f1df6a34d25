//! `log2`.

use crate::{AlgebraError, Bench, fraction, number, symbol};

#[test]
fn products_come_apart() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    assert_eq!(on.log2(&number(8)), number(3));
    assert_eq!(on.log2(&fraction(1, 8)), number(-3));
    assert_eq!(
        on.log2(&number(6)),
        on.add(&number(1), &on.log2(&number(3)))
    );
    assert_eq!(
        on.log2(&on.divide(&s, &w)),
        on.subtract(&on.log2(&s), &on.log2(&w))
    );
    assert_eq!(on.log2(&on.sqrt(&s)), on.divide(&on.log2(&s), &number(2)));
}

#[test]
fn powers_of_two_lose_it() {
    let (on, n) = (Bench::new(), symbol("n"));
    assert_eq!(on.log2(&on.power(&number(2), &n)), n);
    // log2(6^n) = n + n·log2(3)
    let expected = on.add(&n, &on.multiply(&n, &on.log2(&number(3))));
    assert_eq!(on.log2(&on.power(&number(6), &n)), expected);
}

#[test]
fn what_is_not_positive_has_none() {
    let on = Bench::new();
    let negative = on.multiply(&number(-1), &symbol("S"));
    for value in [number(0), number(-2), negative] {
        let refused = on.algebra.log2(&value);
        assert!(matches!(refused, Err(AlgebraError::Undefined { .. })));
    }
}
