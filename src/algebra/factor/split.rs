//! What splits a polynomial without repeated factors.

use num_integer::Integer;

use crate::algebra::error::AlgebraError;
use crate::algebra::factor::square::square_root;
use crate::algebra::gcd::gcd_with_cofactors;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::packing::degrees;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// The largest number of which all divisors are tried as parts of a rational root.
const LARGEST_WITH_DIVISORS: i64 = 1 << 40;

/// Factors of a primitive polynomial whose every factor depends on all of its indeterminates and
/// occurs once. Their product is the polynomial.
pub(super) fn split(
    polynomial: &Polynomial,
    meter: &Meter,
) -> Result<Vec<Polynomial>, AlgebraError> {
    let mut waiting = vec![polynomial.clone()];
    let mut found = Vec::new();
    while let Some(part) = waiting.pop() {
        match divided_once(&part, meter)? {
            Some((left, right)) => waiting.extend([left, right]),
            None => found.push(part),
        }
    }
    Ok(found)
}

type Pair = Option<(Polynomial, Polynomial)>;

/// Two factors, if one of the rules finds them.
fn divided_once(part: &Polynomial, meter: &Meter) -> Result<Pair, AlgebraError> {
    let degrees = degrees(part);
    let Some(&(x, degree)) = degrees.iter().min_by_key(|(_, degree)| *degree) else {
        return Ok(None);
    };
    // Of two factors one would be free of an indeterminate of degree 1.
    if degree <= 1 {
        return Ok(None);
    }
    if degree == 2 {
        return by_discriminant(part, x, meter);
    }
    if let [(x, degree)] = degrees[..] {
        if let Some(pair) = by_rational_root(part, x, degree, meter)? {
            return Ok(Some(pair));
        }
    } else if let Some(pair) = by_homogeneity(part, &degrees, meter)? {
        return Ok(Some(pair));
    }
    by_steps(part, &degrees, meter)
}

/// A quadratic `ax² + bx + c` splits exactly when `b² − 4ac` is a square.
fn by_discriminant(
    part: &Polynomial,
    x: Indeterminate,
    meter: &Meter,
) -> Result<Pair, AlgebraError> {
    let mut coefficients = [const { Polynomial::ZERO }; 3];
    for (exponent, coefficient) in part.collected(x) {
        coefficients[exponent as usize] = coefficient;
    }
    let [c, b, a] = coefficients;
    let product = a.times_free(&c, meter)?.scaled(&Rational::from(4));
    let discriminant = b.times_free(&b, meter)?.minus(&product);
    let Some(root) = square_root(&discriminant, meter)? else {
        return Ok(None);
    };
    let double = Polynomial::term(Monomial::power(x, 1), Rational::from(2));
    let linear = a.times_free(&double, meter)?.plus(&b).minus(&root);
    let common = gcd_with_cofactors(part, &linear, meter)?;
    Ok(proper(common.divisor, common.left))
}

/// The pair, unless one of the two is a number.
fn proper(left: Polynomial, right: Polynomial) -> Pair {
    let is_number = left.as_constant().is_some() || right.as_constant().is_some();
    (!is_number).then_some((left, right))
}

/// A rational root `p/q` has a `p` that divides the constant coefficient and a `q` that divides the
/// leading one.
fn by_rational_root(
    part: &Polynomial,
    x: Indeterminate,
    degree: Exponent,
    meter: &Meter,
) -> Result<Pair, AlgebraError> {
    let lead = part.coefficient_of(&Monomial::power(x, degree)).to_i64();
    let (Some(lead), Some(constant)) = (lead, part.constant_term().to_i64()) else {
        return Ok(None);
    };
    let (Some(below), Some(above)) = (divisors(lead, meter)?, divisors(constant, meter)?) else {
        return Ok(None);
    };
    for q in below {
        let coprime = above.iter().filter(|p| p.gcd(&q) == 1);
        for p in coprime.flat_map(|p| [*p, -p]) {
            meter.charge(part.len() as u64)?;
            let factor = Polynomial::term(Monomial::power(x, 1), Rational::from(q))
                .minus(&Polynomial::constant(Rational::from(p)));
            if let Some(rest) = part.divided_by(&factor, meter)? {
                return Ok(proper(factor, rest));
            }
        }
    }
    Ok(None)
}

/// The positive divisors of a number that is not zero and not too large.
fn divisors(number: i64, meter: &Meter) -> Result<Option<Vec<i64>>, AlgebraError> {
    let Some(number) = number
        .checked_abs()
        .filter(|n| (1..=LARGEST_WITH_DIVISORS).contains(n))
    else {
        return Ok(None);
    };
    let root = number.isqrt();
    meter.charge(u64::try_from(root).expect("a root is positive") / 8 + 1)?;
    let mut found: Vec<i64> = (1..=root).filter(|d| number % d == 0).collect();
    let others = found.iter().rev().map(|d| number / d);
    let others: Vec<i64> = others.filter(|d| *d > root).collect();
    found.extend(others);
    Ok(Some(found))
}

/// A polynomial all of whose terms have one total degree is known from its values where one
/// indeterminate is 1, and so are its factors.
fn by_homogeneity(
    part: &Polynomial,
    degrees: &[(Indeterminate, Exponent)],
    meter: &Meter,
) -> Result<Pair, AlgebraError> {
    let mut totals = part.terms().map(|(monomial, _)| total_degree(monomial));
    let total = totals.next().unwrap_or(0);
    if !totals.all(|other| other == total) {
        return Ok(None);
    }
    let Some(&(x, _)) = degrees.last() else {
        return Ok(None);
    };
    meter.charge(part.len() as u64)?;
    let terms = part.terms();
    let shorter = Polynomial::from_terms(
        terms.map(|(monomial, coefficient)| (monomial.without(x).0, coefficient.clone())),
    );
    let Some((left, right)) = divided_once(&shorter, meter)? else {
        return Ok(None);
    };
    Ok(proper(homogeneous(&left, x), homogeneous(&right, x)))
}

fn total_degree(monomial: &Monomial) -> u64 {
    monomial
        .factors()
        .map(|(_, exponent)| u64::from(exponent))
        .sum()
}

fn homogeneous(polynomial: &Polynomial, x: Indeterminate) -> Polynomial {
    let totals = polynomial
        .terms()
        .map(|(monomial, _)| total_degree(monomial));
    let highest = totals.max().unwrap_or(0);
    Polynomial::from_terms(polynomial.terms().map(|(monomial, coefficient)| {
        let missing = highest - total_degree(monomial);
        let missing = Exponent::try_from(missing).unwrap_or(Exponent::MAX);
        let filled = monomial.times_free(&Monomial::power(x, missing));
        (filled, coefficient.clone())
    }))
}

/// A polynomial in `xᵏ` may split as one in a new indeterminate.
fn by_steps(
    part: &Polynomial,
    degrees: &[(Indeterminate, Exponent)],
    meter: &Meter,
) -> Result<Pair, AlgebraError> {
    for (x, degree) in degrees {
        for step in (2..=*degree).filter(|step| degree % step == 0) {
            meter.charge(part.len() as u64)?;
            let mut exponents = part.terms().map(|(monomial, _)| monomial.degree_in(*x));
            if !exponents.all(|exponent| exponent % step == 0) {
                continue;
            }
            let shorter = restepped(part, *x, |exponent| exponent / step);
            if let Some((left, right)) = divided_once(&shorter, meter)? {
                let longer = |factor| restepped(&factor, *x, |exponent| exponent * step);
                return Ok(Some((longer(left), longer(right))));
            }
        }
    }
    Ok(None)
}

fn restepped(
    polynomial: &Polynomial,
    x: Indeterminate,
    change: impl Fn(Exponent) -> Exponent,
) -> Polynomial {
    let terms = polynomial.terms().map(|(monomial, coefficient)| {
        let (rest, exponent) = monomial.without(x);
        let power = Monomial::power(x, change(exponent));
        (rest.times_free(&power), coefficient.clone())
    });
    Polynomial::from_sorted(terms.collect())
}
