//! Points at which a formula is evaluated, some thousands at a time.

use crate::algebra::{Environment, Rational};

/// The most points of one block: what a block needs stays in the cache nearest to the processor.
pub const BLOCK: usize = 1024;

/// The values of one symbol at the points of a block.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// The same at every point.
    Same(&'a Rational),
    /// Whole numbers, and the same numbers as doubles.
    Whole(&'a [i64], &'a [f64]),
    /// Any numbers.
    Any(&'a [Rational]),
}

impl Column<'_> {
    /// The value at a point of the block.
    pub fn at(&self, point: usize) -> Rational {
        match self {
            Column::Same(number) => (*number).clone(),
            Column::Whole(numbers, _) => Rational::from(numbers[point]),
            Column::Any(numbers) => numbers[point].clone(),
        }
    }

    /// Whether it may differ between the points.
    pub fn is_varying(&self) -> bool {
        !matches!(self, Column::Same(_))
    }
}

/// Some points: a column for each symbol, in the order of the symbols.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// How many points there are.
    pub length: usize,
    /// The values of the symbols.
    pub columns: &'a [Column<'a>],
}

impl Block<'_> {
    /// The values of the symbols at a point.
    pub fn point(&self, symbols: &[String], point: usize) -> Environment {
        let values = self.columns.iter().map(|column| column.at(point));
        symbols.iter().cloned().zip(values).collect()
    }
}
