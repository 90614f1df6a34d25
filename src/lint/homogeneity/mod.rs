//! A term whose degree in a symbol differs from that of every term beside it.
//!
//! A cost grows with the batch in every term or in none, so a term that lacks the symbol, or has it
//! twice, is most likely a slip of the pen. Which symbols are so is nowhere written: it is read off the
//! formulas that are there.

mod degrees;
pub(in crate::lint) mod evidence;
mod lets;
mod outlier;
mod rules;
mod sides;

use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::Finding;
use crate::lint::homogeneity::lets::lets;
use crate::lint::homogeneity::outlier::NAME;
use crate::lint::homogeneity::rules::rules;
use crate::lint::homogeneity::sides::expectations;

pub(in crate::lint) const LINT: Lint = Lint {
    name: NAME,
    level: Level::Warning,
    summary: "a term whose degree in a symbol differs from that of every term beside it",
    explanation: explanations::HOMOGENEITY,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = rules(checked);
    let mut lets = lets(checked);
    let sides = expectations(checked);
    // What an expectation shows of a `let` is said once.
    lets.retain(|finding| sides.iter().all(|side| side.span != finding.span));
    found.extend(lets);
    found.extend(sides);
    found
}
