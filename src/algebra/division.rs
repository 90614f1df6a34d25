//! Exact quotients of polynomials, every indeterminate free.

use std::collections::BTreeMap;

use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::{Limits, Meter};
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::packing::{Packing, degrees, merge_degrees};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

impl Polynomial {
    /// The exact quotient, or `None` when the divisor is zero or does not divide it.
    pub(in crate::algebra) fn divided_by(
        &self,
        divisor: &Polynomial,
        meter: &Meter,
    ) -> Result<Option<Polynomial>, AlgebraError> {
        if divisor.is_zero() {
            return Ok(None);
        }
        if divisor.is_one() || self.is_zero() {
            return Ok(Some(self.clone()));
        }
        if let Some(term) = divisor.as_term() {
            meter.charge(self.len() as u64)?;
            return Ok(divided_by_term(self, term));
        }
        meter.charge((self.len() + divisor.len()) as u64)?;
        // The quotient of primitive polynomials is primitive, so the first coefficient that is not
        // whole shows that there is none.
        let (content, dividend) = self.primitive();
        let (other, divisor) = divisor.primitive();
        let scale = content.divided_by(&other).expect("a content is not zero");
        let quotient = divided_primitive(&dividend, &divisor, meter)?;
        Ok(quotient.map(|quotient| quotient.scaled(&scale)))
    }

    /// The exact quotient of two primitive polynomials of several terms, if it is soon found: with
    /// machine integers and in no more terms than this one has. `None` says nothing.
    pub(in crate::algebra) fn soon_divided_by(&self, divisor: &Polynomial) -> Option<Polynomial> {
        let meter = Meter::new(Limits {
            terms: 2 * (self.len() + divisor.len()) as u64,
            steps: (self.len() as u64).saturating_mul(divisor.len() as u64),
            ..Limits::default()
        });
        let places = places(self, divisor)?.ok()?;
        let outcome = long_division::<_, i128>(self, divisor, &places, &meter);
        outcome.ok()?.found()
    }

    /// The quotient by a monomial that divides every term.
    pub(in crate::algebra) fn over_monomial(&self, monomial: &Monomial) -> Polynomial {
        if monomial.is_one() {
            return self.clone();
        }
        let divided = |(held, coefficient): &Term| {
            let quotient = held.divided_by(monomial).expect("the monomial divides");
            (quotient, coefficient.clone())
        };
        if let Some(term) = self.as_term() {
            let (quotient, coefficient) = divided(term);
            return Polynomial::term(quotient, coefficient);
        }
        Polynomial::from_sorted(self.terms().map(divided).collect())
    }
}

fn divided_by_term(dividend: &Polynomial, (monomial, coefficient): &Term) -> Option<Polynomial> {
    let inverse = Rational::ONE
        .divided_by(coefficient)
        .expect("terms are not zero");
    let parts = dividend
        .terms()
        .map(|(held, number)| Some((held.divided_by(monomial)?, number * &inverse)));
    parts
        .collect::<Option<Vec<Term>>>()
        .map(Polynomial::from_sorted)
}

fn divided_primitive(
    dividend: &Polynomial,
    divisor: &Polynomial,
    meter: &Meter,
) -> Result<Option<Polynomial>, AlgebraError> {
    let packed = match places(dividend, divisor) {
        None => return Ok(None),
        Some(Ok(packed)) => packed,
        Some(Err(plain)) => {
            return Ok(long_division::<_, Rational>(dividend, divisor, &plain, meter)?.found());
        }
    };
    match long_division::<_, i128>(dividend, divisor, &packed, meter)? {
        Outcome::TooLong => {
            Ok(long_division::<_, Rational>(dividend, divisor, &packed, meter)?.found())
        }
        decided => Ok(decided.found()),
    }
}

/// How monomials are kept while one polynomial is divided by another: as words, or as they are where
/// words are too short. `None` where the ends or the degrees show that it does not divide.
fn places(
    dividend: &Polynomial,
    divisor: &Polynomial,
) -> Option<std::result::Result<PackedPlaces, PlainPlaces>> {
    let ((first, last), (lead, tail)) = (ends(dividend), ends(divisor));
    let ends_divide = |(held, number): &Term, (by, coefficient): &Term| {
        held.divided_by(by).is_some() && number.is_multiple_of(coefficient)
    };
    if !ends_divide(first, lead) || !ends_divide(last, tail) {
        return None;
    }
    let (ours, theirs) = (degrees(dividend), degrees(divisor));
    let mut within = true;
    let room = merge_degrees(&ours, &theirs, |mine, its| {
        within &= its <= mine;
        mine.saturating_sub(its)
    });
    if !within {
        return None;
    }
    let Some(packing) = Packing::new(&ours) else {
        return Some(Err(PlainPlaces { room }));
    };
    // No quotient may leave the room that the degrees allow, so no word overflows.
    let room = packing.pack(&Monomial::from_sorted(
        room.into_iter().filter(|(_, degree)| *degree > 0),
    ));
    Some(Ok(PackedPlaces { packing, room }))
}

fn ends(polynomial: &Polynomial) -> (&Term, &Term) {
    let mut terms = polynomial.terms();
    let first = terms.next().expect("the polynomial is not zero");
    (first, terms.next_back().unwrap_or(first))
}

/// How monomials are kept while dividing.
trait Places {
    type Place: Ord + Clone;
    fn place(&self, monomial: &Monomial) -> Self::Place;
    fn monomial(&self, place: &Self::Place) -> Monomial;
    fn times(&self, left: &Self::Place, right: &Self::Place) -> Self::Place;
    /// The quotient, if it exists and has room.
    fn over(&self, dividend: &Self::Place, divisor: &Self::Place) -> Option<Self::Place>;
}

/// Monomials as words.
struct PackedPlaces {
    packing: Packing,
    room: u128,
}

impl Places for PackedPlaces {
    type Place = u128;

    fn place(&self, monomial: &Monomial) -> u128 {
        self.packing.pack(monomial)
    }

    fn monomial(&self, place: &u128) -> Monomial {
        self.packing.unpack(*place)
    }

    fn times(&self, left: &u128, right: &u128) -> u128 {
        left + right
    }

    fn over(&self, dividend: &u128, divisor: &u128) -> Option<u128> {
        let quotient = self.packing.divide(*dividend, *divisor)?;
        self.packing.divide(self.room, quotient).map(|_| quotient)
    }
}

/// Monomials as they are: too many indeterminates or too high exponents for a word.
struct PlainPlaces {
    room: Vec<(Indeterminate, Exponent)>,
}

impl Places for PlainPlaces {
    type Place = Monomial;

    fn place(&self, monomial: &Monomial) -> Monomial {
        monomial.clone()
    }

    fn monomial(&self, place: &Monomial) -> Monomial {
        place.clone()
    }

    fn times(&self, left: &Monomial, right: &Monomial) -> Monomial {
        left.times_free(right)
    }

    fn over(&self, dividend: &Monomial, divisor: &Monomial) -> Option<Monomial> {
        let quotient = dividend.divided_by(divisor)?;
        let fits = quotient.factors().all(|(indeterminate, exponent)| {
            let place = self
                .room
                .binary_search_by(|(held, _)| held.cmp(&indeterminate));
            place.is_ok_and(|place| exponent <= self.room[place].1)
        });
        fits.then_some(quotient)
    }
}

/// How coefficients are kept while dividing.
trait Coefficient: Clone {
    /// `None` where the number does not fit.
    fn of(number: &Rational) -> Option<Self>;
    fn to_rational(&self) -> Rational;
    fn is_zero(&self) -> bool;
    /// The quotient, if it is whole.
    fn over(&self, divisor: &Self) -> Option<Self>;
    /// `self − left·right`; `None` where it does not fit.
    fn minus(&self, left: &Self, right: &Self) -> Option<Self>;
    fn zero() -> Self;
}

impl Coefficient for i128 {
    fn of(number: &Rational) -> Option<i128> {
        number.to_i64().map(i128::from)
    }

    fn to_rational(&self) -> Rational {
        Rational::from_i128(*self)
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn over(&self, divisor: &i128) -> Option<i128> {
        // Machine words divide many times faster than two of them at once.
        if let (Ok(dividend), Ok(divisor)) = (i64::try_from(*self), i64::try_from(*divisor)) {
            return (dividend.checked_rem(divisor)? == 0).then(|| i128::from(dividend / divisor));
        }
        (self.checked_rem(*divisor)? == 0).then(|| self / divisor)
    }

    fn minus(&self, left: &i128, right: &i128) -> Option<i128> {
        self.checked_sub(left.checked_mul(*right)?)
    }

    fn zero() -> i128 {
        0
    }
}

impl Coefficient for Rational {
    fn of(number: &Rational) -> Option<Rational> {
        Some(number.clone())
    }

    fn to_rational(&self) -> Rational {
        self.clone()
    }

    fn is_zero(&self) -> bool {
        Rational::is_zero(self)
    }

    fn over(&self, divisor: &Rational) -> Option<Rational> {
        self.divided_by(divisor).filter(Rational::is_integer)
    }

    fn minus(&self, left: &Rational, right: &Rational) -> Option<Rational> {
        Some(self - &(left * right))
    }

    fn zero() -> Rational {
        Rational::ZERO
    }
}

enum Outcome {
    Quotient(Polynomial),
    Inexact,
    /// A coefficient outgrew its kind: nothing is decided.
    TooLong,
}

impl Outcome {
    fn found(self) -> Option<Polynomial> {
        match self {
            Outcome::Quotient(quotient) => Some(quotient),
            Outcome::Inexact | Outcome::TooLong => None,
        }
    }
}

fn kept<P: Places, C: Coefficient>(
    polynomial: &Polynomial,
    places: &P,
) -> Option<Vec<(P::Place, C)>> {
    polynomial
        .terms()
        .map(|(monomial, number)| Some((places.place(monomial), C::of(number)?)))
        .collect()
}

/// Schoolbook division, largest monomial first, of polynomials with whole coefficients; stops at
/// the first term that the divisor does not reach.
fn long_division<P: Places, C: Coefficient>(
    dividend: &Polynomial,
    divisor: &Polynomial,
    places: &P,
    meter: &Meter,
) -> Result<Outcome, AlgebraError> {
    let (Some(dividend), Some(divisor)) = (
        kept::<P, C>(dividend, places),
        kept::<P, C>(divisor, places),
    ) else {
        return Ok(Outcome::TooLong);
    };
    let ((lead, coefficient), rest) = divisor.split_first().expect("a divisor is not zero");
    let heaviest = divisor
        .iter()
        .map(|(_, number)| number.to_rational().weight());
    let weight = heaviest.max().unwrap_or(1);
    let mut remainder: BTreeMap<P::Place, C> = dividend.into_iter().collect();
    let mut quotient: Vec<Term> = Vec::new();
    while let Some((place, number)) = remainder.pop_last() {
        if number.is_zero() {
            continue;
        }
        let (Some(place), Some(factor)) = (places.over(&place, lead), number.over(coefficient))
        else {
            return Ok(Outcome::Inexact);
        };
        let kept = factor.to_rational();
        meter.check_bits(kept.bits())?;
        meter.charge((divisor.len() as u64).saturating_mul(weight.max(kept.weight())))?;
        for (theirs, its) in rest {
            let product = places.times(theirs, &place);
            let held = remainder.entry(product).or_insert_with(C::zero);
            let Some(difference) = held.minus(its, &factor) else {
                return Ok(Outcome::TooLong);
            };
            *held = difference;
        }
        meter.check_terms(remainder.len() as u64)?;
        quotient.push((places.monomial(&place), kept));
    }
    Ok(Outcome::Quotient(Polynomial::from_sorted(quotient)))
}
