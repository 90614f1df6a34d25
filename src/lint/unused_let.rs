//! A `let` that nothing reads.

use crate::cost::{Declared, StatementKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::lint::reads::{Reads, slots};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-let",
    level: Level::Warning,
    summary: "a `let` that nothing in its file reads",
    explanation: explanations::UNUSED_LET,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let reads = Reads::of(checked);
    let mut found = Vec::new();
    for (name, declared) in &checked.module.names {
        if let Declared::Let(id) = declared
            && !reads.lets.contains(id)
        {
            let kind = FindingKind::UnusedLet {
                name: name.clone(),
                layer: None,
            };
            found.push(Finding::new(
                LINT.name,
                kind,
                checked.program.file_let(*id).span,
            ));
        }
    }
    for (_, layer) in checked.program.all_layers() {
        let mut read = None;
        for statement in layer.body.iter().filter(|line| checked.owns(line.span)) {
            let StatementKind::Let(slot, _) = &statement.kind else {
                continue;
            };
            if read
                .get_or_insert_with(|| slots(checked, layer))
                .contains(slot)
            {
                continue;
            }
            let kind = FindingKind::UnusedLet {
                name: layer.slot_names[*slot].clone(),
                layer: Some(layer.name.clone()),
            };
            let span = checked.name_of_let(statement.span);
            found.push(Finding::new(LINT.name, kind, span));
        }
    }
    found
}
