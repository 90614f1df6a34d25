//! What is known of the sign of a value, from the domains of its symbols and the assumptions.

use crate::algebra::context::Algebra;
use crate::algebra::polynomial::Polynomial;

/// A fact about the sign of a value, wherever it is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Always greater than zero.
    Positive,
    /// Never less than zero.
    NonNegative,
    /// Always zero.
    Zero,
    /// Never greater than zero.
    NonPositive,
    /// Always less than zero.
    Negative,
}

impl Algebra {
    /// The strongest fact the rules prove about the sign of a polynomial; `None` where they prove
    /// nothing.
    pub fn sign(&self, polynomial: &Polynomial) -> Option<Sign> {
        let _ = polynomial;
        None
    }

    /// Whether the polynomial is proved to differ from zero everywhere.
    pub fn is_nonzero(&self, polynomial: &Polynomial) -> bool {
        matches!(self.sign(polynomial), Some(Sign::Positive | Sign::Negative))
    }
}
