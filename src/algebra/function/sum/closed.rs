//! Closed forms of sums of `i^k·c^i`.
//!
//! Each has an antidifference: a function `G` with `G(i + 1) - G(i) = i^k·c^i`, so that the sum from
//! `a` to `b` telescopes to `G(b + 1) - G(a)`. That holds for all whole `a` and `b` with
//! `b >= a - 1`, below zero too.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// Higher powers of the index stay in a sum: their closed forms are long and of no use.
const LARGEST_DEGREE: Exponent = 64;

/// `i^degree·ratio^i`
pub(super) struct Summand {
    degree: Exponent,
    ratio: Rational,
}

impl Summand {
    /// Reads a product of what depends on the index; `None` if it has another form.
    pub(super) fn of(body: &Value, index: Indeterminate, meter: &Meter) -> Result<Option<Summand>> {
        let (Some(above), Some(below)) = (body.numerator().as_term(), body.denominator().as_term())
        else {
            return Ok(None);
        };
        let (Some((degree, upper)), Some((0, lower))) = (
            degree_and_ratio(&above.0, index, meter)?,
            degree_and_ratio(&below.0, index, meter)?,
        ) else {
            return Ok(None);
        };
        let ratio = upper.divided_by(&lower).expect("a ratio is not zero");
        Ok((degree <= LARGEST_DEGREE).then_some(Summand { degree, ratio }))
    }

    /// The coefficients, by rising power of the index, of the polynomial `g` for which
    /// `g(i)·ratio^i` is an antidifference.
    ///
    /// `c·g(i + 1) - g(i) = i^k` gives them one by one from the highest: the coefficient of `i^m` is
    /// `(c - 1)·g_m + c·Σ C(j, m)·g_j` over `j > m`. For `c = 1` the first term vanishes, the degree
    /// is one higher, and the equation at `m` gives `g_(m+1)`.
    fn antidifference(&self) -> Vec<Rational> {
        let degree = self.degree as usize;
        let (shift, top) = if self.ratio.is_one() {
            (1, degree + 1)
        } else {
            (0, degree)
        };
        let rows = binomial_rows(top);
        let mut coefficients = vec![Rational::ZERO; top + 1];
        for power in (0..=degree).rev() {
            let place = power + shift;
            let known = (place + 1..=top).fold(Rational::ZERO, |sum, higher| {
                &sum + &(&rows[higher][power] * &coefficients[higher])
            });
            let wanted = if power == degree {
                Rational::ONE
            } else {
                Rational::ZERO
            };
            let left = &wanted - &(&self.ratio * &known);
            let lead = if self.ratio.is_one() {
                rows[place][power].clone()
            } else {
                &self.ratio - &Rational::ONE
            };
            coefficients[place] = left
                .divided_by(&lead)
                .expect("neither the binomial coefficient nor the ratio less one is zero");
        }
        coefficients
    }
}

impl Algebra {
    /// The antidifference of the summand at a place.
    pub(super) fn antidifference(&self, summand: &Summand, place: &Value) -> Result<Value> {
        let degree = u64::from(summand.degree) + 2;
        self.meter.charge(degree * degree)?;
        self.meter
            .check_bits(summand.ratio.bits().saturating_mul(degree))?;
        let mut sum = Value::zero();
        for coefficient in summand.antidifference().into_iter().rev() {
            sum = self.multiply(&sum, place)?;
            sum = self.add(&sum, &Value::from(coefficient))?;
        }
        if summand.ratio.is_one() {
            return Ok(sum);
        }
        let power = self.power(&Value::from(summand.ratio.clone()), place)?;
        self.multiply(&sum, &power)
    }
}

/// The power of the index in the monomial, and the number that everything else is a power of; `None`
/// if there is anything but the index and powers of constants to it.
fn degree_and_ratio(
    monomial: &Monomial,
    index: Indeterminate,
    meter: &Meter,
) -> Result<Option<(Exponent, Rational)>> {
    let (rest, degree) = monomial.without(index);
    let mut ratio = Rational::ONE;
    for (factor, times) in rest.factors() {
        let Some(Kernel::Power { base, exponent }) = Kernel::of(factor) else {
            return Ok(None);
        };
        if exponent.as_indeterminate() != Some(index) {
            return Ok(None);
        }
        meter.check_bits(base.bits().saturating_mul(u64::from(times)) + ratio.bits())?;
        let power = base.power(i64::from(times)).expect("a base is not zero");
        ratio = &ratio * &power;
    }
    Ok(Some((degree, ratio)))
}

/// The binomial coefficients up to a row of Pascal's triangle.
fn binomial_rows(last: usize) -> Vec<Vec<Rational>> {
    let mut rows = vec![vec![Rational::ONE]];
    for row in 0..last {
        let above = &rows[row];
        let inner = above.windows(2).map(|pair| &pair[0] + &pair[1]);
        let next = std::iter::once(Rational::ONE)
            .chain(inner)
            .chain(std::iter::once(Rational::ONE))
            .collect();
        rows.push(next);
    }
    rows
}
