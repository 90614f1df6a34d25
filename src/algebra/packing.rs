//! Monomials as machine words, so that comparing is comparing words and multiplying is adding them.

use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Polynomial;

/// A place for the exponent of each indeterminate in a word of 128 bits.
///
/// The first indeterminate has the highest bits, so words compare as monomials do. Each field has a
/// spare bit above it: no sum within the degrees it was made for reaches it, and a difference that
/// borrows from it shows that one monomial does not divide the other.
#[derive(Debug)]
pub(in crate::algebra) struct Packing {
    fields: Vec<Field>,
    /// The spare bits of all fields.
    guards: u128,
}

#[derive(Debug)]
struct Field {
    indeterminate: Indeterminate,
    shift: u32,
    mask: u128,
}

/// The largest exponent of each indeterminate that occurs, sorted by indeterminate.
pub(in crate::algebra) fn degrees(polynomial: &Polynomial) -> Vec<(Indeterminate, Exponent)> {
    let mut degrees: Vec<(Indeterminate, Exponent)> = Vec::new();
    for (monomial, _) in polynomial.terms() {
        let mut place = 0;
        for (indeterminate, exponent) in monomial.factors() {
            // Both run in the same order, so the search continues where it ended.
            let is_before = |held: Indeterminate| held != indeterminate && held < indeterminate;
            while place < degrees.len() && is_before(degrees[place].0) {
                place += 1;
            }
            match degrees.get_mut(place) {
                Some((held, degree)) if *held == indeterminate => *degree = exponent.max(*degree),
                _ => degrees.insert(place, (indeterminate, exponent)),
            }
        }
    }
    degrees
}

/// Merges two sorted lists of degrees.
pub(in crate::algebra) fn merge_degrees(
    left: &[(Indeterminate, Exponent)],
    right: &[(Indeterminate, Exponent)],
    mut combine: impl FnMut(Exponent, Exponent) -> Exponent,
) -> Vec<(Indeterminate, Exponent)> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut ours, mut theirs) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (ours.peek(), theirs.peek()) {
            (None, None) => return merged,
            (Some((x, _)), None) | (None, Some((x, _))) => *x,
            (Some((x, _)), Some((y, _))) => *x.min(y),
        };
        let mine = ours.next_if(|(x, _)| *x == next).map_or(0, |(_, e)| *e);
        let its = theirs.next_if(|(x, _)| *x == next).map_or(0, |(_, e)| *e);
        merged.push((next, combine(mine, its)));
    }
}

impl Packing {
    /// A packing for exponents up to the given degrees, sorted by indeterminate; `None` where a
    /// word is too short.
    pub(in crate::algebra) fn new(degrees: &[(Indeterminate, Exponent)]) -> Option<Packing> {
        let widths = degrees
            .iter()
            .map(|(_, degree)| Exponent::BITS - degree.leading_zeros() + 1);
        let mut shift: u32 = widths.clone().sum();
        if shift > u128::BITS {
            return None;
        }
        let mut fields = Vec::with_capacity(degrees.len());
        let mut guards = 0;
        for ((indeterminate, _), width) in degrees.iter().zip(widths) {
            shift -= width;
            let mask = (1 << (width - 1)) - 1;
            guards |= 1 << (shift + width - 1);
            fields.push(Field {
                indeterminate: *indeterminate,
                shift,
                mask,
            });
        }
        Some(Packing { fields, guards })
    }

    /// The word of a monomial within the degrees.
    pub(in crate::algebra) fn pack(&self, monomial: &Monomial) -> u128 {
        let mut word = 0;
        let mut fields = self.fields.iter();
        for (indeterminate, exponent) in monomial.factors() {
            let field = fields.find(|field| field.indeterminate == indeterminate);
            let field = field.expect("the packing has a field for every indeterminate");
            word |= u128::from(exponent) << field.shift;
        }
        word
    }

    /// The monomial of a word.
    pub(in crate::algebra) fn unpack(&self, word: u128) -> Monomial {
        Monomial::from_sorted(self.fields.iter().filter_map(|field| {
            let exponent = Exponent::try_from((word >> field.shift) & field.mask)
                .expect("a field is as wide as an exponent");
            (exponent > 0).then_some((field.indeterminate, exponent))
        }))
    }

    /// The word of the quotient of two monomials, if it exists.
    pub(in crate::algebra) fn divide(&self, dividend: u128, divisor: u128) -> Option<u128> {
        let difference = (dividend | self.guards).wrapping_sub(divisor);
        (difference & self.guards == self.guards).then_some(difference ^ self.guards)
    }

    /// The bits that stand for exponent 2 of the indeterminates with a law, when both factors of a
    /// product hold it.
    pub(in crate::algebra) fn squares_under(&self, law: PowerLaw) -> u128 {
        let squared = self
            .fields
            .iter()
            .filter(|field| field.indeterminate.law() == law && field.mask > 1);
        squared.fold(0, |bits, field| bits | (2 << field.shift))
    }
}
