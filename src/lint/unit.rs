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
    /// The derived unit, and one that it comes of.
    known: Vec<(String, String)>,
    /// Those of them whose factor is a number, be it 1: what is counted in them, one by one.
    counted: Vec<(String, String)>,
    /// Those of them that have a factor to write: FLOPs come of MACs as `2macs`.
    written: Vec<Conversion>,
}

impl Conversions {
    /// Those that a file sees.
    pub(in crate::lint) fn seen_by(checked: &Checked<'_>) -> Conversions {
        let (mut known, mut counted, mut written) = (Vec::new(), Vec::new(), Vec::new());
        let declared = checked.visible().flat_map(|module| module.names.values());
        for declared in declared {
            let Declared::Quantity(id) = declared else {
                continue;
            };
            let quantity = checked.program.quantity(*id);
            let Some(formula) = &quantity.derived else {
                continue;
            };
            // The larger of two costs is made of neither.
            if matches!(formula.kind, FormulaKind::Call(..)) {
                continue;
            }
            let unit_of = |id: QuantityId| checked.program.quantity(id).unit.clone();
            let pair = |from: QuantityId| (quantity.unit.clone(), unit_of(from));
            known.extend(totals(formula).into_iter().map(pair));
            for (from, has_factor) in counted_totals(formula) {
                counted.push(pair(from));
                if has_factor {
                    written.push(Conversion {
                        quantity: quantity.name.clone(),
                        unit: quantity.unit.clone(),
                        from: unit_of(from),
                        formula: on_one_line(checked.program.sources.slice(formula.span)),
                    });
                }
            }
        }
        let named = |(unit, from): &(String, String)| !unit.is_empty() && !from.is_empty();
        known.retain(named);
        counted.retain(named);
        Conversions {
            known,
            counted,
            written,
        }
    }

    /// How one of two units comes of the other in one step, with a factor to write.
    pub(in crate::lint) fn between(&self, left: &str, right: &str) -> Option<Conversion> {
        let joins = |known: &&Conversion| {
            (known.unit == left && known.from == right)
                || (known.unit == right && known.from == left)
        };
        let conversion = self.written.iter().find(joins);
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

    /// Whether the unit of one of two values that is not scaled comes of that of the other.
    pub(in crate::lint) fn leads_either(&self, left: &Unit, right: &Unit) -> bool {
        match (left, right) {
            (Unit::Exact(unit), Unit::Scaled(from)) | (Unit::Scaled(from), Unit::Exact(unit)) => {
                self.leads(unit, from)
            }
            _ => false,
        }
    }

    fn leads(&self, unit: &str, from: &str) -> bool {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut pending = vec![unit];
        while let Some(next) = pending.pop() {
            if next == from {
                return true;
            }
            if seen.insert(next) {
                let known = self.known.iter().filter(|(derived, _)| derived == next);
                pending.extend(known.map(|(_, from)| &from[..]));
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

/// The quantities that a derived one counts, each with a number as its factor or without any: whether
/// there is one.
fn counted_totals(formula: &Formula) -> Vec<(QuantityId, bool)> {
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
        let has_factor = factors.len() > 1;
        let mut others = factors
            .into_iter()
            .filter(|factor| !matches!(factor.kind, FormulaKind::Number(_)));
        match (others.next().map(|factor| &factor.kind), others.next()) {
            (Some(FormulaKind::Total(quantity)), None) => Some((*quantity, has_factor)),
            _ => None,
        }
    });
    counted.collect()
}

/// A formula as it is written, on one line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
