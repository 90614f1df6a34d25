//! Powers with any exponent: whole numbers, and symbolic exponents of constant bases.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::value::Value;

impl Algebra {
    /// `base ^ exponent`
    ///
    /// # Errors
    /// [`AlgebraError::ExponentNotInteger`], [`AlgebraError::SymbolicPower`],
    /// [`AlgebraError::DivisionByZero`], or when the limits are met.
    pub fn power(&self, base: &Value, exponent: &Value) -> Result<Value, AlgebraError> {
        let whole = exponent.as_constant().and_then(|number| number.to_i64());
        let Some(whole) = whole else {
            return Err(AlgebraError::ExponentNotInteger {
                exponent: exponent.to_string(),
            });
        };
        self.power_integer(base, whole)
    }
}
