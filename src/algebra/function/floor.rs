//! `floor` and `ceil`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

impl Algebra {
    /// The largest whole number that is not greater.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn floor(&self, value: &Value) -> Result<Value, AlgebraError> {
        if let Some(number) = value.as_constant() {
            return Ok(Value::from(number.floor()));
        }
        Ok(Value::from(Kernel::Floor(value.clone()).intern()))
    }

    /// The smallest whole number that is not less.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn ceil(&self, value: &Value) -> Result<Value, AlgebraError> {
        Ok(self.negate(&self.floor(&self.negate(value))?))
    }
}
