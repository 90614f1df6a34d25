//! Products and whole powers of polynomials.

use crate::algebra::error::AlgebraError;
use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::packing::{Packing, degrees, merge_degrees};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

/// Below this many products of terms, sorting them costs less than any table.
const FEW_PRODUCTS: u64 = 64;

/// The longest table with a place for every monomial within the degrees.
const LONGEST_TABLE: u64 = 1 << 22;

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
            && let Some(packing) = Packing::new(&degrees)
            && (!lawful || reduced(&ours) && reduced(&theirs))
        {
            let laws = if lawful {
                ReductionBits::of(&packing)
            } else {
                ReductionBits::default()
            };
            return packed_product(self, other, &degrees, &packing, laws, meter);
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

    /// The power, its size estimated before the work.
    pub(in crate::algebra) fn raised(
        &self,
        exponent: u32,
        meter: &Meter,
    ) -> Result<Polynomial, AlgebraError> {
        if exponent <= 1 || self.is_one() || self.is_zero() {
            return Ok(if exponent == 0 {
                Polynomial::one()
            } else {
                self.clone()
            });
        }
        let power = u64::from(exponent);
        if self.is_free() {
            meter.check_exponent(power.saturating_mul(u64::from(self.largest_exponent())))?;
            let terms = terms_of_power(self.len() as u64, power).min(room_of_power(self, power));
            meter.check_terms(terms)?;
            meter.check_bits(bits_of_power(self, power, terms))?;
        }
        let mut result = Polynomial::one();
        let mut square = self.clone();
        let mut remaining = exponent;
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = result.times(&square, meter)?;
            }
            remaining >>= 1;
            if remaining > 0 {
                square = square.times(&square, meter)?;
            }
        }
        Ok(result)
    }
}

/// Refuses coefficients that are certain to come out too long. The product of two numbers of `a`
/// and `b` bits has at least `a + b − 1`; numerators and denominators are looked at apart, since
/// long ones of different kind may cancel.
fn check_sizes(left: &Polynomial, right: &Polynomial, meter: &Meter) -> Result<(), AlgebraError> {
    let (left_above, left_below) = left.bits_of_parts();
    let (right_above, right_below) = right.bits_of_parts();
    meter.check_bits((left_above + right_above).max(left_below + right_below) - 1)
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
    degrees: &[(Indeterminate, Exponent)],
    packing: &Packing,
    laws: ReductionBits,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    if let (Some(ours), Some(theirs)) = (machine_integers(left), machine_integers(right))
        && sums_fit(left, right)
    {
        let products = ours.len() as u64 * theirs.len() as u64;
        if laws.idempotent | laws.involution == 0
            && let Some(strides) = Strides::new(degrees)
            && strides.length <= products.saturating_mul(4)
        {
            return tabulated(left, right, &strides, meter);
        }
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

/// Whether no sum of products of coefficients can leave an `i128`.
fn sums_fit(left: &Polynomial, right: &Polynomial) -> bool {
    let addends = left.len().min(right.len());
    let carries = u64::from(usize::BITS - addends.leading_zeros());
    left.bits() + right.bits() + carries < 127
}

/// Where each monomial within the degrees has its place in one table.
struct Strides {
    /// The indeterminate, and how far apart its powers are; by falling distance.
    strides: Vec<(Indeterminate, usize)>,
    length: u64,
}

impl Strides {
    fn new(degrees: &[(Indeterminate, Exponent)]) -> Option<Strides> {
        let mut length: u64 = 1;
        let mut strides = Vec::with_capacity(degrees.len());
        for (indeterminate, degree) in degrees.iter().rev() {
            strides.push((*indeterminate, usize::try_from(length).ok()?));
            length = length.checked_mul(u64::from(*degree) + 1)?;
            if length > LONGEST_TABLE {
                return None;
            }
        }
        strides.reverse();
        Some(Strides { strides, length })
    }

    fn place(&self, monomial: &Monomial) -> usize {
        let mut strides = self.strides.iter();
        let places = monomial.factors().map(|(indeterminate, exponent)| {
            let stride = strides.find(|(held, _)| *held == indeterminate);
            let (_, stride) = stride.expect("there is a stride for every indeterminate");
            stride * usize::try_from(exponent).expect("the table holds every exponent")
        });
        places.sum()
    }

    fn monomial(&self, mut place: usize) -> Monomial {
        Monomial::from_sorted(self.strides.iter().filter_map(|(indeterminate, stride)| {
            let exponent = place / stride;
            place %= stride;
            let exponent = Exponent::try_from(exponent).expect("the degrees bound the exponents");
            (exponent > 0).then_some((*indeterminate, exponent))
        }))
    }
}

/// The product of dense polynomials, by a table with a place for every monomial.
fn tabulated(
    left: &Polynomial,
    right: &Polynomial,
    strides: &Strides,
    meter: &Meter,
) -> Result<Polynomial, AlgebraError> {
    meter.charge(strides.length / 8)?;
    let placed = |polynomial: &Polynomial| -> Vec<(usize, i64)> {
        let terms = polynomial.terms().map(|(monomial, coefficient)| {
            let number = coefficient
                .to_i64()
                .expect("the coefficients are machine integers");
            (strides.place(monomial), number)
        });
        terms.collect()
    };
    let (ours, theirs) = (placed(left), placed(right));
    let length = usize::try_from(strides.length).expect("the table is short");
    let mut table: Vec<i128> = vec![0; length];
    for (place, mine) in ours {
        for (other, its) in &theirs {
            table[place + other] += i128::from(mine) * i128::from(*its);
        }
    }
    let terms: Vec<Term> = (table.into_iter().enumerate().rev())
        .filter(|(_, sum)| *sum != 0)
        .map(|(place, sum)| (strides.monomial(place), Rational::from_i128(sum)))
        .collect();
    meter.check_terms(terms.len() as u64)?;
    Ok(Polynomial::from_sorted(terms))
}

/// How many terms the power of a polynomial with that many terms can have: the number of ways to
/// choose the exponents, `C(terms + power − 1, power)`, saturating.
fn terms_of_power(terms: u64, power: u64) -> u64 {
    if terms < 2 {
        return terms;
    }
    let mut ways: u128 = 1;
    for step in 1..terms {
        ways = ways * u128::from(power.saturating_add(step)) / u128::from(step);
        if ways > u128::from(u32::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(ways).unwrap_or(u64::MAX)
}

/// How many monomials there are within the degrees of the power, saturating.
fn room_of_power(polynomial: &Polynomial, power: u64) -> u64 {
    let rooms = degrees(polynomial)
        .into_iter()
        .map(|(_, degree)| power.saturating_mul(degree.into()).saturating_add(1));
    rooms.fold(1, u64::saturating_mul)
}

/// How long the longest coefficient of a power is at least when nothing cancels: the magnitudes of
/// all coefficients together are the power of their sum, and the longest has its share of it.
fn bits_of_power(polynomial: &Polynomial, power: u64, terms: u64) -> u64 {
    let magnitudes = polynomial
        .terms()
        .map(|(_, coefficient)| coefficient.abs())
        .fold(Rational::ZERO, |sum, next| &sum + &next);
    let (above, below) = magnitudes.bits_of_parts();
    let share = u64::from(u64::BITS - terms.leading_zeros());
    let together = above.saturating_sub(below).saturating_mul(power);
    let single = polynomial.bits().saturating_sub(1).saturating_mul(power);
    together.saturating_sub(share).max(single)
}
