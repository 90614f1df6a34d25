//! Under which bindings and assumptions questions are answered.

use crate::cost::formula::Fact;

/// Bindings and assumptions under which questions are answered.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Bindings in the order in which one needs the other, then assumptions.
    pub facts: Vec<Fact>,
}

impl Setting {
    /// The names that are bound.
    pub fn bound(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().filter_map(|fact| match fact {
            Fact::Bind(name, _) => Some(name.as_str()),
            Fact::BindLocal(..) | Fact::Assume(..) => None,
        })
    }
}
