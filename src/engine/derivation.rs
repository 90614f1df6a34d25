//! Derivations as they are kept: what a target, or everything in a file, comes to today.

use std::collections::BTreeSet;

use crate::algebra::{AlgebraError, Domain, Shape, Value};
use crate::cost::formula::TargetBase;
use crate::cost::{
    CostError, Derived, Loader, ModuleId, QuantityId, Question, Setting, Subject,
    configs_of_module, layers_of_module,
};
use crate::diagnostic::diagnose;
use crate::engine::facade::{Answer, Answers, Engine, Errors};
use crate::notation::derivation::{Cost, Derivation};
use crate::notation::signature::{of_config, of_layer, of_quantity};
use crate::syntax::ast::Per;

/// More children of one layer than this are not listed in a derivation.
const MOST_PARTS: usize = 1_000;

impl Engine {
    /// What a target comes to, quantity by quantity, as a record whose `Display` is plain text with one
    /// term a line: what `flopform snapshot` keeps, and what a snapshot test of your own can hold.
    /// Quantities that are zero are left out.
    ///
    /// ```
    /// use flopform::{Engine, Setting};
    ///
    /// let mut engine = Engine::new();
    /// let block = engine.questions("block").unwrap().remove(0);
    /// let params = engine.quantity(&block, "params").unwrap();
    /// let derivation = engine.derivation(&block, &[params], &Setting::default()).unwrap();
    /// // In a test: insta::assert_snapshot!(derivation);
    /// assert!(derivation.to_string().contains("  params [param]\n    12E²\n    13E\n"));
    /// ```
    ///
    /// # Errors
    /// Whatever its rules run into.
    pub fn derivation(
        &self,
        question: &Question,
        quantities: &[QuantityId],
        setting: &Setting,
    ) -> Result<Derivation, Errors> {
        let answers = self.answer(question, quantities, setting)?;
        self.record(question, &answers)
    }

    fn record(&self, question: &Question, answers: &Answers) -> Result<Derivation, Errors> {
        let (kind, signature) = self.heading(question);
        let mut costs = Vec::new();
        for answer in &answers.values {
            if answer.value.is_zero() {
                continue;
            }
            let quantity = answer.quantity.map(|id| self.program.quantity(id));
            costs.push(Cost {
                quantity: quantity.map_or_else(String::new, |quantity| quantity.name.clone()),
                unit: quantity.map_or_else(String::new, |quantity| quantity.unit.clone()),
                terms: self.terms_as_text(question, &answer.value)?,
                parts: match (&answers.derived, answer.quantity) {
                    // What follows from another quantity, or from a layer, is explained there.
                    (Some(derived), Some(id))
                        if kind == "layer" && self.program.quantity(id).derived.is_none() =>
                    {
                        self.parts(question, derived, id)?
                    }
                    _ => Vec::new(),
                },
            });
        }
        Ok(Derivation {
            kind: kind.to_owned(),
            name: question.label.clone(),
            signature,
            costs,
            refused: None,
        })
    }

    /// What everything in a loaded file comes to: the quantities and dims that matter to it, its layers
    /// and its configs, each kind by name, so that their order in the file does not matter.
    ///
    /// # Errors
    /// Whatever its rules run into.
    pub fn derivations(&self, module: ModuleId) -> Result<Vec<Derivation>, Errors> {
        let layers = layers_of_module(&self.program, module);
        let configs = configs_of_module(&self.program, module);
        let mut items = Vec::new();
        let (mut quantities, mut dims) = (BTreeSet::new(), BTreeSet::new());
        for mut questions in [layers, configs] {
            questions.sort_by(|left, right| left.label.cmp(&right.label));
            for question in questions {
                let visible = self.visible_quantities(&question);
                let answers = match self.answer(&question, &visible, &Setting::default()) {
                    Ok(answers) => answers,
                    Err(errors) if errors.iter().all(CostError::wants_numbers) => {
                        items.push(self.refused(&question, &errors));
                        continue;
                    }
                    Err(errors) => return Err(errors),
                };
                let there = answers
                    .values
                    .iter()
                    .filter(|answer| !answer.value.is_zero());
                let there: Vec<&Answer> = there.collect();
                let conventions = there.iter().filter_map(|answer| answer.quantity);
                quantities.extend(conventions.map(|id| self.convention(id)));
                dims.extend(self.domains(&question, &there));
                items.push(self.record(&question, &answers)?);
            }
        }
        let declared = |kind: &str, (name, signature): (String, String)| Derivation {
            kind: kind.to_owned(),
            name,
            signature,
            costs: Vec::new(),
            refused: None,
        };
        let quantities = quantities.into_iter().map(|it| declared("quantity", it));
        let dims = dims.into_iter().map(|it| declared("dim", it));
        Ok(quantities.chain(dims).chain(items).collect())
    }

    /// A question for each layer of a loaded file, and then for each config that is a layer with its
    /// sizes.
    pub fn items_of(&self, module: ModuleId) -> Vec<Question> {
        let mut items = layers_of_module(&self.program, module);
        items.extend(configs_of_module(&self.program, module));
        items
    }

    /// A form that was printed for a question, read back.
    ///
    /// # Errors
    /// Everything wrong with the text.
    pub fn read_form(&mut self, question: &Question, text: &str) -> Result<Value, Errors> {
        let read = Loader::new(&mut self.program).printed(text, question)?;
        let answers = self.answer(&read, &[], &Setting::default())?;
        let value = answers.values.into_iter().next().map(|answer| answer.value);
        Ok(value.expect("an expression has one value"))
    }

    fn terms_as_text(&self, question: &Question, value: &Value) -> Result<Vec<String>, Errors> {
        let known = self.known_names(question);
        let terms = self.terms(question, value).map_err(algebra_error)?;
        let terms = terms.iter().map(|term| {
            let form = self.form(question, term, Shape::Expanded);
            Ok(form.map_err(algebra_error)?.unicode(&known))
        });
        terms.collect()
    }

    /// What is kept of a layer that has a closed form only once some of its parameters are numbers.
    fn refused(&self, question: &Question, errors: &Errors) -> Derivation {
        let (kind, signature) = self.heading(question);
        let reasons: Vec<String> = errors
            .iter()
            .map(|error| diagnose(error).headline)
            .collect();
        Derivation {
            kind: kind.to_owned(),
            name: question.label.clone(),
            signature,
            costs: Vec::new(),
            refused: Some(reasons.join("; ")),
        }
    }

    /// What each child contributes.
    fn parts(
        &self,
        question: &Question,
        derived: &Derived,
        quantity: QuantityId,
    ) -> Result<Vec<(String, String)>, Errors> {
        let (rows, more) = self.rows(question, derived, &[quantity], (1, MOST_PARTS))?;
        if more {
            return Ok(Vec::new());
        }
        let known = self.known_names(question);
        let mut parts = Vec::new();
        // The heading of turns that differ has their sum.
        let rows = rows.into_iter().skip(1);
        for (row, values) in rows.filter(|(row, _)| row.turn.is_none()) {
            let [value] = &values[..] else { continue };
            if value.is_zero() {
                continue;
            }
            let form = self.form(question, value, Shape::Expanded);
            let form = form.map_err(algebra_error)?.unicode(&known);
            parts.push((row.path.last().cloned().unwrap_or_default(), form));
        }
        Ok(parts)
    }

    /// The kind of a target, and what its declaration says behind its name.
    fn heading(&self, question: &Question) -> (&'static str, String) {
        let Subject::Target(target) = &question.subject else {
            return ("expression", String::new());
        };
        match target.base {
            TargetBase::Layer(id) => {
                let layer = self.program.layer(id);
                let signature = of_layer(&self.program, layer);
                ("layer", signature[layer.name.len()..].to_owned())
            }
            TargetBase::Config(id) => {
                let config = self.program.config(id);
                ("config", format!(" = {}", of_config(&self.program, config)))
            }
        }
    }

    /// A quantity, and by what convention it counts.
    fn convention(&self, id: QuantityId) -> (String, String) {
        let quantity = self.program.quantity(id);
        let mut signature = String::new();
        if !quantity.unit.is_empty() {
            signature += &format!(" [{}]", quantity.unit);
        }
        if quantity.derived.is_some() {
            signature += &format!(" {}", of_quantity(&self.program, quantity));
        } else {
            signature += match quantity.per {
                Per::Call => " per call",
                Per::Weight => " per weight",
            };
            if quantity.else_zero {
                signature += " else 0";
            }
        }
        (quantity.name.clone(), signature)
    }

    /// The symbols in what was derived that may not be just any positive integer.
    fn domains(&self, question: &Question, answers: &[&Answer]) -> Vec<(String, String)> {
        let values = answers.iter().map(|answer| &answer.value);
        let mut names: Vec<String> = values.flat_map(|value| self.symbols(value)).collect();
        names.sort_unstable();
        names.dedup();
        let narrowed = names.into_iter().filter_map(|name| {
            let domain = *question.domains.get(&name)?;
            (domain != Domain::default()).then(|| (name, format!(" {domain}")))
        });
        narrowed.collect()
    }
}

fn algebra_error(error: AlgebraError) -> Errors {
    vec![CostError::of_algebra(error)]
}
