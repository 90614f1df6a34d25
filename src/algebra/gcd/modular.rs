//! A multiple of a greatest common divisor from its images modulo primes.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::interpolation::{Inputs, image, image_on};
use crate::algebra::gcd::residue::{Ordered, Residues};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::prime::{Field, Primes, Sequence};
use crate::algebra::rational::Rational;

/// How often interpolation starts from scratch before another way is taken. One start in 2⁵⁰ or so
/// is unlucky; the others are here to make that no error.
const STARTS: u64 = 4;

/// The most exponents all levels of the interpolation may list: it is made for a few dozen
/// indeterminates, not for thousands.
const MOST_EXPONENTS: usize = 1 << 27;

/// Two polynomials with whole coefficients, and what is known of their greatest common divisor.
pub(super) struct Problem<'a> {
    pub(super) left: &'a Polynomial,
    pub(super) right: &'a Polynomial,
    /// Every indeterminate, the main one first.
    pub(super) order: Vec<Indeterminate>,
    /// A multiple of the leading coefficient of the greatest common divisor in the main
    /// indeterminate; it has whole coefficients.
    pub(super) lead: &'a Polynomial,
    /// How high the degree of the greatest common divisor can be, in that order.
    pub(super) bounds: Vec<Exponent>,
}

/// Offers candidates for the greatest common divisor, scaled to the given leading coefficient, until
/// one is proved; `None` where none could be.
pub(super) fn candidates<T>(
    problem: &Problem,
    meter: &Meter,
    mut prove: impl FnMut(Polynomial) -> Result<Option<T>, AlgebraError>,
) -> Result<Option<T>, AlgebraError> {
    let (terms, width) = (
        problem.left.len() + problem.right.len(),
        problem.order.len(),
    );
    if terms.saturating_mul(width).saturating_mul(width) > MOST_EXPONENTS {
        return Ok(None);
    }
    meter.charge((terms.saturating_mul(width)) as u64)?;
    let degrees = problem.order.iter().zip(&problem.bounds).skip(1);
    let inputs = Inputs {
        left: Ordered::new(problem.left, &problem.order),
        right: Ordered::new(problem.right, &problem.order),
        lead: Ordered::new(problem.lead, &problem.order),
        bounds: degrees
            .map(|(x, bound)| u64::from(*bound) + u64::from(problem.lead.degree_in(*x)))
            .collect(),
    };
    let most_bits = coefficient_bits(problem);
    let mut sequence = Sequence::new(problem.left.len() as u64);
    let mut primes = Primes::default();
    for _ in 0..STARTS {
        let Some(field) = primes.next() else {
            return Ok(None);
        };
        let Some(first) = image(&inputs, &field, &mut sequence, meter)? else {
            continue;
        };
        let mut lifted = Lifted::new(&first, &field);
        loop {
            if lifted.is_settled()
                && let Some(proof) = prove(lifted.polynomial(&first, &problem.order))?
            {
                return Ok(Some(proof));
            }
            if lifted.modulus.bits() > most_bits {
                break;
            }
            let Some(field) = primes.next() else {
                return Ok(None);
            };
            let Some(next) = image_on(&first, &inputs, &field, &mut sequence, meter)? else {
                break;
            };
            let words = lifted.modulus.bits() / 64 + 1;
            meter.charge(words.saturating_mul(next.coefficients.len() as u64))?;
            lifted.refine(&next, &field);
        }
    }
    Ok(None)
}

/// Past this many bits a modulus shows every coefficient of what is sought. The coefficients of a
/// factor are below those of the product times 2 to the sum of the degrees (Gelfond has *e* in the
/// place of 2, and three halves of the sum cover that), and scaling multiplies by the lead.
fn coefficient_bits(problem: &Problem) -> u64 {
    let degrees = problem.order.iter().map(|x| {
        let larger = problem.left.degree_in(*x).min(problem.right.degree_in(*x));
        u64::from(larger) + u64::from(problem.lead.degree_in(*x))
    });
    let bits = problem.left.bits().max(problem.right.bits()) + problem.lead.bits();
    let terms = u64::from(usize::BITS - problem.lead.len().leading_zeros());
    bits + 2 * degrees.sum::<u64>() + terms + Lifted::MARGIN + 64
}

/// Coefficients known modulo the product of some primes, each the one nearest to zero.
struct Lifted {
    coefficients: Vec<BigInt>,
    modulus: BigInt,
}

impl Lifted {
    /// How many bits a modulus has to be longer than the coefficients before they are believed.
    const MARGIN: u64 = 12;

    fn new(first: &Residues, field: &Field) -> Lifted {
        let coefficients = first.coefficients.iter();
        Lifted {
            coefficients: coefficients
                .map(|element| BigInt::from(nearest(field, *element)))
                .collect(),
            modulus: field.prime().into(),
        }
    }

    /// Brings in another prime.
    fn refine(&mut self, next: &Residues, field: &Field) {
        let inverse = field.inverse(residue(&self.modulus, field));
        for (held, element) in self.coefficients.iter_mut().zip(&next.coefficients) {
            let gap = field.minus(*element, residue(held, field));
            let steps = nearest(field, field.times(gap, inverse));
            *held += &self.modulus * steps;
        }
        self.modulus *= field.prime();
    }

    fn is_settled(&self) -> bool {
        let longest = self.coefficients.iter().map(BigInt::bits).max();
        longest.unwrap_or(0) + Lifted::MARGIN < self.modulus.bits()
    }

    fn polynomial(&self, known: &Residues, order: &[Indeterminate]) -> Polynomial {
        let mut places: Vec<(Indeterminate, usize)> = order.iter().copied().zip(0..).collect();
        places.sort_unstable();
        let terms = known.rows().zip(&self.coefficients).map(|(row, number)| {
            let factors = places.iter().map(|(x, place)| (*x, row[*place]));
            let monomial = Monomial::from_sorted(factors.filter(|(_, exponent)| *exponent > 0));
            (monomial, Rational::from_big(number.clone()))
        });
        Polynomial::from_distinct(terms.collect())
    }
}

/// The representative nearest to zero.
fn nearest(field: &Field, element: u64) -> i64 {
    let number = i64::try_from(field.leave(element)).expect("primes are below 2⁶²");
    let prime = i64::try_from(field.prime()).expect("primes are below 2⁶²");
    if number > prime / 2 {
        number - prime
    } else {
        number
    }
}

fn residue(number: &BigInt, field: &Field) -> u64 {
    let remainder = (number % field.prime())
        .abs()
        .to_u64()
        .expect("a remainder is below its modulus");
    let element = field.enter(remainder);
    if number.is_negative() {
        field.negated(element)
    } else {
        element
    }
}
