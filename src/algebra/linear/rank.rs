//! The rank of a matrix, proved.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::linear::basis::Basis;
use crate::algebra::linear::matrix::Matrix;
use crate::algebra::prime::Primes;
use crate::algebra::rational::Rational;

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
