//! Doubles of formulas at the points of blocks, or of whole arrays.

use crate::algebra::{AlgebraError, Rational};
use crate::evaluator::block::{Block, Column};
use crate::evaluator::float::FloatMachine;
use crate::evaluator::formulas::{Formulas, PointError};
use crate::evaluator::graph::{Graph, Node, Operation};
use crate::evaluator::lanes::lower;
use crate::evaluator::scalar::doubles;

/// Evaluates formulas in doubles: one for each thread.
#[derive(Clone, Debug)]
pub struct Float<'f> {
    formulas: &'f Formulas,
    graph: Graph,
    machine: FloatMachine,
    needed: Vec<Node>,
    values: Vec<f64>,
    same: Vec<f64>,
    columns: Vec<Vec<f64>>,
    results: Vec<Vec<f64>>,
}

impl<'f> Float<'f> {
    /// An evaluator of these formulas.
    pub fn new(formulas: &'f Formulas) -> Float<'f> {
        let mut graph = formulas.graph.clone();
        let results = formulas.results.iter().map(|fraction| {
            if graph.is_whole(*fraction) {
                fraction.above
            } else {
                graph.add(Operation::Quotient(fraction.above, fraction.below))
            }
        });
        let results: Vec<Node> = results.collect();
        let machine = FloatMachine::new(lower(&graph, &results), results.len());
        let uses = graph.uses(&results);
        let needed = graph.nodes().map(|(node, _)| node);
        let needed = needed.filter(|node| uses[node.index()] > 0 && !graph.is_varying(*node));
        // Numbers are the same in all blocks.
        let (numbers, needed): (Vec<Node>, Vec<Node>) =
            needed.partition(|node| graph.as_constant(*node).is_some());
        let mut values = vec![0.0; graph.len()];
        doubles(&graph, &numbers, &[], &mut values);
        Float {
            formulas,
            needed,
            machine,
            values,
            same: Vec::new(),
            columns: vec![Vec::new(); formulas.symbols.len()],
            results: vec![Vec::new(); results.len()],
            graph,
        }
    }

    /// Computes every formula at every point of a block, to the nearest double or a few next to it.
    ///
    /// # Errors
    /// As [`Exact::run`](crate::evaluator::Exact::run), but what is irrational is no error.
    pub fn run(&mut self, block: &Block<'_>) -> Result<(), Box<PointError>> {
        self.formulas.check_domains(block)?;
        if !self.formulas.foresaw(block) {
            for result in &mut self.results {
                result.clear();
                result.resize(block.length, f64::NAN);
            }
            return (0..block.length).try_for_each(|point| self.redo(block, point));
        }
        for (kept, column) in self.columns.iter_mut().zip(block.columns) {
            kept.clear();
            if let Column::Any(numbers) = column {
                kept.extend(numbers.iter().map(Rational::to_f64));
            }
        }
        let mut results = std::mem::take(&mut self.results);
        for result in &mut results {
            result.resize(block.length, 0.0);
        }
        let inputs = block.columns.iter().map(|column| match column {
            Column::Same(number) => number.to_f64(),
            _ => 0.0,
        });
        let inputs: Vec<f64> = inputs.collect();
        let columns = block.columns.iter().zip(&self.columns);
        let columns = columns.map(|(column, kept)| match column {
            Column::Whole(_, doubles) => *doubles,
            _ => kept,
        });
        let columns: Vec<&[f64]> = columns.collect();
        let mut slices: Vec<&mut [f64]> = results.iter_mut().map(Vec::as_mut_slice).collect();
        doubles(&self.graph, &self.needed, &inputs, &mut self.values);
        self.same.clear();
        let nodes = self.machine.steps().same.iter();
        self.same
            .extend(nodes.map(|node| self.values[node.index()]));
        let suspects = self.machine.run(&self.same, &columns, &mut slices);
        self.results = results;
        for (from, to) in suspects {
            for point in from..to {
                self.redo(block, point)?;
            }
        }
        Ok(())
    }

    /// Computes the points of whole arrays of doubles, a column for each symbol, without looking at
    /// what the symbols may be. What is not finite stays so.
    pub fn run_arrays(&mut self, columns: &[&[f64]], results: &mut [&mut [f64]]) {
        self.same.clear();
        let nodes = self.machine.steps().same.iter();
        doubles(&self.graph, &self.needed, &[], &mut self.values);
        self.same
            .extend(nodes.map(|node| self.values[node.index()]));
        self.machine.run(&self.same, columns, results);
    }

    /// What was not finite on the way may be an overflow, a branch that is not taken, or a pole.
    fn redo(&mut self, block: &Block<'_>, point: usize) -> Result<(), Box<PointError>> {
        let formulas = self.formulas;
        for (place, result) in self.results.iter_mut().enumerate() {
            match formulas.by_algebra(place, block, point) {
                Ok(number) => {
                    let number = number.to_f64();
                    if number.is_infinite() {
                        return Err(Box::new(PointError {
                            place: point,
                            point: block.point(&formulas.symbols, point),
                            error: AlgebraError::PastDoubles,
                        }));
                    }
                    result[point] = number;
                }
                // The double is the only answer there is.
                Err(failed)
                    if matches!(failed.error, AlgebraError::Irrational { .. })
                        && result[point].is_finite() => {}
                Err(failed) => return Err(failed),
            }
        }
        Ok(())
    }

    /// The doubles of a formula after a run.
    pub fn numbers(&self, formula: usize) -> &[f64] {
        &self.results[formula]
    }
}
