//! `flopform sweep`: forms at very many points.

mod cases;
mod columns;
mod job;
mod lines;
mod output;
mod prepare;
mod rows;
mod stream;
mod words;
mod work;

use std::sync::atomic::Ordering;

use crate::algebra::Rational;
use crate::cli::args::{RowFormat, Sweep};
use crate::cli::exit::Exit;
use crate::cli::name::is_word;
use crate::cli::session::{Session, Step};
use crate::cli::sweep::cases::{Cases, MOST_DERIVED};
use crate::cli::sweep::job::Job;
use crate::cli::sweep::rows::RowFile;
use crate::cli::sweep::stream::{finish, open, through};
use crate::cli::sweep::words::Words;
use crate::cli::sweep::work::{Piece, STOP};
use crate::evaluator::{Axis, Points};

/// How many rows of a file are read at once.
const ROWS: usize = 1 << 16;

/// Prints a row for each point.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Sweep) -> Step {
    let format = output::format(session, arguments)?;
    session.add_files(&arguments.files)?;
    let mut words = words::read(session, &arguments.set)?;
    words.open = words.swept.iter().map(|(name, _)| name.clone()).collect();
    STOP.store(false, Ordering::Relaxed);
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
                Ok(file) => from_rows(session, arguments, words, format, (file, &shown)),
                Err(reason) => {
                    let headline = format!("`{shown}` cannot be read: {reason}");
                    let help = "name a CSV or Parquet file whose header names the symbols";
                    session.refuse(headline, help)
                }
            }
        }
    }
}

/// Sweeps all combinations of values, or values together.
fn grid(session: &mut Session, arguments: &Sweep, words: &Words, format: RowFormat) -> Step {
    let first = words
        .swept
        .iter()
        .map(|(name, axis)| (name.clone(), axis.at(0)));
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
    let outer: Vec<Axis> = structural
        .iter()
        .map(|place| axes[*place].clone())
        .collect();
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
        let headline =
            format!("`{names}` would need {cases} derivations, and {MOST_DERIVED} is the limit");
        let help = "its value changes what is derived; take larger steps";
        return session.refuse(headline, help);
    }
    if !structural.is_empty() && structural.iter().max() >= Some(&structural.len()) {
        let names = structural.iter().map(|place| job.symbols[*place].as_str());
        let names = names.collect::<Vec<_>>().join("`, `");
        session.note(&format!(
            "`{names}` changes slowest: its value changes what is derived"
        ));
    }
    let mut derived = Vec::new();
    for case in 0..cases {
        let mut left = case;
        let mut values: Vec<Rational> = outer
            .iter()
            .rev()
            .map(|axis| {
                let value = axis.at(left % axis.count());
                left /= axis.count();
                value
            })
            .collect();
        values.reverse();
        let (formulas, parts) =
            job.formulas(session, &values, |column| points.is_varying(column))?;
        derived.push((values, (formulas.within(points.axes()), parts)));
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
        through(
            session,
            &job,
            &piece,
            &mut sinks,
            &mut output,
            (done, Some(to - from)),
        )?;
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

/// Refuses a file whose columns cannot be told apart.
fn refuse_file(session: &mut Session, file: &RowFile, shown: &str) -> Step {
    if file.names.iter().all(String::is_empty) {
        let headline = format!("`{shown}` has no header");
        let help = "name the symbols in its first line, as in `B,S`";
        return session.refuse(headline, help);
    }
    let mut names = file.names.iter().enumerate();
    if let Some((_, name)) = names.find(|(at, name)| file.names[..*at].contains(name)) {
        let headline = format!("`{shown}` has two columns `{name}`");
        return session.refuse(headline, "rename one of them in its first line");
    }
    Ok(())
}

/// Sweeps the rows of a file.
fn from_rows(
    session: &mut Session,
    arguments: &Sweep,
    mut words: Words,
    format: RowFormat,
    (mut file, shown): (RowFile, &str),
) -> Step {
    refuse_file(session, &file, shown)?;
    let named = |at: &usize| is_word(&file.names[*at]);
    let columns: Vec<usize> = (0..file.names.len()).filter(named).collect();
    let (columns, texts): (Vec<usize>, Vec<usize>) =
        columns.into_iter().partition(|at| file.is_numeric(*at));
    for at in texts {
        session.note(&format!(
            "`{}` is left out: it is no number",
            file.names[at]
        ));
    }
    let bound = |at: &&usize| words.bound_names().any(|held| held == file.names[**at]);
    if let Some(at) = columns.iter().find(bound) {
        let headline = format!(
            "`{}` is a column of `{shown}` and is set too",
            file.names[*at]
        );
        return session.refuse(headline, "leave out one of the two");
    }
    let symbols: Vec<String> = columns.iter().map(|at| file.names[*at].clone()).collect();
    file.want(columns);
    words.open.clone_from(&symbols);
    let (mut read, mut wrong) = file.next(ROWS);
    let first = symbols.iter().zip(&read);
    let first = first.map(|(name, values)| {
        let value = values.first().cloned().unwrap_or(Rational::ONE);
        (name.clone(), value)
    });
    let first: Vec<(String, Rational)> = first.collect();
    let job = Job::new(session, arguments, &words, format, &first)?;
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
