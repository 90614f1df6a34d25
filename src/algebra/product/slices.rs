//! Products of polynomials slice by slice. A slice of the product holds the terms that agree in the
//! leading indeterminates; its sums stand in a table with a place for every power of the others, which
//! stays in the nearest cache. Slices come out in order and so do the places of a table, so nothing is
//! hashed and no terms are sorted.

use std::cmp::Reverse;

use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::product::groups::{Groups, Pair};
use crate::algebra::product::narrow::Narrow;
use crate::algebra::product::sums::{Carrying, Plain, Sums};

/// The longest table.
const LONGEST_TABLE: u64 = 1 << 12;

/// A pair of groups with fewer products than this in the mean is not worth its table.
const PRODUCTS_OF_PAIR: u64 = 8;

/// A table is looked through in this many blocks, those without sums left out.
const BLOCKS: u32 = u64::BITS;

/// Which place each monomial within some degrees has: in which slice, and where in its table.
pub(super) struct Slices {
    /// The leading indeterminates and how far apart the keys of their powers are.
    leading: Vec<(Indeterminate, u64)>,
    /// The others and how far apart their powers stand in the table.
    trailing: Vec<(Indeterminate, u64)>,
    /// Places of a table.
    length: usize,
    /// How many keys there are.
    keys: u64,
    /// How many bits of a place say where in its block it is.
    block: u32,
}

impl Slices {
    /// The longest tables that are short enough for so many products of terms; `None` where even those
    /// of one indeterminate are not, or where there are too many slices to number.
    pub(super) fn new(degrees: &[(Indeterminate, Exponent)], products: u64) -> Option<Slices> {
        let longest = products.min(LONGEST_TABLE);
        let mut trailing = Vec::new();
        let mut leading = Vec::new();
        let (mut length, mut keys): (u64, u64) = (1, 1);
        for (indeterminate, degree) in degrees.iter().rev() {
            let powers = u64::from(*degree) + 1;
            let longer = length.saturating_mul(powers);
            if leading.is_empty() && longer <= longest {
                trailing.push((*indeterminate, length));
                length = longer;
            } else {
                leading.push((*indeterminate, keys));
                keys = keys.checked_mul(powers)?;
            }
        }
        if trailing.is_empty() {
            return None;
        }
        leading.reverse();
        trailing.reverse();
        let bits = u64::BITS - length.leading_zeros();
        Some(Slices {
            leading,
            trailing,
            length: usize::try_from(length).ok()?,
            keys,
            block: bits.saturating_sub(BLOCKS.ilog2()),
        })
    }

    /// The product, sums of whose coefficients have so many bits; `None` where a coefficient is no
    /// machine integer, and where the terms are too scattered for tables.
    pub(super) fn product(
        &self,
        left: &Polynomial,
        right: &Polynomial,
        bits: u64,
        meter: &Meter,
    ) -> Result<Option<Polynomial>, AlgebraError> {
        let (Some(mut ours), Some(mut theirs)) = (self.grouped(left), self.grouped(right)) else {
            return Ok(None);
        };
        let pairs = ours.len() as u64 * theirs.len() as u64;
        let products = left.len() as u64 * right.len() as u64;
        if pairs.saturating_mul(PRODUCTS_OF_PAIR) > products {
            return Ok(None);
        }
        meter.charge(pairs)?;
        let pairs = self.sorted_pairs(&ours, &theirs);
        if bits < 63
            && Narrow::is_quick()
            && ours.has_runs()
            && theirs.has_runs()
            && ours.pad()
            && theirs.pad()
        {
            let terms = self.terms::<Narrow>(&pairs, &ours, &theirs, meter)?;
            return Ok(Some(Polynomial::from_sorted(terms)));
        }
        ours.spread();
        let terms = match bits {
            ..63 => self.terms::<Plain<i64>>(&pairs, &ours, &theirs, meter)?,
            63..127 => self.terms::<Plain<i128>>(&pairs, &ours, &theirs, meter)?,
            _ => self.terms::<Carrying>(&pairs, &ours, &theirs, meter)?,
        };
        Ok(Some(Polynomial::from_sorted(terms)))
    }

    /// The terms by slice; `None` where a coefficient is no machine integer.
    fn grouped(&self, polynomial: &Polynomial) -> Option<Groups> {
        let mut groups = Groups::default();
        for (monomial, coefficient) in polynomial.terms().rev() {
            let (mut key, mut place) = (0, 0);
            let mut leading = self.leading.iter();
            let mut trailing = self.trailing.iter();
            for (indeterminate, exponent) in monomial.factors() {
                // Factors and strides run in the same order.
                if let Some((_, stride)) = leading.find(|(held, _)| *held == indeterminate) {
                    key += stride * u64::from(exponent);
                    continue;
                }
                let stride = trailing.find(|(held, _)| *held == indeterminate);
                let (_, stride) = stride.expect("there is a stride for every indeterminate");
                place += stride * u64::from(exponent);
            }
            let place = u32::try_from(place).expect("a table is short");
            groups.push(key, place, self.block, coefficient.to_i64()?);
        }
        Some(groups)
    }

    /// The pairs of groups by falling key of their slice.
    fn sorted_pairs(&self, ours: &Groups, theirs: &Groups) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::with_capacity(ours.len() * theirs.len());
        for (left, key) in ours.keys.iter().enumerate() {
            let keys = theirs.keys.iter().enumerate();
            pairs.extend(keys.map(|(right, other)| Pair {
                key: key + other,
                left,
                right,
            }));
        }
        if self.keys > 4 * pairs.len() as u64 {
            pairs.sort_unstable_by_key(|pair| Reverse(pair.key));
            return pairs;
        }
        // Few keys are counted, which sorts in proportion to the pairs.
        let at = |pair: &Pair| usize::try_from(self.keys - 1 - pair.key).expect("keys are few");
        let mut next = vec![0; usize::try_from(self.keys).expect("keys are few") + 1];
        for pair in &pairs {
            next[at(pair) + 1] += 1;
        }
        for place in 1..next.len() {
            next[place] += next[place - 1];
        }
        let mut sorted = pairs.clone();
        for pair in pairs {
            let place = &mut next[at(&pair)];
            sorted[*place] = pair;
            *place += 1;
        }
        sorted
    }

    /// The terms of the product, largest monomial first.
    fn terms<S: Sums>(
        &self,
        pairs: &[Pair],
        ours: &Groups,
        theirs: &Groups,
        meter: &Meter,
    ) -> Result<Vec<Term>, AlgebraError> {
        let tails: Vec<Monomial> = (0..self.length as u64)
            .map(|place| monomial(&self.trailing, place))
            .collect();
        let mut sums = S::new(self.length);
        let mut terms: Vec<Term> = Vec::new();
        for slice in pairs.chunk_by(|one, next| one.key == next.key) {
            sums.add_pairs(slice, ours, theirs);
            let mut touched = 0;
            for pair in slice {
                let its = theirs.blocks(pair.right);
                let mut places = ours.blocks(pair.left);
                while places != 0 {
                    // What two places have behind their blocks may carry one block further.
                    let blocks = its << places.trailing_zeros();
                    touched |= blocks | blocks << 1;
                    places &= places - 1;
                }
            }
            let head = monomial(&self.leading, slice[0].key);
            while touched != 0 {
                let block = u64::BITS - 1 - touched.leading_zeros();
                touched ^= 1 << block;
                let from = (block as usize) << self.block;
                let to = (from + (1 << self.block)).min(self.length);
                sums.drain(from.min(to), to, |place, sum| {
                    terms.push((head.beside(&tails[place]), sum));
                });
            }
            meter.check_terms(terms.len() as u64)?;
        }
        Ok(terms)
    }
}

/// The monomial of a key or place.
fn monomial(strides: &[(Indeterminate, u64)], mut place: u64) -> Monomial {
    Monomial::from_sorted(strides.iter().filter_map(|(indeterminate, stride)| {
        let exponent = Exponent::try_from(place / stride).expect("the degrees bound exponents");
        place %= stride;
        (exponent > 0).then_some((*indeterminate, exponent))
    }))
}
