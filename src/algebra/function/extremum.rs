//! `max` and `min`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

impl Algebra {
    /// The larger of two values.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn maximum(&self, left: &Value, right: &Value) -> Result<Value, AlgebraError> {
        Ok(Value::from(
            Kernel::Max(vec![left.clone(), right.clone()]).intern(),
        ))
    }

    /// The smaller of two values.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn minimum(&self, left: &Value, right: &Value) -> Result<Value, AlgebraError> {
        let sum = self.add(left, right)?;
        self.subtract(&sum, &self.maximum(left, right)?)
    }
}
