//! Independent rows and columns of a matrix.

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::linear::echelon::{Echelon, OPERATIONS_A_STEP};
use crate::algebra::linear::matrix::Matrix;
use crate::algebra::prime::Field;

/// As many independent rows and columns of a matrix as there are: all others depend on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Independent rows, rising.
    pub rows: Vec<usize>,
    /// Independent columns, rising: the first ones that are.
    pub columns: Vec<usize>,
}

impl Basis {
    /// How many independent rows there are, which is how many independent columns.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// What is found modulo a prime, where the rank may come out too low but never too high; `None`
    /// where the prime divides a denominator.
    pub(super) fn modulo(
        matrix: &Matrix,
        field: &Field,
        meter: &Meter,
    ) -> Result<Option<Basis>, AlgebraError> {
        let mut echelon = Echelon::new(field);
        let mut rows = Vec::new();
        for place in 0..matrix.height() {
            if echelon.rank() == matrix.width() {
                break;
            }
            let Some(row) = matrix.row_modulo(place, field) else {
                return Ok(None);
            };
            let operations = echelon.rank() * matrix.width();
            meter.charge((operations / OPERATIONS_A_STEP) as u64)?;
            if echelon.insert(row) {
                rows.push(place);
            }
        }
        let mut columns = echelon.places().to_vec();
        columns.sort_unstable();
        Ok(Some(Basis { rows, columns }))
    }
}
