//! Expectations of a document that do not hold, and layers that cannot be derived.

use crate::algebra::{AlgebraError, Value};
use crate::cost::{CostError, CostErrorKind, Outcome};
use crate::diagnostic::{Diagnostic, diagnose};
use crate::lsp::view::View;
use crate::text::Span;

/// An expectation that is not met.
pub(super) struct Unmet {
    pub(super) diagnostic: Diagnostic,
    /// The side that is expected.
    pub(super) right: Span,
    /// The form of the other side.
    pub(super) derived: String,
    /// Whether the two sides are to be equal.
    pub(super) is_equation: bool,
}

/// Tests every expectation of the document, or those at an offset.
pub(super) fn unmet(view: &View, at: Option<usize>) -> Vec<Unmet> {
    let expectations = &view.program().module(view.module).expectations;
    let wanted =
        |span: Span| at.is_none_or(|at| (span.range().start..=span.range().end).contains(&at));
    if !expectations.iter().any(|one| wanted(one.span)) {
        return Vec::new();
    }
    let tested = view.engine.test(view.module).into_iter();
    let unmet = tested.filter_map(|(number, question, tested)| {
        let expectation = &expectations[number];
        if !wanted(expectation.span) {
            return None;
        }
        let right = expectation.right.span;
        let is_equation = expectation.relation.text() == "==" && expectation.within.is_none();
        match tested {
            Ok(tested) if matches!(tested.outcome, Outcome::Met) => None,
            Ok(tested) => {
                let write = |value: &Value| view.written(&question, value);
                let diagnostic = view
                    .engine
                    .unmet(view.module, number, &question, &tested, &write);
                Some(Unmet {
                    diagnostic: diagnostic.ok()?,
                    right,
                    derived: view.written(&question, &tested.left).ok()?,
                    is_equation,
                })
            }
            Err(error) if is_limit(&error) => None,
            Err(error) => Some(Unmet {
                diagnostic: diagnose(&error),
                right,
                derived: String::new(),
                is_equation: false,
            }),
        }
    });
    unmet.collect()
}

/// What is said of the layers and configs of the document that cannot be derived.
pub(super) fn underivable(view: &View) -> Vec<Diagnostic> {
    let items = view.engine.items_of(view.module).into_iter();
    let errors = items.filter_map(|question| view.costs(&question).err());
    let errors = errors.flatten().filter(|error| !is_limit(error));
    errors.map(|error| diagnose(&error)).collect()
}

/// Whether something was only too much for an editor to wait for: that is no mistake.
fn is_limit(error: &CostError) -> bool {
    match &*error.kind {
        CostErrorKind::Algebra { error, .. } => matches!(error, AlgebraError::Limit { .. }),
        CostErrorKind::TooMany { .. } => true,
        _ => false,
    }
}
