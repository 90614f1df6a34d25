//! Where labels stand beside what they are about, so that none covers another.

use crate::cli::plot::canvas::Place;

/// A rectangle from its upper left to its lower right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) from: Place,
    pub(super) to: Place,
}

impl Frame {
    fn overlaps(&self, other: &Frame) -> bool {
        self.from.0 < other.to.0
            && other.from.0 < self.to.0
            && self.from.1 < other.to.1
            && other.from.1 < self.to.1
    }

    fn contains(&self, (x, y): Place) -> bool {
        (self.from.0..=self.to.0).contains(&x) && (self.from.1..=self.to.1).contains(&y)
    }

    /// The place in it that is nearest to another.
    pub(super) fn nearest(&self, (x, y): Place) -> Place {
        (
            x.clamp(self.from.0, self.to.0),
            y.clamp(self.from.1, self.to.1),
        )
    }

    fn is_inside(&self, outer: &Frame) -> bool {
        outer.contains(self.from) && outer.contains(self.to)
    }
}

/// What is in the way of labels.
pub(super) struct Labels<'a> {
    /// Labels stay inside of it.
    inside: Frame,
    /// The curves, as places close to each other.
    curves: &'a [Vec<Place>],
    taken: Vec<Frame>,
}

impl<'a> Labels<'a> {
    pub(super) fn new(inside: Frame, curves: &'a [Vec<Place>]) -> Labels<'a> {
        Labels {
            inside,
            curves,
            taken: Vec::new(),
        }
    }

    /// Keeps other labels off.
    pub(super) fn take(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    /// A frame of a size near a place that touches no other label, and as few curves as can be; `None`
    /// where there is no room.
    pub(super) fn near(&mut self, (x, y): Place, (wide, high): (f64, f64)) -> Option<Frame> {
        let mut best: Option<(usize, Frame)> = None;
        for (ring, away) in [8.0, 16.0, 28.0, 44.0, 64.0].into_iter().enumerate() {
            let (left, right) = (x - away - wide, x + away);
            let (above, below) = (y - away - high, y + away);
            let (center, middle) = (x - wide / 2.0, y - high / 2.0);
            let corners = [
                (left, above),
                (right, below),
                (right, above),
                (left, below),
                (left, middle),
                (right, middle),
                (center, above),
                (center, below),
            ];
            for (order, from) in corners.into_iter().enumerate() {
                let frame = Frame {
                    from,
                    to: (from.0 + wide, from.1 + high),
                };
                let free = !self.taken.iter().any(|taken| taken.overlaps(&frame));
                if !free || !frame.is_inside(&self.inside) {
                    continue;
                }
                let covered = self.curves.iter().flatten();
                let covered = covered.filter(|place| frame.contains(**place)).count();
                let cost = covered * 20 + ring * 50 + order;
                if best.is_none_or(|(held, _)| cost < held) {
                    best = Some((cost, frame));
                }
            }
        }
        let (_, frame) = best?;
        self.take(frame);
        Some(frame)
    }
}
