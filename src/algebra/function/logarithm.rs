//! `log2`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

impl Algebra {
    /// The logarithm to base 2.
    ///
    /// # Errors
    /// [`AlgebraError::Undefined`] outside its domain, or when the limits are met.
    pub fn log2(&self, value: &Value) -> Result<Value, AlgebraError> {
        Ok(Value::from(Kernel::Log2(value.clone()).intern()))
    }
}
