//! What differs between derivations that were kept and those of today.

use crate::notation::derivation::record::{Cost, Derivation};

/// A difference in one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was kept, and is no longer there.
    Gone(Derivation),
    /// It is there, and was not kept.
    New(Derivation),
    /// It is there and was kept, and they differ.
    Changed {
        /// As it was kept.
        kept: Derivation,
        /// As it is today.
        today: Derivation,
        /// The quantities whose forms differ; none where only the heading does.
        costs: Vec<CostChange>,
    },
}

/// A quantity whose form, or that of a child's part in it, is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostChange {
    /// As it was kept; `None` where it was zero.
    pub kept: Option<Cost>,
    /// As it is today; `None` where it is zero.
    pub today: Option<Cost>,
}

impl Change {
    /// The item that it is about.
    pub fn item(&self) -> &Derivation {
        match self {
            Change::Gone(item) | Change::New(item) => item,
            Change::Changed { today, .. } => today,
        }
    }
}

impl CostChange {
    /// The quantity.
    pub fn quantity(&self) -> &str {
        let cost = self.today.as_ref().or(self.kept.as_ref());
        cost.map_or("", |cost| &cost.quantity)
    }

    /// The terms that are no longer there.
    pub fn removed(&self) -> Vec<&str> {
        only_in(self.kept.as_ref(), self.today.as_ref())
    }

    /// The terms that are new.
    pub fn added(&self) -> Vec<&str> {
        only_in(self.today.as_ref(), self.kept.as_ref())
    }

    /// Whether it is known what each child adds.
    pub fn has_parts(&self) -> bool {
        let mut both = self.kept.iter().chain(&self.today);
        both.any(|cost| !cost.parts.is_empty())
    }

    /// The children whose parts differ, each with what was kept of it and what it is today.
    pub fn parts(&self) -> Vec<(&str, Option<&str>, Option<&str>)> {
        let kept = self.kept.as_ref().map_or(&[][..], |cost| &cost.parts[..]);
        let today = self.today.as_ref().map_or(&[][..], |cost| &cost.parts[..]);
        let names = kept.iter().chain(today).map(|(name, _)| name.as_str());
        let mut seen: Vec<&str> = Vec::new();
        for name in names {
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        let rows = seen
            .into_iter()
            .map(|name| (name, form_of(kept, name), form_of(today, name)));
        rows.filter(|(_, was, is)| was != is).collect()
    }
}

fn form_of<'a>(parts: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = parts.iter().find(|(held, _)| held == name);
    found.map(|(_, form)| form.as_str())
}

/// The terms of one cost that another does not have.
fn only_in<'a>(one: Option<&'a Cost>, other: Option<&Cost>) -> Vec<&'a str> {
    let terms = one.into_iter().flat_map(|cost| &cost.terms);
    let missing = terms.filter(|term| other.is_none_or(|other| !other.terms.contains(term)));
    missing.map(String::as_str).collect()
}

/// What differs between the derivations that were kept and those of today, in the order of today's, then
/// what is gone.
pub fn changes(kept: &[Derivation], today: &[Derivation]) -> Vec<Change> {
    let mut changes = Vec::new();
    for item in today {
        match kept.iter().find(|held| held.key() == item.key()) {
            None => changes.push(Change::New(item.clone())),
            Some(held) => {
                let costs = cost_changes(held, item);
                let declared = (&held.signature, &held.refused) != (&item.signature, &item.refused);
                if declared || !costs.is_empty() {
                    changes.push(Change::Changed {
                        kept: held.clone(),
                        today: item.clone(),
                        costs,
                    });
                }
            }
        }
    }
    let gone = kept
        .iter()
        .filter(|held| today.iter().all(|item| item.key() != held.key()));
    changes.extend(gone.cloned().map(Change::Gone));
    changes
}

fn cost_changes(kept: &Derivation, today: &Derivation) -> Vec<CostChange> {
    let find = |item: &Derivation, quantity: &str| {
        let mut costs = item.costs.iter();
        costs.find(|cost| cost.quantity == quantity).cloned()
    };
    let gone = kept
        .costs
        .iter()
        .filter(|cost| find(today, &cost.quantity).is_none());
    let all = today.costs.iter().chain(gone);
    let pairs = all.map(|cost| CostChange {
        kept: find(kept, &cost.quantity),
        today: find(today, &cost.quantity),
    });
    pairs.filter(|change| !is_same(change)).collect()
}

/// Whether the form is the same, and what each child adds; in which order they stand does not matter.
fn is_same(change: &CostChange) -> bool {
    let (Some(kept), Some(today)) = (&change.kept, &change.today) else {
        return change.kept == change.today;
    };
    let sorted = |cost: &Cost| {
        let mut parts = cost.parts.clone();
        parts.sort_unstable();
        parts
    };
    (&kept.unit, &kept.terms) == (&today.unit, &today.terms) && sorted(kept) == sorted(today)
}
