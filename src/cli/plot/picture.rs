//! A picture as data: what is to be seen, and where it stands on its axes. Numbers become floats here,
//! after everything exact is done.

use crate::cli::plot::axis::Axis;

/// A point, by its numbers on the two axes.
pub(super) type Point = (f64, f64);

/// Everything that is to be seen.
pub(super) struct Picture {
    pub(super) title: String,
    /// A smaller line below the title.
    pub(super) note: String,
    pub(super) horizontal: Axis,
    pub(super) vertical: Axis,
    pub(super) curves: Vec<Drawn>,
    /// Where curves cross, largest numbers last.
    pub(super) crossings: Vec<Spot>,
    pub(super) posts: Vec<Post>,
    /// Whether the curves are areas on top of each other.
    pub(super) stacked: bool,
}

/// A curve.
pub(super) struct Drawn {
    pub(super) label: String,
    /// Its points, broken where it has no value.
    pub(super) runs: Vec<Vec<Point>>,
    /// For an area, the curve below it, point for point.
    pub(super) floor: Vec<Vec<Point>>,
    /// Whether another curve lies on it.
    pub(super) hidden: bool,
}

/// A place where curves cross.
pub(super) struct Spot {
    pub(super) at: Point,
    pub(super) label: String,
}

/// A place on the horizontal axis, and where the curves are above it.
pub(super) struct Post {
    pub(super) at: f64,
    pub(super) label: String,
    /// The heights, each with the place of its curve.
    pub(super) heights: Vec<(usize, f64)>,
}
