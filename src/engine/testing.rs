//! What is said of an expectation that is not met.

use crate::algebra::{Counterexample, Value};
use crate::cost::{ModuleId, Outcome, Question, Tested};
use crate::diagnostic::{Diagnostic, Expected, Point};
use crate::engine::facade::{Engine, Errors};
use crate::engine::unruled::unruled;
use crate::notation::number::digits;
use crate::syntax::ast::Relation;

impl Engine {
    /// What is said of an expectation of a file that [`Engine::test`] found not to be met, or not to be
    /// decidable; `write` prints the values of its question.
    ///
    /// # Errors
    /// When a value cannot be written.
    pub fn unmet(
        &self,
        module: ModuleId,
        at: usize,
        question: &Question,
        tested: &Tested,
        write: &dyn Fn(&Value) -> Result<String, Errors>,
    ) -> Result<Diagnostic, Errors> {
        let expectation = &self.program.module(module).expectations[at];
        let span = expectation.span;
        let sources = self.sources();
        let within = expectation.within.as_ref().map(|(amount, percent)| {
            let sign = if *percent { "%" } else { "" };
            format!("{}{sign}", sources.slice(amount.span))
        });
        // Where only growth is compared, or sides should differ, their difference says nothing.
        let difference = match expectation.relation {
            Relation::SameGrowth | Relation::Different => None,
            _ => Some(write(&tested.difference)?),
        };
        let expected = Expected {
            subject: sources.slice(expectation.left.span).to_owned(),
            relation: expectation.relation.text().to_owned(),
            expected: write(&tested.right)?,
            derived: write(&tested.left)?,
            difference,
            within,
            note: expectation.note.clone(),
        };
        Ok(match &tested.outcome {
            Outcome::NotDecided(reason) => {
                let names = unruled(&tested.difference).join(", ");
                let reason = if names.is_empty() {
                    reason.clone()
                } else {
                    format!("{names} has no rule; {reason}")
                };
                expected.not_decided(span, &reason)
            }
            Outcome::Met => unreachable!("only what is not met is shown"),
            Outcome::NotMet(point) => {
                let point = point.as_ref().map(|point| shown_point(question, point));
                expected.not_met(span, point.as_ref())
            }
        })
    }
}

fn shown_point(question: &Question, found: &Counterexample) -> Point {
    let names = question.in_order(found.point.keys().cloned().collect());
    let values = names.into_iter().map(|name| {
        let number = digits(&found.point[&name]);
        (name, number)
    });
    Point {
        values: values.collect(),
        derived: found.left.as_ref().map(digits),
        expected: found.right.as_ref().map(digits),
    }
}
