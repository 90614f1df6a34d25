//! Products and whole powers of polynomials.

mod groups;
mod narrow;
mod power;
mod slices;
mod sums;

use crate::algebra::error::AlgebraError;
use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::packing::{Packing, degrees, merge_degrees};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::product::slices::Slices;
use crate::algebra::rational::Rational;

/// Below this many products of terms, sorting them costs less than any table.
const FEW_PRODUCTS: u64 = 64;

/// Whether powers of flags and of `(-1)^n` are reduced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Laws {
    Kept,
    Free,
}

impl Polynomial {
    /// The product under the power laws of the indeterminates.
    pub(in crate::algebra) fn times(
        &self,
        other: &Polynomial,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        self.product(other, meter, Laws::Kept)
    }

    /// The product with every indeterminate free; what [`Polynomial::divided_by`] undoes.
    pub(in crate::algebra) fn times_free(
        &self,
        other: &Polynomial,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        self.product(other, meter, Laws::Free)
    }

    fn product(
        &self,
        other: &Polynomial,
        meter: &Meter,
        laws: Laws,
    ) -> Result<Polynomial, AlgebraError> {
        if self.is_zero() || other.is_one() {
            return Ok(self.clone());
        }
        if other.is_zero() || self.is_one() {
            return Ok(other.clone());
        }
        if let (Some(ours), Some(theirs)) = (self.as_term(), other.as_term()) {
            return product_of_terms(ours, theirs, meter, laws);
        }
        let products = (self.len() as u64).saturating_mul(other.len() as u64);
        meter.check_products(products)?;
        check_sizes(self, other, meter)?;
        meter.charge(products.saturating_mul(self.heaviest().max(other.heaviest())))?;
        let (ours, theirs) = (degrees(self), degrees(other));
        let degrees = merge_degrees(&ours, &theirs, Exponent::saturating_add);
        for (indeterminate, degree) in &degrees {
            if laws == Laws::Free || indeterminate.law() == PowerLaw::Free {
                meter.check_exponent(u64::from(*degree))?;
            }
        }
        let lawful =
            laws == Laws::Kept && shared(&ours, &theirs).any(|x| x.law() != PowerLaw::Free);
        if !lawful && (self.len() == 1 || other.len() == 1) {
            return Ok(scaled_by_term(self, other));
        }
        if products > FEW_PRODUCTS
            && !lawful
            && let Some(slices) = Slices::new(&degrees, products)
            && let Some(product) = slices.product(self, other, bits_of_sums(self, other), meter)?
        {
            return Ok(product);
        }
        if products > FEW_PRODUCTS
            && let Some(packing) = Packing::new(&degrees)
            && (!lawful || reduced(&ours) && reduced(&theirs))
        {
            let laws = if lawful {
                ReductionBits::of(&packing)
            } else {
                ReductionBits::default()
            };
            return packed_product(self, other, &packing, laws, meter);
        }
        let times = |ours: &Monomial, theirs: &Monomial| match laws {
            Laws::Kept => ours.times(theirs),
            Laws::Free => ours.times_free(theirs),
        };
        let mut collected: QuickMap<Monomial, Rational> = QuickMap::default();
        for (ours, mine) in self.terms() {
            for (theirs, its) in other.terms() {
                let held = collected.entry(times(ours, theirs)).or_default();
                *held = &*held + &(mine * its);
            }
            meter.check_terms(collected.len() as u64)?;
        }
        Ok(Polynomial::from_distinct(collected.into_iter().collect()))
    }
}

/// Refuses coefficients that are certain to come out too long.
fn check_sizes(left: &Polynomial, right: &Polynomial, meter: &Meter) -> Result<(), AlgebraError> {
    check_bits_of_product(left.bits_of_parts(), right.bits_of_parts(), meter)
}

/// The product of two numbers of `a` and `b` bits has at least `a + b − 1`; numerators and
/// denominators are looked at apart, since long ones of different kind may cancel.
fn check_bits_of_product(
    (left_above, left_below): (u64, u64),
    (right_above, right_below): (u64, u64),
    meter: &Meter,
) -> Result<(), AlgebraError> {
    meter.check_bits((left_above + right_above).max(left_below + right_below) - 1)
}

/// The product of two single terms, which is what most products on the way to a form are.
fn product_of_terms(
    (ours, mine): &Term,
    (theirs, its): &Term,
    meter: &Meter,
    laws: Laws,
) -> Result<Polynomial, AlgebraError> {
    check_bits_of_product(mine.bits_of_parts(), its.bits_of_parts(), meter)?;
    meter.charge(mine.weight().max(its.weight()))?;
    let monomial = match laws {
        Laws::Kept => ours.times(theirs),
        Laws::Free => ours.times_free(theirs),
    };
    meter.check_exponent(u64::from(monomial.largest_exponent()))?;
    Ok(Polynomial::term(monomial, mine * its))
}

/// The indeterminates in both sorted lists.
fn shared<'a>(
    left: &'a [(Indeterminate, Exponent)],
    right: &'a [(Indeterminate, Exponent)],
) -> impl Iterator<Item = Indeterminate> + 'a {
    let found = left
        .iter()
        .filter(|(x, _)| right.binary_search_by(|(held, _)| held.cmp(x)).is_ok());
    found.map(|(x, _)| *x)
}

/// Whether no power that a law reduces is left.
fn reduced(degrees: &[(Indeterminate, Exponent)]) -> bool {
    degrees
        .iter()
        .all(|(x, degree)| x.law() == PowerLaw::Free || *degree <= 1)
}

/// The product when one side has a single term: the order of the other's terms is kept.
fn scaled_by_term(left: &Polynomial, right: &Polynomial) -> Polynomial {
    let (many, (monomial, factor)) = match (left.as_term(), right.as_term()) {
        (_, Some(term)) => (left, term),
        (Some(term), None) => (right, term),
        (None, None) => unreachable!("one side has a single term"),
    };
    let terms = many
        .terms()
        .map(|(held, coefficient)| (held.times_free(monomial), coefficient * factor));
    Polynomial::from_sorted(terms.collect())
}

/// The bits of packed products that a law takes away.
#[derive(Clone, Copy, Default)]
struct ReductionBits {
    /// `f²` is `f`: the bit moves down one place.
    idempotent: u128,
    /// `s²` is 1: the bit goes.
    involution: u128,
}

impl ReductionBits {
    fn of(packing: &Packing) -> ReductionBits {
        ReductionBits {
            idempotent: packing.squares_under(PowerLaw::Idempotent),
            involution: packing.squares_under(PowerLaw::Involution),
        }
    }

    fn apply(self, word: u128) -> u128 {
        let squares = word & self.idempotent;
        ((word ^ squares) | (squares >> 1)) & !self.involution
    }
}

fn packed_product(
    left: &Polynomial,
    right: &Polynomial,
    packing: &Packing,
    laws: ReductionBits,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    if let (Some(ours), Some(theirs)) = (machine_integers(left), machine_integers(right))
        && bits_of_sums(left, right) < 127
    {
        let pack = |numbers: Vec<i64>, polynomial: &Polynomial| -> Vec<(u128, i64)> {
            let words = polynomial.terms().map(|(held, _)| packing.pack(held));
            words.zip(numbers).collect()
        };
        let (ours, theirs) = (pack(ours, left), pack(theirs, right));
        let mut sums: QuickMap<u128, i128> = QuickMap::default();
        for (word, mine) in ours {
            for (other, its) in &theirs {
                *sums.entry(laws.apply(word + other)).or_default() +=
                    i128::from(mine) * i128::from(*its);
            }
            meter.check_terms(sums.len() as u64)?;
        }
        let sums = sums
            .into_iter()
            .map(|(word, sum)| (word, Rational::from_i128(sum)));
        return Ok(unpacked(sums, packing));
    }
    let pack = |polynomial: &Polynomial| -> Vec<(u128, Rational)> {
        let terms = polynomial.terms();
        terms
            .map(|(held, coefficient)| (packing.pack(held), coefficient.clone()))
            .collect()
    };
    let (ours, theirs) = (pack(left), pack(right));
    let mut sums: QuickMap<u128, Rational> = QuickMap::default();
    for (word, mine) in &ours {
        for (other, its) in &theirs {
            let held = sums.entry(laws.apply(word + other)).or_default();
            *held = &*held + &(mine * its);
        }
        meter.check_terms(sums.len() as u64)?;
    }
    Ok(unpacked(sums, packing))
}

/// Sorts the words, which is sorting the monomials, and leaves out what cancelled.
fn unpacked(sums: impl IntoIterator<Item = (u128, Rational)>, packing: &Packing) -> Polynomial {
    let mut sums: Vec<(u128, Rational)> =
        sums.into_iter().filter(|(_, sum)| !sum.is_zero()).collect();
    sums.sort_unstable_by_key(|(word, _)| std::cmp::Reverse(*word));
    let terms = sums
        .into_iter()
        .map(|(word, sum)| (packing.unpack(word), sum));
    Polynomial::from_sorted(terms.collect())
}

/// The coefficients, if all of them are whole machine integers.
fn machine_integers(polynomial: &Polynomial) -> Option<Vec<i64>> {
    let coefficients = polynomial
        .terms()
        .map(|(_, coefficient)| coefficient.to_i64());
    coefficients.collect()
}

/// How many bits a sum of products of coefficients can have, without its sign.
fn bits_of_sums(left: &Polynomial, right: &Polynomial) -> u64 {
    let addends = left.len().min(right.len());
    let carries = u64::from(usize::BITS - addends.leading_zeros());
    left.bits() + right.bits() + carries
}
