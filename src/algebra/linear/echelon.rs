//! Elimination modulo a prime.

use crate::algebra::prime::Field;

/// As many operations modulo a prime take as long as one with a term of a polynomial.
pub(super) const OPERATIONS_A_STEP: usize = 32;

/// Independent rows modulo a prime, each with a 1 at a place of its own where all later ones have 0.
#[derive(Debug)]
pub(super) struct Echelon<'f> {
    field: &'f Field,
    rows: Vec<Vec<u64>>,
    /// The place of the 1 of each row; zeros stand before it.
    places: Vec<usize>,
}

impl<'f> Echelon<'f> {
    pub(super) fn new(field: &'f Field) -> Echelon<'f> {
        Echelon {
            field,
            rows: Vec::new(),
            places: Vec::new(),
        }
    }

    /// How many independent rows it holds.
    pub(super) fn rank(&self) -> usize {
        self.rows.len()
    }

    /// The columns that the rows tell apart, in the order of the rows.
    pub(super) fn places(&self) -> &[usize] {
        &self.places
    }

    /// Takes multiples of the rows away until the row is 0 at all their places.
    fn reduce(&self, row: &mut [u64]) {
        for (held, place) in self.rows.iter().zip(&self.places) {
            let factor = row[*place];
            if factor != 0 {
                subtract(self.field, &mut row[*place..], factor, &held[*place..]);
            }
        }
    }

    /// Takes in a row, and says whether it was independent of those before it.
    pub(super) fn insert(&mut self, mut row: Vec<u64>) -> bool {
        self.reduce(&mut row);
        let Some(place) = row.iter().position(|element| *element != 0) else {
            return false;
        };
        let inverse = self.field.inverse(row[place]);
        for element in &mut row[place..] {
            *element = self.field.times(*element, inverse);
        }
        self.rows.push(row);
        self.places.push(place);
        true
    }
}

/// `row -= factor·other`
fn subtract(field: &Field, row: &mut [u64], factor: u64, other: &[u64]) {
    for (element, subtracted) in row.iter_mut().zip(other) {
        *element = field.minus(*element, field.times(factor, *subtracted));
    }
}

/// Solves a square system for several right sides, which stand behind each row. The solutions come row
/// by row, as the unknowns do; `None` where the square part is singular modulo the prime.
pub(super) fn solve_square(field: &Field, mut rows: Vec<Vec<u64>>) -> Option<Vec<Vec<u64>>> {
    let size = rows.len();
    for place in 0..size {
        let pivot = (place..size).find(|row| rows[*row][place] != 0)?;
        rows.swap(place, pivot);
        let inverse = field.inverse(rows[place][place]);
        for element in &mut rows[place][place..] {
            *element = field.times(*element, inverse);
        }
        let (above, rest) = rows.split_at_mut(place);
        let (pivot, below) = rest.split_first_mut().expect("the place is below the size");
        for row in above.iter_mut().chain(below) {
            let factor = row[place];
            if factor != 0 {
                subtract(field, &mut row[place..], factor, &pivot[place..]);
            }
        }
    }
    Some(rows.into_iter().map(|row| row[size..].to_vec()).collect())
}

/// Turns rows into columns.
pub(super) fn transposed(rows: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let width = rows.first().map_or(0, Vec::len);
    let column = |place: usize| rows.iter().map(|row| row[place]).collect();
    (0..width).map(column).collect()
}
