//! Which points a formula is evaluated at: every combination of some values, or rows of them.

use crate::algebra::Rational;
use crate::evaluator::block::{BLOCK, Block, Column};

/// Fewer points than this are not worth computing what they share beforehand.
const SHARING: u64 = 128;

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

    fn whole_at(&self, place: u64) -> i64 {
        match self {
            Axis::Whole(values) => values[usize::try_from(place).expect("lists are in memory")],
            _ => self.step_at(place),
        }
    }

    /// Whether every value is a whole number of one machine word.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Axis::Any(_))
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

/// Points in an order: the last axis changes fastest, or all change together.
#[derive(Clone, Debug)]
pub struct Points {
    axes: Vec<Axis>,
    together: bool,
    count: u64,
    /// The axes from this one on change within a block.
    inner: usize,
}

impl Points {
    /// Every combination of values. `None` if there are more than 2⁶³.
    pub fn product(axes: Vec<Axis>) -> Option<Points> {
        let mut count: u64 = 1;
        for axis in &axes {
            count = count.checked_mul(axis.count())?;
        }
        i64::try_from(count).ok()?;
        let mut inner = axes.len();
        let mut shared = 1;
        while inner > 0 && shared < SHARING {
            inner -= 1;
            shared *= axes[inner].count();
        }
        Some(Points {
            axes,
            together: false,
            count,
            inner,
        })
    }

    /// The first values together, then the second values, and so on; as many as the shortest axis has.
    pub fn together(axes: Vec<Axis>) -> Points {
        let count = axes.iter().map(Axis::count).min().unwrap_or(1);
        Points {
            axes,
            together: true,
            count,
            inner: 0,
        }
    }

    /// How many points there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The values of each symbol.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// Whether the symbol at a place may differ between the points of one block.
    pub fn is_varying(&self, symbol: usize) -> bool {
        self.together || symbol >= self.inner
    }

    /// A reader of blocks: one for each thread.
    pub fn cursor(&self) -> Cursor<'_> {
        let axes = self.axes.len();
        Cursor {
            points: self,
            filled: None,
            same: vec![Rational::ZERO; axes],
            whole: vec![Vec::new(); axes],
            doubles: vec![Vec::new(); axes],
            any: vec![Vec::new(); axes],
        }
    }
}

/// Reads points block by block. It owns the room that one thread needs.
#[derive(Clone, Debug)]
pub struct Cursor<'p> {
    points: &'p Points,
    /// From which point of the inner axes the columns are filled, and how many.
    filled: Option<(u64, u64)>,
    same: Vec<Rational>,
    whole: Vec<Vec<i64>>,
    doubles: Vec<Vec<f64>>,
    any: Vec<Vec<Rational>>,
}

impl Cursor<'_> {
    /// Shows the points from a place on, at most so many, and as many as make one block; returns how
    /// many it showed.
    pub fn block<T>(
        &mut self,
        from: u64,
        most: u64,
        show: impl FnOnce(&Block<'_>) -> T,
    ) -> (u64, T) {
        let points = self.points;
        let axes = &points.axes;
        let inner: u64 = if points.together {
            points.count
        } else {
            axes[points.inner..].iter().map(Axis::count).product()
        };
        let (mut outer, offset) = (from / inner.max(1), from % inner.max(1));
        let length = (inner - offset).min(BLOCK as u64).min(most);
        if !points.together {
            for place in (0..points.inner).rev() {
                let count = axes[place].count();
                self.same[place] = axes[place].at(outer % count);
                outer /= count;
            }
        }
        if self.filled != Some((offset, length)) {
            self.fill(offset, length);
            self.filled = Some((offset, length));
        }
        let columns = axes.iter().enumerate().map(|(place, axis)| {
            if !points.is_varying(place) {
                Column::Same(&self.same[place])
            } else if axis.is_whole() {
                Column::Whole(&self.whole[place], &self.doubles[place])
            } else {
                Column::Any(&self.any[place])
            }
        });
        let columns: Vec<Column<'_>> = columns.collect();
        let block = Block {
            length: usize::try_from(length).expect("a block is small"),
            columns: &columns,
        };
        (length, show(&block))
    }

    fn fill(&mut self, offset: u64, length: u64) {
        let points = self.points;
        // How many points pass before the next value of the axis.
        let mut pace = 1;
        for (place, axis) in points.axes.iter().enumerate().rev() {
            if !points.is_varying(place) {
                break;
            }
            let (mut at, mut left) = (offset / pace, pace - offset % pace);
            if !points.together {
                at %= axis.count();
            }
            if axis.is_whole() {
                let column = &mut self.whole[place];
                column.clear();
                if let (Axis::Steps { step, .. }, 1) = (axis, pace)
                    && at + length <= axis.count()
                {
                    let first = axis.step_at(at);
                    let places = 0..length.cast_signed();
                    column.extend(places.map(|place| first.wrapping_add(step.wrapping_mul(place))));
                } else {
                    let mut value = axis.whole_at(at);
                    for _ in 0..length {
                        if left == 0 {
                            at = if at + 1 == axis.count() { 0 } else { at + 1 };
                            left = pace;
                            value = axis.whole_at(at);
                        }
                        column.push(value);
                        left -= 1;
                    }
                }
                let doubles = &mut self.doubles[place];
                doubles.clear();
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "doubles are the nearest there are"
                )]
                doubles.extend(column.iter().map(|number| *number as f64));
            } else {
                let column = &mut self.any[place];
                column.clear();
                for _ in 0..length {
                    if left == 0 {
                        at = if at + 1 == axis.count() { 0 } else { at + 1 };
                        left = pace;
                    }
                    column.push(axis.at(at));
                    left -= 1;
                }
            }
            if !points.together {
                pace *= axis.count();
            }
        }
    }
}
