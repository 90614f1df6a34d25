//! Exact numbers for people: every digit, grouped; and a rounded figure beside them.
//!
//! All rounding is done on whole numbers, half away from zero; nothing passes through a float.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, Pow, Zero};

use crate::algebra::Rational;

/// Every digit, in groups of three: `124,439,808`, `-3/2`.
///
/// ```
/// use flopform::notation::number::digits;
/// assert_eq!(digits(&124_439_808.into()), "124,439,808");
/// ```
pub fn digits(number: &Rational) -> String {
    let sign = if number.is_negative() { "-" } else { "" };
    let (numerator, denominator) = parts(number);
    let numerator = grouped(&numerator.to_string());
    if denominator.is_one() {
        return format!("{sign}{numerator}");
    }
    format!("{sign}{numerator}/{}", grouped(&denominator.to_string()))
}

/// A figure in the unit with this sign, where prefixes are written before it; else a plain one.
pub fn figure_in(number: &Rational, sign: &str) -> Option<String> {
    match sign {
        "" => figure(number),
        sign => prefixed(number, sign),
    }
}

/// Every digit, and a figure in brackets where there is one: `124,439,808 (124.44M)`, `3/2 (1.5)`.
pub fn digits_and_figure(number: &Rational) -> String {
    digits_and_figure_in(number, "")
}

/// The same in the unit with this sign: `1,073,741,824 (1.07 GB, 1.00 GiB)`.
pub fn digits_and_figure_in(number: &Rational, sign: &str) -> String {
    match figure_in(number, sign) {
        Some(figure) => format!("{} ({figure})", digits(number)),
        None => digits(number),
    }
}

/// A rounded figure where the digits alone are hard to read: `124.44M` from 1,000 on, and a decimal
/// for what is not whole. `None` for whole numbers below 1,000.
///
/// The letters are `k M G T P E` for 10³ to 10¹⁸; past them, and for fractions below 0.001, the
/// figure has an exponent of ten: `1.23e45`, `2.95e-4`.
///
/// ```
/// use flopform::algebra::Rational;
/// use flopform::notation::number::figure;
/// assert_eq!(figure(&124_439_808.into()).unwrap(), "124.44M");
/// assert_eq!(figure(&Rational::new(1, 3).unwrap()).unwrap(), "0.3333");
/// assert_eq!(figure(&12.into()), None);
/// ```
pub fn figure(number: &Rational) -> Option<String> {
    let sign = if number.is_negative() { "-" } else { "" };
    let (numerator, denominator) = parts(number);
    let thousand = &denominator * 1000u32;
    if numerator >= thousand {
        return Some(format!("{sign}{}", large(&numerator, &denominator)));
    }
    if denominator.is_one() {
        return None;
    }
    Some(format!("{sign}{}", small(&numerator, &denominator)))
}

/// A rounded figure of what is counted in powers of ten and of two, with the sign of its unit:
/// `80.00 GB, 74.51 GiB`. As [`figure`], it is `None` for whole numbers below 1,000; what prefixes do not
/// reach has an exponent of ten, `1.23e45 B`.
///
/// ```
/// use flopform::notation::number::prefixed;
/// assert_eq!(prefixed(&80_000_000_000i64.into(), "B").unwrap(), "80.00 GB, 74.51 GiB");
/// assert_eq!(prefixed(&512.into(), "B"), None);
/// ```
pub fn prefixed(number: &Rational, sign: &str) -> Option<String> {
    let (numerator, denominator) = parts(number);
    let reach = Pow::pow(BigUint::from(1000u32), 7u32);
    if numerator < &denominator * 1000u32 || numerator >= &denominator * reach {
        let figure = figure(number)?;
        return Some(format!("{figure} {sign}"));
    }
    let minus = if number.is_negative() { "-" } else { "" };
    let scaled = |step: u32, prefixes: [&str; 6]| {
        let mut unit = denominator.clone();
        let mut text = String::new();
        for prefix in prefixes {
            unit *= step;
            let hundredths = rounded(&(&numerator * 100u32), &unit);
            text = format!("{minus}{} {prefix}{sign}", with_point(&hundredths, 2));
            if hundredths < BigUint::from(step) * 100u32 {
                break;
            }
        }
        text
    };
    let decimal = scaled(1000, ["k", "M", "G", "T", "P", "E"]);
    let binary = scaled(1024, ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]);
    Some(format!("{decimal}, {binary}"))
}

/// The size of a number as numerator and denominator.
fn parts(number: &Rational) -> (BigUint, BigUint) {
    let numerator = number.numerator_big().into_parts().1;
    (numerator, number.denominator_big().into_parts().1)
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The quotient rounded to a whole number, halves up.
fn rounded(numerator: &BigUint, denominator: &BigUint) -> BigUint {
    (numerator * 2u32 + denominator).div_floor(&(denominator * 2u32))
}

/// Digits with a point before the last places.
fn with_point(number: &BigUint, places: usize) -> String {
    let digits = format!(
        "{number:0>width$}",
        number = number.to_string(),
        width = places + 1
    );
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{whole}.{fraction}")
}

/// A number of at least 1,000 with two places and a letter.
fn large(numerator: &BigUint, denominator: &BigUint) -> String {
    let mut unit = denominator.clone();
    for letter in ["k", "M", "G", "T", "P", "E"] {
        unit *= 1000u32;
        let hundredths = rounded(&(numerator * 100u32), &unit);
        if hundredths < BigUint::from(100_000u32) {
            return with_point(&hundredths, 2) + letter;
        }
    }
    scientific(numerator, denominator)
}

/// A number below 1,000 that is not whole: up to four places, four digits below 1, an exponent of
/// ten below 0.001.
fn small(numerator: &BigUint, denominator: &BigUint) -> String {
    if numerator * 1000u32 < *denominator {
        return scientific(numerator, denominator);
    }
    let mut places = 4;
    let mut scale = BigUint::from(1000u32);
    // Leading zeros do not count as digits.
    while numerator * &scale < denominator * 100u32 && places < 7 {
        places += 1;
        scale *= 10u32;
    }
    let tens = Pow::pow(BigUint::from(10u32), places);
    let decimal = with_point(&rounded(&(numerator * tens), denominator), places);
    decimal
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// Three digits and an exponent of ten.
fn scientific(numerator: &BigUint, denominator: &BigUint) -> String {
    if numerator.is_zero() {
        return "0".to_owned();
    }
    // The number of digits tells the exponent up to one.
    let above = numerator.to_string().len();
    let below = denominator.to_string().len();
    let (mut up, mut down) = (0, below.saturating_sub(above));
    if above > below {
        up = above - below;
    }
    let ten = || BigUint::from(10u32);
    let (mut top, mut bottom) = (
        numerator * Pow::pow(ten(), down),
        denominator * Pow::pow(ten(), up),
    );
    if top < bottom {
        if up > 0 {
            up -= 1;
        } else {
            down += 1;
        }
        top *= 10u32;
    }
    let mut hundredths = rounded(&(&top * 100u32), &bottom);
    if hundredths >= BigUint::from(1000u32) {
        bottom *= 10u32;
        hundredths = rounded(&(&top * 100u32), &bottom);
        if down > 0 {
            down -= 1;
        } else {
            up += 1;
        }
    }
    let mantissa = with_point(&hundredths, 2);
    if down > 0 {
        format!("{mantissa}e-{down}")
    } else {
        format!("{mantissa}e{up}")
    }
}
