//! Numbers as they are written: `1_000`, `1.5`, `1e9`.

use std::str::FromStr;

use num_bigint::{BigInt, BigUint, Sign};

use crate::algebra::rational::Rational;

/// The text was no number of the form `12`, `1_000`, `1.5` or `1e9`, or its exponent of ten is past
/// [`MAX_DECIMAL_EXPONENT`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseRationalError {
    /// Not of that form.
    #[error("not a number")]
    NotANumber,
    /// The power of ten would need more memory than any exact answer is worth.
    #[error("the exponent of ten is past {MAX_DECIMAL_EXPONENT}")]
    ExponentTooLarge,
}

/// The largest exponent of ten a number may be written with.
pub const MAX_DECIMAL_EXPONENT: i64 = 19_000;

impl FromStr for Rational {
    type Err = ParseRationalError;

    /// Reads `12`, `1_000`, `1.5`, `2.5e-3`: exact, never by way of a float. A point needs a digit on
    /// both sides, and so does an underscore; there is no sign in front.
    fn from_str(text: &str) -> Result<Rational, ParseRationalError> {
        let (mantissa, exponent) = match text.split_once('e') {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (text, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let mut digits = digits_of(whole).ok_or(ParseRationalError::NotANumber)?;
        let mut places = 0;
        if let Some(fraction) = fraction {
            let fraction = digits_of(fraction).ok_or(ParseRationalError::NotANumber)?;
            places = fraction.len();
            digits.push_str(&fraction);
        }
        let exponent = exponent.map_or(Ok(0), decimal_exponent)?;
        // Zeros in front say nothing, and those behind the point would only cost memory.
        let significant = digits.trim_start_matches('0').len();
        let too_large = ParseRationalError::ExponentTooLarge;
        let places = i64::try_from(places).map_err(|_| too_large.clone())?;
        let significant = i64::try_from(significant).map_err(|_| too_large.clone())?;
        let shift = exponent - places;
        if significant > MAX_DECIMAL_EXPONENT || shift.abs() > MAX_DECIMAL_EXPONENT {
            return Err(too_large);
        }
        let digits =
            BigUint::parse_bytes(digits.as_bytes(), 10).ok_or(ParseRationalError::NotANumber)?;
        let integer = Rational::from_big(BigInt::from_biguint(Sign::Plus, digits));
        let scale = Rational::from(10).power(shift).expect("ten is not zero");
        Ok(&integer * &scale)
    }
}

/// The digits of `1_000` without the underscores, each of which must stand between two digits.
fn digits_of(text: &str) -> Option<String> {
    let groups = text.split('_');
    let all_digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    groups
        .clone()
        .all(all_digits)
        .then(|| groups.collect::<String>())
}

/// The exponent in `1e-5`; one that a machine integer cannot hold is past every bound.
fn decimal_exponent(text: &str) -> Result<i64, ParseRationalError> {
    let (negative, magnitude) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let digits = digits_of(magnitude).ok_or(ParseRationalError::NotANumber)?;
    let magnitude: i64 = digits
        .parse()
        .map_err(|_| ParseRationalError::ExponentTooLarge)?;
    if magnitude > MAX_DECIMAL_EXPONENT {
        return Err(ParseRationalError::ExponentTooLarge);
    }
    Ok(if negative { -magnitude } else { magnitude })
}
