//! Every formula that a file writes.

use crate::cost::formula::{Fact, Formula, Must};
use crate::cost::{Config, ConfigBody, Declared, Expectation, Statement, StatementKind};
use crate::lint::checked::Checked;

impl<'p> Checked<'p> {
    /// Every formula of the file: of its quantities, `let`s, layers, configs and expectations, and what
    /// it adds to the layers of other files.
    pub(in crate::lint) fn formulas(&self) -> Vec<&'p Formula> {
        let mut found = Vec::new();
        for declared in self.module.names.values() {
            match declared {
                Declared::Dim(_) | Declared::Layer(_) => {}
                Declared::Quantity(id) => found.extend(&self.program.quantity(*id).derived),
                Declared::Let(id) => found.extend(&self.program.file_let(*id).value),
                Declared::Config(id) => found.extend(of_config(self.program.config(*id))),
            }
        }
        for reader in &self.module.readers {
            found.extend(of_config(self.program.config(*reader)));
        }
        for (_, layer) in self.layers() {
            let defaults = layer.parameters.iter();
            found.extend(defaults.filter_map(|parameter| parameter.default.as_ref()));
        }
        for statement in self.statements() {
            found.extend(of_statement(&statement.kind));
        }
        for expectation in &self.module.expectations {
            found.extend(of_expectation(expectation));
        }
        found
    }

    /// Every line of a body that this file writes, be it in a layer of its own or in an `extend`.
    pub(in crate::lint) fn statements(&self) -> impl Iterator<Item = &'p Statement> {
        let source = self.module.span.source;
        let bodies = self.program.all_layers().flat_map(|(_, layer)| &layer.body);
        bodies.filter(move |statement| statement.span.source == source)
    }
}

/// The formulas of a line of a body.
pub(in crate::lint) fn of_statement(statement: &StatementKind) -> Vec<&Formula> {
    match statement {
        StatementKind::Cost(_, formula)
        | StatementKind::Let(_, formula)
        | StatementKind::Out(_, formula) => vec![formula],
        StatementKind::Child(child) => {
            let mut found: Vec<&Formula> = child.arguments.iter().map(|(_, given)| given).collect();
            found.extend(&child.calls);
            found.extend(&child.instances);
            found.extend(child.with.iter().map(|(_, value)| value));
            if let Some((_, first, last)) = &child.repeat {
                found.extend([first, last]);
            }
            found
        }
    }
}

fn of_config(config: &Config) -> Vec<&Formula> {
    match &config.body {
        ConfigBody::Broken => Vec::new(),
        ConfigBody::Values(values) => values.iter().map(|(_, value)| value).collect(),
        ConfigBody::Call {
            arguments,
            with,
            requires,
            ..
        } => {
            let mut found: Vec<&Formula> = arguments.iter().map(|(_, given)| given).collect();
            found.extend(with.iter().map(|(_, value)| value));
            for requirement in requires {
                found.push(&requirement.value);
                if let Must::Compare(_, right) = &requirement.must {
                    found.push(right);
                }
            }
            found
        }
    }
}

fn of_expectation(expectation: &Expectation) -> Vec<&Formula> {
    let mut found = vec![&expectation.left, &expectation.right];
    found.extend(expectation.within.as_ref().map(|(amount, _)| amount));
    found.extend(expectation.facts.iter().flat_map(Fact::formulas));
    found
}
