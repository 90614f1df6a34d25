//! The parts of a dotted name.

use std::ops::Deref;

use crate::text::{Spanned, Word};

/// A name as written.
type Name = Spanned<Word>;

/// The names between the dots; never none, and nearly always one, which is kept in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// A name without dots.
    One(Name),
    /// At least two names.
    Many(Vec<Name>),
}

impl From<Name> for Parts {
    fn from(name: Name) -> Parts {
        Parts::One(name)
    }
}

impl FromIterator<Name> for Parts {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Parts {
        let mut names = names.into_iter();
        match (names.next(), names.next()) {
            (Some(name), None) => Parts::One(name),
            (first, second) => Parts::Many(first.into_iter().chain(second).chain(names).collect()),
        }
    }
}

impl Deref for Parts {
    type Target = [Name];

    fn deref(&self) -> &[Name] {
        match self {
            Parts::One(name) => std::slice::from_ref(name),
            Parts::Many(names) => names,
        }
    }
}
