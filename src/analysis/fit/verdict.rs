//! What samples come to.

use crate::algebra::{Exponent, Indeterminate, Rational, Value};
use crate::analysis::fit::points::Point;

/// What samples come to. Rows are counted from zero.
#[derive(Clone, Debug)]
pub enum Fit {
    /// One form within the bounds has these counts, and no other.
    Determined(Determined),
    /// Many forms within the bounds have these counts.
    Open(Open),
    /// No form within the bounds has these counts.
    Contradicted(Contradiction),
}

/// The only form that has the counts of the samples.
#[derive(Clone, Debug)]
pub struct Determined {
    /// The form.
    pub form: Value,
    /// How many monomials are within the bounds, each fixed by one row.
    pub monomials: usize,
    /// How many of them have a coefficient that is not zero.
    pub needed: usize,
    /// Rows that say what an earlier row says.
    pub repeated: usize,
    /// Rows past those that fix the monomials: one detects a wrong row, two find it.
    pub spare: usize,
    /// Rows that no other row checks.
    pub unseen: Vec<usize>,
    /// Places for more samples, where there are not two spare rows.
    pub points: Vec<Point>,
}

/// Samples that are too few, or too much alike.
#[derive(Clone, Debug)]
pub struct Open {
    /// How many monomials are within the bounds.
    pub monomials: usize,
    /// How many of them the rows fix.
    pub rank: usize,
    /// Rows that say what an earlier row says.
    pub repeated: usize,
    /// How many samples are missing at least.
    pub missing: usize,
    /// Places for so many samples that, together with these, fix every monomial. Empty where the
    /// denominator leaves none of the usual places.
    pub points: Vec<Point>,
    /// The symbols with too few values.
    pub gaps: Vec<Gap>,
    /// A form of lower degree that has these counts, some of them spare. There are others.
    pub lower: Option<Lower>,
}

/// A symbol with fewer values than its powers need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The symbol.
    pub symbol: Indeterminate,
    /// How many values it has.
    pub values: usize,
    /// Its only value, if it has one.
    pub only: Option<Rational>,
    /// Its largest power within the bounds, which takes one value more than that.
    pub power: Exponent,
}

/// The only form up to a degree that has the counts.
#[derive(Clone, Debug)]
pub struct Lower {
    /// The degree.
    pub degree: Exponent,
    /// The form.
    pub form: Value,
    /// Rows past those that fix the monomials up to this degree.
    pub spare: usize,
}

/// Samples that no form within the bounds has all counts of.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// How many monomials are within the bounds.
    pub monomials: usize,
    /// How many of them the rows fix.
    pub rank: usize,
    /// Rows past those.
    pub spare: usize,
    /// Rows of equal sizes and different counts.
    pub contrary: Vec<(usize, usize)>,
    /// Which rows are wrong, if the bounds are right.
    pub wrong: Wrong,
}

/// Which rows are wrong, if the bounds are right.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// Without this one row all others agree, and without no other one do they.
    One {
        /// The row.
        row: usize,
        /// What it says.
        count: Rational,
        /// What the others say in its place, where they fix every monomial.
        expected: Option<Rational>,
        /// The form they agree on, where they fix every monomial.
        form: Option<Value>,
    },
    /// If one row is wrong it is one of these.
    OneOf(Vec<usize>),
    /// No row is wrong alone. Without these two all others agree, and without no other two do they.
    Two {
        /// The rows.
        rows: [usize; 2],
        /// The form the others agree on, where they fix every monomial.
        form: Option<Value>,
    },
    /// More rows are wrong than can be found.
    Unknown,
}
