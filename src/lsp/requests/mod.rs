//! What editors ask, one file a request.

pub(super) mod action;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostics;
pub(super) mod formatting;
pub(super) mod hover;
pub(super) mod inlay;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod signature;
pub(super) mod symbols;
mod unmet;
