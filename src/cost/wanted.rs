//! What of a file is read.

use std::collections::HashSet;

/// What is wanted of a file of the embedded library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cost) enum Wanted {
    /// The layers and configs of these names, and everything else that costs may need.
    Names(HashSet<&'static str>),
    /// Everything but expectations.
    Costs,
    /// The whole file.
    Everything,
}

/// How much of a file has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cost) enum Read {
    /// Some layers and configs.
    Part,
    /// All but the expectations.
    Costs,
    /// All of it.
    Everything,
}

impl Wanted {
    /// Whether an item is wanted, by the word that it begins with and the next.
    pub(in crate::cost) fn wants(&self, word: &str, next: &str) -> bool {
        match (self, word) {
            (Wanted::Everything, _) => true,
            (_, "expect") => false,
            (Wanted::Names(names), "layer" | "config") => names.contains(next),
            _ => true,
        }
    }

    /// How much of a file has been read once it is read like this.
    pub(in crate::cost) fn read(&self) -> Read {
        match self {
            Wanted::Names(_) => Read::Part,
            Wanted::Costs => Read::Costs,
            Wanted::Everything => Read::Everything,
        }
    }
}
