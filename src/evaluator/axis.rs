//! The values of one symbol.

use crate::algebra::{Domain, Rational};

/// The values of one symbol, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Axis {
    /// `count` values, each `step` more than the one before.
    Steps {
        /// The first value.
        start: i64,
        /// What each is more than the one before.
        step: i64,
        /// How many there are; the last one fits a machine word.
        count: u64,
    },
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Any numbers.
    Any(Vec<Rational>),
}

impl Axis {
    /// The axis of some values.
    pub fn of(values: Vec<Rational>) -> Axis {
        let whole = values.iter().map(Rational::to_i64);
        match whole.collect::<Option<Vec<i64>>>() {
            Some(whole) => Axis::Whole(whole),
            None => Axis::Any(values),
        }
    }

    /// How many values there are.
    pub fn count(&self) -> u64 {
        match self {
            Axis::Steps { count, .. } => *count,
            Axis::Whole(values) => values.len() as u64,
            Axis::Any(values) => values.len() as u64,
        }
    }

    /// The value at a place.
    pub fn at(&self, place: u64) -> Rational {
        let index = || usize::try_from(place).expect("lists are in memory");
        match self {
            Axis::Steps { .. } => Rational::from(self.step_at(place)),
            Axis::Whole(values) => Rational::from(values[index()]),
            Axis::Any(values) => values[index()].clone(),
        }
    }

    fn step_at(&self, place: u64) -> i64 {
        let Axis::Steps { start, step, .. } = self else {
            unreachable!("only steps are computed");
        };
        // The last value fits, so those before it do, whatever wraps on the way.
        start.wrapping_add(step.wrapping_mul(place.cast_signed()))
    }

    /// The value at a place of an axis of whole numbers.
    pub(super) fn whole_at(&self, place: u64) -> i64 {
        match self {
            Axis::Whole(values) => values[usize::try_from(place).expect("lists are in memory")],
            _ => self.step_at(place),
        }
    }

    /// Whether every value is a whole number of one machine word.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Axis::Any(_))
    }

    /// Whether every value is in the domain.
    pub(super) fn is_within(&self, domain: Domain) -> bool {
        let contains = |place: u64| domain.contains(&self.at(place));
        match self {
            // The values between are so too: each domain is an interval of multiples of its step.
            Axis::Steps { step, count, .. } => {
                *count == 0
                    || contains(0)
                        && contains(count - 1)
                        && i64::try_from(domain.step()).is_ok_and(|unit| step % unit.max(1) == 0)
            }
            _ => (0..self.count()).all(contains),
        }
    }

    /// Some of the values, from a place on.
    #[must_use]
    pub fn part(&self, from: u64, count: u64) -> Axis {
        let index = |place: u64| usize::try_from(place).expect("lists are in memory");
        match self {
            Axis::Steps { step, .. } => Axis::Steps {
                start: self.step_at(from),
                step: *step,
                count,
            },
            Axis::Whole(values) => Axis::Whole(values[index(from)..index(from + count)].to_vec()),
            Axis::Any(values) => Axis::Any(values[index(from)..index(from + count)].to_vec()),
        }
    }

    /// The largest magnitude of a value, to the nearest double.
    pub fn magnitude(&self) -> f64 {
        let count = self.count();
        let values: Box<dyn Iterator<Item = Rational>> = match self {
            Axis::Steps { .. } if count > 0 => {
                Box::new([self.at(0), self.at(count - 1)].into_iter())
            }
            _ => Box::new((0..count).map(|place| self.at(place))),
        };
        values.map(|value| value.to_f64().abs()).fold(0.0, f64::max)
    }
}
