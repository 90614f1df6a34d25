//! `if condition then a else b`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::value::Value;

impl Algebra {
    /// The one value where the flag is 1, the other where it is 0.
    ///
    /// # Errors
    /// [`AlgebraError::ConditionNotFlag`], or when the limits are met.
    pub fn conditional(
        &self,
        condition: &Value,
        then: &Value,
        otherwise: &Value,
    ) -> Result<Value, AlgebraError> {
        let difference = self.subtract(then, otherwise)?;
        self.add(otherwise, &self.multiply(condition, &difference)?)
    }
}
