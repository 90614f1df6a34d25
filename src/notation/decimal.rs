//! Decimal digits of numbers that have no end of them.

use num_bigint::BigInt;
use num_traits::{One, Pow, Signed};

use crate::algebra::Rational;

/// The first significant digits of a number, cut off and not rounded: `1.4142`, `0.00123`, `52710000`.
///
/// ```
/// use flopform::algebra::Rational;
/// use flopform::notation::decimal::first_digits;
/// assert_eq!(first_digits(&Rational::new(2, 3).unwrap(), 4), "0.6666");
/// assert_eq!(first_digits(&Rational::new(98765, 10).unwrap(), 3), "9870");
/// ```
pub fn first_digits(number: &Rational, digits: u32) -> String {
    let Some(Cut { before, cut }) = cut(number, digits) else {
        return "0".to_owned();
    };
    let sign = if number.is_negative() { "-" } else { "" };
    let shift = i64::from(digits) - before;
    let text = match (usize::try_from(before), usize::try_from(shift)) {
        (_, Err(_)) => cut + &"0".repeat(usize::try_from(-shift).unwrap_or(0)),
        (Ok(before), Ok(_)) if before > 0 => match cut.split_at(before) {
            (whole, "") => whole.to_owned(),
            (whole, rest) => format!("{whole}.{rest}"),
        },
        _ => format!(
            "0.{}{cut}",
            "0".repeat(usize::try_from(-before).unwrap_or(0))
        ),
    };
    format!("{sign}{text}")
}

/// The first significant digits of a number, cut off and not rounded, with nothing beside them that is not
/// known: an exponent of ten stands for what is too large or too small, `1.6069e60`, `2.500e-9`.
///
/// ```
/// use flopform::algebra::Rational;
/// use flopform::notation::decimal::known_digits;
/// assert_eq!(known_digits(&Rational::new(98765, 10).unwrap(), 3), "9.87e3");
/// assert_eq!(known_digits(&Rational::new(98765, 10).unwrap(), 4), "9876");
/// ```
pub fn known_digits(number: &Rational, digits: u32) -> String {
    let Some(Cut { before, cut }) = cut(number, digits) else {
        return "0".to_owned();
    };
    if (-MOST_ZEROS..=i64::from(digits)).contains(&before) {
        return first_digits(number, digits);
    }
    let sign = if number.is_negative() { "-" } else { "" };
    let (first, rest) = cut.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e{}", before - 1)
}

/// So many zeros may stand behind the point before the first digit.
const MOST_ZEROS: i64 = 5;

/// The first digits of a number, and how many of its digits stand before the point; none or fewer where
/// zeros follow it.
struct Cut {
    before: i64,
    cut: String,
}

/// `None` for zero.
fn cut(number: &Rational, digits: u32) -> Option<Cut> {
    if number.is_zero() {
        return None;
    }
    let numerator = number.numerator_big().abs();
    let denominator = number.denominator_big();
    let ten = |power: u64| Pow::pow(BigInt::from(10), power);
    let mut before = decimal_length(&numerator) - decimal_length(&denominator);
    let at_least = |power: i64| match u64::try_from(power) {
        Ok(power) => numerator >= &denominator * ten(power),
        Err(_) => &numerator * ten(power.unsigned_abs()) >= denominator,
    };
    if at_least(before) {
        before += 1;
    }
    let shift = i64::from(digits) - before;
    let cut = match u64::try_from(shift) {
        Ok(shift) => &numerator * ten(shift) / &denominator,
        Err(_) => &numerator / (&denominator * ten(shift.unsigned_abs())),
    };
    Some(Cut {
        before,
        cut: cut.to_string(),
    })
}

fn decimal_length(number: &BigInt) -> i64 {
    debug_assert!(*number >= BigInt::one(), "it is positive");
    i64::try_from(number.to_string().len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{first_digits, known_digits};
    use crate::algebra::Rational;

    #[test]
    fn digits_are_cut_off_at_any_size() {
        let digits = |text: &str, count| {
            let number: Rational = text.parse().expect("a number");
            first_digits(&number, count)
        };
        assert_eq!(digits("1", 3), "1.00");
        assert_eq!(digits("99.99", 3), "99.9");
        assert_eq!(digits("100", 3), "100");
        assert_eq!(digits("0.00999", 2), "0.0099");
        assert_eq!(digits("0.1", 1), "0.1");
        assert_eq!(digits("123456", 2), "120000");
        assert_eq!(digits("1e30", 2), format!("10{}", "0".repeat(29)));
        assert_eq!(digits("2e-7", 3), "0.000000200");
    }

    #[test]
    fn an_exponent_stands_for_what_is_not_known() {
        let digits = |text: &str, count| {
            let number: Rational = text.parse().expect("a number");
            known_digits(&number, count)
        };
        assert_eq!(digits("123456", 6), "123456");
        assert_eq!(digits("123456", 2), "1.2e5");
        assert_eq!(digits("123456", 1), "1e5");
        assert_eq!(digits("1.5", 3), "1.50");
        assert_eq!(digits("0.0000012", 2), "0.0000012");
        assert_eq!(digits("0.00000012", 3), "1.20e-7");
        let number: Rational = "4e30".parse().expect("a number");
        assert_eq!(known_digits(&-&number, 2), "-4.0e30");
    }
}
