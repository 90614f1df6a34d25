//! What a plot is made of before it is drawn: everything exact.

use crate::algebra::{Indeterminate, Rational, Value};
use crate::analysis::{Sample, Stretch};
use crate::cli::plot::place::Place;

/// Curves over a symbol, and what is known of them.
pub(super) struct Plotted {
    /// The symbol.
    pub(super) symbol: Indeterminate,
    /// What its dim is described as.
    pub(super) about: Option<String>,
    /// From where to where.
    pub(super) stretch: Stretch,
    pub(super) quantity: Option<Shown>,
    pub(super) curves: Vec<Sampled>,
    /// Whether crossings were looked for.
    pub(super) compared: bool,
    pub(super) crossings: Vec<Crossing>,
    /// Pairs of which it is not sure that every crossing was found, and why.
    pub(super) unsure: Vec<([usize; 2], String)>,
    pub(super) marks: Vec<Place>,
    pub(super) layout: Layout,
}

/// How the curves are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// On top of each other.
    pub(super) stacked: bool,
    /// In percent of a whole.
    pub(super) shares: bool,
}

/// The quantity that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) about: Option<String>,
    pub(super) unit: String,
    /// The sign that prefixes are written before, as in GB; empty where figures are plain.
    pub(super) sign: String,
}

/// A curve, evaluated.
pub(super) struct Sampled {
    pub(super) label: String,
    /// Its closed form as text.
    pub(super) form: String,
    pub(super) value: Value,
    pub(super) samples: Vec<Sample>,
}

/// A meeting of two curves.
pub(super) struct Crossing {
    /// The places of the curves.
    pub(super) curves: [usize; 2],
    pub(super) kind: Meeting,
}

/// How two curves meet.
pub(super) enum Meeting {
    /// Everywhere.
    Same,
    /// At a number.
    At {
        /// The number; its first digits where it is irrational.
        at: Rational,
        /// Whether that is the number itself.
        exact: bool,
        /// In other symbols or with roots, where it has such a form.
        form: Option<String>,
        /// How high the curves are there.
        height: Option<Rational>,
    },
    /// On whole numbers.
    Along(Stretch),
    /// Wherever they were looked at.
    Seen(Stretch),
    /// They pass each other between two numbers.
    Between {
        ends: [Rational; 2],
        height: Option<Rational>,
    },
}

impl Sampled {
    /// The first and the last place at which it has a value.
    pub(super) fn ends(&self) -> Option<[(&Rational, &Rational); 2]> {
        let mut valued = self.samples.iter().filter_map(|sample| {
            let value = sample.value.as_ref().ok()?;
            Some((&sample.at, value))
        });
        let first = valued.next()?;
        Some([first, valued.next_back().unwrap_or(first)])
    }
}
