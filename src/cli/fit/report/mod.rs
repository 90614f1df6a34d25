//! What samples come to, as text: laid out for people and for programs.

mod json;
mod text;

use crate::algebra::Rational;
use crate::analysis::Gap;

pub(super) use crate::cli::fit::report::json::json;
pub(super) use crate::cli::fit::report::text::{notes, text};

/// What the samples of a file come to.
pub(in crate::cli::fit) struct Report {
    /// The symbols.
    pub(in crate::cli::fit) symbols: Vec<String>,
    /// The column of the count.
    pub(in crate::cli::fit) value: String,
    /// How many samples the file has.
    pub(in crate::cli::fit) rows: usize,
    /// What they come to.
    pub(in crate::cli::fit) outcome: Outcome,
    /// Under which conditions the form holds.
    pub(in crate::cli::fit) assuming: Vec<String>,
}

/// What samples come to.
pub(in crate::cli::fit) enum Outcome {
    /// One form.
    Found(Found),
    /// Many forms.
    TooFew(TooFew),
    /// No form.
    Contradicted(Contradicted),
}

/// The only form.
pub(in crate::cli::fit) struct Found {
    /// The form.
    pub(in crate::cli::fit) form: String,
    /// The monomials within the bounds.
    pub(in crate::cli::fit) monomials: usize,
    /// Those with a coefficient.
    pub(in crate::cli::fit) needed: usize,
    /// Rows that repeat an earlier one.
    pub(in crate::cli::fit) repeated: usize,
    /// Rows past those that fix the monomials.
    pub(in crate::cli::fit) spare: usize,
    /// The lines of rows that no other row checks.
    pub(in crate::cli::fit) unseen: Vec<u64>,
    /// Places for further samples.
    pub(in crate::cli::fit) points: Vec<Vec<String>>,
}

/// Samples that fix no form.
pub(in crate::cli::fit) struct TooFew {
    /// The monomials within the bounds.
    pub(in crate::cli::fit) monomials: usize,
    /// Those that the rows fix.
    pub(in crate::cli::fit) rank: usize,
    /// Rows that repeat an earlier one.
    pub(in crate::cli::fit) repeated: usize,
    /// How many samples are missing.
    pub(in crate::cli::fit) missing: usize,
    /// Places for them.
    pub(in crate::cli::fit) points: Vec<Vec<String>>,
    /// Symbols with too few values.
    pub(in crate::cli::fit) gaps: Vec<Gap>,
    /// A degree, the form up to it, and how many rows confirm it.
    pub(in crate::cli::fit) lower: Option<(u32, String, usize)>,
}

/// Samples that contradict every form.
pub(in crate::cli::fit) struct Contradicted {
    /// The monomials within the bounds.
    pub(in crate::cli::fit) monomials: usize,
    /// Those that the rows fix.
    pub(in crate::cli::fit) rank: usize,
    /// Rows past those.
    pub(in crate::cli::fit) spare: usize,
    /// Lines of equal sizes and different counts.
    pub(in crate::cli::fit) contrary: Vec<(u64, u64)>,
    /// The lines that may be wrong.
    pub(in crate::cli::fit) suspects: Suspects,
    /// Whether counts look rounded.
    pub(in crate::cli::fit) rounded: bool,
}

/// The lines that may be wrong.
pub(in crate::cli::fit) enum Suspects {
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
