//! The values of one symbol at the points of a block, written out.

use crate::algebra::Rational;
use crate::evaluator::axis::Axis;
use crate::evaluator::block::{BLOCK, Column};

/// Values that repeat after at most so many points are written out once for all blocks.
const PERIOD: u64 = 8 * BLOCK as u64;

/// The values of an axis at successive points; room that is used again for every block.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// How many points pass before the next value of the axis.
    pace: u64,
    /// After how many points the values repeat, if all of them are written out.
    period: Option<u64>,
    /// Where the values of the block begin.
    from: usize,
    whole: Vec<i64>,
    doubles: Vec<f64>,
    any: Vec<Rational>,
}

impl Strip {
    /// A strip of an axis that begins anew after its last value.
    pub(super) fn repeating(axis: &Axis, pace: u64) -> Strip {
        let mut strip = Strip {
            pace,
            ..Strip::once()
        };
        let period = pace.saturating_mul(axis.count());
        if (1..=PERIOD).contains(&period) {
            // Wherever a block begins in the period, all of its values follow.
            strip.write(axis, 0, period + BLOCK as u64);
            strip.period = Some(period);
        }
        strip
    }

    /// A strip of an axis that is read once, a value for each point.
    pub(super) fn once() -> Strip {
        Strip {
            pace: 1,
            period: None,
            from: 0,
            whole: Vec::new(),
            doubles: Vec::new(),
            any: Vec::new(),
        }
    }

    /// Moves on to a block of points.
    pub(super) fn show(&mut self, axis: &Axis, offset: u64, length: u64) {
        match self.period {
            Some(period) => {
                self.from = usize::try_from(offset % period).expect("a period is short");
            }
            None => self.write(axis, offset, length),
        }
    }

    /// The values of the block.
    pub(super) fn column(&self, axis: &Axis, length: usize) -> Column<'_> {
        let places = self.from..self.from + length;
        if axis.is_whole() {
            Column::Whole(&self.whole[places.clone()], &self.doubles[places])
        } else {
            Column::Any(&self.any[places])
        }
    }

    fn write(&mut self, axis: &Axis, offset: u64, length: u64) {
        self.whole.clear();
        self.doubles.clear();
        self.any.clear();
        let count = axis.count();
        let (mut at, mut within, mut left) =
            (offset / self.pace % count, offset % self.pace, length);
        while left > 0 {
            let points = if self.pace == 1 {
                // As many values as there are to the end of the axis.
                let values = left.min(count - at);
                self.values(axis, at, values);
                at += values - 1;
                values
            } else {
                let points = left.min(self.pace - within);
                self.repeat(axis, at, points);
                points
            };
            left -= points;
            within = 0;
            at = (at + 1) % count;
        }
        if self.pace == 1 {
            self.doubles
                .extend(self.whole.iter().map(|number| as_double(*number)));
        }
    }

    /// Successive values, each once.
    fn values(&mut self, axis: &Axis, from: u64, count: u64) {
        let places = || from..from + count;
        match axis {
            Axis::Any(_) => self.any.extend(places().map(|place| axis.at(place))),
            _ => self
                .whole
                .extend(places().map(|place| axis.whole_at(place))),
        }
    }

    /// One value many times.
    fn repeat(&mut self, axis: &Axis, at: u64, points: u64) {
        let points = usize::try_from(points).expect("a strip is in memory");
        if axis.is_whole() {
            let value = axis.whole_at(at);
            self.whole.resize(self.whole.len() + points, value);
            self.doubles
                .resize(self.doubles.len() + points, as_double(value));
        } else {
            self.any.resize(self.any.len() + points, axis.at(at));
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "doubles are the nearest there are"
)]
fn as_double(number: i64) -> f64 {
    number as f64
}
