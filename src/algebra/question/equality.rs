//! Whether two values are the same wherever both are defined.

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// The answer to a question that cannot always be decided. `Holds` and `Fails` are never wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds for all admissible values of the symbols.
    Holds,
    /// It does not hold, and the point shows it.
    Fails(Counterexample),
    /// The rules cannot tell.
    NotDecided {
        /// Why, and what would help, for a person.
        reason: String,
    },
}

/// An admissible point at which a claim fails, and what the two sides are worth there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// A number for each symbol, by name.
    pub point: IndexMap<String, Rational>,
    /// The left side there, where it has an exact value.
    pub left: Option<Rational>,
    /// The right side there, where it has an exact value.
    pub right: Option<Rational>,
}

impl Algebra {
    /// Whether two values agree wherever both are defined.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn equal(&self, left: &Value, right: &Value) -> Result<Verdict, AlgebraError> {
        if left == right {
            return Ok(Verdict::Holds);
        }
        Ok(Verdict::NotDecided {
            reason: String::new(),
        })
    }
}
impl Algebra {
    /// stub
    pub fn compare_values(
        &self,
        _: &Value,
        _: crate::algebra::Comparison,
        _: &Value,
    ) -> Result<Verdict, AlgebraError> {
        todo!()
    }
}
