//! A `use` of a file that nothing is needed of.

use crate::cost::{Declared, Module};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::lint::reads::Reads;
use crate::syntax::ast::{ItemKind, UseTarget};
use crate::syntax::parse_file;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-use",
    level: Level::Warning,
    summary: "a `use` of a file that nothing is needed of",
    explanation: explanations::UNUSED_USE,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let reads = Reads::of(checked);
    // Where layers or configs are, the quantities in sight are those that are asked for.
    let asked = checked
        .module
        .names
        .values()
        .any(|declared| matches!(declared, Declared::Layer(_) | Declared::Config(_)));
    let needed = |module: &Module| {
        let read = module.names.iter().any(|(name, declared)| {
            reads.has(name, declared) || asked && matches!(declared, Declared::Quantity(_))
        });
        read || extends(checked, module)
    };
    // Only a file that says something needs others; one of `use`s alone is there to load them.
    if checked.module.names.is_empty() && checked.formulas().is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for item in &checked.tree.items {
        let ItemKind::Use(target) = &item.kind else {
            continue;
        };
        let (file, span) = match target {
            UseTarget::Library(path) => {
                let parts: Vec<&str> = path.parts.iter().map(|part| &part.node[..]).collect();
                (parts.join("."), path.span)
            }
            UseTarget::File(name) => (name.node.to_string(), name.span),
        };
        let module = match target {
            UseTarget::Library(_) => checked.visible().find(|module| module.name == file),
            UseTarget::File(name) => checked.visible().skip(1).find(|module| {
                !module.built_in && module.name.ends_with(name.node.trim_start_matches("./"))
            }),
        };
        let Some(module) = module else {
            continue;
        };
        if !needed(module) {
            found.push(Finding::new(
                LINT.name,
                FindingKind::UnusedUse { file },
                span,
            ));
        }
    }
    found
}

/// Whether a file adds to the layers of others: to load it is to need it.
fn extends(checked: &Checked<'_>, module: &Module) -> bool {
    let text = checked.program.sources.slice(module.span);
    let (tree, _) = parse_file(module.span.source, text);
    tree.items
        .iter()
        .any(|item| matches!(item.kind, ItemKind::Extend(_)))
}
