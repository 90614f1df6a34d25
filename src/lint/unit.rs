//! Units of formulas: which unit a value is in, as far as its quantities say.

use std::collections::HashSet;

use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::{Declared, Program, QuantityId};
use crate::lint::checked::Checked;
use crate::lint::finding::Conversion;

/// What is known of the unit of a value. Dims and parameters are of any unit, since a file does not say
/// which: `bytes_per_weight*params` is in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lint) enum Unit {
    /// Nothing.
    Any,
    /// That of a quantity.
    Exact(String),
    /// That of a quantity, times a number: `2macs`, which may be MACs, and may be FLOPs.
    Scaled(String),
}

impl Unit {
    /// The unit of a quantity.
    pub(in crate::lint) fn of(program: &Program, quantity: QuantityId) -> Unit {
        match &program.quantity(quantity).unit {
            unit if unit.is_empty() => Unit::Any,
            unit => Unit::Exact(unit.clone()),
        }
    }

    /// The unit of this times a number.
    pub(in crate::lint) fn scaled(self) -> Unit {
        match self {
            Unit::Exact(unit) | Unit::Scaled(unit) => Unit::Scaled(unit),
            Unit::Any => Unit::Any,
        }
    }
}

/// Which units turn into which, as the quantities in sight are derived.
pub(in crate::lint) struct Conversions {
    known: Vec<Conversion>,
    /// Those whose factor is a number: FLOPs come of MACs as of two each. The derived unit comes first.
    counted: Vec<(String, String)>,
}

impl Conversions {
    /// Those that a file sees.
    pub(in crate::lint) fn seen_by(checked: &Checked<'_>) -> Conversions {
        let (mut known, mut counted) = (Vec::new(), Vec::new());
        let declared = checked.visible().flat_map(|module| module.names.values());
        for declared in declared {
            let Declared::Quantity(id) = declared else {
                continue;
            };
            let quantity = checked.program.quantity(*id);
            let Some(formula) = &quantity.derived else {
                continue;
            };
            for from in counted_totals(formula) {
                let from = checked.program.quantity(from).unit.clone();
                counted.push((quantity.unit.clone(), from));
            }
            for from in totals(formula) {
                let from = checked.program.quantity(from).unit.clone();
                let units = [&quantity.unit, &from];
                if from != quantity.unit && units.iter().all(|unit| !unit.is_empty()) {
                    known.push(Conversion {
                        quantity: quantity.name.clone(),
                        unit: quantity.unit.clone(),
                        from,
                        formula: written(checked.program.sources.slice(formula.span)),
                    });
                }
            }
        }
        Conversions { known, counted }
    }

    /// How one of two units comes of the other in one step.
    pub(in crate::lint) fn between(&self, left: &str, right: &str) -> Option<Conversion> {
        let joins = |known: &&Conversion| {
            (known.unit == left && known.from == right)
                || (known.unit == right && known.from == left)
        };
        let conversion = self.known.iter().find(joins);
        conversion.cloned()
    }

    /// Whether one of two units comes of the other, over any number of steps, or both are counted in a
    /// third one.
    pub(in crate::lint) fn join(&self, left: &str, right: &str) -> bool {
        let counted = |from: &str| {
            let pairs = self.counted.iter().filter(move |(_, held)| held == from);
            pairs.map(|(unit, _)| unit).collect::<Vec<&String>>()
        };
        let third = || {
            let right = counted(right);
            counted(left).iter().any(|unit| right.contains(unit))
        };
        self.leads(left, right) || self.leads(right, left) || third()
    }

    fn leads(&self, unit: &str, from: &str) -> bool {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut pending = vec![unit];
        while let Some(next) = pending.pop() {
            if next == from {
                return true;
            }
            if seen.insert(next) {
                let known = self.known.iter().filter(|known| known.unit == next);
                pending.extend(known.map(|known| &known.from[..]));
            }
        }
        false
    }
}

/// The quantities that a derived one is computed from.
fn totals(formula: &Formula) -> Vec<QuantityId> {
    formula.uses(|kind| match kind {
        FormulaKind::Total(quantity) => Some(*quantity),
        _ => None,
    })
}

/// The quantities that a derived one counts, each with a number as its factor.
fn counted_totals(formula: &Formula) -> Vec<QuantityId> {
    let whole = std::slice::from_ref(formula);
    let addends: Vec<&Formula> = match &formula.kind {
        FormulaKind::Sum(addends) => addends.iter().map(|(_, addend)| addend).collect(),
        _ => whole.iter().collect(),
    };
    let counted = addends.into_iter().filter_map(|addend| {
        let factors: Vec<&Formula> = match &addend.kind {
            FormulaKind::Product(factors) => factors.iter().map(|(_, factor)| factor).collect(),
            _ => vec![addend],
        };
        let mut others = factors
            .into_iter()
            .filter(|factor| !matches!(factor.kind, FormulaKind::Number(_)));
        match (others.next().map(|factor| &factor.kind), others.next()) {
            (Some(FormulaKind::Total(quantity)), None) => Some(*quantity),
            _ => None,
        }
    });
    counted.collect()
}

/// A formula as it is written, on one line.
fn written(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
