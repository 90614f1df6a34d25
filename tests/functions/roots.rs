//! `sqrt`.

use crate::{AlgebraError, Bench, Domain, fraction, is_kernel, number, symbol, symbol_in};

#[test]
fn squares_come_out() {
    let (on, s) = (Bench::new(), symbol("S"));
    let square = on.multiply(&number(4), &on.multiply(&s, &s));
    assert_eq!(on.sqrt(&square), on.multiply(&number(2), &s));
    assert_eq!(
        on.sqrt(&number(8)),
        on.multiply(&number(2), &on.sqrt(&number(2)))
    );
    let sum = on.add(&s, &symbol("W"));
    assert_eq!(on.sqrt(&on.multiply(&sum, &sum)), sum);
    assert_eq!(on.sqrt(&fraction(9, 4)), fraction(3, 2));
    assert_eq!(
        on.sqrt(&fraction(1, 2)),
        on.divide(&on.sqrt(&number(2)), &number(2))
    );
    let flag = symbol_in("f", Domain::Flag);
    assert_eq!(on.sqrt(&flag), flag);
}

#[test]
fn roots_of_products_are_products_of_roots() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let six = on.sqrt(&number(6));
    assert_eq!(on.multiply(&on.sqrt(&number(2)), &on.sqrt(&number(3))), six);
    let both = on.sqrt(&on.multiply(&s, &w));
    assert_eq!(on.multiply(&on.sqrt(&s), &on.sqrt(&w)), both);
    // sqrt(S/W) = sqrt(S)·sqrt(W)/W
    assert_eq!(on.sqrt(&on.divide(&s, &w)), on.divide(&both, &w));
}

#[test]
fn a_square_of_unknown_sign_is_a_distance() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let gap = on.subtract(&s, &w);
    let expected = on.max(&gap, &on.subtract(&w, &s));
    assert_eq!(on.sqrt(&on.multiply(&gap, &gap)), expected);
    assert!(is_kernel(&on.sqrt(&gap)));
}

#[test]
fn negative_numbers_have_none() {
    let on = Bench::new();
    for value in [number(-1), on.multiply(&number(-4), &symbol("S"))] {
        let refused = on.algebra.sqrt(&value);
        assert!(matches!(refused, Err(AlgebraError::Undefined { .. })));
    }
}
