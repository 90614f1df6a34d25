//! `max` and `min`.

use crate::{Bench, Domain, is_kernel, number, symbol, symbol_in};

#[test]
fn order_does_not_matter() {
    let (on, s, w, t) = (Bench::new(), symbol("S"), symbol("W"), symbol("T"));
    assert_eq!(on.max(&s, &w), on.max(&w, &s));
    assert_eq!(on.max(&s, &s), s);
    let left = on.max(&on.max(&s, &w), &t);
    assert_eq!(left, on.max(&s, &on.max(&w, &t)));
    assert_eq!(left, on.max(&on.max(&t, &s), &on.max(&w, &s)));
    let smallest = on.min(&on.min(&s, &w), &t);
    assert_eq!(smallest, on.min(&s, &on.min(&t, &w)));
    let shifted = on.subtract(&t, &number(1));
    assert_eq!(
        on.max(&s, &on.max(&w, &shifted)),
        on.max(&on.max(&s, &w), &shifted)
    );
    assert_eq!(on.max(&number(2), &number(3)), number(3));
}

#[test]
fn what_is_common_stands_outside() {
    let (on, b, s, w) = (Bench::new(), symbol("B"), symbol("S"), symbol("W"));
    // max(2BS + 1, 2BW + 1) = 2B·max(S, W) + 1
    let twice = on.multiply(&number(2), &b);
    let left = on.add(&on.multiply(&twice, &s), &number(1));
    let right = on.add(&on.multiply(&twice, &w), &number(1));
    let expected = on.add(&on.multiply(&twice, &on.max(&s, &w)), &number(1));
    assert_eq!(on.max(&left, &right), expected);
    // max(S/W, 1) = max(S, W)/W
    let expected = on.divide(&on.max(&s, &w), &w);
    assert_eq!(on.max(&on.divide(&s, &w), &number(1)), expected);
}

#[test]
fn the_two_extrema_add_up_to_the_two_values() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let sum = on.add(&on.max(&s, &w), &on.min(&s, &w));
    assert_eq!(sum, on.add(&s, &w));
    assert!(is_kernel(&on.max(&s, &w)));
}

#[test]
fn what_is_never_larger_drops_out() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    assert_eq!(on.max(&s, &number(1)), s);
    assert_eq!(on.min(&s, &number(1)), number(1));
    assert_eq!(on.max(&s, &on.add(&s, &w)), on.add(&s, &w));
    assert_eq!(on.max(&on.max(&s, &w), &s), on.max(&s, &w));
    let whole = symbol_in("k", Domain::Whole);
    assert_eq!(on.max(&whole, &number(0)), whole);
}

#[test]
fn assumptions_decide() {
    let (s, w) = (symbol("S"), symbol("W"));
    let plain = Bench::new();
    let gap = plain.subtract(&s, &w).numerator().clone();
    let on = Bench {
        algebra: plain.algebra.assuming(gap),
    };
    assert_eq!(on.min(&s, &w), w);
    assert_eq!(on.max(&s, &w), s);
}

#[test]
fn irrational_numbers_are_compared() {
    let on = Bench::new();
    let root = on.sqrt(&number(2));
    assert_eq!(on.max(&root, &crate::fraction(3, 2)), crate::fraction(3, 2));
    assert_eq!(on.max(&root, &crate::fraction(7, 5)), root);
}
