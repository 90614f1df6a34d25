//! Exact mathematics: rational numbers, polynomials, their quotients, and functions of them.
//!
//! Architecture invariant: this folder imports nothing of ours, and knows no layers.

mod arithmetic;
mod context;
mod decimal;
mod division;
mod domain;
mod error;
mod factor;
mod facts;
mod flags;
mod form;
mod function;
mod gcd;
mod hashing;
mod indeterminate;
mod kernel;
mod limits;
mod linear;
mod monomial;
mod packing;
mod polynomial;
mod prime;
mod product;
mod question;
mod quotient;
mod rational;
mod total;
mod value;

pub use context::Algebra;
pub use decimal::{MAX_DECIMAL_EXPONENT, ParseRationalError};
pub use domain::Domain;
pub use error::AlgebraError;
pub use factor::Factorization;
pub use form::{Form, Function, KnownNames, Layout, OpaqueForm, PrintOrder, Shape, SignedForm};
pub use function::Comparison;
pub use gcd::CommonDivisor;
pub use indeterminate::Indeterminate;
pub use kernel::{Kernel, Opaque};
pub use limits::Limits;
pub use linear::{Basis, Faults, Matrix};
pub use monomial::{Exponent, Monomial};
pub use polynomial::{Polynomial, Term};
pub use question::{Counterexample, Environment, Root, Sign, Substitution, Verdict};
pub use rational::Rational;
pub use value::Value;
