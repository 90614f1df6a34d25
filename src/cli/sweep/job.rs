//! What stays the same during a run, and the formulas for each value of the symbols that change them.

use crate::algebra::Rational;
use crate::cli::args::{RowFormat, Sweep};
use crate::cli::same_file::refuse_input;
use crate::cli::session::{Session, Step};
use crate::cli::sweep::lines::Lines;
use crate::cli::sweep::output;
use crate::cli::sweep::prepare::{self, Parts, Swept, formulas, prepare};
use crate::cli::sweep::words::Words;
use crate::cli::sweep::work::{Origin, Sink, cores};
use crate::evaluator::{Cell, Formulas, Frontier, Top};

/// Everything that stays the same during a run.
pub(super) struct Job<'a> {
    pub(super) arguments: &'a Sweep,
    pub(super) words: &'a Words,
    pub(super) swept: Swept,
    /// The symbols that are written, in order.
    pub(super) symbols: Vec<String>,
    pub(super) lines: Option<Lines>,
    pub(super) format: RowFormat,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        session: &mut Session,
        arguments: &'a Sweep,
        words: &'a Words,
        format: RowFormat,
        symbols: &[(String, Rational)],
    ) -> Step<Job<'a>> {
        let swept = prepare(session, arguments, words, symbols)?;
        if let Some(output) = &arguments.output {
            refuse_input(session, output, arguments.rows.as_deref())?;
        }
        let symbols: Vec<String> = symbols.iter().map(|(name, _)| name.clone()).collect();
        let mut job = Job {
            arguments,
            words,
            swept,
            symbols,
            lines: None,
            format,
        };
        let names = job.names(session);
        let mut twice = names.iter().enumerate();
        if let Some((_, name)) = twice.find(|(at, name)| names[..*at].contains(name)) {
            let headline = format!("two columns would be called `{name}`");
            let help = "choose other quantities with `-q`, or rename the column of the file";
            return session.refuse(headline, help);
        }
        job.lines = output::lines(format, &names, job.symbols.len() + job.swept.derived.len());
        Ok(job)
    }

    /// The names of all columns.
    pub(super) fn names(&self, session: &Session) -> Vec<String> {
        let symbols = self.symbols.iter().cloned();
        symbols
            .chain(prepare::columns(session, &self.swept))
            .collect()
    }

    /// What one core does with its rows.
    pub(super) fn sinks(&self) -> Vec<Sink<'_>> {
        let sink = if let Some(most) = self.arguments.top {
            Sink::Top(Top::new(usize::try_from(most).unwrap_or(usize::MAX)))
        } else if self.arguments.pareto.is_some() {
            let keys = prepare::keys(self.arguments).into_iter();
            Sink::Frontier(Frontier::new(keys.map(|(_, largest)| largest).collect()))
        } else if let Some(lines) = &self.lines {
            Sink::Lines(lines)
        } else {
            Sink::Rows
        };
        vec![sink; cores()]
    }

    /// The formulas where the structural symbols have these values and the others are free.
    pub(super) fn formulas(
        &self,
        session: &mut Session,
        values: &[Rational],
        varying: impl Fn(usize) -> bool,
    ) -> Step<(Formulas, Parts)> {
        let structural = &self.swept.structural;
        let bound = structural.iter().zip(values);
        let bound = bound.map(|(place, value)| (self.symbols[*place].clone(), value.clone()));
        let bound: Vec<(String, Rational)> = bound.collect();
        let symbols = self.free().enumerate();
        let symbols = symbols.map(|(column, place)| (self.symbols[place].clone(), varying(column)));
        let symbols: Vec<(String, bool)> = symbols.collect();
        let (arguments, words) = (self.arguments, self.words);
        formulas(session, arguments, &self.swept, words, &bound, &symbols)
    }

    /// The places of the symbols that are not structural.
    pub(super) fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.symbols.len()).filter(|place| !self.swept.structural.contains(place))
    }

    /// Where each symbol comes from while the structural ones have these values.
    pub(super) fn origins(&self, values: &[Rational]) -> Vec<Origin> {
        let origins = (0..self.symbols.len()).map(|place| {
            let structural = self.swept.structural.iter().position(|held| *held == place);
            match structural {
                Some(at) if self.arguments.float => Origin::Same(match Cell::from(&values[at]) {
                    Cell::Exact(number) => Cell::Double(number.to_f64()),
                    whole => whole,
                }),
                Some(at) => Origin::Same(Cell::from(&values[at])),
                None => {
                    let column = self.free().position(|held| held == place);
                    Origin::Column(column.expect("what is not structural is free"))
                }
            }
        });
        origins.collect()
    }
}
