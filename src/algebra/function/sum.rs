//! `sum(i, a, b, f)`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

impl Algebra {
    /// The sum of `body` over the whole values of `index` from `from` to `to`, both included; 0
    /// where there are none. In the body the index is a symbol of domain
    /// [`Integer`](crate::algebra::Domain::Integer).
    ///
    /// # Errors
    /// [`AlgebraError::BoundNotInteger`], or when the limits are met.
    pub fn sum(
        &self,
        index: Indeterminate,
        from: &Value,
        to: &Value,
        body: &Value,
    ) -> Result<Value, AlgebraError> {
        let (from, to, body) = (from.clone(), to.clone(), body.clone());
        Ok(Value::from(
            Kernel::Sum {
                index,
                from,
                to,
                body,
            }
            .intern(),
        ))
    }
}
