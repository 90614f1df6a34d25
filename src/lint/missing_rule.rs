//! A leaf without a rule for a quantity that the leaves beside it have rules for.

use indexmap::IndexMap;

use crate::cost::{Declared, Layer, LayerId, QuantityId, StatementKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::text::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-rule",
    level: Level::Warning,
    summary: "a leaf without a rule for a quantity that its siblings have rules for",
    explanation: explanations::MISSING_RULE,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let quantities = quantities(checked);
    let mut found: IndexMap<(LayerId, QuantityId), Finding> = IndexMap::new();
    for group in groups(checked) {
        for quantity in &quantities {
            let ruled = group.keys().find_map(|id| {
                let rule = rule(checked, *id, *quantity)?;
                Some((*id, rule))
            });
            let Some((sibling, rule)) = ruled else {
                continue;
            };
            for (id, span) in &group {
                let layer = checked.program.layer(*id);
                if layer.else_zero || self::rule(checked, *id, *quantity).is_some() {
                    continue;
                }
                let kind = FindingKind::MissingRule {
                    layer: layer.name.clone(),
                    quantity: checked.program.quantity(*quantity).name.clone(),
                    sibling: checked.program.layer(sibling).name.clone(),
                    called: !checked.owns(layer.span),
                };
                let finding = Finding::new(LINT.name, kind, *span).with_note(rule);
                found.entry((*id, *quantity)).or_insert(finding);
            }
        }
    }
    found.into_values().collect()
}

/// The quantities in sight that a leaf must have rules for.
fn quantities(checked: &Checked<'_>) -> Vec<QuantityId> {
    let declared = checked.visible().flat_map(|module| module.names.values());
    let ids = declared.filter_map(|declared| match declared {
        Declared::Quantity(id) => Some(*id),
        _ => None,
    });
    let ruled = |id: &QuantityId| {
        let quantity = checked.program.quantity(*id);
        quantity.derived.is_none() && !quantity.else_zero
    };
    ids.filter(ruled).collect()
}

/// Leaves that stand beside each other: those that the file declares, and those that one layer of it is
/// made of; with the place where each is declared, or called.
fn groups(checked: &Checked<'_>) -> Vec<IndexMap<LayerId, Span>> {
    let is_leaf = |layer: &Layer| layer.is_leaf();
    let own = checked.layers().filter(|(_, layer)| is_leaf(layer));
    let mut groups = vec![own.map(|(id, layer)| (id, layer.span)).collect()];
    for (_, layer) in checked.layers() {
        let mut group = IndexMap::new();
        for line in layer.body.iter().filter(|line| checked.owns(line.span)) {
            let StatementKind::Child(child) = &line.kind else {
                continue;
            };
            let called = checked.program.layer(child.layer);
            if is_leaf(called) {
                let own = checked.owns(called.span);
                let span = if own { called.span } else { child.call_span };
                group.entry(child.layer).or_insert(span);
            }
        }
        groups.push(group);
    }
    groups
}

/// The place of the rule that a layer has for a quantity wherever this file is loaded.
fn rule(checked: &Checked<'_>, layer: LayerId, quantity: QuantityId) -> Option<Span> {
    let rule = checked.program.layer(layer).rules.get(&quantity).copied();
    rule.filter(|span| checked.reaches(*span))
}
