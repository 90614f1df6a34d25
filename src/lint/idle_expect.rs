//! An expectation that cannot fail.

use crate::cost::Expectation;
use crate::cost::formula::{Formula, FormulaKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind, Idle};
use crate::lint::shape::{shape, shape_for};
use crate::syntax::ast::Relation;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "idle-expect",
    level: Level::Warning,
    summary: "an `expect` that holds whatever the formulas say",
    explanation: explanations::IDLE_EXPECT,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let expectations = checked.module.expectations.iter();
    let idle = expectations.filter_map(|expectation| {
        let why = idle(checked, expectation)?;
        let kind = FindingKind::IdleExpect(why);
        Some(Finding::new(LINT.name, kind, expectation.span))
    });
    idle.collect()
}

fn idle(checked: &Checked<'_>, expectation: &Expectation) -> Option<Idle> {
    let sides = [&expectation.left, &expectation.right];
    if sides.iter().all(|side| names_nothing(side)) {
        return Some(Idle::Constants);
    }
    // Sides that are alike are not different, nor is one less than the other: that fails.
    let holds_alike = matches!(
        expectation.relation,
        Relation::Equal | Relation::SameGrowth | Relation::LessEqual | Relation::GreaterEqual
    );
    if !holds_alike {
        return None;
    }
    let [left, right] = sides.map(|side| shape(checked.program, side));
    if left == right {
        return Some(Idle::SameSides);
    }
    let [one, other] = sides.map(|side| definition(checked, side));
    let defined = one.filter(|(_, shape)| *shape == right);
    let defined = defined.or_else(|| other.filter(|(_, shape)| *shape == left));
    defined.map(|(name, _)| Idle::Definition { name })
}

/// Whether a formula is made of numbers only.
fn names_nothing(formula: &Formula) -> bool {
    let names = formula.uses(|kind| {
        let plain = matches!(
            kind,
            FormulaKind::Number(_)
                | FormulaKind::Sum(_)
                | FormulaKind::Product(_)
                | FormulaKind::Power(..)
        );
        (!plain).then_some(())
    });
    names.is_empty()
}

/// How a side is defined, where it is a `let` or a derived quantity: its name, and the shape of that.
fn definition(checked: &Checked<'_>, side: &Formula) -> Option<(String, String)> {
    let program = checked.program;
    match &side.kind {
        FormulaKind::FileLet(id) => {
            let named = program.file_let(*id);
            let value = named.value.as_ref()?;
            Some((named.name.clone(), shape(program, value)))
        }
        FormulaKind::Cost(quantity, target) => {
            let quantity = program.quantity(*quantity);
            let derived = quantity.derived.as_ref()?;
            Some((quantity.name.clone(), shape_for(program, derived, target)))
        }
        _ => None,
    }
}
