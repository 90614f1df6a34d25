//! Laws of exact linear algebra, against elimination with fractions.

use flopform::algebra::{Algebra, Matrix, Rational};
use proptest::prelude::*;

type Rows = Vec<Vec<Rational>>;

/// The rank, by elimination with fractions: short, slow and independent of the library's way.
fn rank(mut rows: Rows) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(pivot) = (rank..rows.len()).find(|row| !rows[*row][column].is_zero()) else {
            continue;
        };
        rows.swap(rank, pivot);
        let held = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[column]
                .divided_by(&held[column])
                .expect("a pivot is not zero");
            for (element, held) in row.iter_mut().zip(&held) {
                *element = &*element - &(&factor * held);
            }
        }
        rank += 1;
    }
    rank
}

fn matrix(rows: &Rows, width: usize) -> Matrix {
    let mut matrix = Matrix::new(width);
    for row in rows {
        matrix.push(row.clone());
    }
    matrix
}

/// Rows that often depend on each other: products of two thin random matrices.
fn dependent_rows() -> impl Strategy<Value = Rows> {
    (1usize..8, 1usize..8, 1usize..6).prop_flat_map(|(height, width, inner)| {
        let left = prop::collection::vec((-9i64..10, 1i64..5), height * inner);
        let right = prop::collection::vec(-9i64..10, inner * width);
        (left, right).prop_map(move |(left, right)| {
            let entry = |row: usize, column: usize| {
                (0..inner).fold(Rational::ZERO, |sum, place| {
                    let (above, below) = left[row * inner + place];
                    let factor = Rational::new(above, below).expect("not zero");
                    &sum + &(&factor * &Rational::from(right[place * width + column]))
                })
            };
            let row = |row: usize| (0..width).map(|column| entry(row, column)).collect();
            (0..height).map(row).collect()
        })
    })
}

proptest! {
    #[test]
    fn a_basis_has_the_rank_of_the_matrix(rows in dependent_rows()) {
        let width = rows[0].len();
        let basis = Algebra::new().basis(&matrix(&rows, width)).unwrap();
        prop_assert_eq!(basis.rank(), rank(rows.clone()));
        let chosen: Rows = basis.rows.iter().map(|row| rows[*row].clone()).collect();
        prop_assert_eq!(rank(chosen), basis.rank());
        prop_assert_eq!(basis.columns.len(), basis.rank());
    }

    /// A right side has a solution where it adds nothing to the rank, and the solution is one.
    #[test]
    fn a_solution_exists_where_the_rank_says_so(
        rows in dependent_rows(),
        unknowns in prop::collection::vec((-99i64..100, 1i64..20), 8),
        slip in prop::option::of(0usize..8),
    ) {
        let width = rows[0].len();
        let unknowns: Vec<Rational> = unknowns.iter().map(|(p, q)| Rational::new(*p, *q).unwrap()).collect();
        let times = |row: &Vec<Rational>, numbers: &[Rational]| {
            row.iter().zip(numbers).fold(Rational::ZERO, |sum, (a, b)| &sum + &(a * b))
        };
        let mut right: Vec<Rational> = rows.iter().map(|row| times(row, &unknowns)).collect();
        if let Some(slip) = slip.filter(|slip| *slip < right.len()) {
            right[slip] = &right[slip] + &Rational::ONE;
        }
        let algebra = Algebra::new();
        let matrix = matrix(&rows, width);
        let basis = algebra.basis(&matrix).unwrap();
        let solution = algebra.solution(&matrix, &basis, &right).unwrap();
        let mut augmented = rows.clone();
        for (row, right) in augmented.iter_mut().zip(&right) {
            row.push(right.clone());
        }
        prop_assert_eq!(solution.is_some(), rank(augmented) == basis.rank());
        if let Some(solution) = solution {
            for (row, right) in rows.iter().zip(&right) {
                prop_assert_eq!(&times(row, &solution), right);
            }
        }
    }

    /// The row that was changed is among those that may be at fault alone, unless nothing sees it.
    #[test]
    fn a_fault_is_among_the_suspects(rows in dependent_rows(), slip in 0usize..8, error in 1i64..100) {
        let width = rows[0].len();
        let slip = slip % rows.len();
        let mut right = vec![Rational::ZERO; rows.len()];
        right[slip] = Rational::from(error);
        let algebra = Algebra::new();
        let matrix = matrix(&rows, width);
        let basis = algebra.basis(&matrix).unwrap();
        let faults = algebra.faults(&matrix, &basis, &right).unwrap();
        let solvable = algebra.solution(&matrix, &basis, &right).unwrap().is_some();
        prop_assert_eq!(solvable, faults.unseen.contains(&slip));
        prop_assert!(solvable || faults.alone.contains(&slip));
    }
}

/// Long numbers take many primes: the inverse of a Hilbert matrix is whole, and known.
#[test]
fn long_solutions_are_exact() {
    let size = 24;
    let mut matrix = Matrix::new(24);
    for row in 1..=size {
        let entry = |column: i64| Rational::new(1, row + column - 1).expect("not zero");
        matrix.push((1..=size).map(entry).collect());
    }
    let algebra = Algebra::new();
    let basis = algebra.basis(&matrix).unwrap();
    let mut right = vec![Rational::ZERO; 24];
    right[0] = Rational::ONE;
    let solution = algebra.solution(&matrix, &basis, &right).unwrap().unwrap();
    // The first entry of the inverse is n².
    assert_eq!(solution[0], Rational::from(size * size));
    assert!(solution.iter().all(Rational::is_integer));
}
