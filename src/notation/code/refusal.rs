//! Why a form cannot be written in a language.

use thiserror::Error;

use crate::algebra::OpaqueForm;

/// A form that has no exact translation, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{what}")]
pub struct Refusal {
    /// What stands in the way.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    pub(super) fn new(what: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal {
            what: what.into(),
            help: help.into(),
        }
    }

    /// There is nothing to compute a cost from.
    pub(super) fn no_rule(cost: &OpaqueForm) -> Refusal {
        let OpaqueForm { head, name, .. } = cost;
        Refusal::new(
            format!("{head}[{name}] has no rule, so that there is nothing to compute"),
            "give the layer a rule, or choose other quantities with `-q`",
        )
    }
}
