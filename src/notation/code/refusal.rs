//! Why a form cannot be written in a language.

use thiserror::Error;

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
}
