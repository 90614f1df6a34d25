//! A parameter that its layer never reads.

use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::finding::{Finding, FindingKind};
use crate::lint::{explanations, reads};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-parameter",
    level: Level::Warning,
    summary: "a parameter that its layer never reads",
    explanation: explanations::UNUSED_PARAMETER,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, layer) in checked.layers() {
        let read = reads::slots(checked, layer);
        for (slot, parameter) in layer.parameters.iter().enumerate() {
            if !read.contains(&slot) {
                let kind = FindingKind::UnusedParameter {
                    layer: layer.name.clone(),
                    name: parameter.name.clone(),
                };
                found.push(Finding::new(LINT.name, kind, parameter.span));
            }
        }
    }
    found
}
