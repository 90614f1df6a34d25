//! Finished forms evaluated at very many points: compiled once, run over blocks of points.
//!
//! Architecture invariant: this folder imports only `algebra`. The exact machine computes in 64 and in
//! 128 bits where bounds show that nothing overflows, checks every point where they do not, and leaves
//! to the algebra whatever is out of the ordinary; so its numbers are the algebra's.

mod axis;
mod block;
mod compile;
mod exact;
mod exact_points;
mod float;
mod float_points;
mod formulas;
mod graph;
mod horner;
mod lanes;
mod limbs;
mod long;
mod magnitudes;
mod points;
mod register;
mod scalar;
mod selection;
mod step;
mod strip;

pub use axis::Axis;
pub use block::{BLOCK, Block, Column};
pub use exact_points::Exact;
pub use float_points::Float;
pub use formulas::{Formulas, PointError};
pub use points::{Cursor, Points};
pub use register::Wholes;
pub use selection::{Cell, Frontier, Top};
