//! Exact solutions of systems of linear equations.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::linear::basis::Basis;
use crate::algebra::linear::echelon::{OPERATIONS_A_STEP, solve_square};
use crate::algebra::linear::matrix::{Matrix, modulo};
use crate::algebra::linear::reconstruct::fraction;
use crate::algebra::prime::{Field, Primes};
use crate::algebra::rational::Rational;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The solution of `matrix · x = right` that is zero outside the columns of the matrix's
    /// [basis](Algebra::basis), the only one where these are all columns; `None` where no solution
    /// exists. It is exact, and has been put into every equation.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Matrix, Rational};
    /// let mut matrix = Matrix::new(2);
    /// for row in [[1, 2], [3, 4], [5, 6]] {
    ///     matrix.push(row.map(Rational::from).to_vec());
    /// }
    /// let algebra = Algebra::new();
    /// let basis = algebra.basis(&matrix).unwrap();
    /// let right = [5, 11, 17].map(Rational::from);
    /// let found = algebra.solution(&matrix, &basis, &right).unwrap();
    /// assert_eq!(found.unwrap(), [1, 2].map(Rational::from));
    /// let right = [5, 11, 18].map(Rational::from);
    /// assert_eq!(algebra.solution(&matrix, &basis, &right).unwrap(), None);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn solution(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        right: &[Rational],
    ) -> Result<Option<Vec<Rational>>> {
        // Numbers of a system without a solution are long, so that is seen first. The solution of
        // the basis rows has no denominator that the prime divides, since these are independent
        // modulo the prime too: what it violates there, it violates.
        let mut primes = Primes::default();
        let violated = loop {
            let field = primes.next().expect("there is always another prime");
            if let Some(violated) = self.violated_modulo(matrix, basis, right, &field)? {
                break violated;
            }
        };
        if violated {
            return Ok(None);
        }
        let on_basis = basis.rows.iter().map(|row| right[*row].clone()).collect();
        let solutions = self.solve_basis(matrix, basis, &[on_basis])?;
        let Some(solution) = solutions.first() else {
            return Ok(None);
        };
        if !self.holds(matrix, basis, solution, |row| &right[row])? {
            return Ok(None);
        }
        let mut full = vec![Rational::ZERO; matrix.width()];
        for (column, number) in basis.columns.iter().zip(solution) {
            full[*column] = number.clone();
        }
        Ok(Some(full))
    }

    /// Whether the solution of the basis rows violates another row modulo a prime; `None` where the
    /// prime is of no use.
    fn violated_modulo(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        right: &[Rational],
        field: &Field,
    ) -> Result<Option<bool>> {
        let all: Vec<usize> = (0..matrix.height()).collect();
        let size = basis.rank();
        self.meter
            .charge((size * size * size / OPERATIONS_A_STEP + matrix.height() * size) as u64)?;
        let (Some(rows), Some(right)) = (
            matrix.part_modulo(&all, &basis.columns, field),
            modulo(right.iter(), field),
        ) else {
            return Ok(None);
        };
        let square = basis.rows.iter().map(|row| {
            let mut augmented = rows[*row].clone();
            augmented.push(right[*row]);
            augmented
        });
        let Some(solution) = solve_square(field, square.collect()) else {
            return Ok(None);
        };
        let violates = |(row, right): (&Vec<u64>, &u64)| {
            let products = row.iter().zip(&solution);
            let sum = products.fold(0, |sum, (element, unknown)| {
                field.plus(sum, field.times(*element, unknown[0]))
            });
            sum != *right
        };
        Ok(Some(rows.iter().zip(&right).any(violates)))
    }

    /// Solves the equations of the basis rows in the basis columns for several right sides: exactly,
    /// modulo primes until the numbers read from the remainders solve every one of these equations.
    pub(super) fn solve_basis(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        rights: &[Vec<Rational>],
    ) -> Result<Vec<Vec<Rational>>> {
        let (size, count) = (basis.rank(), rights.len());
        let mut primes = Primes::default();
        let mut lifted = Lifted::default();
        let mut guess: Option<Vec<Rational>> = None;
        let (mut used, mut next_guess) = (0_usize, 1_usize);
        loop {
            let field = primes.next().expect("there is always another prime");
            let steps = size * size * (size + count) / OPERATIONS_A_STEP;
            self.meter
                .charge((steps + size * count * (used + 1)) as u64)?;
            let Some(solution) = solution_modulo(matrix, basis, rights, &field) else {
                continue;
            };
            let agrees = |guess: &Vec<Rational>| {
                let mut pairs = guess.iter().zip(&solution);
                pairs.all(|(number, element)| field.rational(number) == Some(*element))
            };
            if let Some(guess) = guess.take_if(|guess| agrees(guess)) {
                let solutions: Vec<Vec<Rational>> = (0..count)
                    .map(|place| guess.iter().skip(place).step_by(count).cloned().collect())
                    .collect();
                if self.solves(matrix, basis, rights, &solutions)? {
                    return Ok(solutions);
                }
            }
            lifted.refine(&solution, &field);
            used += 1;
            self.meter.check_bits(lifted.modulus.bits())?;
            if used >= next_guess {
                // Euclid's algorithm is quadratic in the length, so it is not run at every prime.
                next_guess = used + used / 4 + 1;
                self.meter.charge((size * count * used * used) as u64)?;
                guess = lifted.fractions();
            }
        }
    }

    /// Whether solutions solve the basis rows.
    fn solves(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        rights: &[Vec<Rational>],
        solutions: &[Vec<Rational>],
    ) -> Result<bool> {
        for (right, solution) in rights.iter().zip(solutions) {
            let solution = entries(basis, solution);
            for (row, right) in basis.rows.iter().zip(right) {
                self.meter.charge(work(&solution))?;
                if product(matrix.row(*row), &solution) != *right {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Whether a solution in the basis columns holds for every row of the matrix.
    pub(super) fn holds<'a>(
        &self,
        matrix: &Matrix,
        basis: &Basis,
        solution: &[Rational],
        right: impl Fn(usize) -> &'a Rational,
    ) -> Result<bool> {
        let solution = entries(basis, solution);
        for row in 0..matrix.height() {
            self.meter.charge(work(&solution))?;
            if product(matrix.row(row), &solution) != *right(row) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The numbers of a solution that are not zero, with their columns.
fn entries<'a>(basis: &Basis, solution: &'a [Rational]) -> Vec<(usize, &'a Rational)> {
    let entries = basis.columns.iter().copied().zip(solution);
    entries.filter(|(_, number)| !number.is_zero()).collect()
}

/// How much work it is to put a solution into an equation.
fn work(entries: &[(usize, &Rational)]) -> u64 {
    entries.iter().map(|(_, number)| number.weight()).sum()
}

fn product(row: &[Rational], entries: &[(usize, &Rational)]) -> Rational {
    entries
        .iter()
        .fold(Rational::ZERO, |sum, (column, number)| {
            &sum + &(&row[*column] * *number)
        })
}

/// The solutions modulo a prime, unknown by unknown; `None` where the prime is of no use.
fn solution_modulo(
    matrix: &Matrix,
    basis: &Basis,
    rights: &[Vec<Rational>],
    field: &Field,
) -> Option<Vec<u64>> {
    let mut square = matrix.part_modulo(&basis.rows, &basis.columns, field)?;
    for (place, row) in square.iter_mut().enumerate() {
        row.extend(modulo(rights.iter().map(|right| &right[place]), field)?);
    }
    Some(solve_square(field, square)?.concat())
}

/// Numbers known modulo the product of some primes.
#[derive(Default)]
struct Lifted {
    remainders: Vec<BigInt>,
    modulus: BigInt,
}

impl Lifted {
    /// Brings in another prime.
    fn refine(&mut self, elements: &[u64], field: &Field) {
        let prime = BigInt::from(field.prime());
        if self.modulus.is_zero() {
            let remainders = elements.iter().map(|element| field.leave(*element).into());
            self.remainders = remainders.collect();
            self.modulus = prime;
            return;
        }
        let residue = |number: &BigInt| {
            let rest = number.mod_floor(&prime).to_u64();
            field.enter(rest.expect("a remainder is below its modulus"))
        };
        let inverse = field.inverse(residue(&self.modulus));
        for (held, element) in self.remainders.iter_mut().zip(elements) {
            let gap = field.minus(*element, residue(held));
            *held += &self.modulus * field.leave(field.times(gap, inverse));
        }
        self.modulus *= prime;
    }

    /// The fractions with these remainders; `None` where one of them is none with small parts.
    fn fractions(&self) -> Option<Vec<Rational>> {
        let remainders = self.remainders.iter();
        remainders
            .map(|remainder| fraction(remainder, &self.modulus))
            .collect()
    }
}
