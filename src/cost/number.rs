//! Numbers as they are written in a formula.

use crate::algebra::Rational;
use crate::cost::error::{CostError, CostErrorKind};
use crate::text::Span;

/// The number that a text is.
pub(in crate::cost) fn number_of(text: &str, span: Span) -> Result<Rational, CostError> {
    text.parse().map_err(|error| {
        let reason = format!("`{text}` cannot be read: {error}");
        let help = "write a number such as 12, 1_000, 1.5 or 1e9".to_owned();
        CostError::new(CostErrorKind::BadCall { reason, help }, span)
    })
}
