//! What a file reads: the dims, layers, quantities, `let`s and configs that its formulas name.

use std::collections::HashSet;

use crate::cost::formula::{Fact, Formula, FormulaKind, Mention, Slot, TargetBase};
use crate::cost::{
    ConfigBody, ConfigId, Declared, Layer, LayerId, LetId, QuantityId, StatementKind,
};
use crate::lint::checked::Checked;
use crate::lint::formulas::of_statement;
use crate::syntax::ast::ItemKind;

/// What a file reads.
#[derive(Debug, Default)]
pub(in crate::lint) struct Reads {
    /// Dims by name, those that are bound or hidden by a parameter included: a parameter takes its
    /// place in printed forms from the dim of its name.
    pub(in crate::lint) dims: HashSet<String>,
    pub(in crate::lint) lets: HashSet<LetId>,
    layers: HashSet<LayerId>,
    quantities: HashSet<QuantityId>,
    configs: HashSet<ConfigId>,
    /// Layers and quantities that are only named as text.
    names: HashSet<String>,
}

impl Reads {
    /// What a file reads.
    pub(in crate::lint) fn of(checked: &Checked<'_>) -> Reads {
        let mut reads = Reads::default();
        for formula in checked.formulas() {
            reads.add(formula);
        }
        for statement in checked.statements() {
            match &statement.kind {
                StatementKind::Out(name, _) => reads.name_dims([name]),
                StatementKind::Cost(quantity, _) => {
                    reads.quantities.insert(*quantity);
                }
                StatementKind::Let(..) => {}
                StatementKind::Child(child) => {
                    reads.layers.insert(child.layer);
                    reads.name_dims(child.with.iter().map(|(name, _)| name));
                }
            }
        }
        for (_, layer) in checked.layers() {
            for parameter in &layer.parameters {
                reads.name_dims([&parameter.name]);
            }
        }
        for expectation in &checked.module.expectations {
            reads.name_dims(&expectation.growing);
            reads.add_facts(&expectation.facts);
        }
        reads.add_configs(checked);
        for item in &checked.tree.items {
            if let ItemKind::Extend(extend) = &item.kind {
                reads
                    .names
                    .extend(extend.layer.parts.last().map(|part| part.node.to_string()));
            }
        }
        reads
    }

    /// Whether something that a file declares is read.
    pub(in crate::lint) fn has(&self, name: &str, declared: &Declared) -> bool {
        let read = match declared {
            Declared::Dim(_) => self.dims.contains(name),
            Declared::Let(id) => self.lets.contains(id),
            Declared::Layer(id) => self.layers.contains(id),
            Declared::Quantity(id) => self.quantities.contains(id),
            Declared::Config(id) => self.configs.contains(id),
        };
        read || self.names.contains(name)
    }

    fn name_dims<'n>(&mut self, names: impl IntoIterator<Item = &'n String>) {
        self.dims.extend(names.into_iter().cloned());
    }

    fn add_configs(&mut self, checked: &Checked<'_>) {
        let named = checked.module.names.values();
        let named = named.filter_map(|declared| match declared {
            Declared::Config(id) => Some(id),
            _ => None,
        });
        for id in named.chain(&checked.module.readers) {
            match &checked.program.config(*id).body {
                ConfigBody::Broken => {}
                ConfigBody::Values(values) => {
                    self.name_dims(values.iter().map(|(name, _)| name));
                }
                ConfigBody::Call { base, with, .. } => {
                    self.add_base(*base);
                    self.name_dims(with.iter().map(|(name, _)| name));
                }
            }
        }
    }

    fn add_base(&mut self, base: TargetBase) {
        match base {
            TargetBase::Layer(layer) => {
                self.layers.insert(layer);
            }
            TargetBase::Config(config) => {
                self.configs.insert(config);
            }
        }
    }

    fn add_facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            if let Fact::Bind(name, _) = fact {
                self.name_dims([name]);
            }
        }
    }

    fn add(&mut self, formula: &Formula) {
        formula.walk(|kind| match kind {
            FormulaKind::Dim(name)
            | FormulaKind::DimElse(name, _)
            | FormulaKind::Symbol(name, _)
            | FormulaKind::InSymbol { symbol: name, .. } => self.name_dims([name]),
            FormulaKind::FileLet(id) => {
                self.lets.insert(*id);
            }
            FormulaKind::Total(quantity) => {
                self.quantities.insert(*quantity);
            }
            FormulaKind::Cost(quantity, target) => {
                self.quantities.insert(*quantity);
                self.add_base(target.base);
            }
            FormulaKind::Opaque(cost) => {
                match &cost.quantity {
                    Mention::Declared(quantity) => _ = self.quantities.insert(*quantity),
                    Mention::Named(name) => _ = self.names.insert(name.clone()),
                }
                match &cost.layer {
                    Mention::Declared(layer) => self.add_base(TargetBase::Layer(*layer)),
                    Mention::Named(name) => _ = self.names.insert(name.clone()),
                }
                self.name_dims(cost.with.iter().map(|(name, _)| name));
            }
            FormulaKind::Where(_, facts) => self.add_facts(facts),
            _ => {}
        });
    }
}

/// The lexical names of a layer that this file's part of it reads: parameters and `let`s, by slot.
pub(in crate::lint) fn slots(checked: &Checked<'_>, layer: &Layer) -> HashSet<Slot> {
    let lines = layer.body.iter();
    let lines = lines.filter(|statement| checked.owns(statement.span));
    let defaults = layer.parameters.iter();
    let defaults = defaults
        .filter(|parameter| checked.owns(parameter.span))
        .filter_map(|parameter| parameter.default.as_ref());
    let formulas = lines.flat_map(|statement| of_statement(&statement.kind));
    let slots = formulas.chain(defaults).flat_map(|formula: &Formula| {
        formula.uses(|kind| match kind {
            FormulaKind::Local(slot) => Some(*slot),
            _ => None,
        })
    });
    slots.collect()
}
