//! What a monomial is a product of: symbols, and functions that did not simplify.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, RwLock};

use crate::algebra::domain::Domain;

/// How powers of an indeterminate behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PowerLaw {
    /// `x²` is `x²`.
    Free,
    /// `x²` is `x`: flags, worth 0 or 1.
    Idempotent,
    /// `x²` is 1: `(-1)^n`.
    Involution,
}

/// What stands in the table of all indeterminates; never freed, because it is shared by address.
#[derive(Debug)]
struct Entry {
    kind: Kind,
    /// A symbol's name, or the canonical text of a function and its arguments.
    text: String,
    /// The domain of a symbol.
    domain: Domain,
    law: PowerLaw,
}

/// Symbols sort before functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Symbol,
    Function,
}

/// Something that can carry an exponent: a [symbol](Indeterminate::symbol), or a function of other
/// values that did not simplify, known by its canonical text (see `kernel`).
///
/// It is a pointer into a table that only grows, so it is free to copy and to compare. Its order is
/// that of kinds and texts, so nothing depends on which indeterminate was seen first.
#[derive(Clone, Copy)]
pub struct Indeterminate(&'static Entry);

type Key = (Kind, String, Domain);

static TABLE: LazyLock<RwLock<HashMap<Key, &'static Entry>>> = LazyLock::new(RwLock::default);

fn intern(kind: Kind, text: &str, domain: Domain, law: PowerLaw) -> Indeterminate {
    let key = (kind, text.to_owned(), domain);
    if let Some(entry) = TABLE.read().expect("no holder panics").get(&key) {
        return Indeterminate(entry);
    }
    let mut table = TABLE.write().expect("no holder panics");
    let entry = table.entry(key).or_insert_with(|| {
        Box::leak(Box::new(Entry {
            kind,
            text: text.to_owned(),
            domain,
            law,
        }))
    });
    Indeterminate(entry)
}

impl Indeterminate {
    /// The symbol of this name that stands for a positive integer.
    pub fn symbol(name: &str) -> Indeterminate {
        Indeterminate::symbol_in(name, Domain::default())
    }

    /// The symbol of this name and domain. Symbols of one name and different domains are different
    /// indeterminates.
    pub fn symbol_in(name: &str, domain: Domain) -> Indeterminate {
        let law = if domain.is_flag() {
            PowerLaw::Idempotent
        } else {
            PowerLaw::Free
        };
        intern(Kind::Symbol, name, domain, law)
    }

    /// The function application with this canonical text.
    pub(crate) fn function(text: &str, law: PowerLaw) -> Indeterminate {
        intern(Kind::Function, text, Domain::default(), law)
    }

    /// Whether it is a symbol.
    pub fn is_symbol(self) -> bool {
        self.0.kind == Kind::Symbol
    }

    /// A symbol's name; for a function the canonical text of its application.
    pub fn text(self) -> &'static str {
        &self.0.text
    }

    /// What a symbol may stand for. A function has no domain of its own; ask the sign rules.
    pub fn domain(self) -> Domain {
        self.0.domain
    }

    /// How its powers behave.
    pub(crate) fn law(self) -> PowerLaw {
        self.0.law
    }

    fn address(self) -> usize {
        std::ptr::from_ref(self.0).addr()
    }
}

impl PartialEq for Indeterminate {
    fn eq(&self, other: &Indeterminate) -> bool {
        self.address() == other.address()
    }
}

impl Eq for Indeterminate {}

impl Hash for Indeterminate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address().hash(state);
    }
}

impl Ord for Indeterminate {
    fn cmp(&self, other: &Indeterminate) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        let (ours, theirs) = (self.0, other.0);
        (ours.kind.cmp(&theirs.kind))
            .then_with(|| ours.text.cmp(&theirs.text))
            .then_with(|| ours.domain.cmp(&theirs.domain))
    }
}

impl PartialOrd for Indeterminate {
    fn partial_cmp(&self, other: &Indeterminate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Indeterminate {
    /// Its text, and the domain of a symbol that is not simply a positive integer: no two
    /// indeterminates print alike, which canonical texts rely on.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())?;
        if self.domain() != Domain::default() {
            write!(formatter, "{{{:?}}}", self.domain())?;
        }
        Ok(())
    }
}
