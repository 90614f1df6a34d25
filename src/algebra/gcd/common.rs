//! The greatest common divisor and what is left of both polynomials, from the cheapest way up.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use num_integer::Integer;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::bounds::{MOST_WORK, degree_bounds};
use crate::algebra::gcd::modular::{Problem, candidates};
use crate::algebra::gcd::{remainders, univariate};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::packing::{degrees, merge_degrees};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A greatest common divisor, and both polynomials divided by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonDivisor {
    /// Primitive, leading with a positive coefficient; 1 where only numbers divide both.
    pub divisor: Polynomial,
    /// The left polynomial divided by it.
    pub left: Polynomial,
    /// The right polynomial divided by it.
    pub right: Polynomial,
}

impl Algebra {
    /// The greatest common divisor of two polynomials and both cofactors, every indeterminate free:
    /// that `f² = f` for a flag is not used. Where one is 0 it is the other without its content;
    /// where both are, 1.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Polynomial};
    /// let algebra = Algebra::new();
    /// let s = Polynomial::indeterminate(Indeterminate::symbol("S"));
    /// let w = Polynomial::indeterminate(Indeterminate::symbol("W"));
    /// let square = algebra.multiply(&s.minus(&w).into(), &s.plus(&w).into()).unwrap();
    /// let common = algebra.common_divisor(square.numerator(), &s.plus(&w)).unwrap();
    /// assert_eq!(common.divisor, s.plus(&w));
    /// assert_eq!(common.left, s.minus(&w));
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn common_divisor(&self, left: &Polynomial, right: &Polynomial) -> Result<CommonDivisor> {
        gcd_with_cofactors(left, right, &self.meter)
    }
}

/// The primitive greatest common divisor, leading with a positive coefficient; 1 where the only
/// common divisors are numbers, and where both are 0.
pub(in crate::algebra) fn gcd(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<Polynomial> {
    Ok(gcd_with_cofactors(left, right, meter)?.divisor)
}

/// The greatest common divisor as [`gcd`] has it, and both polynomials divided by it.
pub(in crate::algebra) fn gcd_with_cofactors(
    left: &Polynomial,
    right: &Polynomial,
    meter: &Meter,
) -> Result<CommonDivisor> {
    if left.is_zero() && right.is_zero() {
        return Ok(coprime(left, right));
    }
    if right.is_zero() || left.is_zero() {
        let (content, divisor) = if right.is_zero() { left } else { right }.primitive();
        let cofactor = |polynomial: &Polynomial| {
            if polynomial.is_zero() {
                Polynomial::ZERO
            } else {
                Polynomial::constant(content.clone())
            }
        };
        return Ok(CommonDivisor {
            divisor,
            left: cofactor(left),
            right: cofactor(right),
        });
    }
    if left.as_constant().is_some() || right.as_constant().is_some() {
        return Ok(coprime(left, right));
    }
    // Monomial parts are compared exponent by exponent, which is all that most quotients need.
    meter.charge((left.len() + right.len()) as u64)?;
    let (ours, theirs) = (left.monomial_content(), right.monomial_content());
    let shared = ours.gcd(&theirs);
    if left.len() == 1 || right.len() == 1 {
        return Ok(CommonDivisor {
            left: left.over_monomial(&shared),
            right: right.over_monomial(&shared),
            divisor: Polynomial::term(shared, Rational::ONE),
        });
    }
    let (content, upper) = left.over_monomial(&ours).primitive();
    let (other, lower) = right.over_monomial(&theirs).primitive();
    let found = primitive_gcd(&upper, &lower, meter)?;
    let restored = |cofactor: &Polynomial, monomial: &Monomial, content: &Rational| {
        let rest = monomial
            .divided_by(&shared)
            .expect("the shared part divides");
        times_term(cofactor, &rest, content)
    };
    Ok(CommonDivisor {
        left: restored(&found.left, &ours, &content),
        right: restored(&found.right, &theirs, &other),
        divisor: times_term(&found.divisor, &shared, &Rational::ONE),
    })
}

fn coprime(left: &Polynomial, right: &Polynomial) -> CommonDivisor {
    CommonDivisor {
        divisor: Polynomial::one(),
        left: left.clone(),
        right: right.clone(),
    }
}

fn times_term(polynomial: &Polynomial, monomial: &Monomial, factor: &Rational) -> Polynomial {
    if monomial.is_one() {
        return polynomial.scaled(factor);
    }
    let terms = polynomial
        .terms()
        .map(|(held, coefficient)| (held.times_free(monomial), coefficient * factor));
    Polynomial::from_sorted(terms.collect())
}

/// The greatest common divisor of primitive polynomials of several terms that no monomial divides.
fn primitive_gcd(left: &Polynomial, right: &Polynomial, meter: &Meter) -> Result<CommonDivisor> {
    if left == right {
        return Ok(CommonDivisor {
            divisor: left.clone(),
            left: Polynomial::one(),
            right: Polynomial::one(),
        });
    }
    // Each level below has an indeterminate fewer, of which there may be many.
    stacker::maybe_grow(64 * 1024, 4 << 20, || {
        let steps = common_steps(left, right);
        if steps.is_empty() {
            return dense_steps_gcd(left, right, meter);
        }
        let deflated = |polynomial: &Polynomial| restepped(polynomial, &steps, |e, step| e / step);
        let inflated = |polynomial: &Polynomial| restepped(polynomial, &steps, |e, step| e * step);
        let found = dense_steps_gcd(&deflated(left), &deflated(right), meter)?;
        Ok(CommonDivisor {
            divisor: inflated(&found.divisor),
            left: inflated(&found.left),
            right: inflated(&found.right),
        })
    })
}

/// The indeterminates that occur in powers of some number above 1 only, and that number: with `x³`
/// for `x` everywhere the greatest common divisor is the same.
fn common_steps(left: &Polynomial, right: &Polynomial) -> Vec<(Indeterminate, Exponent)> {
    let mut steps: Vec<(Indeterminate, Exponent)> = Vec::new();
    for (monomial, _) in left.terms().chain(right.terms()) {
        let mut place = 0;
        for (x, exponent) in monomial.factors() {
            while place < steps.len() && steps[place].0 < x {
                place += 1;
            }
            match steps.get_mut(place) {
                Some((held, step)) if *held == x => *step = step.gcd(&exponent),
                _ => steps.insert(place, (x, exponent)),
            }
        }
    }
    steps.retain(|(_, step)| *step > 1);
    steps
}

fn restepped(
    polynomial: &Polynomial,
    steps: &[(Indeterminate, Exponent)],
    change: impl Fn(Exponent, Exponent) -> Exponent,
) -> Polynomial {
    let terms = polynomial.terms().map(|(monomial, coefficient)| {
        let factors = monomial.factors().map(|(x, exponent)| {
            match steps.binary_search_by(|(held, _)| held.cmp(&x)) {
                Ok(place) => (x, change(exponent, steps[place].1)),
                Err(_) => (x, exponent),
            }
        });
        (Monomial::from_sorted(factors), coefficient.clone())
    });
    // Exponents change by the same factor everywhere, which keeps the order of the monomials.
    Polynomial::from_sorted(terms.collect())
}

fn dense_steps_gcd(left: &Polynomial, right: &Polynomial, meter: &Meter) -> Result<CommonDivisor> {
    // Where one divides the other, a short division says so; where not, it nearly always ends at once.
    meter.charge((left.len() + right.len()) as u64)?;
    let soon = |dividend: &Polynomial, divisor: &Polynomial| Ok(dividend.soon_divided_by(divisor));
    if let Some(found) = where_one_divides(left, right, soon)? {
        return Ok(found);
    }
    let bounds = degree_bounds(left, right, meter)?;
    if bounds.iter().all(|(_, bound)| *bound == 0) {
        return Ok(coprime(left, right));
    }
    let absent: Vec<Indeterminate> = bounds
        .iter()
        .filter(|(_, bound)| *bound == 0)
        .map(|(x, _)| *x)
        .collect();
    if !absent.is_empty() {
        // What is free of an indeterminate divides a polynomial if it divides every coefficient.
        let mut parts = coefficients_beside(left, &absent);
        parts.extend(coefficients_beside(right, &absent));
        return divided_by_all(left, right, gcd_of(parts, meter)?, meter);
    }
    let fully = |dividend: &Polynomial, divisor: &Polynomial| {
        if bounds == degrees(divisor) {
            dividend.divided_by(divisor, meter)
        } else {
            Ok(None)
        }
    };
    if let Some(found) = where_one_divides(left, right, fully)? {
        return Ok(found);
    }
    let Some(order) = ordered(left, right, &bounds) else {
        return by_remainders(left, right, meter);
    };
    let content = content_in(left, right, order[0].0, meter)?;
    if content.is_one() {
        return contentless_gcd(left, right, &order, meter);
    }
    let (upper, lower) = (
        exact(left, &content, meter)?,
        exact(right, &content, meter)?,
    );
    let found = gcd_with_cofactors(&upper, &lower, meter)?;
    Ok(CommonDivisor {
        divisor: found.divisor.times_free(&content, meter)?,
        ..found
    })
}

/// What two primitive polynomials have in common if one of them divides the other, as far as `divide` finds
/// the quotient of the first that it is shown by the second.
fn where_one_divides(
    left: &Polynomial,
    right: &Polynomial,
    divide: impl Fn(&Polynomial, &Polynomial) -> Result<Option<Polynomial>>,
) -> Result<Option<CommonDivisor>> {
    if let Some(cofactor) = divide(left, right)? {
        return Ok(Some(CommonDivisor {
            divisor: right.clone(),
            left: cofactor,
            right: Polynomial::one(),
        }));
    }
    let cofactor = divide(right, left)?;
    Ok(cofactor.map(|cofactor| CommonDivisor {
        divisor: left.clone(),
        left: Polynomial::one(),
        right: cofactor,
    }))
}

/// The indeterminates with their bounds, the main one first: the one for which interpolation has the
/// least to do, which is where leading coefficients are short and powers many. `None` where every
/// degree is too high to work with lists of coefficients.
fn ordered(
    left: &Polynomial,
    right: &Polynomial,
    bounds: &[(Indeterminate, Exponent)],
) -> Option<Vec<(Indeterminate, Exponent)>> {
    let (ours, theirs) = (degrees(left), degrees(right));
    let work = merge_degrees(&ours, &theirs, Exponent::max);
    let leads = |polynomial: &Polynomial, x: Indeterminate, degree: Exponent| {
        let leading = polynomial
            .terms()
            .filter(|(monomial, _)| monomial.degree_in(x) == degree);
        leading.count() as u64
    };
    let mut best: Option<(u64, usize)> = None;
    for (place, (x, bound)) in bounds.iter().enumerate() {
        let (largest, mine, its) = (work[place].1, ours[place].1, theirs[place].1);
        if univariate::work(largest.into(), mine.min(its).into()) > MOST_WORK {
            continue;
        }
        let lead = leads(left, *x, mine).min(leads(right, *x, its));
        let score = lead.saturating_mul(1 << 20) / (u64::from(*bound) + 1);
        if best.is_none_or(|(held, _)| score < held) {
            best = Some((score, place));
        }
    }
    let (_, main) = best?;
    let mut order = bounds.to_vec();
    let main = order.remove(main);
    order.sort_by_key(|(_, bound)| Reverse(*bound));
    order.insert(0, main);
    Some(order)
}

/// The part of the greatest common divisor that is free of the main indeterminate.
fn content_in(
    left: &Polynomial,
    right: &Polynomial,
    main: Indeterminate,
    meter: &Meter,
) -> Result<Polynomial> {
    let mut parts = coefficients_beside(left, &[main]);
    parts.extend(coefficients_beside(right, &[main]));
    gcd_of(parts, meter)
}

/// The coefficients of the powers of some indeterminates.
fn coefficients_beside(polynomial: &Polynomial, powers: &[Indeterminate]) -> Vec<Polynomial> {
    let mut parts: BTreeMap<Monomial, Vec<Term>> = BTreeMap::new();
    for (monomial, coefficient) in polynomial.terms() {
        let is_power = |(x, _): &(Indeterminate, Exponent)| powers.contains(x);
        let power = Monomial::from_sorted(monomial.factors().filter(is_power));
        let rest = Monomial::from_sorted(monomial.factors().filter(|factor| !is_power(factor)));
        parts
            .entry(power)
            .or_default()
            .push((rest, coefficient.clone()));
    }
    parts.into_values().map(Polynomial::from_sorted).collect()
}

/// The greatest common divisor of any number of polynomials, shortest first.
pub(in crate::algebra) fn gcd_of(
    mut polynomials: Vec<Polynomial>,
    meter: &Meter,
) -> Result<Polynomial> {
    polynomials.sort_by_key(Polynomial::len);
    let mut common = Polynomial::ZERO;
    for polynomial in &polynomials {
        common = gcd(&common, polynomial, meter)?;
        if common.is_one() {
            break;
        }
    }
    Ok(common)
}

/// The greatest common divisor of polynomials whose coefficients in the main indeterminate, the
/// first of the order, have none.
fn contentless_gcd(
    left: &Polynomial,
    right: &Polynomial,
    order: &[(Indeterminate, Exponent)],
    meter: &Meter,
) -> Result<CommonDivisor> {
    let main = order[0].0;
    let leading = |polynomial: &Polynomial| polynomial.collected(main).swap_remove(0).1;
    let (ours, theirs) = (leading(left), leading(right));
    // The leading coefficient of the divisor divides both over the integers.
    let lead = gcd(&ours, &theirs, meter)?.scaled(&ours.content().gcd(&theirs.content()));
    let problem = Problem {
        left,
        right,
        order: order.iter().map(|(x, _)| *x).collect(),
        lead: &lead,
        bounds: order.iter().map(|(_, bound)| *bound).collect(),
    };
    let found = candidates(&problem, meter, |candidate| {
        if candidate.degree_in(main) == 0 {
            // The degree is never too low, and nothing free of the main indeterminate is common.
            return Ok(Some(coprime(left, right)));
        }
        let degree = candidate.degree_in(main);
        let divisor = without_content(&candidate, &lead, main, meter)?;
        if divisor.degree_in(main) < degree {
            return Ok(None);
        }
        // It has the highest degree a common divisor can have, so dividing both proves it.
        let Some(upper) = left.divided_by(&divisor, meter)? else {
            return Ok(None);
        };
        let Some(lower) = right.divided_by(&divisor, meter)? else {
            return Ok(None);
        };
        Ok(Some(CommonDivisor {
            divisor,
            left: upper,
            right: lower,
        }))
    })?;
    match found {
        Some(found) => Ok(found),
        None => by_remainders(left, right, meter),
    }
}

/// A candidate without the factors that its coefficients in the main indeterminate share. They
/// divide its leading coefficient, so a single term there leaves only monomials to look for.
fn without_content(
    candidate: &Polynomial,
    lead: &Polynomial,
    main: Indeterminate,
    meter: &Meter,
) -> Result<Polynomial> {
    let monomial = candidate.monomial_content();
    let candidate = candidate.over_monomial(&monomial).primitive().1;
    if lead.len() == 1 {
        return Ok(candidate);
    }
    let content = gcd_of(coefficients_beside(&candidate, &[main]), meter)?;
    exact(&candidate, &content, meter)
}

fn by_remainders(left: &Polynomial, right: &Polynomial, meter: &Meter) -> Result<CommonDivisor> {
    let divisor = remainders::gcd(left, right, meter)?;
    divided_by_all(left, right, divisor, meter)
}

fn divided_by_all(
    left: &Polynomial,
    right: &Polynomial,
    divisor: Polynomial,
    meter: &Meter,
) -> Result<CommonDivisor> {
    Ok(CommonDivisor {
        left: exact(left, &divisor, meter)?,
        right: exact(right, &divisor, meter)?,
        divisor,
    })
}

fn exact(dividend: &Polynomial, divisor: &Polynomial, meter: &Meter) -> Result<Polynomial> {
    let quotient = dividend.divided_by(divisor, meter)?;
    Ok(quotient.expect("a common divisor divides both"))
}
