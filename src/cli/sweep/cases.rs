//! Points whose symbols change together: rows of a file, or values that were zipped.

use std::collections::HashMap;

use crate::algebra::Rational;
use crate::cli::session::{Session, Step};
use crate::cli::sweep::job::Job;
use crate::cli::sweep::output::Output;
use crate::cli::sweep::prepare::Parts;
use crate::cli::sweep::stream::through;
use crate::cli::sweep::work::{Piece, Sink};
use crate::evaluator::{Axis, Formulas, Points};

/// More values of the symbols that change what is derived would be derived for a long time.
pub(super) const MOST_DERIVED: u64 = 10_000;

/// The formulas that were derived for values of the structural symbols.
#[derive(Default)]
pub(super) struct Cases(HashMap<Vec<String>, (Formulas, Parts)>);

impl Cases {
    /// Sweeps values that change together; each run of rows with the same structural values is a piece.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of a run, which end apart"
    )]
    pub(super) fn sweep<'j>(
        &mut self,
        session: &mut Session,
        job: &'j Job<'_>,
        axes: &[Axis],
        first: u64,
        sinks: &mut [Sink<'j>],
        output: &mut Output,
        (done, total): (u64, Option<u64>),
    ) -> Step {
        let structural = &job.swept.structural;
        let count = axes.first().map_or(u64::from(first == 0), Axis::count);
        let mut from = 0;
        while from < count {
            let values = |at: u64| structural.iter().map(move |place| axes[*place].at(at));
            let held: Vec<Rational> = values(from).collect();
            let mut to = if structural.is_empty() {
                count
            } else {
                from + 1
            };
            while to < count && values(to).eq(held.iter().cloned()) {
                to += 1;
            }
            let key: Vec<String> = held.iter().map(Rational::to_string).collect();
            if !self.0.contains_key(&key) {
                if self.0.len() as u64 >= MOST_DERIVED {
                    let headline = format!("the rows need more than {MOST_DERIVED} derivations");
                    let help = "a symbol changes what is derived; give it fewer values";
                    return session.refuse(headline, help);
                }
                let made = job.formulas(session, &held, |_| true)?;
                self.0.insert(key.clone(), made);
            }
            let (formulas, parts) = &self.0[&key];
            let part = job.free().map(|place| axes[place].part(from, to - from));
            let points = if job.free().next().is_none() {
                Points::together(vec![Axis::Steps {
                    start: 0,
                    step: 1,
                    count: to - from,
                }])
            } else {
                Points::together(part.collect())
            };
            let piece = Piece {
                formulas,
                parts: *parts,
                points: &points,
                symbols: &job.origins(&held),
                first: first + from,
                range: (0, to - from),
            };
            through(session, job, &piece, sinks, output, (done + from, total))?;
            from = to;
        }
        Ok(())
    }
}
