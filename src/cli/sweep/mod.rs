//! `flopform sweep`: forms at very many points.

mod columns;
mod lines;
mod output;
mod prepare;
mod rows;
mod words;
mod work;

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use crate::algebra::{AlgebraError, Rational};
use crate::cli::args::{RowFormat, Sweep};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::sweep::columns::Storage;
use crate::cli::sweep::lines::Lines;
use crate::cli::sweep::output::Output;
use crate::cli::sweep::prepare::{Parts, Swept, formulas, prepare};
use crate::cli::sweep::rows::RowFile;
use crate::cli::sweep::words::Words;
use crate::cli::sweep::work::{Made, Origin, Piece, STOP, Sink, cores};
use crate::diagnostic::diagnose_algebra;
use crate::evaluator::{Axis, Cell, Formulas, Frontier, PointError, Points, Top};
use crate::notation::number::digits;

/// More values of the symbols that change what is derived would be derived for a long time.
const MOST_DERIVED: u64 = 10_000;

/// How many rows of a file are read at once.
const ROWS: usize = 1 << 16;

/// Prints a row for each point.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Sweep) -> Step {
    let format = output::format(session, arguments)?;
    session.add_files(&arguments.files)?;
    let words = words::read(session, &arguments.set)?;
    // A second request to stop is one to stop at once.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Interrupted as i32);
        }
    });
    match &arguments.rows {
        None => grid(session, arguments, &words, format),
        Some(path) => {
            if let Some((name, _)) = words.swept.first() {
                let headline = format!("`{name}` has several values beside the rows of a file");
                let help = "give it one value, or a column in the file";
                return session.refuse(headline, help);
            }
            let shown = path.display().to_string();
            match RowFile::open(path) {
                Ok(file) => from_rows(session, arguments, &words, format, (file, &shown)),
                Err(reason) => {
                    let headline = format!("`{shown}` cannot be read: {reason}");
                    let help = "name a CSV or Parquet file whose header names the symbols";
                    session.refuse(headline, help)
                }
            }
        }
    }
}

/// Everything that stays the same during a run.
struct Job<'a> {
    arguments: &'a Sweep,
    words: &'a Words,
    swept: Swept,
    /// The symbols that are written, in order.
    symbols: Vec<String>,
    lines: Option<Lines>,
    format: RowFormat,
}

impl<'a> Job<'a> {
    fn new(
        session: &mut Session,
        arguments: &'a Sweep,
        words: &'a Words,
        format: RowFormat,
        symbols: &[(String, Rational)],
    ) -> Step<Job<'a>> {
        let swept = prepare(session, arguments, words, symbols)?;
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
        job.lines = output::lines(format, &names, job.symbols.len() + job.swept.derived.len());
        Ok(job)
    }

    /// The names of all columns.
    fn names(&self, session: &Session) -> Vec<String> {
        let symbols = self.symbols.iter().cloned();
        symbols.chain(prepare::columns(session, &self.swept)).collect()
    }

    /// What one core does with its rows.
    fn sinks(&self) -> Vec<Sink<'_>> {
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
    fn formulas(
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
    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.symbols.len()).filter(|place| !self.swept.structural.contains(place))
    }

    /// Where each symbol comes from while the structural ones have these values.
    fn origins(&self, values: &[Rational]) -> Vec<Origin> {
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

/// Sweeps all combinations of values, or values together.
fn grid(session: &mut Session, arguments: &Sweep, words: &Words, format: RowFormat) -> Step {
    let first = words.swept.iter().map(|(name, axis)| (name.clone(), axis.at(0)));
    let first: Vec<(String, Rational)> = first.collect();
    let job = Job::new(session, arguments, words, format, &first)?;
    let axes: Vec<Axis> = words.swept.iter().map(|(_, axis)| axis.clone()).collect();
    if arguments.zip {
        let counts = words.swept.iter().map(|(name, axis)| (name, axis.count()));
        let counts: Vec<(&String, u64)> = counts.collect();
        if let Some((name, count)) = counts.iter().find(|(_, count)| *count != counts[0].1) {
            let headline = format!(
                "`{}` has {} values and `{name}` has {count}",
                counts[0].0, counts[0].1
            );
            let help = "give as many values to each, or leave out `--zip`";
            return session.refuse(headline, help);
        }
        return together(session, &job, &axes);
    }
    let structural = &job.swept.structural;
    let outer: Vec<Axis> = structural.iter().map(|place| axes[*place].clone()).collect();
    let inner: Vec<Axis> = job.free().map(|place| axes[place].clone()).collect();
    let points = Points::product(inner);
    let all = Points::product(axes);
    let (Some(points), Some(all)) = (points, all) else {
        let headline = "there are more points than can be counted".to_owned();
        return session.refuse(headline, "take larger steps");
    };
    let cases: u64 = outer.iter().map(Axis::count).product();
    if cases > MOST_DERIVED {
        let names = structural.iter().map(|place| job.symbols[*place].as_str());
        let names = names.collect::<Vec<_>>().join("`, `");
        let headline = format!("`{names}` would need {cases} derivations, and {MOST_DERIVED} is the limit");
        let help = "its value changes what is derived; take larger steps";
        return session.refuse(headline, help);
    }
    if !structural.is_empty() && structural.iter().max() >= Some(&structural.len()) {
        let names = structural.iter().map(|place| job.symbols[*place].as_str());
        let names = names.collect::<Vec<_>>().join("`, `");
        session.note(&format!("`{names}` changes slowest: its value changes what is derived"));
    }
    let mut derived = Vec::new();
    for case in 0..cases {
        let mut left = case;
        let mut values: Vec<Rational> = outer.iter().rev().map(|axis| {
            let value = axis.at(left % axis.count());
            left /= axis.count();
            value
        }).collect();
        values.reverse();
        let made = job.formulas(session, &values, |column| points.is_varying(column))?;
        derived.push((values, made));
    }
    let storage = derived.iter().map(|(_, (formulas, parts))| {
        let magnitudes: Vec<f64> = points.axes().iter().map(Axis::magnitude).collect();
        let mut magnitudes = formulas.magnitudes(&magnitudes);
        magnitudes.truncate(parts.shown);
        magnitudes
    });
    let storage: Vec<Vec<Option<f64>>> = storage.collect();
    let wholes = all.axes().iter().map(Axis::is_whole).collect::<Vec<bool>>();
    let mut output = open(session, &job, &wholes, &storage)?;
    let mut sinks = job.sinks();
    let (from, to) = share(arguments, all.count());
    for (case, (values, (formulas, parts))) in derived.iter().enumerate() {
        let first = case as u64 * points.count();
        let piece = Piece {
            formulas,
            parts: *parts,
            points: &points,
            symbols: &job.origins(values),
            first,
            range: (
                from.saturating_sub(first).min(points.count()),
                to.saturating_sub(first).min(points.count()),
            ),
        };
        let done = first.saturating_sub(from);
        through(session, &job, &piece, &mut sinks, &mut output, (done, Some(to - from)))?;
    }
    finish(session, &job, sinks, output)
}

/// The part of the points that `--shard` asks for.
fn share(arguments: &Sweep, count: u64) -> (u64, u64) {
    let (part, of) = arguments.shard.unwrap_or((1, 1));
    let bound = |part: u64| {
        let bound = u128::from(count) * u128::from(part) / u128::from(of);
        u64::try_from(bound).expect("a part is not larger than the whole")
    };
    (bound(part - 1), bound(part))
}

/// Sweeps values that change together.
fn together(session: &mut Session, job: &Job<'_>, axes: &[Axis]) -> Step {
    let count = axes.first().map_or(1, Axis::count);
    let wholes: Vec<bool> = axes.iter().map(Axis::is_whole).collect();
    let mut output = open(session, job, &wholes, &[])?;
    let mut sinks = job.sinks();
    let mut cases = Cases::default();
    let (mut from, to) = share(job.arguments, count);
    let begun = from;
    while from < to && !STOP.load(Ordering::Relaxed) {
        let length = (to - from).min(1 << 20);
        let axes: Vec<Axis> = axes.iter().map(|axis| axis.part(from, length)).collect();
        let done = (from - begun, Some(to - begun));
        cases.sweep(session, job, &axes, from, &mut sinks, &mut output, done)?;
        from += length;
    }
    finish(session, job, sinks, output)
}

/// Sweeps the rows of a file.
fn from_rows(
    session: &mut Session,
    arguments: &Sweep,
    words: &Words,
    format: RowFormat,
    (mut file, shown): (RowFile, &str),
) -> Step {
    let named = |at: &usize| {
        let name = &file.names[*at];
        !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    let columns: Vec<usize> = (0..file.names.len()).filter(named).collect();
    let bound = |at: &&usize| words.bound_names().any(|held| held == file.names[**at]);
    if let Some(at) = columns.iter().find(bound) {
        let headline = format!("`{}` is a column of `{shown}` and is set too", file.names[*at]);
        return session.refuse(headline, "leave out one of the two");
    }
    let symbols: Vec<String> = columns.iter().map(|at| file.names[*at].clone()).collect();
    file.want(columns);
    let (mut read, mut wrong) = file.next(ROWS);
    let first = symbols.iter().zip(&read);
    let first = first.map(|(name, values)| {
        let value = values.first().cloned().unwrap_or(Rational::ONE);
        (name.clone(), value)
    });
    let first: Vec<(String, Rational)> = first.collect();
    let job = Job::new(session, arguments, words, format, &first)?;
    let wholes = vec![false; symbols.len()];
    let mut output = open(session, &job, &wholes, &[])?;
    let mut sinks = job.sinks();
    let mut cases = Cases::default();
    let mut from: u64 = 0;
    let (part, of) = arguments.shard.unwrap_or((1, 1));
    loop {
        let length = read.first().map_or(0, Vec::len) as u64;
        if of > 1 {
            for column in &mut read {
                let mut place = from;
                column.retain(|_| {
                    place += 1;
                    (place - 1) % of == part - 1
                });
            }
        }
        let axes: Vec<Axis> = read.into_iter().map(Axis::of).collect();
        let done = (from, None);
        cases.sweep(session, &job, &axes, from, &mut sinks, &mut output, done)?;
        from += length;
        if let Some(reason) = wrong {
            finish(session, &job, sinks, output)?;
            let headline = format!("`{shown}` cannot be read: {reason}");
            return session.refuse(headline, "mend the row; those before it are written");
        }
        if length == 0 || STOP.load(Ordering::Relaxed) {
            return finish(session, &job, sinks, output);
        }
        (read, wrong) = file.next(ROWS);
    }
}

/// The formulas that were derived for values of the structural symbols.
#[derive(Default)]
struct Cases(HashMap<Vec<String>, (Formulas, Parts)>);

impl Cases {
    /// Sweeps values that change together; each run of rows with the same structural values is a piece.
    #[expect(clippy::too_many_arguments, reason = "the parts of a run, which end apart")]
    fn sweep<'j>(
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
            let mut to = if structural.is_empty() { count } else { from + 1 };
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

/// Opens the output and writes what stands before the rows.
fn open(
    session: &mut Session,
    job: &Job<'_>,
    wholes: &[bool],
    magnitudes: &[Vec<Option<f64>>],
) -> Step<Output> {
    let names = job.names(session);
    let symbols = wholes.iter().map(|whole| match (whole, job.arguments.float) {
        (true, _) => Storage::Whole,
        (false, true) => Storage::Double,
        (false, false) => Storage::Digits,
    });
    let results = (0..names.len() - wholes.len()).map(|place| {
        if job.arguments.float {
            return Storage::Double;
        }
        let of_cases = magnitudes.iter().map(|magnitudes| magnitudes[place]);
        let largest = of_cases.reduce(|ours, theirs| Some(ours?.max(theirs?)));
        Storage::of(largest.flatten())
    });
    let storage: Vec<Storage> = symbols.chain(results).collect();
    let mut output = Output::open(session, job.arguments, job.format, &names, storage)?;
    if let Some(lines) = &job.lines {
        output.text(session, &lines.head())?;
    }
    Ok(output)
}

/// Computes a piece and writes its rows.
fn through<'j>(
    session: &mut Session,
    job: &'j Job<'_>,
    piece: &Piece<'_>,
    sinks: &mut [Sink<'j>],
    output: &mut Output,
    (before, total): (u64, Option<u64>),
) -> Step {
    let mut stopped = Ok(());
    let mut failed: Option<PointError> = None;
    let mut done = before;
    work::run(piece, job.arguments.float, sinks, |made: Made| {
        let error = made.error.clone();
        done += made.points;
        stopped = output.write(session, made);
        output.progress(done, total);
        failed = error;
        stopped.is_ok() && failed.is_none() && !STOP.load(Ordering::Relaxed)
    });
    stopped?;
    match failed {
        None => Ok(()),
        Some(error) => refuse_point(session, piece, job, &error),
    }
}

/// Says at which point there is no value, and why.
fn refuse_point(
    session: &mut Session,
    piece: &Piece<'_>,
    job: &Job<'_>,
    failed: &PointError,
) -> Step {
    let mut point = Vec::new();
    for (name, origin) in job.symbols.iter().zip(piece.symbols) {
        let value = match origin {
            Origin::Same(cell) => digits(&cell.exact()),
            Origin::Column(_) => match failed.point.get(name) {
                Some(value) => digits(value),
                None => continue,
            },
        };
        point.push(format!("{name} = {value}"));
    }
    let mut diagnostic = diagnose_algebra(&failed.error);
    if !point.is_empty() {
        diagnostic = diagnostic.fact("at", point.join(", "));
    }
    if matches!(failed.error, AlgebraError::Irrational { .. }) {
        diagnostic = diagnostic.help("compute in doubles with `--float`");
    }
    session.show(&[diagnostic], Exit::Mistake);
    Err(Stopped)
}

/// Writes the rows that were kept, and ends the output.
fn finish(session: &mut Session, job: &Job<'_>, sinks: Vec<Sink<'_>>, mut output: Output) -> Step {
    let kept = sinks.into_iter().reduce(|ours, theirs| match (ours, theirs) {
        (Sink::Top(mut ours), Sink::Top(theirs)) => {
            ours.merge(theirs);
            Sink::Top(ours)
        }
        (Sink::Frontier(mut ours), Sink::Frontier(theirs)) => {
            ours.merge(theirs);
            Sink::Frontier(ours)
        }
        (ours, _) => ours,
    });
    let rows: Vec<Vec<Cell>> = match kept {
        Some(Sink::Top(top)) => top.into_points().collect(),
        Some(Sink::Frontier(frontier)) => frontier.into_points().collect(),
        _ => Vec::new(),
    };
    let mut made = Made {
        count: rows.len() as u64,
        ..Made::default()
    };
    match &job.lines {
        Some(lines) => {
            for row in rows {
                lines.row(row.into_iter(), &mut made.text);
            }
        }
        None => made.rows = rows,
    }
    output.write(session, made)?;
    let count = output.count;
    output.finish(session, job.format)?;
    if STOP.load(Ordering::Relaxed) {
        session.note(&format!("interrupted: {count} rows are written, each complete"));
        session.exit_with(Exit::Interrupted);
    }
    Ok(())
}
