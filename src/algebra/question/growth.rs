//! What a value comes to as one symbol grows.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::question::equality::Verdict;
use crate::algebra::value::Value;

impl Algebra {
    /// The leading term of the value as the symbol grows and all else is fixed.
    ///
    /// # Errors
    /// [`AlgebraError::NoLeadingTerm`] where the rules do not know it, or when the limits are met.
    pub fn leading(&self, value: &Value, symbol: Indeterminate) -> Result<Value, AlgebraError> {
        Err(AlgebraError::NoLeadingTerm {
            expression: value.to_string(),
            symbol: symbol.text().to_owned(),
        })
    }

    /// Whether the quotient of two values tends to 1 as the symbol grows and all else is fixed.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn same_growth(
        &self,
        left: &Value,
        right: &Value,
        symbol: Indeterminate,
    ) -> Result<Verdict, AlgebraError> {
        let _ = (left, right, symbol);
        Ok(Verdict::NotDecided {
            reason: String::new(),
        })
    }
}
