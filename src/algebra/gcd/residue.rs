//! Polynomials modulo a prime, as lists of exponents and residues, and their values at points.

use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::prime::Field;
use crate::algebra::rational::Rational;

/// A polynomial with whole coefficients, its indeterminates put in some order and its terms sorted
/// by it, so that setting the last indeterminate to a number leaves like terms side by side.
#[derive(Debug)]
pub(super) struct Ordered<'a> {
    width: usize,
    exponents: Vec<u32>,
    coefficients: Vec<&'a Rational>,
}

impl<'a> Ordered<'a> {
    /// Indeterminates that the order leaves out must not occur.
    pub(super) fn new(polynomial: &'a Polynomial, order: &[Indeterminate]) -> Ordered<'a> {
        let mut places: Vec<(Indeterminate, usize)> = order.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut rows: Vec<(Vec<u32>, &Rational)> = Vec::with_capacity(polynomial.len());
        for (monomial, coefficient) in polynomial.terms() {
            let mut row = vec![0; order.len()];
            let mut candidates = places.iter();
            for (indeterminate, exponent) in monomial.factors() {
                let place = candidates.find(|(held, _)| *held == indeterminate);
                let (_, place) = place.expect("the order names every indeterminate");
                row[*place] = exponent;
            }
            rows.push((row, coefficient));
        }
        rows.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        Ordered {
            width: order.len(),
            exponents: rows.iter().flat_map(|(row, _)| row).copied().collect(),
            coefficients: rows.iter().map(|(_, coefficient)| *coefficient).collect(),
        }
    }

    /// The polynomial modulo a prime.
    pub(super) fn modulo(&self, field: &Field) -> Residues {
        let residue = |number: &&Rational| field.enter(number.numerator_modulo(field.prime()));
        Residues {
            width: self.width,
            exponents: self.exponents.clone(),
            coefficients: self.coefficients.iter().map(residue).collect(),
        }
    }
}

/// A polynomial modulo a prime, its terms sorted by rising exponents, the first indeterminate most
/// significant; residues may be zero.
#[derive(Clone, Debug)]
pub(super) struct Residues {
    pub(super) width: usize,
    pub(super) exponents: Vec<u32>,
    pub(super) coefficients: Vec<u64>,
}

impl Residues {
    /// The exponents of each term.
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[u32]> + Clone {
        // A polynomial without indeterminates has one term and no exponents.
        self.coefficients
            .iter()
            .enumerate()
            .map(|(place, _)| &self.exponents[place * self.width..(place + 1) * self.width])
    }

    /// The power of the first indeterminate in each term.
    pub(super) fn powers(&self) -> Vec<u32> {
        self.rows().map(|row| row[0]).collect()
    }

    /// The polynomial with its last indeterminate set to a number.
    pub(super) fn at_last(&self, field: &Field, number: u64) -> Residues {
        let powers = Powers::new(field, number, self.largest_last());
        let width = self.width - 1;
        let mut exponents: Vec<u32> = Vec::with_capacity(width * self.coefficients.len());
        let mut coefficients: Vec<u64> = Vec::with_capacity(self.coefficients.len());
        for (row, coefficient) in self.rows().zip(&self.coefficients) {
            let value = field.times(*coefficient, powers.of(field, row[width]));
            let rest = &row[..width];
            match coefficients.last_mut() {
                Some(last) if exponents[exponents.len() - width..] == *rest => {
                    *last = field.plus(*last, value);
                }
                _ => {
                    exponents.extend_from_slice(rest);
                    coefficients.push(value);
                }
            }
        }
        Residues {
            width,
            exponents,
            coefficients,
        }
    }

    fn largest_last(&self) -> u32 {
        let lasts = self.rows().filter_map(|row| row.last());
        lasts.copied().max().unwrap_or(0)
    }

    /// The coefficients of a polynomial in one indeterminate, from the constant to the leading one.
    pub(super) fn dense(&self) -> Vec<u64> {
        let mut dense = Vec::new();
        for (row, coefficient) in self.rows().zip(&self.coefficients) {
            add_at(&mut dense, row[0], *coefficient);
        }
        dense
    }
}

/// Puts a coefficient in its place in a dense polynomial; exponents rise from call to call.
pub(super) fn add_at(dense: &mut Vec<u64>, exponent: u32, coefficient: u64) {
    let place = usize::try_from(exponent).expect("the limits bound exponents");
    dense.resize(place + 1, 0);
    dense[place] = coefficient;
}

/// The powers of a number, those of small exponents looked up.
#[derive(Debug)]
pub(super) struct Powers {
    number: u64,
    table: Vec<u64>,
}

impl Powers {
    const LONGEST_TABLE: u32 = 256;

    pub(super) fn new(field: &Field, number: u64, largest: u32) -> Powers {
        let mut power = field.one();
        let table = (0..=largest.min(Powers::LONGEST_TABLE))
            .map(|_| {
                let held = power;
                power = field.times(power, number);
                held
            })
            .collect();
        Powers { number, table }
    }

    pub(super) fn of(&self, field: &Field, exponent: u32) -> u64 {
        let place = usize::try_from(exponent).unwrap_or(usize::MAX);
        match self.table.get(place) {
            Some(power) => *power,
            None => field.power(self.number, exponent.into()),
        }
    }
}
