//! The printing order of terms and of the factors in them.
//!
//! Terms come by total degree, highest first, where a function counts 1 and flags and `log2` count
//! 0; ties by the exponent of the last indeterminate in the order, larger first, then the one
//! before it. The order is that of the layout's names, then other names alphabetically, then
//! functions by their text. It has nothing to do with the order of storage.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// The places and weights of the indeterminates that occur in some polynomials. It is asked only about
/// monomials of these.
pub(super) struct Ranking {
    /// In the order of printing.
    order: Vec<Entry>,
    /// Their places in the order of indeterminates, if there are many.
    places: Vec<(Indeterminate, usize)>,
}

struct Entry {
    indeterminate: Indeterminate,
    weight: Weight,
    /// What a symbol is called, or the text of a function.
    name: Cow<'static, str>,
}

/// Among so few entries it is quicker to look at each.
const FEW: usize = 16;

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
pub(super) type Key = (u64, Vec<Placed>);

/// The place of a factor and its exponent.
pub(super) type Placed = (usize, Exponent);

/// The terms of a polynomial in printing order.
pub(super) struct Sorted<'p> {
    /// Each with where its factors are among the places, and its total degree.
    terms: Vec<(u64, Range<usize>, &'p Term)>,
    places: Vec<Placed>,
}

impl<'p> Sorted<'p> {
    /// The terms, each with the places of its factors, the last in the order first.
    pub(super) fn terms(&self) -> impl ExactSizeIterator<Item = (&'p Term, &[Placed])> {
        let terms = self.terms.iter();
        terms.map(|(_, places, term)| (*term, &self.places[places.clone()]))
    }
}

impl Ranking {
    /// The place of an indeterminate in the order of printing.
    fn place(&self, indeterminate: Indeterminate) -> usize {
        let found = if self.places.is_empty() {
            let mut order = self.order.iter();
            order.position(|entry| entry.indeterminate == indeterminate)
        } else {
            let places = &self.places;
            let found = places.binary_search_by(|(held, _)| held.cmp(&indeterminate));
            found.ok().map(|found| places[found].1)
        };
        found.expect("the ranking is that of a polynomial in which it occurs")
    }

    /// The symbol at a place and what it is called; `None` for a function.
    pub(super) fn symbol(&self, place: usize) -> Option<&Cow<'static, str>> {
        let entry = &self.order[place];
        entry.indeterminate.is_symbol().then_some(&entry.name)
    }

    fn key(&self, monomial: &Monomial) -> Key {
        let mut places = Vec::with_capacity(monomial.factors().len());
        let degree = self.push_places(monomial, &mut places);
        (degree, places)
    }

    /// The places of the factors of a monomial and their exponents, the last in the order first.
    pub(super) fn places(&self, monomial: &Monomial) -> Vec<Placed> {
        self.key(monomial).1
    }

    /// Puts the exponents of a monomial behind what is there, the last in the order first; its total
    /// degree.
    fn push_places(&self, monomial: &Monomial, places: &mut Vec<Placed>) -> u64 {
        let begun = places.len();
        let mut powers: Vec<usize> = Vec::new();
        let mut degree: u64 = 0;
        for (indeterminate, exponent) in monomial.factors() {
            let place = self.place(indeterminate);
            places.push((place, exponent));
            match self.order[place].weight {
                Weight::Exponent => degree += u64::from(exponent),
                Weight::Power(power) if !powers.contains(&power) => powers.push(power),
                Weight::Nothing | Weight::Power(_) => {}
            }
        }
        places[begun..].sort_unstable_by_key(|(place, _)| Reverse(*place));
        degree + powers.len() as u64
    }

    /// The terms in printing order, before the first positive one takes the lead.
    pub(super) fn sorted<'p>(&self, polynomial: &'p Polynomial) -> Sorted<'p> {
        let mut places: Vec<Placed> = Vec::with_capacity(4 * polynomial.len());
        let terms = polynomial.terms().map(|term| {
            let begun = places.len();
            let degree = self.push_places(&term.0, &mut places);
            (degree, begun..places.len(), term)
        });
        let mut terms: Vec<(u64, Range<usize>, &Term)> = terms.collect();
        terms.sort_unstable_by(|left, right| {
            let places = |range: &Range<usize>| &places[range.clone()];
            (right.0, places(&right.1)).cmp(&(left.0, places(&left.1)))
        });
        Sorted { terms, places }
    }

    /// The order of polynomials beside each other, as in `max(S, W)`: the higher degree first, then
    /// the one whose leading term has the earlier names.
    pub(super) fn beside(&self, polynomial: &Polynomial) -> (Reverse<u64>, Vec<usize>) {
        let leading = polynomial.terms().map(|(monomial, _)| self.key(monomial));
        let Some((degree, places)) = leading.max() else {
            return (Reverse(0), Vec::new());
        };
        let places = places.iter().rev().map(|(place, _)| *place);
        (Reverse(degree), places.collect())
    }

    /// The order of polynomials that are factors of one product: the lower degree first, then fewer
    /// terms, then earlier names, then smaller coefficients.
    pub(super) fn among_factors(
        &self,
        polynomial: &Polynomial,
    ) -> (u64, usize, Vec<Key>, Vec<Rational>) {
        let sorted = self.sorted(polynomial);
        let terms = sorted.terms.iter();
        let (keys, coefficients): (Vec<Key>, Vec<Rational>) = terms
            .map(|(degree, places, (_, coefficient))| {
                let places = sorted.places[places.clone()].to_vec();
                ((*degree, places), coefficient.clone())
            })
            .unzip();
        let degree = keys.first().map_or(0, |(degree, _)| *degree);
        (degree, keys.len(), keys, coefficients)
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

/// Names as listed, names that are not by themselves, functions by their text.
type Place = (u8, usize, Cow<'static, str>);

impl Arranger<'_> {
    /// The printing order of everything that occurs in the polynomials.
    pub(super) fn ranking(&mut self, polynomials: &[&Polynomial]) -> Result<Ranking, AlgebraError> {
        let terms: usize = polynomials.iter().map(|polynomial| polynomial.len()).sum();
        self.algebra.meter.charge(terms as u64)?;
        let mut polynomials = polynomials.iter();
        let first = polynomials.next();
        let mut found = first.map_or_else(Vec::new, |first| first.indeterminates());
        polynomials.for_each(|next| found.extend(next.indeterminates()));
        found.sort_unstable();
        found.dedup();
        let mut placed = Vec::with_capacity(found.len());
        for indeterminate in found {
            placed.push((self.place(indeterminate)?, indeterminate));
        }
        // Equal places, such as one name with two domains, keep the order of storage.
        placed.sort_by(|(left, _), (right, _)| left.cmp(right));
        let mut exponents: Vec<&'static Value> = Vec::new();
        let order = placed
            .into_iter()
            .map(|((_, _, name), indeterminate)| Entry {
                indeterminate,
                weight: self.weight(indeterminate, &mut exponents),
                name,
            });
        let order: Vec<Entry> = order.collect();
        let mut places = Vec::new();
        if order.len() > FEW {
            let entries = order.iter().enumerate();
            places.extend(entries.map(|(place, entry)| (entry.indeterminate, place)));
            places.sort_unstable();
        }
        Ok(Ranking { order, places })
    }

    fn place(&mut self, indeterminate: Indeterminate) -> Result<Place, AlgebraError> {
        if !indeterminate.is_symbol() {
            return Ok((2, 0, self.function_text(indeterminate)?.into()));
        }
        let name = self.name_of(indeterminate);
        Ok(match self.order.place(&name) {
            Some(place) => (0, place, name),
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
