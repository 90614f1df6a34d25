//! Curves: a value at many places of one symbol, each evaluated exactly.

use crate::algebra::{
    Algebra, AlgebraError, Domain, Environment, Indeterminate, Rational, Substitution, Value,
};

/// A range of numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first number.
    pub from: Rational,
    /// Its last number, not less than the first.
    pub to: Rational,
}

/// How the places of a curve are spread over its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// The same distance between any two that follow each other.
    Even,
    /// The same ratio, as nearly as whole numbers allow.
    Geometric,
}

/// A curve at one place.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The number that the symbol has.
    pub at: Rational,
    /// What the value comes to there, or why it comes to nothing.
    pub value: Result<Rational, AlgebraError>,
}

impl Stretch {
    /// Whether a number lies in it.
    pub fn contains(&self, number: &Rational) -> bool {
        self.from <= *number && *number <= self.to
    }
}

/// At most `most` numbers of a range, each twice the one before it, or four, eight, … times where there
/// would be too many. Where the first is none that the domain admits, they are spread by ratio.
///
/// ```
/// use flopform::algebra::{Domain, Rational};
/// use flopform::analysis::{Stretch, doublings};
/// let stretch = Stretch { from: 64.into(), to: 1000.into() };
/// assert_eq!(doublings(&stretch, Domain::default(), 9), [64, 128, 256, 512].map(Rational::from));
/// assert_eq!(doublings(&stretch, Domain::default(), 2), [64, 256].map(Rational::from));
/// ```
pub fn doublings(stretch: &Stretch, domain: Domain, most: usize) -> Vec<Rational> {
    if !domain.contains(&stretch.from) || !stretch.from.is_positive() {
        return places(&[domain], stretch, Spacing::Geometric, most);
    }
    let two = Rational::from(2);
    let mut found = vec![stretch.from.clone()];
    while let Some(next) = found.last().map(|last| last * &two)
        && next <= stretch.to
    {
        found.push(next);
    }
    let step = found.len().div_ceil(most.max(1)).max(1);
    found.into_iter().step_by(step).collect()
}

/// At most `most` numbers of a range that every one of some domains admits, rising; all of them where
/// there are no more. The first and the last admissible number are always among them.
///
/// ```
/// use flopform::algebra::{Domain, Rational};
/// use flopform::analysis::{Spacing, Stretch, places};
/// let stretch = Stretch { from: 1.into(), to: 100.into() };
/// let found = places(&[Domain::Multiple(32)], &stretch, Spacing::Even, 512);
/// assert_eq!(found, [32, 64, 96].map(Rational::from));
/// ```
pub fn places(
    domains: &[Domain],
    stretch: &Stretch,
    spacing: Spacing,
    most: usize,
) -> Vec<Rational> {
    let steps = domains.iter().filter(|domain| domain.is_integer());
    let step = steps.map(|domain| domain.step().max(1));
    let real = !domains.is_empty() && domains.iter().all(|domain| !domain.is_integer());
    let Some((first, last, step)) = (if real {
        Some((stretch.from.clone(), stretch.to.clone(), Rational::ONE))
    } else {
        let positive = domains.iter().any(|domain| domain.is_positive());
        grid(step.fold(1, least_common_multiple), stretch, positive)
    }) else {
        return Vec::new();
    };
    let intervals = u32::try_from(most.max(2) - 1).unwrap_or(u32::MAX);
    let count = divided(&(&last - &first), &step);
    let mut found: Vec<Rational> = if !real && count <= Rational::from(intervals) {
        let count = count.to_i64().unwrap_or(0);
        let places = (0..=count).map(|place| &first + &(&step * &Rational::from(place)));
        places.collect()
    } else {
        let between = |place: u32| match spacing {
            Spacing::Even => {
                let way = &(&last - &first) * &divided(&place.into(), &intervals.into());
                &first + &way
            }
            Spacing::Geometric => between_by_ratio(&first, &last, place, intervals),
        };
        let snapped = |number: Rational| {
            if real {
                number
            } else {
                &first + &(&divided(&(&number - &first), &step).floor() * &step)
            }
        };
        let inner = (1..intervals).map(|place| snapped(between(place)));
        let ends = std::iter::once(first.clone()).chain(inner);
        ends.chain(std::iter::once(last.clone())).collect()
    };
    found.retain(|number| {
        stretch.contains(number) && domains.iter().all(|domain| domain.contains(number))
    });
    found.dedup();
    found
}

/// The first and the last multiple of a step in a range, and the step.
fn grid(step: u64, stretch: &Stretch, positive: bool) -> Option<(Rational, Rational, Rational)> {
    let step = Rational::from(step);
    let mut first = &divided(&stretch.from, &step).ceil() * &step;
    if positive {
        first = first.max(step.clone());
    }
    let last = &divided(&stretch.to, &step).floor() * &step;
    (first <= last).then_some((first, last, step))
}

/// The number that stands at a part of the way when ratios are spaced evenly. Which places are looked
/// at needs no exactness; what the curve is worth there is exact.
fn between_by_ratio(first: &Rational, last: &Rational, place: u32, of: u32) -> Rational {
    let part = f64::from(place) / f64::from(of);
    let start = first.to_f64().max(f64::MIN_POSITIVE);
    let number = start * (last.to_f64() / start).powf(part);
    let number: Option<Rational> = format!("{number:.6}").parse().ok();
    match number {
        Some(number) if number < *first => first.clone(),
        Some(number) if number < *last => number,
        _ => last.clone(),
    }
}

fn divided(number: &Rational, by: &Rational) -> Rational {
    number
        .divided_by(by)
        .expect("steps and counts are not zero")
}

fn least_common_multiple(left: u64, right: u64) -> u64 {
    let (mut a, mut b) = (left, right);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (left / a).saturating_mul(right)
}

/// A value at each of some places. What is irrational there is taken from an enclosure, whose ends are
/// closer to each other than any picture shows.
///
/// # Errors
/// When the value has a symbol besides, or when the limits are met.
pub fn sample(
    algebra: &Algebra,
    value: &Value,
    symbol: Indeterminate,
    places: &[Rational],
) -> Result<Vec<Sample>, AlgebraError> {
    let samples = places.iter().map(|at| {
        let number = match number_at(algebra, value, symbol, at) {
            Err(error @ (AlgebraError::Unbound { .. } | AlgebraError::Limit { .. })) => {
                return Err(error);
            }
            number => number,
        };
        Ok(Sample {
            at: at.clone(),
            value: number,
        })
    });
    samples.collect()
}

fn number_at(
    algebra: &Algebra,
    value: &Value,
    symbol: Indeterminate,
    at: &Rational,
) -> Result<Rational, AlgebraError> {
    let environment = Environment::from_iter([(symbol.text().to_owned(), at.clone())]);
    match algebra.evaluate(value, &environment) {
        Err(irrational @ AlgebraError::Irrational { .. }) => {
            height(algebra, value, symbol, at)?.ok_or(irrational)
        }
        number => number,
    }
}

/// How high a curve is at a number, which need not be one that its symbol may have: where two curves
/// meet between two whole numbers, say. `None` where it has no height there.
///
/// # Errors
/// What substitution refuses.
pub fn height(
    algebra: &Algebra,
    value: &Value,
    symbol: Indeterminate,
    at: &Rational,
) -> Result<Option<Rational>, AlgebraError> {
    let put = Substitution::from_iter([(symbol, Value::from(at.clone()))]);
    let there = algebra.substitute(value, &put)?;
    let ends = algebra.enclosure(&there)?;
    Ok(ends.map(|[low, _]| low))
}
