//! Exact closed forms for what neural networks cost.
//!
//! A *cost rule* says what one layer costs; flopform adds, scales and simplifies the rules of a whole
//! architecture, exactly, and prints `24BSE² + 4BS²E`. Rules are written in `.cost` files, those of
//! the embedded library included; nothing in this crate knows a layer, a model or a device by name.
//!
//! ```
//! use flopform::{Engine, Setting, Shape};
//!
//! let mut engine = Engine::new();
//! let block = engine.questions("block").unwrap().remove(0);
//! let flops = engine.quantity(&block, "flops").unwrap();
//! let answers = engine.answer(&block, &[flops], &Setting::default()).unwrap();
//! let form = engine.form(&block, &answers.values[0].value, Shape::Factored).unwrap();
//! assert_eq!(form.unicode(&engine.known_names(&block)), "4BSE(6E + S)");
//! ```
//!
//! [`Engine`] is the facade: load, ask, derive, answer. Beneath it, each folder may use those before
//! it and none after: [`text`] (sources and places in them), [`algebra`] (exact mathematics, on its
//! own), [`syntax`] (text to tree, and the formatter), [`cost`] (names, layers, deriving),
//! [`weights`] (headers of files of weights), [`evaluator`] (forms at very many points), [`analysis`] (questions asked of derived forms),
//! [`notation`] (LaTeX and figures for people), [`lint`] (what files say and most likely do not mean),
//! [`diagnostic`] (every word about a mistake); and, with the features `cli` and `lsp`, `lsp` (what editors ask)
//! and `cli` (the command line). The
//! architecture page of the book says where each kind of change goes.
//!
//! Nothing passes through a float on the way to a result, and what cannot be answered exactly is
//! refused with a reason.

pub mod algebra;
pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cost;
pub mod diagnostic;
mod engine;
pub mod evaluator;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod notation;
pub mod syntax;
pub mod text;
pub mod weights;

pub use algebra::Shape;
pub use cost::{FormulaReader, Setting};
pub use engine::{Answer, Answers, Engine, Errors, TreeRow, unruled};

/// The picture of the house: which folder may see which, and where each kind of change goes.
#[doc = include_str!("../book/src/architecture.md")]
#[cfg(doc)]
pub mod architecture {}

/// The examples of the book, which are run as those of this documentation are.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../book/src/guides/embed.md")]
    struct Embed;
    #[doc = include_str!("../book/src/snapshots.md")]
    struct Snapshots;
}
