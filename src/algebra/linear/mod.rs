//! Exact linear algebra: which rows of a matrix are independent, the solution of a system, and the
//! equations at fault where there is none.
//!
//! Ranks are found modulo a prime and solutions are put together from several. A rank modulo a prime
//! is never too high; that it is not too low, and that a solution is one, is proved with exact numbers
//! before anything is returned.

mod basis;
mod echelon;
mod fault;
mod matrix;
mod rank;
mod reconstruct;
mod solve;

pub use basis::Basis;
pub use fault::Faults;
pub use matrix::Matrix;
