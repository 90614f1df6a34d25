//! Exact mathematics: rational numbers, polynomials, their quotients, and functions of them.
//!
//! Architecture invariant: this folder imports nothing of ours, and knows no layers.

mod domain;
mod error;
mod indeterminate;
mod limits;
mod monomial;
mod polynomial;
mod rational;

pub use domain::Domain;
pub use error::AlgebraError;
pub use indeterminate::Indeterminate;
pub use limits::Limits;
pub use monomial::{Exponent, Monomial};
pub use polynomial::{Polynomial, Term};
pub use rational::{MAX_DECIMAL_EXPONENT, ParseRationalError, Rational};
