//! Independent rows and columns of a matrix.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::linear::MODULAR_OPERATIONS_A_STEP;
use crate::algebra::linear::echelon::Echelon;
use crate::algebra::linear::matrix::Matrix;
use crate::algebra::prime::{Field, Primes};
use crate::algebra::rational::Rational;

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
    fn modulo(
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
            meter.charge((operations / MODULAR_OPERATIONS_A_STEP) as u64)?;
            if echelon.insert(row) {
                rows.push(place);
            }
        }
        let mut columns = echelon.places().to_vec();
        columns.sort_unstable();
        Ok(Some(Basis { rows, columns }))
    }
}

impl Algebra {
    /// Independent rows and columns of a matrix, those that come first; that there are no more is
    /// proved.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Matrix, Rational};
    /// let mut matrix = Matrix::new(2);
    /// for row in [[1, 2], [2, 4], [0, 1]] {
    ///     matrix.push(row.map(Rational::from).to_vec());
    /// }
    /// let basis = Algebra::new().basis(&matrix).unwrap();
    /// assert_eq!(basis.rows, [0, 2]);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn basis(&self, matrix: &Matrix) -> Result<Basis, AlgebraError> {
        let mut primes = Primes::default();
        loop {
            let field = primes.next().expect("there is always another prime");
            let Some(basis) = Basis::modulo(matrix, &field, &self.meter)? else {
                continue;
            };
            let most = matrix.height().min(matrix.width());
            if basis.rank() == most || self.spans(matrix, &basis)? {
                return Ok(basis);
            }
        }
    }

    /// Whether every column of the matrix depends on those of the basis.
    fn spans(&self, matrix: &Matrix, basis: &Basis) -> Result<bool, AlgebraError> {
        let free =
            (0..matrix.width()).filter(|column| basis.columns.binary_search(column).is_err());
        let free: Vec<usize> = free.collect();
        let right = |column: &usize| -> Vec<Rational> {
            let rows = basis.rows.iter();
            rows.map(|row| matrix.row(*row)[*column].clone()).collect()
        };
        let rights: Vec<Vec<Rational>> = free.iter().map(right).collect();
        let solutions = self.solve_basis(matrix, basis, &rights)?;
        for (column, solution) in free.iter().zip(&solutions) {
            let everywhere =
                self.holds(matrix, basis, solution, |row| &matrix.row(row)[*column])?;
            if !everywhere {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
