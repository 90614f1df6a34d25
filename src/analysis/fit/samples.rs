//! Samples: what was counted, and at which sizes.

use std::collections::HashMap;

use crate::algebra::{Algebra, AlgebraError, Environment, Indeterminate, Rational, Value};
use crate::analysis::fit::error::FitError;

/// Counts at known sizes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// What the sizes are the values of.
    pub symbols: Vec<Indeterminate>,
    /// One row for each count.
    pub rows: Vec<Sample>,
}

/// A count at known sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The values of the symbols, in their order.
    pub point: Vec<Rational>,
    /// What was counted.
    pub count: Rational,
}

/// Samples without those that say what an earlier one says.
#[derive(Debug)]
pub(super) struct Distinct<'s> {
    pub(super) samples: Vec<&'s Sample>,
    /// The row that each stands in.
    pub(super) rows: Vec<usize>,
    /// Rows of equal sizes and different counts, the first such row with each other.
    pub(super) contrary: Vec<(usize, usize)>,
}

impl<'s> Distinct<'s> {
    pub(super) fn of(samples: &'s Samples) -> Result<Distinct<'s>, FitError> {
        let mut distinct = Distinct {
            samples: Vec::new(),
            rows: Vec::new(),
            contrary: Vec::new(),
        };
        let mut first: HashMap<&[Rational], (usize, Vec<&Rational>)> = HashMap::new();
        for (row, sample) in samples.rows.iter().enumerate() {
            for (symbol, value) in samples.symbols.iter().zip(&sample.point) {
                if symbol.domain().is_flag() && !symbol.domain().contains(value) {
                    let (symbol, value) = (*symbol, value.clone());
                    return Err(FitError::OutsideDomain { row, symbol, value });
                }
            }
            let held = first.entry(&sample.point);
            let (earlier, counts) = held.or_insert_with(|| (row, Vec::new()));
            if counts.contains(&&sample.count) {
                continue;
            }
            if !counts.is_empty() {
                distinct.contrary.push((*earlier, row));
            }
            counts.push(&sample.count);
            distinct.samples.push(sample);
            distinct.rows.push(row);
        }
        Ok(distinct)
    }
}

/// The value of a denominator where symbols have these values.
pub(super) fn denominator_at(
    algebra: &Algebra,
    denominator: &Value,
    symbols: &[Indeterminate],
    point: &[Rational],
) -> Result<Rational, AlgebraError> {
    if let Some(number) = denominator.as_constant() {
        return Ok(number);
    }
    let names = symbols.iter().map(|symbol| symbol.text().to_owned());
    let environment: Environment = names.zip(point.iter().cloned()).collect();
    let number = algebra.evaluate(denominator, &environment)?;
    if number.is_zero() {
        return Err(AlgebraError::DivisionByZero);
    }
    Ok(number)
}
