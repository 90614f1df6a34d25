//! Exact numbers against the big ratios of `num-rational`.

use flopform::algebra::{MAX_DECIMAL_EXPONENT, ParseRationalError, Rational};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Pow, Signed, Zero};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

/// Machine integers, many of them at the ends of their range.
fn integers() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        -20..20_i64,
        Just(i64::MIN),
        Just(i64::MAX),
        Just(i64::MIN + 1),
        any::<i32>().prop_map(i64::from),
    ]
}

/// Numbers of one to six machine words, and the same as big ratios.
fn numbers() -> impl Strategy<Value = (Rational, BigRational)> {
    let parts = proptest::collection::vec((integers(), integers()), 1..4);
    parts.prop_map(|parts| {
        let mut number = Rational::ONE;
        let mut ratio = BigRational::from_integer(1.into());
        for (above, below) in parts {
            let below = if below == 0 { 1 } else { below };
            number = &number * &Rational::new(above, below).unwrap();
            ratio *= BigRational::new(above.into(), below.into());
        }
        (number, ratio)
    })
}

/// Equal as text means equal as stored: a number has one representation.
fn same(number: &Rational, ratio: &BigRational) -> bool {
    let twin: Rational = {
        let (above, below) = (decimal(ratio.numer()), decimal(ratio.denom()));
        above.divided_by(&below).unwrap()
    };
    number.to_string() == ratio.to_string() && *number == twin
}

fn decimal(integer: &BigInt) -> Rational {
    let magnitude: Rational = integer.abs().to_string().parse().unwrap();
    if integer.is_negative() {
        -&magnitude
    } else {
        magnitude
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn arithmetic((a, x) in numbers(), (b, y) in numbers()) {
        prop_assert!(same(&a, &x));
        prop_assert!(same(&(&a + &b), &(&x + &y)));
        prop_assert!(same(&(&a - &b), &(&x - &y)));
        prop_assert!(same(&(&a * &b), &(&x * &y)));
        prop_assert!(same(&-&a, &-x.clone()));
        prop_assert_eq!(a.divided_by(&b).is_none(), y.is_zero());
        if let Some(quotient) = a.divided_by(&b) {
            prop_assert!(same(&quotient, &(&x / &y)));
        }
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a == b, x == y);
    }

    #[test]
    fn parts((a, x) in numbers()) {
        prop_assert!(same(&a.floor(), &x.floor()));
        prop_assert!(same(&a.ceil(), &x.ceil()));
        prop_assert!(same(&a.abs(), &x.abs()));
        prop_assert!(same(&a.numerator(), &x.numer().clone().into()));
        prop_assert!(same(&a.denominator(), &x.denom().clone().into()));
        prop_assert_eq!(a.is_integer(), x.is_integer());
        prop_assert_eq!(a.is_negative(), x.is_negative());
        prop_assert_eq!(a.bits(), x.numer().bits().max(x.denom().bits()));
    }

    #[test]
    fn powers((a, x) in numbers(), exponent in -5..6_i32) {
        prop_assert_eq!(a.power(exponent.into()).is_none(), x.is_zero() && exponent < 0);
        if let Some(power) = a.power(exponent.into()) {
            prop_assert!(same(&power, &x.pow(exponent)));
        }
    }

    #[test]
    fn the_gcd_is_the_largest_common_measure((a, _) in numbers(), (b, _) in numbers()) {
        let gcd = a.gcd(&b);
        prop_assert_eq!(&gcd, &b.gcd(&a));
        if gcd.is_zero() {
            prop_assert!(a.is_zero() && b.is_zero());
        } else {
            let (left, right) = (a.divided_by(&gcd).unwrap(), b.divided_by(&gcd).unwrap());
            prop_assert!(left.is_integer() && right.is_integer() && gcd.is_positive());
            prop_assert!(left.gcd(&right).is_one());
        }
    }

    #[test]
    fn squares_have_roots((a, _) in numbers()) {
        prop_assert_eq!((&a * &a).sqrt_exact(), Some(a.abs()));
        let twice = &Rational::from(2) * &(&a * &a);
        prop_assert_eq!(twice.sqrt_exact().is_some(), a.is_zero());
    }

    #[test]
    fn the_nearest_double_of_a_decimal(
        whole in any::<u64>(), fraction in any::<u64>(), exponent in -320..300_i32
    ) {
        // The standard library rounds what it reads correctly.
        let text = format!("{whole}.{fraction}e{exponent}");
        let number: Rational = text.parse().unwrap();
        prop_assert_eq!(number.to_f64().to_bits(), text.parse::<f64>().unwrap().to_bits());
        prop_assert_eq!((-&number).to_f64().to_bits(), (-text.parse::<f64>().unwrap()).to_bits());
    }

    #[test]
    fn text_comes_back((a, _) in numbers()) {
        let text = a.numerator().abs().to_string();
        prop_assert_eq!(text.parse::<Rational>(), Ok(a.numerator().abs()));
    }
}

#[test]
fn doubles_of_huge_numbers() {
    let is = |number: &Rational, double: f64| {
        assert_eq!(number.to_f64().to_bits(), double.to_bits(), "{double}");
    };
    let ten = |exponent| Rational::from(10).power(exponent).unwrap();
    is(&ten(400), f64::INFINITY);
    is(&-&ten(400), f64::NEG_INFINITY);
    is(&ten(-400), 0.0);
    is(&ten(400).divided_by(&ten(399)).unwrap(), 10.0);
    let third = ten(400)
        .divided_by(&(&Rational::from(3) * &ten(399)))
        .unwrap();
    is(&third, 10.0 / 3.0);
    // Both parts are past every double, and the quotient is not.
    let close = (&ten(400) + &Rational::ONE).divided_by(&ten(400)).unwrap();
    is(&close, 1.0);
    is(
        &Rational::new(i64::MIN, 1).unwrap(),
        -9_223_372_036_854_775_808.0,
    );
}

#[test]
fn numbers_as_written() {
    for (text, number) in [
        ("0", "0"),
        ("007", "7"),
        ("1_000", "1000"),
        ("1_0.5_0", "21/2"),
        ("1.5", "3/2"),
        ("2.5e-3", "1/400"),
        ("1e9", "1000000000"),
        ("1e+2", "100"),
        ("0e0", "0"),
        ("989e12", "989000000000000"),
    ] {
        assert_eq!(
            text.parse::<Rational>().unwrap().to_string(),
            number,
            "{text}"
        );
    }
}

#[test]
fn what_is_no_number() {
    for text in [
        "", "1.", ".5", ".", "1__0", "_1", "1_", "1_.5", "1._5", "1e", "1e-", "1e+", "e5", "+1",
        "-1", "1 ", " 1", "1e5e5", "1.5.5", "0x10", "1E5", "1e1_", "1e--1", "١", "1e1.5", "inf",
    ] {
        let refused = Err(ParseRationalError::NotANumber);
        assert_eq!(text.parse::<Rational>(), refused, "{text}");
    }
    let past = MAX_DECIMAL_EXPONENT + 1;
    let digits = "9".repeat(20_001);
    for text in [
        &format!("1e{past}"),
        &format!("1e-{past}"),
        "1e99999999999999999999999",
        &digits,
        &format!("0.{}1", "0".repeat(20_000)),
    ] {
        let refused = Err(ParseRationalError::ExponentTooLarge);
        assert_eq!(text.parse::<Rational>(), refused);
    }
}
