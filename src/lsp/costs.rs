//! The closed forms of what a document declares, as they are shown.

use std::rc::Rc;

use crate::algebra::{Rational, Shape, Value};
use crate::cost::formula::{Formula, FormulaKind, Target, TargetBase};
use crate::cost::{CostError, QuantityId, Question, Setting, Subject};
use crate::engine::{Answers, Errors};
use crate::lsp::shown::{Cost, Costs};
use crate::lsp::view::View;
use crate::notation::number::figure_in;
use crate::notation::signature::source;
use crate::text::Span;

/// Costs are forgotten when there are more.
const MOST_REMEMBERED: usize = 500;

impl View {
    /// The question about a layer or a config, or a child of it.
    pub(super) fn question(&self, base: TargetBase, path: &[(String, Span)]) -> Option<Question> {
        let mut question = Question::of_base(self.program(), base)?;
        if let Subject::Target(Target { path: held, .. }) = &mut question.subject {
            held.extend_from_slice(path);
        }
        for (name, _) in path {
            question.label = format!("{}.{name}", question.label);
        }
        Some(question)
    }

    /// What a layer, a config or a child costs.
    ///
    /// # Errors
    /// Why it cannot be derived.
    pub(super) fn costs(&self, question: &Question) -> Result<Rc<Costs>, Errors> {
        let item = question.label.split('.').next().unwrap_or_default();
        let mistake = self
            .fingerprint()
            .mistake(item, &self.errors, self.source());
        if let Some(mistake) = mistake {
            return Err(vec![mistake.clone()]);
        }
        let kind = match &question.subject {
            Subject::Target(target) => match target.base {
                TargetBase::Layer(_) => "layer",
                TargetBase::Config(_) => "config",
            },
            Subject::Expression(_) | Subject::Reader(_) => "expression",
        };
        let file = &self.program().module(question.module).name;
        let label = &question.label;
        let key = format!("{file} {kind} {label}\n{}", self.fingerprint().text(item));
        if let Some(known) = self.costs.borrow().get(&key) {
            return known.clone();
        }
        let costs = self.costs_now(question).map(Rc::new);
        let mut held = self.costs.borrow_mut();
        if held.len() >= MOST_REMEMBERED {
            held.clear();
        }
        held.insert(key, costs.clone());
        costs
    }

    fn costs_now(&self, question: &Question) -> Result<Costs, Errors> {
        // The document's own quantities, and those that the file of the question sees.
        let quantities = self.engine.visible_quantities(&Question {
            module: self.module,
            ..question.clone()
        });
        let (plain, by_definition): (Vec<QuantityId>, Vec<QuantityId>) = quantities
            .iter()
            .partition(|quantity| self.is_plain(**quantity));
        let answers = self.engine.answer(question, &plain, &Setting::default())?;
        let mut costs = Vec::new();
        for answer in &answers.values {
            let Some(quantity) = answer.quantity else {
                continue;
            };
            if answer.value.is_zero() {
                continue;
            }
            let declared = self.program().quantity(quantity);
            let (form, figure) = self.shown(question, &answer.value, &declared.sign)?;
            let figure = match (&figure[..], &declared.unit[..]) {
                (_, "") => figure,
                ("", _) => String::new(),
                (figure, unit) => format!("{figure} {unit}"),
            };
            costs.push(Cost {
                name: declared.name.clone(),
                form,
                figure,
                by_definition: false,
            });
        }
        let program = self.program();
        // Where there is nothing to follow from, nothing follows.
        let by_definition = by_definition.into_iter().filter(|_| !costs.is_empty());
        let by_definition: Vec<Cost> = by_definition
            .map(|quantity| {
                let declared = program.quantity(quantity);
                let definition = declared.derived.as_ref();
                let form = definition.map(|formula| source(program, formula.span));
                Cost {
                    name: declared.name.clone(),
                    form: form.unwrap_or_default(),
                    figure: String::new(),
                    by_definition: true,
                }
            })
            .collect();
        costs.extend(by_definition);
        let lets = self.lets(question, &answers)?;
        Ok(Costs { costs, lets })
    }

    /// Whether a quantity has rules, or follows from others without a function: the forms of a maximum
    /// of costs are long, and take longer than an editor may wait.
    fn is_plain(&self, quantity: QuantityId) -> bool {
        let mut pending = vec![quantity];
        let mut seen = Vec::new();
        while let Some(quantity) = pending.pop() {
            if seen.contains(&quantity) {
                continue;
            }
            seen.push(quantity);
            let Some(formula) = &self.program().quantity(quantity).derived else {
                continue;
            };
            let functions = formula.uses(|kind| {
                let is_function = matches!(
                    kind,
                    FormulaKind::Call(..)
                        | FormulaKind::If(_)
                        | FormulaKind::Compare(..)
                        | FormulaKind::Series { .. }
                );
                is_function.then_some(())
            });
            if !functions.is_empty() {
                return false;
            }
            pending.extend(formula.uses(|kind| match kind {
                FormulaKind::Total(quantity) => Some(*quantity),
                _ => None,
            }));
        }
        true
    }

    fn lets(
        &self,
        question: &Question,
        answers: &Answers,
    ) -> Result<Vec<(String, String)>, Errors> {
        let node = answers.derived.as_ref().map(|derived| &derived.node);
        let lets = node.into_iter().flat_map(|node| &node.lets);
        let lets = lets.map(|(name, value)| Ok((name.clone(), self.written(question, value)?)));
        lets.collect()
    }

    /// What a formula of the document is worth.
    pub(super) fn worth(&self, formula: &Formula) -> Option<String> {
        if !self.errors.is_empty() {
            return None;
        }
        let question = Question::of_sides(self.program(), self.module, [formula, formula]);
        let answers = self.engine.answer(&question, &[], &Setting::default());
        let value = answers.ok()?.values.into_iter().next()?.value;
        self.written(&question, &value).ok()
    }

    /// A value as its question prints it.
    ///
    /// # Errors
    /// When the limits are met.
    pub(super) fn written(&self, question: &Question, value: &Value) -> Result<String, Errors> {
        let form = self.engine.form(question, value, Shape::Expanded);
        let form = form.map_err(|error| vec![CostError::of_algebra(error)])?;
        Ok(form.unicode(&self.engine.known_names(question)))
    }

    /// A value as it is printed, and of a large number a figure.
    fn shown(
        &self,
        question: &Question,
        value: &Value,
        sign: &str,
    ) -> Result<(String, String), Errors> {
        let number: Option<Rational> = self.engine.number(value).ok();
        let figure = number.and_then(|number| figure_in(&number, sign));
        Ok((self.written(question, value)?, figure.unwrap_or_default()))
    }
}
