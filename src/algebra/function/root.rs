//! `sqrt`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

impl Algebra {
    /// The square root.
    ///
    /// # Errors
    /// [`AlgebraError::Undefined`] outside its domain, or when the limits are met.
    pub fn sqrt(&self, value: &Value) -> Result<Value, AlgebraError> {
        Ok(Value::from(Kernel::Sqrt(value.clone()).intern()))
    }
}
