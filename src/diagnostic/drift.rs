//! What is said about a derivation that is no longer what was kept.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::text::Span;

/// A form that differs from the one that was kept.
#[derive(Clone, Debug)]
pub struct Drift {
    /// What it is the form of: `params(block)`.
    pub subject: String,
    /// The form that was kept.
    pub kept: String,
    /// The form of today.
    pub today: String,
    /// The terms that are no longer there.
    pub removed: Vec<String>,
    /// The terms that are new.
    pub added: Vec<String>,
    /// Today's form less the kept one, where that is known.
    pub difference: Option<String>,
    /// The places it comes from, and what makes it there.
    pub places: Vec<(Span, Origin)>,
}

/// What makes a form another one.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The rule that stands there.
    Rule,
    /// The call of this layer.
    Call(String),
    /// A child that the layer there no longer has.
    Gone {
        /// Its name.
        child: String,
        /// What was kept of it.
        kept: String,
    },
}

impl Drift {
    /// What is said about it.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(format!("`{}` is not what was kept", self.subject));
        for (span, origin) in &self.places {
            let text = match origin {
                Origin::Call(layer) => format!("the part of `{layer}` differs"),
                Origin::Rule => "this rule makes it".to_owned(),
                Origin::Gone { child, kept } => {
                    format!("its child `{child}`, which made {kept}, is gone")
                }
            };
            diagnostic = diagnostic.label(*span, text);
        }
        diagnostic = diagnostic
            .fact("kept", &self.kept)
            .fact("today", &self.today);
        if let Some(difference) = &self.difference {
            diagnostic = diagnostic.fact("difference", difference);
        }
        let terms = [("gone", &self.removed), ("new", &self.added)];
        for (name, terms) in terms.into_iter().filter(|(_, terms)| !terms.is_empty()) {
            diagnostic = diagnostic.fact(name, terms.join(", "));
        }
        diagnostic
    }
}
