//! What samples come to, as text: laid out for people and for programs.

use crate::algebra::Rational;
use crate::analysis::fit::Gap;

/// What the samples of a file come to.
pub(super) struct Report {
    /// The symbols.
    pub(super) symbols: Vec<String>,
    /// The column of the count.
    pub(super) value: String,
    /// How many samples the file has.
    pub(super) rows: usize,
    /// What they come to.
    pub(super) outcome: Outcome,
    /// Under which conditions the form holds.
    pub(super) assuming: Vec<String>,
}

/// What samples come to.
pub(super) enum Outcome {
    /// One form.
    Found(Found),
    /// Many forms.
    TooFew(TooFew),
    /// No form.
    Contradicted(Contradicted),
}

/// The only form.
pub(super) struct Found {
    /// The form.
    pub(super) form: String,
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those with a coefficient.
    pub(super) needed: usize,
    /// Rows that repeat an earlier one.
    pub(super) repeated: usize,
    /// Rows past those that fix the monomials.
    pub(super) spare: usize,
    /// The lines of rows that no other row checks.
    pub(super) unseen: Vec<u64>,
    /// Places for further samples.
    pub(super) points: Vec<Vec<String>>,
}

/// Samples that fix no form.
pub(super) struct TooFew {
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those that the rows fix.
    pub(super) rank: usize,
    /// Rows that repeat an earlier one.
    pub(super) repeated: usize,
    /// How many samples are missing.
    pub(super) missing: usize,
    /// Places for them.
    pub(super) points: Vec<Vec<String>>,
    /// Symbols with too few values.
    pub(super) gaps: Vec<Gap>,
    /// A degree, the form up to it, and how many rows confirm it.
    pub(super) lower: Option<(u32, String, usize)>,
}

/// Samples that contradict every form.
pub(super) struct Contradicted {
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those that the rows fix.
    pub(super) rank: usize,
    /// Rows past those.
    pub(super) spare: usize,
    /// Lines of equal sizes and different counts.
    pub(super) contrary: Vec<(u64, u64)>,
    /// The lines that may be wrong.
    pub(super) suspects: Suspects,
    /// Whether counts look rounded.
    pub(super) rounded: bool,
}

/// The lines that may be wrong.
pub(super) enum Suspects {
    /// This one, if one is wrong.
    One {
        /// The line.
        line: u64,
        /// What it says.
        count: Rational,
        /// What the others say.
        expected: Option<Rational>,
        /// The form of the others.
        form: Option<String>,
    },
    /// One of these, if one is wrong.
    OneOf(Vec<u64>),
    /// These two, if two are wrong; one alone cannot be.
    Two {
        /// The lines.
        lines: Vec<u64>,
        /// The form of the others.
        form: Option<String>,
    },
    /// More than can be found.
    Unknown,
}
