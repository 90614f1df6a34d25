//! How large the degrees of a greatest common divisor can be, read off at a random point.

use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::residue::Powers;
use crate::algebra::gcd::univariate;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::Exponent;
use crate::algebra::packing::{degrees, merge_degrees};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::prime::{Field, Sequence};

/// The most field operations one image in one indeterminate may take.
pub(super) const MOST_WORK: u64 = 1 << 26;

/// An upper bound on the degree of the greatest common divisor in each indeterminate of either
/// polynomial, sorted by indeterminate; coefficients must be whole.
///
/// All but one indeterminate are set to numbers modulo a prime. The greatest common divisor becomes
/// a divisor of both images, and keeps its degree if the leading coefficient of one polynomial does
/// not vanish, since its own leading coefficient divides that. So the degree of the greatest common
/// divisor of the images is a bound that holds always, and nearly always it is the degree itself.
pub(super) fn degree_bounds(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<Vec<(Indeterminate, Exponent)>, AlgebraError> {
    let (ours, theirs) = (degrees(left), degrees(right));
    let smaller = merge_degrees(&ours, &theirs, Exponent::min);
    let larger = merge_degrees(&ours, &theirs, Exponent::max);
    let field = Field::largest();
    let mut sequence = Sequence::new(left.len() as u64);
    let powers: Vec<(Indeterminate, Powers)> = larger
        .iter()
        .map(|(x, degree)| (*x, Powers::new(&field, sequence.element(&field), *degree)))
        .collect();
    meter.charge(((left.len() + right.len()) as u64).saturating_mul(larger.len() as u64) / 2)?;
    let (values, others) = (
        values_of(left, &powers, &field),
        values_of(right, &powers, &field),
    );
    let mut bounds = Vec::with_capacity(smaller.len());
    for ((x, smaller), (_, larger)) in smaller.into_iter().zip(larger) {
        let work = univariate::work(smaller.into(), larger.into());
        let bound = if smaller == 0 || work > MOST_WORK {
            smaller
        } else {
            meter.charge(work / 8)?;
            let image = image_in(left, x, &values, &field);
            let other = image_in(right, x, &others, &field);
            if image.last() == Some(&0) && other.last() == Some(&0) {
                smaller
            } else {
                let degree = univariate::gcd(&field, &image, &other).len() - 1;
                Exponent::try_from(degree).map_or(smaller, |degree| degree.min(smaller))
            }
        };
        bounds.push((x, bound));
    }
    Ok(bounds)
}

/// The value of each term at the point.
fn values_of(
    polynomial: &Polynomial,
    powers: &[(Indeterminate, Powers)],
    field: &Field,
) -> Vec<u64> {
    let value = |(monomial, coefficient): &Term| {
        let mut candidates = powers.iter();
        let start = field.enter(coefficient.numerator_modulo(field.prime()));
        monomial.factors().fold(start, |value, (x, exponent)| {
            let held = candidates.find(|(held, _)| *held == x);
            let (_, powers) = held.expect("every indeterminate has a value");
            field.times(value, powers.of(field, exponent))
        })
    };
    polynomial.terms().map(value).collect()
}

/// The image in one indeterminate, which is stretched by its own number: that changes no degree.
fn image_in(polynomial: &Polynomial, x: Indeterminate, values: &[u64], field: &Field) -> Vec<u64> {
    let mut image = Vec::new();
    for ((monomial, _), value) in polynomial.terms().zip(values) {
        let place = usize::try_from(monomial.degree_in(x)).expect("the limits bound exponents");
        if image.len() <= place {
            image.resize(place + 1, 0);
        }
        image[place] = field.plus(image[place], *value);
    }
    image
}
