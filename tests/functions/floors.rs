//! `floor` and `ceil`.

use crate::{Bench, Domain, fraction, is_kernel, number, symbol, symbol_in};
use flopform::algebra::{AlgebraError, Value};

#[test]
fn numbers_are_rounded_down() {
    let on = Bench::new();
    assert_eq!(on.floor(&fraction(-7, 2)), number(-4));
    assert_eq!(on.ceil(&fraction(-7, 2)), number(-3));
    assert_eq!(on.floor(&number(3)), number(3));
}

#[test]
fn whole_parts_stand_outside() {
    let (on, h) = (Bench::new(), symbol("h"));
    let half = on.floor(&on.line(1, &h, 1, 2));
    assert!(is_kernel(&half));
    // floor(h/2 - 1/2) + 1 = floor((h + 1)/2) = ceil(h/2)
    let shifted = on.add(&on.floor(&on.line(1, &h, -1, 2)), &number(1));
    assert_eq!(shifted, half);
    assert_eq!(on.ceil(&on.divide(&h, &number(2))), half);
    // floor(7h/2) = 3h + floor(h/2)
    let expected = on.add(
        &on.multiply(&number(3), &h),
        &on.floor(&on.line(1, &h, 0, 2)),
    );
    assert_eq!(on.floor(&on.line(7, &h, 0, 2)), expected);
}

#[test]
fn integer_valued_arguments_lose_the_floor() {
    let (on, s) = (Bench::new(), symbol("S"));
    let triangle = on.divide(&on.multiply(&s, &on.line(1, &s, 1, 1)), &number(2));
    assert_eq!(on.floor(&triangle), triangle);
    assert_eq!(on.ceil(&triangle), triangle);
    // floor(S(S+1)/2 + 1/2) = S(S+1)/2
    assert_eq!(on.floor(&on.add(&triangle, &fraction(1, 2))), triangle);
    // floor(-S(S+1)/2 + 1/3) = -S(S+1)/2
    let turned = on.subtract(&fraction(1, 3), &triangle);
    assert_eq!(on.floor(&turned), on.subtract(&number(0), &triangle));
}

#[test]
fn multiples_are_read_as_such() {
    let on = Bench::new();
    let h = symbol_in("h", Domain::Multiple(32));
    let mut size = h.clone();
    for _ in 0..5 {
        let inside = on.line(1, &size, 2 - 3, 2);
        size = on.add(&on.floor(&inside), &number(1));
    }
    assert_eq!(size, on.divide(&h, &number(32)));
    let sixty_fourth = on.floor(&on.divide(&h, &number(64)));
    assert!(is_kernel(&sixty_fourth));
    // h/64 is a multiple of one half, so a quarter more changes nothing.
    let more = on.floor(&on.line(1, &h, 16, 64));
    assert_eq!(more, sixty_fourth);
}

#[test]
fn strides_of_any_size_come_together() {
    let (on, h) = (Bench::new(), symbol("h"));
    // Two convolutions of stride 2 shrink as one of stride 4 does.
    let half = on.ceil(&on.divide(&h, &number(2)));
    let quarter = on.ceil(&on.divide(&half, &number(2)));
    assert_eq!(quarter, on.ceil(&on.divide(&h, &number(4))));
    // floor((floor(h/2) + 1)/2) = floor((h + 2)/4)
    let inner = on.floor(&on.divide(&h, &number(2)));
    assert_eq!(
        on.floor(&on.line(1, &inner, 1, 2)),
        on.floor(&on.line(1, &h, 2, 4))
    );
}

#[test]
fn common_divisors_swallow_what_is_below_them() {
    let (on, q) = (Bench::new(), symbol("q"));
    let half = on.floor(&on.divide(&q, &number(2)));
    assert_eq!(on.floor(&on.line(4, &q, 3, 8)), half);
    // floor((4q + 7)/8) = floor((q + 1)/2)
    assert_eq!(
        on.floor(&on.line(4, &q, 7, 8)),
        on.floor(&on.line(1, &q, 1, 2))
    );
}

#[test]
fn symbolic_divisors() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let quotient = on.floor(&on.divide(&s, &w));
    assert!(is_kernel(&quotient));
    // floor((S + 2W)/W) = 2 + floor(S/W)
    let more = on.add(&s, &on.multiply(&number(2), &w));
    assert_eq!(
        on.floor(&on.divide(&more, &w)),
        on.add(&number(2), &quotient)
    );
    // ceil(S/W) = floor((S + W - 1)/W) = floor((S - 1)/W) + 1 = -floor(-S/W)
    let up = on.ceil(&on.divide(&s, &w));
    let shifted = on.subtract(&on.add(&s, &w), &number(1));
    assert_eq!(on.floor(&on.divide(&shifted, &w)), up);
    let below = on.floor(&on.divide(&on.subtract(&s, &number(1)), &w));
    assert_eq!(on.add(&below, &number(1)), up);
    let turned = on.floor(&on.divide(&on.subtract(&number(0), &s), &w));
    assert_eq!(on.subtract(&number(0), &turned), up);
    assert!(is_kernel(&up));
    // floor(floor(S/W)/T) = floor(S/(WT))
    let t = symbol("T");
    assert_eq!(
        on.floor(&on.divide(&quotient, &t)),
        on.floor(&on.divide(&s, &on.multiply(&w, &t)))
    );
    // 0 <= S/(S + W) < 1
    assert_eq!(on.floor(&on.divide(&s, &on.add(&s, &w))), number(0));
}

#[test]
fn ceil_of_what_may_be_anything_is_a_negated_floor() {
    let on = Bench::new();
    let x = symbol_in("x", Domain::Real);
    let up = on.ceil(&x);
    let expected = on.subtract(&number(0), &on.floor(&on.subtract(&number(0), &x)));
    assert_eq!(up, expected);
}

#[test]
fn what_doubles_with_every_level_meets_a_limit() {
    let (on, s, w) = (Bench::new(), symbol("S"), symbol("W"));
    let mut value = s.clone();
    let refused = (0..100).find_map(|_| {
        let square = on.multiply(&value, &value);
        let inside = on.add(&square, &on.multiply(&value, &s));
        let next = on.algebra.floor(&on.divide(&inside, &w));
        next.map(|next| value = next).err()
    });
    assert!(matches!(refused, Some(AlgebraError::Limit { .. })));
}

#[test]
fn irrational_numbers_have_exact_floors() {
    let on = Bench::new();
    assert_eq!(on.floor(&on.sqrt(&number(10))), number(3));
    assert_eq!(on.floor(&on.log2(&number(10))), number(3));
    assert_eq!(on.ceil(&on.log2(&number(10))), number(4));
    let both: Value = on.add(&on.sqrt(&number(2)), &on.log2(&number(3)));
    // 1.414… + 1.584… = 2.999…
    assert_eq!(on.floor(&both), number(2));
}
