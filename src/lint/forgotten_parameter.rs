//! A layer that reads a dim which a layer it is made of takes as a parameter.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::{Layer, StatementKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::lint::formulas::of_statement;
use crate::text::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "forgotten-parameter",
    level: Level::Warning,
    summary: "a dim that a layer hands on as a parameter, and does not take as one",
    explanation: explanations::FORGOTTEN_PARAMETER,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let bound = bound_dims(checked);
    for (_, layer) in checked.layers() {
        for (dim, span) in read_dims(checked, layer) {
            if bound.contains(&dim) {
                continue;
            }
            let Some(taker) = children(checked, layer).find(|child| takes(child, &dim)) else {
                continue;
            };
            let kind = FindingKind::ForgottenParameter {
                layer: layer.name.clone(),
                dim,
                taker: taker.name.clone(),
            };
            found.push(Finding::new(LINT.name, kind, span).with_note(layer.span));
        }
    }
    found
}

/// The dims that the file binds with `out` or `with`: these are handed on as dims, and that is meant.
fn bound_dims<'p>(checked: &Checked<'p>) -> HashSet<&'p String> {
    let mut bound = HashSet::new();
    for line in checked.statements() {
        match &line.kind {
            StatementKind::Out(name, _) => {
                bound.insert(name);
            }
            StatementKind::Child(child) => bound.extend(child.with.iter().map(|(name, _)| name)),
            StatementKind::Cost(..) | StatementKind::Let(..) => {}
        }
    }
    bound
}

/// The dims that the lines of a layer read, each with the first place.
fn read_dims(checked: &Checked<'_>, layer: &Layer) -> IndexMap<String, Span> {
    let mut found = IndexMap::new();
    let lines = layer.body.iter().filter(|line| checked.owns(line.span));
    for formula in lines.flat_map(|line| of_statement(&line.kind)) {
        add(formula, &mut found);
    }
    found
}

fn add(formula: &Formula, found: &mut IndexMap<String, Span>) {
    let dims = formula.uses(|kind| match kind {
        FormulaKind::Dim(name) => Some(name.clone()),
        _ => None,
    });
    for name in dims {
        found.entry(name).or_insert(formula.span);
    }
}

fn children<'p>(checked: &Checked<'p>, layer: &'p Layer) -> impl Iterator<Item = &'p Layer> {
    let program = checked.program;
    layer.body.iter().filter_map(move |line| match &line.kind {
        StatementKind::Child(child) => Some(program.layer(child.layer)),
        _ => None,
    })
}

/// Whether a layer has a parameter of this name that must be given.
fn takes(layer: &Layer, name: &str) -> bool {
    let mut parameters = layer.parameters.iter();
    parameters.any(|parameter| parameter.name == name && !parameter.optional)
}
