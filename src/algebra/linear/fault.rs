//! Equations at fault in a system without a solution.
//!
//! Every way in which the rows of a matrix depend on each other is a check that the right sides must
//! pass. An error in one right side fails the checks in proportion to how much each of them sees of
//! its row, so the rows that may be at fault can be read from the outcomes, as in an error-correcting
//! code. Three random mixtures of all checks, modulo a prime, are enough to rule the other rows out.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::linear::basis::Basis;
use crate::algebra::linear::echelon::{OPERATIONS_A_STEP, solve_square, transposed};
use crate::algebra::linear::matrix::{Matrix, modulo};
use crate::algebra::prime::{Field, Primes, Sequence};
use crate::algebra::rational::Rational;

/// How many mixtures of checks are looked at.
const MIXTURES: usize = 3;

/// More rows than this are not looked at two by two.
const MOST_ROWS_IN_PAIRS: usize = 10_000;

/// More pairs than this say nothing about which it is.
const MOST_PAIRS: usize = 16;

/// Which right sides of a system may be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The rows of which one may be the only one at fault. No other can be: that is proved.
    pub alone: Vec<usize>,
    /// Where no row can be at fault alone, pairs that may be at fault together; not listed where there
    /// are very many.
    pub pairs: Vec<(usize, usize)>,
    /// Rows that no other row depends on: an error there would go unseen.
    pub unseen: Vec<usize>,
}

/// What the mixtures of checks see of each row, and their outcomes.
struct Checks {
    rows: Vec<[u64; MIXTURES]>,
    outcome: [u64; MIXTURES],
}

impl Algebra {
    /// Which right sides may be wrong in a system with this [basis](Algebra::basis) that has no solution.
    /// Where there is a solution every row that some check sees is listed.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Matrix, Rational};
    /// let mut matrix = Matrix::new(2);
    /// for number in 1..5 {
    ///     matrix.push(vec![Rational::ONE, Rational::from(number)]);
    /// }
    /// let algebra = Algebra::new();
    /// let basis = algebra.basis(&matrix).unwrap();
    /// let right = [3, 5, 8, 9].map(Rational::from);
    /// let faults = algebra.faults(&matrix, &basis, &right).unwrap();
    /// assert_eq!(faults.alone, [2]);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn faults(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        right: &[Rational],
    ) -> Result<Faults, AlgebraError> {
        let size = basis.rank();
        let work = size * size * size / OPERATIONS_A_STEP + matrix.height() * (size + 1);
        let mut primes = Primes::default();
        let (checks, field) = loop {
            let field = primes.next().expect("there is always another prime");
            self.meter.charge(work as u64)?;
            if let Some(checks) = Checks::new(matrix, basis, right, &field) {
                break (checks, field);
            }
        };
        let mut faults = checks.alone(&field);
        let spare = matrix.height() - size;
        if faults.alone.is_empty() && spare >= MIXTURES && matrix.height() <= MOST_ROWS_IN_PAIRS {
            let pairs = matrix.height() * matrix.height() / 2;
            self.meter.charge((pairs / OPERATIONS_A_STEP) as u64)?;
            faults.pairs = checks.pairs(&field);
        }
        Ok(faults)
    }
}

impl Checks {
    /// `None` where the prime is of no use.
    fn new(matrix: &Matrix, basis: &Basis, right: &[Rational], field: &Field) -> Option<Checks> {
        let all: Vec<usize> = (0..matrix.height()).collect();
        let size = basis.rank();
        let elements = matrix.part_modulo(&all, &basis.columns, field)?;
        let right = modulo(right.iter(), field)?;
        let mut sequence = Sequence::new(matrix.height() as u64);
        let mut rows = vec![[0; MIXTURES]; matrix.height()];
        let mut sums = vec![[0; MIXTURES]; size];
        for (place, row) in elements.iter().enumerate() {
            if basis.rows.binary_search(&place).is_ok() {
                continue;
            }
            rows[place] = [(); MIXTURES].map(|()| sequence.element(field));
            for (sum, element) in sums.iter_mut().zip(row) {
                for (sum, factor) in sum.iter_mut().zip(rows[place]) {
                    *sum = field.plus(*sum, field.times(factor, *element));
                }
            }
        }
        // What the mixture takes from the other rows is given back by those of the basis.
        let square: Vec<Vec<u64>> = basis
            .rows
            .iter()
            .map(|row| elements[*row].clone())
            .collect();
        let mut columns = transposed(&square);
        for (column, sum) in columns.iter_mut().zip(&sums) {
            column.extend(sum);
        }
        let given = solve_square(field, columns)?;
        for (place, given) in basis.rows.iter().zip(&given) {
            for (element, given) in rows[*place].iter_mut().zip(given) {
                *element = field.negated(*given);
            }
        }
        let mut outcome = [0; MIXTURES];
        for (row, right) in rows.iter().zip(&right) {
            for (outcome, element) in outcome.iter_mut().zip(row) {
                *outcome = field.plus(*outcome, field.times(*element, *right));
            }
        }
        Some(Checks { rows, outcome })
    }

    /// The rows that are seen in proportion to the outcome.
    fn alone(&self, field: &Field) -> Faults {
        let mut faults = Faults::default();
        for (place, row) in self.rows.iter().enumerate() {
            if *row == [0; MIXTURES] {
                faults.unseen.push(place);
            } else if cross(field, &self.outcome, row) == [0; MIXTURES] {
                faults.alone.push(place);
            }
        }
        faults
    }

    /// The pairs of rows whose mixtures make up the outcome.
    fn pairs(&self, field: &Field) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            if *row == [0; MIXTURES] {
                continue;
            }
            let plane = cross(field, &self.outcome, row);
            for (other, held) in self.rows.iter().enumerate().skip(place + 1) {
                if *held != [0; MIXTURES] && dot(field, &plane, held) == 0 {
                    found.push((place, other));
                    if found.len() > MOST_PAIRS {
                        return Vec::new();
                    }
                }
            }
        }
        found
    }
}

fn dot(field: &Field, left: &[u64; 3], right: &[u64; 3]) -> u64 {
    let products = left.iter().zip(right);
    products.fold(0, |sum, (left, right)| {
        field.plus(sum, field.times(*left, *right))
    })
}

fn cross(field: &Field, left: &[u64; 3], right: &[u64; 3]) -> [u64; 3] {
    let part = |a: usize, b: usize| {
        let first = field.times(left[a], right[b]);
        field.minus(first, field.times(left[b], right[a]))
    };
    [part(1, 2), part(2, 0), part(0, 1)]
}
