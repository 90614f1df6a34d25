//! The rules of functions, one by one: what each leaves is derived by hand.

use flopform::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Environment, Indeterminate, Kernel, Rational,
    Substitution, Value,
};

/// Short names for building values; every operation in these tests stays within the limits.
struct Bench {
    algebra: Algebra,
}

impl Bench {
    fn new() -> Bench {
        Bench {
            algebra: Algebra::new(),
        }
    }

    fn add(&self, left: &Value, right: &Value) -> Value {
        self.algebra.add(left, right).expect("a sum")
    }

    fn subtract(&self, left: &Value, right: &Value) -> Value {
        self.algebra.subtract(left, right).expect("a difference")
    }

    fn multiply(&self, left: &Value, right: &Value) -> Value {
        self.algebra.multiply(left, right).expect("a product")
    }

    fn divide(&self, left: &Value, right: &Value) -> Value {
        self.algebra.divide(left, right).expect("a quotient")
    }

    fn floor(&self, value: &Value) -> Value {
        self.algebra.floor(value).expect("a floor")
    }

    fn ceil(&self, value: &Value) -> Value {
        self.algebra.ceil(value).expect("a ceil")
    }

    fn max(&self, left: &Value, right: &Value) -> Value {
        self.algebra.maximum(left, right).expect("a maximum")
    }

    fn min(&self, left: &Value, right: &Value) -> Value {
        self.algebra.minimum(left, right).expect("a minimum")
    }

    fn power(&self, base: &Value, exponent: &Value) -> Value {
        self.algebra.power(base, exponent).expect("a power")
    }

    fn sqrt(&self, value: &Value) -> Value {
        self.algebra.sqrt(value).expect("a root")
    }

    fn log2(&self, value: &Value) -> Value {
        self.algebra.log2(value).expect("a logarithm")
    }

    fn flag(&self, left: &Value, comparison: Comparison, right: &Value) -> Value {
        self.algebra
            .compare(left, comparison, right)
            .expect("a comparison")
    }

    fn select(&self, condition: &Value, then: &Value, otherwise: &Value) -> Value {
        self.algebra
            .conditional(condition, then, otherwise)
            .expect("a conditional")
    }

    fn sum(&self, index: Indeterminate, from: &Value, to: &Value, body: &Value) -> Value {
        self.algebra.sum(index, from, to, body).expect("a sum")
    }

    /// `a·x + b`, with `a` and `b` over a common denominator.
    fn line(&self, slope: i64, variable: &Value, offset: i64, below: i64) -> Value {
        let scaled = self.multiply(&Value::integer(slope), variable);
        let shifted = self.add(&scaled, &Value::integer(offset));
        self.divide(&shifted, &Value::integer(below))
    }
}

fn symbol(name: &str) -> Value {
    Value::from(Indeterminate::symbol(name))
}

fn symbol_in(name: &str, domain: Domain) -> Value {
    Value::from(Indeterminate::symbol_in(name, domain))
}

fn index(name: &str) -> Indeterminate {
    Indeterminate::symbol_in(name, Domain::Integer)
}

fn number(integer: i64) -> Value {
    Value::integer(integer)
}

fn fraction(numerator: i64, denominator: i64) -> Value {
    Value::from(Rational::new(numerator, denominator).expect("a fraction"))
}

/// Whether the value is a single function to the first power.
fn is_kernel(value: &Value) -> bool {
    value
        .as_indeterminate()
        .is_some_and(|one| Kernel::of(one).is_some())
}

mod floors {
    use super::{Bench, Domain, fraction, is_kernel, number, symbol, symbol_in};
    use flopform::algebra::Value;

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
    fn irrational_numbers_have_exact_floors() {
        let on = Bench::new();
        assert_eq!(on.floor(&on.sqrt(&number(10))), number(3));
        assert_eq!(on.floor(&on.log2(&number(10))), number(3));
        assert_eq!(on.ceil(&on.log2(&number(10))), number(4));
        let both: Value = on.add(&on.sqrt(&number(2)), &on.log2(&number(3)));
        // 1.414… + 1.584… = 2.999…
        assert_eq!(on.floor(&both), number(2));
    }
}

mod extrema {
    use super::{Bench, Domain, is_kernel, number, symbol, symbol_in};

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
        assert_eq!(on.max(&root, &super::fraction(3, 2)), super::fraction(3, 2));
        assert_eq!(on.max(&root, &super::fraction(7, 5)), root);
    }
}

mod flags {
    use super::{Bench, Comparison, Domain, fraction, is_kernel, number, symbol, symbol_in};

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
}

mod conditionals {
    use super::{AlgebraError, Bench, Comparison, Domain, is_kernel, number, symbol, symbol_in};

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
        let same = super::Substitution::from_iter([(super::Indeterminate::symbol("S"), w.clone())]);
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
            let one = super::Indeterminate::symbol("S");
            super::Substitution::from_iter([(one, number(value))])
        };
        assert_eq!(on.algebra.substitute(&kept, &put(1)), Ok(number(2)));
        assert!(on.algebra.substitute(&kept, &put(2)).is_err());
    }
}

mod roots {
    use super::{AlgebraError, Bench, Domain, fraction, is_kernel, number, symbol, symbol_in};

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
}

mod logarithms {
    use super::{AlgebraError, Bench, fraction, number, symbol};

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
}

mod powers {
    use super::{AlgebraError, Bench, Domain, fraction, number, symbol, symbol_in};

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
}

mod sums {
    use super::{
        AlgebraError, Bench, Comparison, Domain, Environment, Rational, Value, fraction, index,
        is_kernel, number, symbol, symbol_in,
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
            super::Substitution::from_iter([(super::Indeterminate::symbol(symbol), value.clone())])
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
    fn bounds_must_be_whole() {
        let (on, n, i) = (Bench::new(), symbol("n"), index("i"));
        let real = symbol_in("x", Domain::Real);
        for bound in [fraction(5, 2), on.divide(&n, &number(2)), real] {
            let refused = on.algebra.sum(i, &number(1), &bound, &Value::from(i));
            assert!(matches!(refused, Err(AlgebraError::BoundNotInteger { .. })));
        }
    }
}
