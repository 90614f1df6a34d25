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

/// Every digit, and a figure in brackets where there is one: `124,439,808 (124.44M)`, `3/2 (1.5)`.
pub fn digits_and_figure(number: &Rational) -> String {
    match figure(number) {
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

/// A number of bytes in decimal and in binary units: `80.00 GB (74.51 GiB)`; whole bytes below
/// 1,000.
///
/// ```
/// use flopform::notation::number::bytes;
/// assert_eq!(bytes(&80_000_000_000i64.into()), "80.00 GB (74.51 GiB)");
/// assert_eq!(bytes(&512.into()), "512 B");
/// ```
pub fn bytes(number: &Rational) -> String {
    let sign = if number.is_negative() { "-" } else { "" };
    let (numerator, denominator) = parts(number);
    let scaled = |step: u32, names: &[&str]| {
        let last = names.len() - 1;
        let mut unit = BigUint::from(step);
        for (place, name) in names.iter().enumerate() {
            let hundredths = rounded(&(&numerator * 100u32), &(&denominator * &unit));
            if place == last || hundredths < BigUint::from(step) * 100u32 {
                return format!("{sign}{} {name}", with_point(&hundredths, 2));
            }
            unit *= step;
        }
        String::new()
    };
    if numerator < &denominator * 1000u32 {
        return format!("{} B", digits(number));
    }
    let decimal = scaled(1000, &["kB", "MB", "GB", "TB", "PB", "EB"]);
    let binary = scaled(1024, &["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]);
    format!("{decimal} ({binary})")
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
