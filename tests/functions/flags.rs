//! Comparisons.

use crate::{Bench, Comparison, Domain, fraction, is_kernel, number, symbol, symbol_in};

#[test]
fn whole_comparisons_are_tightened() {
    let (on, s) = (Bench::new(), symbol("S"));
    let flag = on.flag(&s, Comparison::Greater, &number(1));
    assert!(is_kernel(&flag));
    assert_eq!(on.flag(&s, Comparison::GreaterEqual, &number(2)), flag);
    let twice = on.multiply(&number(2), &s);
    assert_eq!(on.flag(&twice, Comparison::Greater, &number(3)), flag);
    assert_eq!(on.flag(&s, Comparison::Greater, &fraction(3, 2)), flag);
    assert_eq!(on.flag(&number(2), Comparison::LessEqual, &s), flag);
    assert_eq!(on.flag(&s, Comparison::Different, &number(1)), flag);
}

#[test]
fn a_comparison_and_its_opposite_add_up_to_one() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let pairs = [
        (Comparison::Greater, Comparison::LessEqual),
        (Comparison::Less, Comparison::GreaterEqual),
        (Comparison::Equal, Comparison::Different),
    ];
    for (one, other) in pairs {
        let sum = on.add(&on.flag(&s, one, &w), &on.flag(&s, other, &w));
        assert_eq!(sum, number(1));
        let square = on.flag(&s, one, &w);
        assert_eq!(on.multiply(&square, &square), square);
    }
    assert_eq!(
        on.flag(&s, Comparison::Equal, &w),
        on.flag(&w, Comparison::Equal, &s)
    );
    assert_eq!(
        on.flag(&s, Comparison::Less, &w),
        on.flag(&w, Comparison::Greater, &s)
    );
}

#[test]
fn what_is_decided_is_a_number() {
    let (on, s) = (Bench::new(), symbol("S"));
    assert_eq!(on.flag(&s, Comparison::Greater, &number(0)), number(1));
    assert_eq!(on.flag(&s, Comparison::Less, &number(1)), number(0));
    let twice = on.multiply(&number(2), &s);
    assert_eq!(on.flag(&twice, Comparison::Equal, &number(3)), number(0));
    assert_eq!(on.flag(&s, Comparison::Equal, &s), number(1));
    let root = on.sqrt(&number(2));
    assert_eq!(on.flag(&root, Comparison::Less, &fraction(3, 2)), number(1));
}

#[test]
fn positive_factors_do_not_matter() {
    let (on, b, s, w) = (Bench::new(), symbol("B"), symbol("S"), symbol("W"));
    let flag = on.flag(&s, Comparison::Greater, &w);
    let scaled = on.flag(
        &on.multiply(&b, &s),
        Comparison::Greater,
        &on.multiply(&b, &w),
    );
    assert_eq!(scaled, flag);
    let ratio = on.divide(&s, &w);
    assert_eq!(on.flag(&ratio, Comparison::Greater, &number(1)), flag);
}

#[test]
fn flags_are_looked_at_value_by_value() {
    let (on, s) = (Bench::new(), symbol("S"));
    let tied = symbol_in("tied", Domain::Flag);
    assert_eq!(on.flag(&tied, Comparison::Equal, &number(1)), tied);
    assert_eq!(on.flag(&tied, Comparison::Greater, &number(0)), tied);
    let off = on.subtract(&number(1), &tied);
    assert_eq!(on.flag(&tied, Comparison::Equal, &number(0)), off);
    // tied·S > 3 is tied·[S > 3]
    let inside = on.flag(&s, Comparison::Greater, &number(3));
    let product = on.multiply(&tied, &s);
    assert_eq!(
        on.flag(&product, Comparison::Greater, &number(3)),
        on.multiply(&tied, &inside)
    );
}
