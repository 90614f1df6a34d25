//! Costs of unlike units that are added, compared, or given for one another.

use std::collections::HashMap;

use crate::cost::formula::{Fact, Formula, FormulaKind, Joint, Slot, SymbolFunction};
use crate::cost::{Declared, LetId, StatementKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind, Mixture};
use crate::lint::formulas::of_statement;
use crate::lint::unit::{Conversions, Unit};
use crate::syntax::ast::Relation;
use crate::text::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlike-units",
    level: Level::Error,
    summary: "costs of unlike units that are added, compared, or given for one another",
    explanation: explanations::UNLIKE_UNITS,
    find: Some(find),
};

/// The functions of the language whose value has the unit of their arguments.
const KEEPING_UNITS: [&str; 4] = ["floor", "ceil", "min", "max"];

/// Long chains of brackets, and `let`s that lead through each other, are followed this deep.
const MOST_DEPTH: usize = 200;

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let mut units = Units {
        checked,
        conversions: Conversions::seen_by(checked),
        lets: HashMap::new(),
        slots: HashMap::new(),
        depth: 0,
        found: Vec::new(),
    };
    for declared in checked.module.names.values() {
        match declared {
            Declared::Quantity(id) => {
                let quantity = checked.program.quantity(*id);
                if let Some(formula) = &quantity.derived {
                    let given = units.of(formula);
                    units.give(&quantity.name, &quantity.unit, given, formula.span);
                }
            }
            Declared::Let(id) => {
                units.of_let(*id);
            }
            Declared::Dim(_) | Declared::Layer(_) | Declared::Config(_) => {}
        }
    }
    units.layers();
    for expectation in &checked.module.expectations {
        units.slots.clear();
        for formula in expectation.facts.iter().flat_map(Fact::formulas) {
            units.of(formula);
        }
        let left = units.of(&expectation.left);
        let right = units.of(&expectation.right);
        // That one number is below another is a bound, whatever they count.
        if !matches!(
            expectation.relation,
            Relation::Equal | Relation::Different | Relation::SameGrowth
        ) {
            continue;
        }
        units.compare(&left, &right, expectation.left.span, expectation.right.span);
    }
    units.found
}

struct Units<'c, 'p> {
    checked: &'c Checked<'p>,
    conversions: Conversions,
    lets: HashMap<LetId, Unit>,
    /// The units of the lexical names of the body that is read.
    slots: HashMap<Slot, Unit>,
    depth: usize,
    found: Vec<Finding>,
}

impl Units<'_, '_> {
    fn layers(&mut self) {
        let checked = self.checked;
        for (_, layer) in checked.program.all_layers() {
            self.slots.clear();
            for line in &layer.body {
                let own = checked.owns(line.span);
                match &line.kind {
                    StatementKind::Let(slot, formula) => {
                        let unit = self.of(formula);
                        self.slots.insert(*slot, unit);
                    }
                    StatementKind::Cost(quantity, formula) if own => {
                        let given = self.of(formula);
                        let quantity = checked.program.quantity(*quantity);
                        self.give(&quantity.name, &quantity.unit, given, formula.span);
                    }
                    _ if own => {
                        for formula in of_statement(&line.kind) {
                            self.of(formula);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn of_let(&mut self, id: LetId) -> Unit {
        if let Some(known) = self.lets.get(&id) {
            return known.clone();
        }
        let checked = self.checked;
        let value = checked.program.file_let(id).value.as_ref();
        // The names of the body that is read mean nothing in a `let` of a file.
        let slots = std::mem::take(&mut self.slots);
        let unit = value.map_or(Unit::Any, |value| self.of(value));
        self.slots = slots;
        self.lets.insert(id, unit.clone());
        unit
    }

    /// The unit of a formula; reports what is wrong inside it.
    fn of(&mut self, formula: &Formula) -> Unit {
        if self.depth == MOST_DEPTH {
            return Unit::Any;
        }
        self.depth += 1;
        let unit = stacker::maybe_grow(128 * 1024, 4 << 20, || self.of_kind(formula));
        self.depth -= 1;
        unit
    }

    fn of_kind(&mut self, formula: &Formula) -> Unit {
        match &formula.kind {
            FormulaKind::Local(slot) => self.slots.get(slot).cloned().unwrap_or(Unit::Any),
            FormulaKind::FileLet(id) => self.of_let(*id),
            FormulaKind::Total(quantity) => Unit::of(self.checked.program, *quantity),
            FormulaKind::Cost(quantity, target) => {
                for (_, argument) in &target.arguments {
                    self.of(argument);
                }
                Unit::of(self.checked.program, *quantity)
            }
            FormulaKind::Sum(addends) => {
                let addends = addends.iter().map(|(_, addend)| addend);
                self.alike(addends)
            }
            FormulaKind::Product(factors) => self.of_product(factors),
            FormulaKind::Call(function, arguments) if KEEPING_UNITS.contains(&function.name()) => {
                self.alike(arguments)
            }
            FormulaKind::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                self.of(condition);
                self.alike([then, otherwise])
            }
            FormulaKind::Compare(_, sides) => {
                let [left, right] = &**sides;
                let units = [self.of(left), self.of(right)];
                self.compare(&units[0], &units[1], left.span, right.span);
                Unit::Any
            }
            FormulaKind::Series { from, to, body, .. } => {
                self.of(from);
                self.of(to);
                self.of(body)
            }
            FormulaKind::InSymbol { function, body, .. } => {
                let unit = self.of(body);
                match function {
                    SymbolFunction::Leading => unit,
                    SymbolFunction::Derivative => Unit::Any,
                }
            }
            FormulaKind::Where(body, facts) => {
                for fact in facts.iter().flat_map(Fact::formulas) {
                    self.of(fact);
                }
                self.of(body)
            }
            FormulaKind::Power(parts) => {
                let [base, exponent] = &**parts;
                self.of(base);
                self.of(exponent);
                Unit::Any
            }
            FormulaKind::Call(_, arguments) => {
                for argument in arguments {
                    self.of(argument);
                }
                Unit::Any
            }
            FormulaKind::Number(_)
            | FormulaKind::Dim(_)
            | FormulaKind::DimElse(..)
            | FormulaKind::Symbol(..)
            | FormulaKind::Opaque(_)
            | FormulaKind::Key(_) => Unit::Any,
        }
    }

    /// A product has the unit of its only cost if all else in it is numbers.
    fn of_product(&mut self, factors: &[(Joint, Formula)]) -> Unit {
        let mut costs = Vec::new();
        let mut numbers = 0;
        for (joint, factor) in factors {
            match (self.of(factor), joint) {
                (Unit::Any, _) if matches!(factor.kind, FormulaKind::Number(_)) => numbers += 1,
                (unit, Joint::Times) => costs.push(unit),
                (_, Joint::Over | Joint::FloorOver) => costs.extend([Unit::Any, Unit::Any]),
            }
        }
        match costs.pop() {
            Some(unit) if costs.is_empty() && numbers > 0 => unit.scaled(),
            Some(unit) if costs.is_empty() => unit,
            _ => Unit::Any,
        }
    }

    /// The unit that all of these have; reports the first that has another.
    fn alike<'f>(&mut self, parts: impl IntoIterator<Item = &'f Formula>) -> Unit {
        let mut so_far = Unit::Any;
        let mut first: Option<Span> = None;
        let mut open = false;
        for part in parts {
            let unit = self.of(part);
            let (Some(left), Some(right)) = (name(&so_far), name(&unit)) else {
                if so_far == Unit::Any && unit != Unit::Any {
                    so_far = unit;
                    first = Some(part.span);
                }
                continue;
            };
            if left == right {
                if matches!(unit, Unit::Exact(_)) {
                    so_far = unit;
                }
                continue;
            }
            let exact = matches!((&so_far, &unit), (Unit::Exact(_), Unit::Exact(_)));
            let scaled = matches!((&so_far, &unit), (Unit::Scaled(_), Unit::Scaled(_)));
            // A factor may be what turns one unit into another, where anything does.
            if exact || !scaled && !self.conversions.join(left, right) {
                let mixture = Mixture::Added {
                    left: left.to_owned(),
                    right: right.to_owned(),
                    conversion: self.conversions.between(left, right),
                };
                self.report(mixture, part.span, first);
                return Unit::Any;
            }
            if scaled || !self.conversions.leads_either(&so_far, &unit) {
                // Both may have been turned into a third unit, which nobody can name.
                open = true;
                continue;
            }
            if matches!(unit, Unit::Exact(_)) {
                so_far = unit;
                first = Some(part.span);
            }
        }
        if open { Unit::Any } else { so_far }
    }

    fn compare(&mut self, left: &Unit, right: &Unit, left_span: Span, right_span: Span) {
        if let (Unit::Exact(left), Unit::Exact(right)) = (left, right)
            && left != right
        {
            let mixture = Mixture::Compared {
                left: left.clone(),
                right: right.clone(),
                conversion: self.conversions.between(left, right),
            };
            self.report(mixture, right_span, Some(left_span));
        }
    }

    fn give(&mut self, quantity: &str, unit: &str, given: Unit, span: Span) {
        if let Unit::Exact(given) = given
            && !unit.is_empty()
            && given != unit
        {
            let mixture = Mixture::Given {
                quantity: quantity.to_owned(),
                unit: unit.to_owned(),
                conversion: self.conversions.between(unit, &given),
                given,
            };
            self.report(mixture, span, None);
        }
    }

    fn report(&mut self, mixture: Mixture, span: Span, other: Option<Span>) {
        if !self.checked.owns(span) {
            return;
        }
        let finding = Finding::new(LINT.name, FindingKind::UnlikeUnits(mixture), span);
        let finding = match other.filter(|other| self.checked.owns(*other)) {
            Some(other) => finding.with_note(other),
            None => finding,
        };
        // A `let` is read wherever it is named, and reported once.
        if !self.found.contains(&finding) {
            self.found.push(finding);
        }
    }
}

/// The unit's name, where it is known.
fn name(unit: &Unit) -> Option<&str> {
    match unit {
        Unit::Any => None,
        Unit::Exact(name) | Unit::Scaled(name) => Some(name),
    }
}
