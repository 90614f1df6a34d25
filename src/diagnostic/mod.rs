//! Every word that a person reads about an error, and its picture.
//!
//! An error is data until it comes here: [`diagnose`] finds the words, [`render`] draws them under the
//! source lines they are about.

#[expect(
    clippy::module_inception,
    reason = "the file is about the type of that name"
)]
mod diagnostic;
mod drift;
mod excerpt;
mod render;
mod report;
mod words;

pub use diagnostic::{Diagnostic, Fact, Label, Severity};
pub use drift::{Drift, Origin};
pub use render::{Style, render, render_line};
pub use report::{diagnose_all, render_all};
pub use words::{Expected, Point, Unbound, diagnose, diagnose_algebra, diagnose_finding, unbound};
