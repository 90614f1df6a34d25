//! The closed forms of what a document declares, as they are shown.

use std::sync::Arc;

use crate::algebra::{Rational, Shape, Value};
use crate::cost::formula::{Formula, Target, TargetBase};
use crate::cost::{CostError, QuantityId, Question, Setting, Subject};
use crate::engine::{Answers, Errors};
use crate::lsp::shown::{Cost, Costs};
use crate::lsp::view::View;
use crate::notation::number::figure_in;
use crate::text::Span;

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

    /// What a layer, a config or a child costs; nothing where it cannot be derived.
    pub(super) fn costs(&self, question: &Question) -> Option<Arc<Costs>> {
        let Subject::Target(target) = &question.subject else {
            return None;
        };
        let key = format!("{:?} {}", target.base, question.label);
        if let Some(known) = self.costs.borrow().get(&key) {
            return known.clone();
        }
        let quantities = self.quantities(question);
        let costs = self.costs_now(question, &quantities).ok().map(Arc::new);
        self.costs.borrow_mut().insert(key, costs.clone());
        costs
    }

    /// Why a layer or a config cannot be derived; nothing where it can.
    pub(super) fn refusal(&self, question: &Question) -> Option<Errors> {
        let quantities = self.quantities(question);
        self.costs_now(question, &quantities).err()
    }

    /// The quantities that the document sees, and those that the file of a question sees.
    fn quantities(&self, question: &Question) -> Vec<QuantityId> {
        self.engine.visible_quantities(&Question {
            module: self.module,
            ..question.clone()
        })
    }

    fn costs_now(&self, question: &Question, quantities: &[QuantityId]) -> Result<Costs, Errors> {
        let answers = self
            .engine
            .answer(question, quantities, &Setting::default())?;
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
                quantity,
                name: declared.name.clone(),
                form,
                figure,
            });
        }
        let lets = self.lets(question, &answers)?;
        Ok(Costs { costs, lets })
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
