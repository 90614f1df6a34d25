//! A matrix of exact numbers.

use crate::algebra::prime::Field;
use crate::algebra::rational::Rational;

/// A matrix of exact numbers: rows of one length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    width: usize,
    rows: Vec<Vec<Rational>>,
}

impl Matrix {
    /// A matrix without rows.
    pub fn new(width: usize) -> Matrix {
        Matrix {
            width,
            rows: Vec::new(),
        }
    }

    /// Adds a row below the others; it has as many numbers as the matrix is wide.
    pub fn push(&mut self, row: Vec<Rational>) {
        assert_eq!(
            row.len(),
            self.width,
            "the rows of a matrix have one length"
        );
        self.rows.push(row);
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// A row.
    pub fn row(&self, place: usize) -> &[Rational] {
        &self.rows[place]
    }

    /// A row modulo a prime; `None` where the prime divides a denominator.
    pub(super) fn row_modulo(&self, place: usize, field: &Field) -> Option<Vec<u64>> {
        modulo(self.rows[place].iter(), field)
    }

    /// Some columns of some rows modulo a prime; `None` where it divides a denominator.
    pub(super) fn part_modulo(
        &self,
        rows: &[usize],
        columns: &[usize],
        field: &Field,
    ) -> Option<Vec<Vec<u64>>> {
        let part = rows.iter().map(|row| {
            let row = &self.rows[*row];
            modulo(columns.iter().map(|column| &row[*column]), field)
        });
        part.collect()
    }
}

/// Numbers modulo a prime; `None` where it divides a denominator.
pub(super) fn modulo<'a>(
    numbers: impl Iterator<Item = &'a Rational>,
    field: &Field,
) -> Option<Vec<u64>> {
    numbers.map(|number| field.rational(number)).collect()
}
