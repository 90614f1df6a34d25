//! What samples come to, written as text.

use crate::algebra::{Rational, Value};
use crate::analysis::fit::{Contradiction, Determined, Fit as Fitted, Lower, Open, Point, Wrong};
use crate::cli::fit::report::{Contradicted, Found, Outcome, Suspects, TooFew};
use crate::cli::fit::table::Table;
use crate::cli::writer::Writer;
use crate::engine::Errors;

/// Writes what was found as text.
pub(super) struct Shower<'a> {
    /// Writes forms.
    pub(super) writer: Writer<'a>,
    /// The file, for its lines.
    pub(super) table: &'a Table,
}

impl Shower<'_> {
    /// What was found, as text.
    ///
    /// # Errors
    /// When arranging a form meets a limit.
    pub(super) fn outcome(&self, fitted: Fitted) -> Result<Outcome, Errors> {
        Ok(match fitted {
            Fitted::Determined(found) => Outcome::Found(self.found(&found)?),
            Fitted::Open(open) => Outcome::TooFew(self.too_few(open)?),
            Fitted::Contradicted(contradiction) => {
                Outcome::Contradicted(self.contradicted(&contradiction)?)
            }
        })
    }

    fn line(&self, row: usize) -> u64 {
        self.table.rows[row].line
    }

    fn lines(&self, rows: &[usize]) -> Vec<u64> {
        rows.iter().map(|row| self.line(*row)).collect()
    }

    fn found(&self, found: &Determined) -> Result<Found, Errors> {
        Ok(Found {
            form: self.writer.value(&found.form)?,
            monomials: found.monomials,
            needed: found.needed,
            repeated: found.repeated,
            spare: found.spare,
            unseen: self.lines(&found.unseen),
            points: points(&found.points),
        })
    }

    fn too_few(&self, open: Open) -> Result<TooFew, Errors> {
        let lower = open.lower.map(|lower| {
            let Lower {
                degree,
                form,
                spare,
            } = lower;
            Ok::<_, Errors>((degree, self.writer.value(&form)?, spare))
        });
        Ok(TooFew {
            monomials: open.monomials,
            rank: open.rank,
            repeated: open.repeated,
            missing: open.missing,
            points: points(&open.points),
            gaps: open.gaps,
            lower: lower.transpose()?,
        })
    }

    fn contradicted(&self, found: &Contradiction) -> Result<Contradicted, Errors> {
        let form = |form: &Option<Value>| {
            let form = form.as_ref();
            form.map(|form| self.writer.value(form)).transpose()
        };
        let suspects = match &found.wrong {
            Wrong::One {
                row,
                count,
                expected,
                form: rest,
            } => Suspects::One {
                line: self.line(*row),
                count: count.clone(),
                expected: expected.clone(),
                form: form(rest)?,
            },
            Wrong::OneOf(rows) => Suspects::OneOf(self.lines(rows)),
            Wrong::Two { rows, form: rest } => Suspects::Two {
                lines: self.lines(rows),
                form: form(rest)?,
            },
            Wrong::Unknown => Suspects::Unknown,
        };
        let contrary = found.contrary.iter();
        Ok(Contradicted {
            monomials: found.monomials,
            rank: found.rank,
            spare: found.spare,
            contrary: contrary
                .map(|(one, other)| (self.line(*one), self.line(*other)))
                .collect(),
            suspects,
            rounded: self.table.rounded,
        })
    }
}

/// Places as numbers that can be written into a file of samples.
fn points(points: &[Point]) -> Vec<Vec<String>> {
    let point = |point: &Point| point.iter().map(Rational::to_string).collect();
    points.iter().map(point).collect()
}
