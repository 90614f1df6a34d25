//! Which points are kept: the best by one number, or those that no other beats in several.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use num_traits::ToPrimitive;

use crate::algebra::Rational;

/// One number of a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A whole number of at most 128 bits.
    Whole(i128),
    /// Any other exact number.
    Exact(Rational),
    /// A double.
    Double(f64),
}

impl From<&Rational> for Cell {
    fn from(number: &Rational) -> Cell {
        let whole = match number.to_i64() {
            Some(number) => Some(i128::from(number)),
            None if number.is_integer() => number.numerator_big().to_i128(),
            None => None,
        };
        whole.map_or_else(|| Cell::Exact(number.clone()), Cell::Whole)
    }
}

impl Cell {
    /// How two numbers of one kind of evaluation compare; what is no number is below all others.
    pub fn compare(&self, other: &Cell) -> Ordering {
        match (self, other) {
            (Cell::Whole(ours), Cell::Whole(theirs)) => ours.cmp(theirs),
            (Cell::Double(ours), Cell::Double(theirs)) => ours.total_cmp(theirs),
            (ours, theirs) => ours.exact().cmp(&theirs.exact()),
        }
    }

    /// The number as an exact one; 0 for a double that is none.
    pub fn exact(&self) -> Rational {
        match self {
            Cell::Whole(number) => Rational::from_i128(*number),
            Cell::Exact(number) => number.clone(),
            Cell::Double(_) => Rational::ZERO,
        }
    }

    /// The number as a double.
    pub fn double(&self) -> f64 {
        match self {
            Cell::Double(number) => *number,
            exact => exact.exact().to_f64(),
        }
    }
}

/// A point with the number it is ordered by. The place of the point decides among equals.
#[derive(Clone, Debug)]
struct Ranked<T> {
    key: Cell,
    place: u64,
    point: T,
}

impl<T> Ord for Ranked<T> {
    fn cmp(&self, other: &Ranked<T>) -> Ordering {
        let order = self.key.compare(&other.key);
        order.then_with(|| other.place.cmp(&self.place))
    }
}

impl<T> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Ranked<T>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> PartialEq for Ranked<T> {
    fn eq(&self, other: &Ranked<T>) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T> Eq for Ranked<T> {}

/// The points with the largest numbers, as many as were asked for; among equals those that come first.
#[derive(Clone, Debug)]
pub struct Top<T> {
    most: usize,
    kept: BinaryHeap<Reverse<Ranked<T>>>,
}

impl<T> Top<T> {
    /// None yet, at most so many.
    pub fn new(most: usize) -> Top<T> {
        Top {
            most,
            kept: BinaryHeap::new(),
        }
    }

    /// Takes note of a point; it is made only if it is kept.
    pub fn offer(&mut self, key: Cell, place: u64, point: impl FnOnce() -> T) {
        if self.kept.len() >= self.most {
            let Some(Reverse(least)) = self.kept.peek() else {
                return;
            };
            let order = key
                .compare(&least.key)
                .then_with(|| least.place.cmp(&place));
            if order.is_le() {
                return;
            }
            self.kept.pop();
        }
        let point = point();
        self.kept.push(Reverse(Ranked { key, place, point }));
    }

    /// Takes note of everything that another kept.
    pub fn merge(&mut self, other: Top<T>) {
        for Reverse(ranked) in other.kept {
            self.offer(ranked.key, ranked.place, || ranked.point);
        }
    }

    /// The points, the largest first.
    pub fn into_points(self) -> impl Iterator<Item = T> {
        let ranked = self.kept.into_sorted_vec().into_iter();
        ranked.map(|Reverse(ranked)| ranked.point)
    }
}

/// The points that no other beats: none is as good in every number and better in one.
#[derive(Clone, Debug)]
pub struct Frontier<T> {
    /// Whether the number at a place is to be large.
    largest: Vec<bool>,
    kept: Vec<(Vec<Cell>, u64, T)>,
}

impl<T> Frontier<T> {
    /// None yet; for each number, whether it is to be large.
    pub fn new(largest: Vec<bool>) -> Frontier<T> {
        Frontier {
            largest,
            kept: Vec::new(),
        }
    }

    /// Takes note of a point; it is made only if it is kept.
    pub fn offer(&mut self, keys: Vec<Cell>, place: u64, point: impl FnOnce() -> T) {
        let beaten = |by: &[Cell], keys: &[Cell]| {
            let mut better = false;
            for ((by, key), largest) in by.iter().zip(keys).zip(&self.largest) {
                let order = by.compare(key);
                match if *largest { order.reverse() } else { order } {
                    Ordering::Greater => return false,
                    Ordering::Less => better = true,
                    Ordering::Equal => {}
                }
            }
            better
        };
        if let Some(at) = self.kept.iter().position(|(by, ..)| beaten(by, &keys)) {
            // What beats one point often beats the next ones.
            self.kept.swap(0, at);
            return;
        }
        self.kept.retain(|(held, ..)| !beaten(&keys, held));
        self.kept.push((keys, place, point()));
    }

    /// Takes note of everything that another kept.
    pub fn merge(&mut self, other: Frontier<T>) {
        for (keys, place, point) in other.kept {
            self.offer(keys, place, || point);
        }
    }

    /// The points, in their order.
    pub fn into_points(mut self) -> impl Iterator<Item = T> {
        self.kept.sort_unstable_by_key(|(_, place, _)| *place);
        self.kept.into_iter().map(|(_, _, point)| point)
    }
}
