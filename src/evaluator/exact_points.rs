//! Exact numbers of formulas at the points of blocks.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use num_traits::{One, ToPrimitive};

use crate::algebra::Rational;
use crate::evaluator::block::{Block, Column};
use crate::evaluator::exact::ExactMachine;
use crate::evaluator::formulas::{Formulas, PointError};
use crate::evaluator::graph::{Fraction, Graph, Node};
use crate::evaluator::long::{Input, LongMachine};
use crate::evaluator::register::Wholes;

/// Evaluates formulas exactly: one for each thread.
#[derive(Clone, Debug)]
pub struct Exact<'f> {
    formulas: &'f Formulas,
    machine: ExactMachine,
    /// For each formula the machine for what is too long for the other, if it has one.
    long: Vec<Option<LongMachine>>,
    /// The numbers that the machine's do not stand for, by point.
    redone: Vec<HashMap<usize, Rational>>,
}

impl<'f> Exact<'f> {
    /// An evaluator of these formulas.
    pub fn new(formulas: &'f Formulas) -> Exact<'f> {
        let nodes = formulas.results.iter();
        let nodes = nodes.flat_map(|fraction| [fraction.above, fraction.below]);
        let nodes: Vec<Node> = nodes.collect();
        Exact {
            formulas,
            machine: ExactMachine::new(&formulas.graph, &nodes),
            long: formulas
                .results
                .iter()
                .map(|result| long(&formulas.graph, *result))
                .collect(),
            redone: vec![HashMap::new(); formulas.results.len()],
        }
    }

    /// Computes every formula at every point of a block. What does not fit 128 bits is computed in more,
    /// and what is not made of sums and products there by the algebra.
    ///
    /// # Errors
    /// The first point, in the first formula, that has no exact value: outside a symbol's domain, at a
    /// pole, irrational, or past the limits.
    pub fn run(&mut self, block: &Block<'_>) -> Result<(), Box<PointError>> {
        let formulas = self.formulas;
        formulas.check_domains(block)?;
        if !formulas.foresaw(block) {
            for (formula, redone) in self.redone.iter_mut().enumerate() {
                redone.clear();
                for point in 0..block.length {
                    redone.insert(point, formulas.by_algebra(formula, block, point)?);
                }
            }
            return Ok(());
        }
        let mut inputs = Vec::with_capacity(block.columns.len());
        let mut columns: Vec<&[i64]> = Vec::with_capacity(block.columns.len());
        let mut refused: Vec<usize> = Vec::new();
        let mut converted: Vec<(usize, Vec<i64>)> = Vec::new();
        for (place, column) in block.columns.iter().enumerate() {
            inputs.push(None);
            columns.push(&[]);
            match column {
                Column::Same(number) => inputs[place] = whole(number),
                Column::Whole(numbers, _) => columns[place] = numbers,
                Column::Any(numbers) => {
                    let numbers = numbers.iter().enumerate();
                    let numbers = numbers.map(|(point, number)| {
                        number.to_i64().unwrap_or_else(|| {
                            refused.push(point);
                            1
                        })
                    });
                    converted.push((place, numbers.collect()));
                }
            }
        }
        for (place, numbers) in &converted {
            columns[*place] = numbers;
        }
        let mut outside = refused.clone();
        outside.sort_unstable();
        let machine = &mut self.machine;
        machine.run(&formulas.graph, &inputs, &columns, refused, block.length);
        let points: Vec<usize> = if machine.refuses_any() {
            let points = 0..block.length;
            let points = points
                .filter(|point| machine.refused[*point] && outside.binary_search(point).is_err());
            points.collect()
        } else {
            Vec::new()
        };
        for (place, redone) in self.redone.iter_mut().enumerate() {
            redone.clear();
            let fraction = formulas.results[place];
            if let Some(long) = &self.long[place]
                && !points.is_empty()
            {
                redo_long(long, block, &columns, &points, formulas.limits.bits, redone);
            }
            let above = machine.view(&formulas.graph, fraction.above);
            let below = machine.view(&formulas.graph, fraction.below);
            let (Some(above), Some(below)) = (above, below) else {
                for point in 0..block.length {
                    if let Entry::Vacant(free) = redone.entry(point) {
                        free.insert(formulas.by_algebra(place, block, point)?);
                    }
                }
                continue;
            };
            let over_one = formulas.graph.is_whole(fraction);
            if over_one && !machine.refuses_any() {
                continue;
            }
            for point in 0..block.length {
                if !machine.refused[point] {
                    if over_one {
                        continue;
                    }
                    if let Some(number) = quotient(above.at(point), below.at(point)) {
                        redone.insert(point, number);
                        continue;
                    }
                }
                if let Entry::Vacant(free) = redone.entry(point) {
                    free.insert(formulas.by_algebra(place, block, point)?);
                }
            }
        }
        Ok(())
    }

    /// The numbers of a formula after a run, and those that differ from them.
    pub fn numbers(&self, formula: usize) -> (Wholes<'_>, &HashMap<usize, Rational>) {
        let above = self.formulas.results[formula].above;
        let view = self.machine.view(&self.formulas.graph, above);
        (view.unwrap_or(Wholes::Same(0)), &self.redone[formula])
    }

    /// The number of a formula at a point after a run.
    pub fn at(&self, formula: usize, point: usize) -> Rational {
        let (wholes, redone) = self.numbers(formula);
        let redone = redone.get(&point).cloned();
        redone.unwrap_or_else(|| Rational::from_i128(wholes.at(point)))
    }
}

/// The machine for long numbers of a formula, if it is made of what that computes.
fn long(graph: &Graph, result: Fraction) -> Option<LongMachine> {
    LongMachine::new(graph, &[result.above, result.below])
}

/// Computes a formula at points that the short machine refused, where its numbers are not too long
/// and it is not divided by zero.
fn redo_long(
    machine: &LongMachine,
    block: &Block<'_>,
    columns: &[&[i64]],
    points: &[usize],
    most: u64,
    redone: &mut HashMap<usize, Rational>,
) {
    let inputs = block.columns.iter().zip(columns);
    let inputs = inputs.map(|(column, numbers)| match column {
        Column::Same(number) if number.is_integer() => Some(Input::Same(number.numerator_big())),
        Column::Same(_) => None,
        _ => Some(Input::Varying(numbers)),
    });
    let Some(inputs) = inputs.collect::<Option<Vec<Input<'_>>>>() else {
        return;
    };
    machine.run(&inputs, points, most, |point, numbers| {
        let [above, below] = numbers else {
            unreachable!("a formula is a quotient of two nodes");
        };
        let number = if below.is_one() {
            Some(Rational::from_big(above.clone()))
        } else {
            Rational::from_big(above.clone()).divided_by(&Rational::from_big(below.clone()))
        };
        if let Some(number) = number {
            redone.insert(point, number);
        }
    });
}

/// A whole number of at most 128 bits.
fn whole(number: &Rational) -> Option<i128> {
    match number.to_i64() {
        Some(number) => Some(i128::from(number)),
        None if number.is_integer() => number.numerator_big().to_i128(),
        None => None,
    }
}

/// An exact quotient; `None` where it has none.
fn quotient(above: i128, below: i128) -> Option<Rational> {
    if below == 0 {
        return None;
    }
    if above.checked_rem(below)? == 0 {
        return above.checked_div(below).map(Rational::from_i128);
    }
    Rational::from_i128(above).divided_by(&Rational::from_i128(below))
}
