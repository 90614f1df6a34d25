//! Which points a formula is evaluated at: every combination of some values, or rows of them.

use crate::algebra::Rational;
use crate::evaluator::axis::Axis;
use crate::evaluator::block::{BLOCK, Block, Column};
use crate::evaluator::strip::Strip;

/// Fewer points than this are not worth computing what they share beforehand.
const SHARING: u64 = 128;

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
        let varying = &self.axes[self.inner..];
        let mut pace = 1;
        let strips = varying.iter().rev().map(|axis| {
            if self.together {
                return Strip::once();
            }
            let strip = Strip::repeating(axis, pace);
            pace *= axis.count();
            strip
        });
        let mut strips: Vec<Strip> = strips.collect();
        strips.reverse();
        Cursor {
            points: self,
            filled: None,
            same: vec![Rational::ZERO; self.inner],
            strips,
        }
    }
}

/// Reads points block by block. It owns the room that one thread needs.
#[derive(Clone, Debug)]
pub struct Cursor<'p> {
    points: &'p Points,
    /// From which point of the inner axes the columns are filled, and how many.
    filled: Option<(u64, u64)>,
    /// The values of the outer axes.
    same: Vec<Rational>,
    /// Those of the inner axes, at every point of the block.
    strips: Vec<Strip>,
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
            for (axis, strip) in axes.iter().rev().zip(self.strips.iter_mut().rev()) {
                strip.show(axis, offset, length);
            }
            self.filled = Some((offset, length));
        }
        let (_, varying) = axes.split_at(axes.len() - self.strips.len());
        let points = usize::try_from(length).expect("a block is small");
        let same = self.same.iter().map(Column::Same);
        let strips = varying.iter().zip(&self.strips);
        let strips = strips.map(|(axis, strip)| strip.column(axis, points));
        let columns: Vec<Column<'_>> = same.chain(strips).collect();
        let block = Block {
            length: points,
            columns: &columns,
        };
        (length, show(&block))
    }
}
