//! A dim that its file never reads.

use crate::cost::Declared;
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::lint::reads::Reads;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-dim",
    level: Level::Warning,
    summary: "a dim that nothing in its file reads",
    explanation: explanations::UNUSED_DIM,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    // A file of nothing but dims is there for other files.
    if checked.formulas().is_empty() {
        return Vec::new();
    }
    let reads = Reads::of(checked);
    let mut found = Vec::new();
    for (name, declared) in &checked.module.names {
        if let Declared::Dim(dim) = declared
            && !reads.dims.contains(name)
        {
            let kind = FindingKind::UnusedDim { name: name.clone() };
            found.push(Finding::new(LINT.name, kind, dim.span));
        }
    }
    found
}
