//! What does not differ between the points of a block, computed once for it.

use num_integer::Integer;
use num_traits::ToPrimitive;

use crate::evaluator::float::{choice, parity, power};
use crate::evaluator::graph::{Graph, Node, Operation, as_double};

/// The doubles of nodes that are the same at every point; `inputs` are the values of the symbols by
/// place, and `values` have a place for each node. What is not finite was an overflow, or is not defined.
pub(super) fn doubles(graph: &Graph, needed: &[Node], inputs: &[f64], values: &mut [f64]) {
    for node in needed {
        let at = |node: Node| values[node.index()];
        let value = match graph.operation(*node) {
            Operation::Constant(number) => as_double(number),
            Operation::Input(place) => inputs[*place],
            Operation::Sum(a, b) => at(*a) + at(*b),
            Operation::Product(a, b) => at(*a) * at(*b),
            Operation::Quotient(a, b) => finite(at(*a) / at(*b)),
            Operation::FloorQuotient(a, b) => finite((at(*a) / at(*b)).floor()),
            Operation::Larger(a, b) => finite(at(*a) + at(*b)) * 0.0 + at(*a).max(at(*b)),
            Operation::Positive(a) => finite(at(*a)) * 0.0 + f64::from(u8::from(at(*a) > 0.0)),
            Operation::NonNegative(a) => finite(at(*a)) * 0.0 + f64::from(u8::from(at(*a) >= 0.0)),
            Operation::NonZero(a) if at(*a) == 0.0 => f64::NAN,
            Operation::NonZero(a) => at(*a),
            Operation::Power(base, a) => power(as_double(base), at(*a)),
            Operation::Parity(a) => parity(at(*a)),
            Operation::Root(a, b) => finite((at(*a) / at(*b)).sqrt()),
            Operation::Logarithm(a, b) => finite((at(*a) / at(*b)).log2()),
            Operation::Choice(a, b, c) => choice(at(*a), at(*b), at(*c)),
            Operation::Unusual => f64::NAN,
        };
        values[node.index()] = value;
    }
}

/// The number if it is finite, else none.
fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { f64::NAN }
}

/// The whole numbers of nodes that are the same at every point; `None` for what does not fit 128
/// bits, is not whole, or is not defined.
pub(super) fn wholes(
    graph: &Graph,
    needed: &[Node],
    inputs: &[Option<i128>],
    values: &mut Vec<Option<i128>>,
) {
    values.clear();
    values.resize(graph.len(), None);
    for node in needed {
        let at = |node: Node| values[node.index()];
        let both = |a: Node, b: Node| at(a).zip(at(b));
        let operation = graph.operation(*node);
        let value = match operation {
            Operation::Constant(number) => number.to_i128(),
            Operation::Input(place) => inputs[*place],
            Operation::Sum(a, b) => both(*a, *b).and_then(|(a, b)| a.checked_add(b)),
            Operation::Product(a, b) => both(*a, *b).and_then(|(a, b)| a.checked_mul(b)),
            Operation::FloorQuotient(a, b) => both(*a, *b).and_then(|(a, b)| floor_quotient(a, b)),
            Operation::Larger(a, b) => both(*a, *b).map(|(a, b)| a.max(b)),
            Operation::Positive(a) => at(*a).map(|a| i128::from(a > 0)),
            Operation::NonNegative(a) => at(*a).map(|a| i128::from(a >= 0)),
            Operation::NonZero(a) => at(*a).filter(|a| *a != 0),
            Operation::Power(base, a) => {
                let base = base.to_i128();
                base.zip(at(*a)).and_then(|(base, a)| whole_power(base, a))
            }
            Operation::Parity(a) => at(*a).map(|a| if a.is_even() { 1 } else { -1 }),
            Operation::Root(a, b) => both(*a, *b).and_then(|(a, b)| whole_root(a, b)),
            Operation::Logarithm(a, b) => both(*a, *b).and_then(|(a, b)| whole_logarithm(a, b)),
            Operation::Choice(a, b, c) => match at(*a) {
                Some(1) => at(*b),
                Some(0) => at(*c),
                _ => None,
            },
            Operation::Quotient(..) | Operation::Unusual => None,
        };
        values[node.index()] = value;
    }
}

/// The largest whole number not above a quotient.
pub(super) fn floor_quotient(above: i128, below: i128) -> Option<i128> {
    if below == 0 {
        return None;
    }
    let quotient = above.checked_div(below)?;
    let inexact = above.checked_rem(below)? != 0;
    let down = inexact && (above < 0) != (below < 0);
    Some(quotient - i128::from(down))
}

/// The base raised to an exponent; 1 where the exponent is negative.
pub(super) fn whole_power(base: i128, exponent: i128) -> Option<i128> {
    if exponent <= 0 {
        return Some(1);
    }
    base.checked_pow(u32::try_from(exponent).ok()?)
}

/// The square root of a quotient, if it is whole.
pub(super) fn whole_root(above: i128, below: i128) -> Option<i128> {
    let number = whole_quotient(above, below).filter(|number| *number >= 0)?;
    let root = number.isqrt();
    (root * root == number).then_some(root)
}

/// The logarithm of a quotient to base 2, if it is whole.
pub(super) fn whole_logarithm(above: i128, below: i128) -> Option<i128> {
    let number = whole_quotient(above, below).filter(|number| *number > 0)?;
    let exponent = number.ilog2();
    (number == 1 << exponent).then_some(i128::from(exponent))
}

/// A quotient, if it is whole.
fn whole_quotient(above: i128, below: i128) -> Option<i128> {
    let whole = below != 0 && above.checked_rem(below)? == 0;
    if whole {
        above.checked_div(below)
    } else {
        None
    }
}
