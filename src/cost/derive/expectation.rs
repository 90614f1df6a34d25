//! Expectations: what a file says its formulas come to, put to the test.

use crate::algebra::{Comparison, Counterexample, Rational, Sign, Value, Verdict};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::derive::frame::Frame;
use crate::cost::error::CostError;
use crate::cost::program::Expectation;
use crate::cost::resolve::comparison;
use crate::syntax::ast::Relation;

type Result<T> = std::result::Result<T, CostError>;

/// What became of an expectation.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It holds.
    Met,
    /// It does not hold; a point shows it where one was found.
    NotMet(Option<Counterexample>),
    /// It could not be decided, and why.
    NotDecided(String),
}

/// An expectation that was put to the test.
#[derive(Clone, Debug)]
pub struct Tested {
    /// What became of it.
    pub outcome: Outcome,
    /// What was derived.
    pub left: Value,
    /// What was expected.
    pub right: Value,
    /// The one minus the other.
    pub difference: Value,
}

impl Deriver<'_> {
    /// Derives both sides of an expectation and compares them.
    ///
    /// # Errors
    /// What either side runs into.
    pub fn test(&self, expectation: &Expectation) -> Result<Tested> {
        let frame = Frame::of_question(expectation.slots, Dims::default());
        let (deriver, mut frame) = self.with_facts(&expectation.facts, &frame)?;
        deriver
            .as_ref()
            .unwrap_or(self)
            .compare_sides(expectation, &mut frame)
    }

    fn compare_sides(&self, expectation: &Expectation, frame: &mut Frame) -> Result<Tested> {
        let span = expectation.span;
        let left = self.value(&expectation.left, frame)?;
        let right = self.value(&expectation.right, frame)?;
        let difference = self.at(self.algebra.subtract(&left, &right), span)?;
        let outcome = match (&expectation.within, &expectation.growing) {
            (Some((amount, percent)), _) => {
                let amount = self.value(amount, frame)?;
                self.within(&difference, &amount, percent.then_some(&right), expectation)?
            }
            (None, Some(symbol)) => {
                let symbol = self.symbol(symbol);
                outcome(self.at(self.algebra.same_growth(&left, &right, symbol), span)?)
            }
            (None, None) if expectation.relation == Relation::Different => {
                match self.at(self.algebra.equal(&left, &right), span)? {
                    Verdict::Holds => Outcome::NotMet(None),
                    Verdict::Fails(_) => Outcome::Met,
                    Verdict::NotDecided { reason } => Outcome::NotDecided(reason),
                }
            }
            (None, None) => {
                let relation = comparison(expectation.relation);
                outcome(self.at(self.algebra.compare_values(&left, relation, &right), span)?)
            }
        };
        Ok(Tested {
            outcome,
            left,
            right,
            difference,
        })
    }

    /// Whether a difference is at most an amount, or at most that many percent of the right side.
    fn within(
        &self,
        difference: &Value,
        amount: &Value,
        relative_to: Option<&Value>,
        expectation: &Expectation,
    ) -> Result<Outcome> {
        let span = expectation.span;
        let algebra = &self.algebra;
        let mut bound = amount.clone();
        if let Some(right) = relative_to {
            let sign = right.as_polynomial().and_then(|right| algebra.sign(right));
            let negative = matches!(sign, Some(Sign::Negative | Sign::NonPositive));
            let size = if negative {
                algebra.negate(right)
            } else {
                right.clone()
            };
            let percent = Value::from(Rational::new(1, 100).expect("100 is not zero"));
            self.at(algebra.multiply_by(&mut bound, &size), span)?;
            self.at(algebra.multiply_by(&mut bound, &percent), span)?;
        }
        // The sides that are compared here are not those of the expectation.
        let outcome = |verdict| match outcome(verdict) {
            Outcome::NotMet(Some(found)) => Outcome::NotMet(Some(Counterexample {
                left: None,
                right: None,
                ..found
            })),
            other => other,
        };
        let upper = algebra.compare_values(difference, Comparison::LessEqual, &bound);
        let lower =
            algebra.compare_values(&algebra.negate(difference), Comparison::LessEqual, &bound);
        Ok(
            match (
                outcome(self.at(upper, span)?),
                outcome(self.at(lower, span)?),
            ) {
                (Outcome::Met, other)
                | (other @ Outcome::NotMet(_), _)
                | (Outcome::NotDecided(_), other @ Outcome::NotMet(_)) => other,
                (undecided @ Outcome::NotDecided(_), _) => undecided,
            },
        )
    }
}

fn outcome(verdict: Verdict) -> Outcome {
    match verdict {
        Verdict::Holds => Outcome::Met,
        Verdict::Fails(point) => Outcome::NotMet(Some(point)),
        Verdict::NotDecided { reason } => Outcome::NotDecided(reason),
    }
}
