//! The printing order of terms and of the factors in them.
//!
//! Terms come by total degree, highest first, where a function counts 1 and flags and `log2` count
//! 0; ties by the exponent of the last indeterminate in the order, larger first, then the one
//! before it. The order is that of the layout's names, then other names alphabetically, then
//! functions by their text. It has nothing to do with the order of storage.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// The place and weight of each indeterminate that occurs in some polynomials.
pub(super) struct Ranking {
    entries: QuickMap<Indeterminate, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    place: usize,
    weight: Weight,
}

/// What an exponent counts in the total degree.
#[derive(Clone, Copy)]
enum Weight {
    /// Its size: symbols and functions.
    Exponent,
    /// Nothing: flags and `log2`.
    Nothing,
    /// One for all constants raised to the exponent of this number: `2^n·3^n` prints as `6^n`.
    Power(usize),
}

/// The signs of the terms of a polynomial.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signs {
    /// None is negative.
    Positive,
    /// All are negative.
    Negative,
    /// Some are.
    Mixed {
        /// Whether the first in printing order is.
        starts_negative: bool,
    },
}

/// The total degree and the exponents, the last in the order first: larger keys are printed first.
pub(super) type Key = (u64, Vec<(usize, Exponent)>);

impl Ranking {
    /// The place of an indeterminate in the order of printing.
    pub(super) fn place(&self, indeterminate: Indeterminate) -> usize {
        self.entries
            .get(&indeterminate)
            .map_or(usize::MAX, |entry| entry.place)
    }

    /// The total degree as it is counted for print.
    pub(super) fn degree(&self, monomial: &Monomial) -> u64 {
        let mut powers: Vec<usize> = Vec::new();
        let mut degree: u64 = 0;
        for (indeterminate, exponent) in monomial.factors() {
            match self.entries.get(&indeterminate).map(|entry| entry.weight) {
                None | Some(Weight::Exponent) => degree += u64::from(exponent),
                Some(Weight::Power(power)) if !powers.contains(&power) => powers.push(power),
                Some(Weight::Nothing | Weight::Power(_)) => {}
            }
        }
        degree + powers.len() as u64
    }

    fn key(&self, monomial: &Monomial) -> Key {
        let mut places: Vec<(usize, Exponent)> = monomial
            .factors()
            .map(|(indeterminate, exponent)| (self.place(indeterminate), exponent))
            .collect();
        places.sort_unstable_by_key(|(place, _)| Reverse(*place));
        (self.degree(monomial), places)
    }

    /// The terms in printing order, before the first positive one takes the lead.
    pub(super) fn sorted<'p>(&self, polynomial: &'p Polynomial) -> Vec<&'p Term> {
        if polynomial.len() < 2 {
            return polynomial.terms().collect();
        }
        let mut terms: Vec<(Key, &Term)> = polynomial
            .terms()
            .map(|term| (self.key(&term.0), term))
            .collect();
        terms.sort_unstable_by(|(left, _), (right, _)| right.cmp(left));
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// The order of polynomials beside each other, as in `max(S, W)`: the higher degree first, then
    /// the one whose leading term has the earlier names.
    pub(super) fn beside(&self, polynomial: &Polynomial) -> (Reverse<u64>, Vec<usize>) {
        let Some((leading, _)) = self.sorted(polynomial).first().copied() else {
            return (Reverse(0), Vec::new());
        };
        let factors = leading.factors();
        let mut places: Vec<usize> = factors.map(|(factor, _)| self.place(factor)).collect();
        places.sort_unstable();
        (Reverse(self.degree(leading)), places)
    }

    /// The order of polynomials that are factors of one product: the lower degree first, then fewer
    /// terms, then earlier names, then smaller coefficients.
    pub(super) fn among_factors(
        &self,
        polynomial: &Polynomial,
    ) -> (u64, usize, Vec<Key>, Vec<Rational>) {
        let terms = self.sorted(polynomial);
        let (keys, coefficients): (Vec<Key>, Vec<Rational>) = terms
            .iter()
            .map(|(monomial, coefficient)| (self.key(monomial), coefficient.clone()))
            .unzip();
        let degree = keys.first().map_or(0, |(degree, _)| *degree);
        (degree, terms.len(), keys, coefficients)
    }

    /// The signs of the terms.
    pub(super) fn signs(&self, polynomial: &Polynomial) -> Signs {
        let negative = |term: &&Term| term.1.is_negative();
        let count = polynomial.terms().filter(negative).count();
        if count == 0 {
            return Signs::Positive;
        }
        if count == polynomial.len() {
            return Signs::Negative;
        }
        let first = polynomial.terms().max_by_key(|term| self.key(&term.0));
        Signs::Mixed {
            starts_negative: first.is_some_and(|(_, coefficient)| coefficient.is_negative()),
        }
    }
}

/// Names as listed, names that are not, functions.
type Place = (u8, usize, Cow<'static, str>);

impl Arranger<'_> {
    /// The printing order of everything that occurs in the polynomials.
    pub(super) fn ranking(&mut self, polynomials: &[&Polynomial]) -> Result<Ranking, AlgebraError> {
        let terms: usize = polynomials.iter().map(|polynomial| polynomial.len()).sum();
        self.algebra.meter.charge(terms as u64)?;
        let mut found: Vec<Indeterminate> = polynomials
            .iter()
            .flat_map(|polynomial| polynomial.indeterminates())
            .collect();
        found.sort_unstable();
        found.dedup();
        let mut placed = Vec::with_capacity(found.len());
        for indeterminate in found {
            placed.push((self.place(indeterminate)?, indeterminate));
        }
        // Equal places, such as one name with two domains, keep the order of storage.
        placed.sort_by(|(left, _), (right, _)| left.cmp(right));
        let mut exponents: Vec<&'static Value> = Vec::new();
        let entries = placed.into_iter().enumerate();
        let entries = entries.map(|(place, (_, indeterminate))| {
            let weight = self.weight(indeterminate, &mut exponents);
            (indeterminate, Entry { place, weight })
        });
        Ok(Ranking {
            entries: entries.collect(),
        })
    }

    fn place(&mut self, indeterminate: Indeterminate) -> Result<Place, AlgebraError> {
        if !indeterminate.is_symbol() {
            return Ok((2, 0, self.function_text(indeterminate)?.into()));
        }
        let name = self.name_of(indeterminate);
        Ok(match self.order.place(&name) {
            Some(place) => (0, place, Cow::default()),
            None => (1, 0, name),
        })
    }

    /// What an indeterminate counts; the exponents of constants are numbered as they are met.
    fn weight(&self, indeterminate: Indeterminate, exponents: &mut Vec<&'static Value>) -> Weight {
        match self.reading(indeterminate) {
            Some(Reading::Kernel(kernel)) => match kernel {
                Kernel::Positive(_) | Kernel::NonNegative(_) | Kernel::Log2(_) => Weight::Nothing,
                Kernel::Power { exponent, .. } => {
                    let known = exponents.iter().position(|held| *held == exponent);
                    Weight::Power(known.unwrap_or_else(|| {
                        exponents.push(exponent);
                        exponents.len() - 1
                    }))
                }
                _ => Weight::Exponent,
            },
            Some(Reading::Not(_)) => Weight::Nothing,
            None if indeterminate.domain().is_flag() => Weight::Nothing,
            Some(Reading::Ceil(_) | Reading::Min(_)) | None => Weight::Exponent,
        }
    }
}
