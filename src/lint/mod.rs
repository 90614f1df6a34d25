//! Lints: what a formula file may say, and most likely does not mean.
//!
//! Each is a pure function from a loaded file to what it finds, in a file of its own; [`LINTS`] is the
//! list of them. What is found is data and places; the words are in `diagnostic`.

mod allow;
mod checked;
mod definition;
mod explanations;
mod finding;
mod forgotten_parameter;
mod formulas;
mod hidden_product;
mod homogeneity;
mod idle_expect;
mod missing_rule;
mod missing_source;
mod reads;
mod registry;
mod run;
mod shape;
mod unit;
mod unlike_units;
mod unused_dim;
mod unused_let;
mod unused_parameter;
mod unused_use;

pub use definition::{Level, Lint};
pub use finding::{
    Conversion, Finding, FindingKind, Idle, MistakenAllow, Mixture, Unevenness, Unsourced,
};
pub use homogeneity::evidence::Evidence;
pub use registry::{LINTS, named, nearest};
pub use run::check;
