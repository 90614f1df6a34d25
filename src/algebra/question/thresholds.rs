//! Numbers at which a function in a form turns: where the larger of two values changes, a flag flips, or a
//! floor takes its first step.

use crate::algebra::context::Algebra;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::question::bounds::linear_in;
use crate::algebra::question::occurrence::everything_in;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// No more of them are looked for.
const MOST_THRESHOLDS: usize = 32;

/// Symbols and numbers at which some function turns, as far as it turns at one number of one symbol.
pub(super) fn thresholds(algebra: &Algebra, values: &[&Value]) -> Vec<(Indeterminate, Rational)> {
    let mut found = Vec::new();
    let functions = everything_in(values.iter().copied());
    for kernel in functions.into_iter().filter_map(Kernel::of) {
        let mut turns: Vec<Value> = Vec::new();
        match kernel {
            Kernel::Max(arguments) => {
                for (place, one) in arguments.iter().enumerate() {
                    let others = arguments[place + 1..].iter();
                    turns.extend(others.filter_map(|other| algebra.subtract(one, other).ok()));
                }
            }
            Kernel::Positive(argument) | Kernel::NonNegative(argument) => {
                turns.push(argument.clone());
            }
            Kernel::Floor(argument) => {
                turns.extend(algebra.subtract(argument, &Value::one()));
            }
            _ => {}
        }
        for turn in turns {
            let numerator = turn.numerator();
            let held = numerator.indeterminates();
            let [symbol] = held[..] else { continue };
            let Some((slope, rest)) = linear_in(numerator, symbol).filter(|_| symbol.is_symbol())
            else {
                continue;
            };
            let number = rest
                .as_constant()
                .and_then(|rest| (-&rest).divided_by(&slope));
            let number = number.map(|number| (symbol, number));
            found.extend(number.filter(|number| !found.contains(number)));
            if found.len() >= MOST_THRESHOLDS {
                return found;
            }
        }
    }
    found
}
