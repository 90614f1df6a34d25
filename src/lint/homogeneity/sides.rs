//! Expectations whose sides differ in the degree of one term.

use std::collections::HashSet;

use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::{Dims, LetId, Question};
use crate::lint::checked::Checked;
use crate::lint::finding::Finding;
use crate::lint::homogeneity::degrees::Terms;
use crate::lint::homogeneity::outlier::{NAME, uneven};
use crate::syntax::ast::Relation;
use crate::text::Span;

/// A sum of fewer terms has none that stands alone.
const FEWEST_TERMS: usize = 2;

/// The terms of pasted formulas that have a symbol in a degree that nothing on the other side has. Sides
/// that are equal have none.
pub(super) fn expectations(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for expectation in &checked.module.expectations {
        if !matches!(expectation.relation, Relation::Equal | Relation::Different) {
            continue;
        }
        let sides = [&expectation.left, &expectation.right];
        let question = Question::of_sides(checked.program, checked.id, sides);
        let pasted = sides.map(|side| is_pasted(checked, &question, side));
        if pasted == [false, false] {
            continue;
        }
        let Ok(tested) = checked.deriver(&question).test(expectation) else {
            continue;
        };
        if tested.difference.is_zero() {
            continue;
        }
        let (Some(left), Some(right)) = (Terms::of(&tested.left), Terms::of(&tested.right)) else {
            continue;
        };
        let directions = [(&left, &right), (&right, &left)];
        for ((side, pasted), (terms, others)) in sides.iter().zip(pasted).zip(directions) {
            if !pasted {
                continue;
            }
            for outlier in terms.outliers_beside(others) {
                let (subject, span) = subject(checked, side);
                let kind = uneven(checked, &question, terms, outlier, subject, true);
                let finding = Finding::new(NAME, kind, span).with_note(expectation.span);
                if found
                    .iter()
                    .all(|held| (&held.kind, held.span) != (&finding.kind, span))
                {
                    found.push(finding);
                }
            }
        }
    }
    found
}

/// Whether a side is a formula written down, and not derived of layers, of enough terms to compare.
fn is_pasted(checked: &Checked<'_>, question: &Question, side: &Formula) -> bool {
    if asks_for_costs(checked, side, &mut HashSet::new()) {
        return false;
    }
    let value = checked.deriver(question).evaluate(side, &Dims::default());
    let terms = value.ok().and_then(|value| Terms::of(&value));
    terms.is_some_and(|terms| terms.len() >= FEWEST_TERMS)
}

fn asks_for_costs(checked: &Checked<'_>, formula: &Formula, seen: &mut HashSet<LetId>) -> bool {
    let mut pending = vec![formula];
    while let Some(formula) = pending.pop() {
        let costs = formula.uses(|kind| matches!(kind, FormulaKind::Cost(..)).then_some(()));
        if !costs.is_empty() {
            return true;
        }
        let lets = formula.uses(|kind| match kind {
            FormulaKind::FileLet(id) => Some(*id),
            _ => None,
        });
        let fresh = lets.into_iter().filter(|id| seen.insert(*id));
        pending.extend(fresh.filter_map(|id| checked.program.file_let(id).value.as_ref()));
    }
    false
}

/// What is spoken of, and where it stands: a side that is the name of a `let` of this file is that `let`.
fn subject(checked: &Checked<'_>, side: &Formula) -> (String, Span) {
    if let FormulaKind::FileLet(id) = side.kind {
        let named = checked.program.file_let(id);
        if checked.owns(named.span) {
            return (format!("`{}`", named.name), named.span);
        }
    }
    let text = checked.program.sources.slice(side.span);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (format!("`{line}`"), side.span)
}
