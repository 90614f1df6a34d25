//! Which values are whole numbers wherever they are defined.

use crate::algebra::context::Algebra;
use crate::algebra::value::Value;

impl Algebra {
    /// Whether the value is proved to be a whole number for all admissible values of its symbols.
    pub fn is_integer_valued(&self, value: &Value) -> bool {
        value
            .as_constant()
            .is_some_and(|number| number.is_integer())
    }
}
