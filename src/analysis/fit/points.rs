//! Where further samples tell most.

use crate::algebra::{Algebra, AlgebraError, Exponent, Matrix, Rational, Value};
use crate::analysis::fit::class::Class;
use crate::analysis::fit::samples::{Sample, denominator_at};

/// How many values of each symbol are passed over for a grid on which the denominator is not zero; where
/// that is not enough, no places are named.
const MOST_STEPS: u32 = 32;

/// A place in the order of the symbols.
pub type Point = Vec<Rational>;

/// Finds places for further samples of a class.
pub(super) struct Places<'a> {
    pub(super) algebra: &'a Algebra,
    pub(super) class: &'a Class,
    pub(super) denominator: &'a Value,
    pub(super) samples: &'a [&'a Sample],
}

impl Places<'_> {
    /// Places that, together with the independent rows of the matrix, fix every monomial; as few as can
    /// be.
    ///
    /// The values of a symbol are those that the samples have and further ones of their kind. A grid
    /// with one place for each monomial, the exponents counting the values, fixes all monomials where
    /// with each come those that divide it; so its places make up for what the rows lack.
    pub(super) fn missing(
        &self,
        matrix: &Matrix,
        rows: &[usize],
    ) -> Result<Vec<Point>, AlgebraError> {
        let usable = |grid: &Vec<Point>| {
            let mut points = grid.iter();
            points.all(|point| self.denominator_at(point).is_ok())
        };
        let Some(grid) = (0..MOST_STEPS).map(|start| self.grid(start)).find(usable) else {
            return Ok(Vec::new());
        };
        let mut extended = Matrix::new(self.class.len());
        for row in rows {
            extended.push(matrix.row(*row).to_vec());
        }
        for point in &grid {
            extended.push(self.class.row(point));
        }
        let basis = self.algebra.basis(&extended)?;
        let added = basis.rows.iter();
        let added = added.filter_map(|row| row.checked_sub(rows.len()));
        Ok(added.map(|place| grid[place].clone()).collect())
    }

    /// A place for each monomial, the first values of each symbol left out.
    fn grid(&self, start: u32) -> Vec<Point> {
        let places = 0..self.class.symbols.len();
        let values: Vec<Vec<Rational>> = places.map(|place| self.values(place, start)).collect();
        let grid = self.class.exponents.iter().map(|exponents| {
            let exponents = exponents.iter().zip(&values);
            exponents
                .map(|(exponent, values)| value_at(values, *exponent))
                .collect()
        });
        grid.collect()
    }

    /// Places at which a sample checks the others: every symbol has a value there that it had nowhere.
    pub(super) fn further(&self, count: usize) -> Vec<Point> {
        let mut found = Vec::new();
        let values: Vec<Vec<Rational>> = (0..self.class.symbols.len())
            .map(|place| self.fresh(place, count + 8))
            .collect();
        for step in 0..count + 8 {
            let point = values.iter().map(|values| values[step].clone());
            let point: Point = point.collect();
            if found.len() < count && self.denominator_at(&point).is_ok() {
                found.push(point);
            }
        }
        found
    }

    fn denominator_at(&self, point: &[Rational]) -> Result<Rational, AlgebraError> {
        denominator_at(self.algebra, self.denominator, &self.class.symbols, point)
    }

    /// The values of a symbol in the samples, rising.
    fn seen(&self, place: usize) -> Vec<Rational> {
        let values = self
            .samples
            .iter()
            .map(|sample| sample.point[place].clone());
        let mut values: Vec<Rational> = values.collect();
        values.sort();
        values.dedup();
        values
    }

    /// As many values of a symbol as its largest power needs, leaving out some at the start: seen ones
    /// first, then further ones.
    fn values(&self, place: usize, start: u32) -> Vec<Rational> {
        let wanted = self.class.power_of(place) + 1 + start;
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        let mut values = self.seen(place);
        if values.len() < wanted {
            let missing = wanted - values.len();
            values.extend(self.fresh(place, missing));
        }
        values.drain(..values.len().min(usize::try_from(start).unwrap_or(0)));
        values
    }

    /// Values of a symbol that no sample has: multiples of what all of them are multiples of, from
    /// their smallest on. A flag has two values; past them it is 1.
    fn fresh(&self, place: usize, count: usize) -> Vec<Rational> {
        let seen = self.seen(place);
        if self.class.symbols[place].domain().is_flag() {
            let values = [Rational::ZERO, Rational::ONE].into_iter();
            let mut fresh: Vec<Rational> = values.filter(|value| !seen.contains(value)).collect();
            fresh.resize(count, Rational::ONE);
            return fresh;
        }
        let step = (seen.iter()).fold(Rational::ZERO, |step, value| step.gcd(value));
        let step = if step.is_zero() { Rational::ONE } else { step };
        let mut next = seen.first().cloned().unwrap_or_else(|| step.clone());
        let mut found = Vec::new();
        while found.len() < count {
            if seen.binary_search(&next).is_err() {
                found.push(next.clone());
            }
            next = &next + &step;
        }
        found
    }
}

fn value_at(values: &[Rational], exponent: Exponent) -> Rational {
    let place = usize::try_from(exponent).unwrap_or(usize::MAX);
    values.get(place).cloned().unwrap_or_default()
}
