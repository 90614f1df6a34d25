//! Numbers as they are written in a formula.

use crate::algebra::Rational;
use crate::cost::error::{CostError, CostErrorKind};
use crate::text::Span;

/// So many digits always fit a machine integer.
const MACHINE_DIGITS: usize = 18;

/// The number that a text is.
pub(in crate::cost) fn number_of(text: &str, span: Span) -> Result<Rational, CostError> {
    // Nearly every number is a whole one that is read at once.
    if text.len() <= MACHINE_DIGITS
        && text.bytes().all(|digit| digit.is_ascii_digit())
        && let Ok(number) = text.parse::<i64>()
    {
        return Ok(Rational::from(number));
    }
    text.parse().map_err(|error| {
        let reason = format!("`{text}` cannot be read: {error}");
        let help = "write a number such as 12, 1_000, 1.5 or 1e9".to_owned();
        CostError::new(CostErrorKind::BadCall { reason, help }, span)
    })
}
