//! Files of trained weights, as far as their headers: which tensors there are, and how large.
//!
//! Architecture invariant: this folder knows files and shapes, and nothing of formulas.

mod checkpoint;
mod dtype;
mod group;
mod header;

pub use checkpoint::{Checkpoint, WeightsError, open};
pub use dtype::Dtype;
pub use group::{Group, groups, matches};
pub use header::{Header, HeaderError, Tensor, read_header};
