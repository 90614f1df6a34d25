//! Why samples cannot be fitted.

use crate::algebra::{AlgebraError, Indeterminate, Rational};

/// Why samples cannot be fitted. Rows are counted from zero.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// Neither its power nor the total degree is bounded.
    #[error("the power of {} has no bound", symbol.text())]
    Unbounded {
        /// The symbol.
        symbol: Indeterminate,
    },
    /// There are more monomials within the bounds than are fitted.
    #[error("there are more than {most} monomials within the bounds")]
    TooManyMonomials {
        /// The most that are fitted.
        most: usize,
    },
    /// Rows times monomials are more than are kept in memory.
    #[error("{rows} rows of {monomials} monomials are too many")]
    TooManyRows {
        /// The rows.
        rows: usize,
        /// The monomials.
        monomials: usize,
    },
    /// A symbol has a value in a row that it cannot have.
    #[error("{} cannot be {value}", symbol.text())]
    OutsideDomain {
        /// The row.
        row: usize,
        /// The symbol.
        symbol: Indeterminate,
        /// The value.
        value: Rational,
    },
    /// The denominator has no value at a row, or is zero there.
    #[error("the denominator: {error}")]
    Denominator {
        /// The row.
        row: usize,
        /// What is wrong with it.
        error: AlgebraError,
    },
    /// The limits were met.
    #[error(transparent)]
    Algebra(#[from] AlgebraError),
}
