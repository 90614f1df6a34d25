//! How large the numbers of a graph may become.

use crate::evaluator::graph::{Graph, Operation, as_double};
use num_traits::Signed;

/// A little more than what rounding takes away from a sum or a product.
const ROUNDED: f64 = 1.0 + 4.0 * f64::EPSILON;

/// For each node a magnitude that it stays below while the symbols stay below theirs; `None` where
/// nothing is known.
pub(super) fn magnitudes(graph: &Graph, symbols: &[f64]) -> Vec<Option<f64>> {
    let mut found: Vec<Option<f64>> = Vec::with_capacity(graph.len());
    for (_, operation) in graph.nodes() {
        let at = |node: &crate::evaluator::graph::Node| found[node.index()];
        let magnitude = match operation {
            Operation::Constant(number) => Some(as_double(&number.abs())),
            Operation::Input(place) => symbols.get(*place).copied(),
            Operation::Sum(a, b) => at(a).zip(at(b)).map(|(a, b)| a + b),
            Operation::Product(a, b) => at(a).zip(at(b)).map(|(a, b)| a * b),
            Operation::FloorQuotient(a, _) | Operation::NonZero(a) => at(a),
            Operation::Larger(a, b) | Operation::Choice(_, a, b) => {
                at(a).zip(at(b)).map(|(a, b)| a.max(b))
            }
            Operation::Positive(_) | Operation::NonNegative(_) | Operation::Parity(_) => Some(1.0),
            Operation::Power(base, a) => at(a).map(|a| as_double(base).powf(a.max(0.0))),
            Operation::Quotient(..)
            | Operation::Root(..)
            | Operation::Logarithm(..)
            | Operation::Unusual => None,
        };
        let magnitude = magnitude.map(|magnitude| magnitude * ROUNDED);
        found.push(magnitude.filter(|magnitude| magnitude.is_finite()));
    }
    found
}
