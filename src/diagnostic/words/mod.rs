//! Every word that a person reads about an error: a file for each kind of thing that goes wrong.

mod algebra;
mod calls;
mod cost;
mod deriving;
mod expectation;
mod files;
mod lint;
mod names;
mod phrase;
mod remark;
mod syntax;
mod unbound;

pub use expectation::{Expected, Point};
pub use lint::diagnose_finding;
pub use unbound::{Unbound, unbound};

use crate::cost::{CostError, CostErrorKind};
use crate::diagnostic::diagnostic::Diagnostic;

/// What is said about an error: its words, its place, and the places that explain it.
pub fn diagnose(error: &CostError) -> Diagnostic {
    let remark = cost::remark(error);
    let mut diagnostic = Diagnostic::error(remark.headline);
    // The place of an error comes first, so notes without it would take its part.
    if let Some(span) = error.span {
        diagnostic = diagnostic.label(span, remark.label);
        for (span, words) in &error.notes {
            diagnostic = diagnostic.label(*span, words);
        }
    }
    if let CostErrorKind::Algebra {
        expression: Some(expression),
        ..
    } = &*error.kind
    {
        diagnostic = diagnostic.fact("in", expression);
    }
    diagnostic.help.extend(remark.help);
    diagnostic
}

/// What is said about an error of the algebra that has no place in any text.
pub fn diagnose_algebra(error: &crate::algebra::AlgebraError) -> Diagnostic {
    let remark = algebra::remark(error);
    let mut diagnostic = Diagnostic::error(remark.headline);
    diagnostic.help.extend(remark.help);
    diagnostic
}
