//! From points to rows that are written, and how a run ends.

use std::sync::atomic::Ordering;

use crate::algebra::AlgebraError;
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::sweep::columns::Storage;
use crate::cli::sweep::job::Job;
use crate::cli::sweep::output::Output;
use crate::cli::sweep::work::{self, Made, Origin, Piece, STOP, Sink};
use crate::diagnostic::{Diagnostic, diagnose_algebra};
use crate::evaluator::{Cell, PointError};
use crate::notation::number::digits;

/// Opens the output and writes what stands before the rows.
pub(super) fn open(
    session: &mut Session,
    job: &Job<'_>,
    wholes: &[bool],
    magnitudes: &[Vec<Option<f64>>],
) -> Step<Output> {
    let names = job.names(session);
    let symbols = wholes
        .iter()
        .map(|whole| match (whole, job.arguments.float) {
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
        output.head(session, &lines.head())?;
    }
    Ok(output)
}

/// Computes a piece and writes its rows.
pub(super) fn through<'j>(
    session: &mut Session,
    job: &'j Job<'_>,
    piece: &Piece<'_>,
    sinks: &mut [Sink<'j>],
    output: &mut Output,
    (before, total): (u64, Option<u64>),
) -> Step {
    let mut stopped = Ok(());
    let mut failed: Option<Box<PointError>> = None;
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
pub(super) fn refuse_point(
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
    let mut diagnostic = if matches!(failed.error, AlgebraError::Irrational { .. }) {
        let headline = "the number at a point is irrational: it has no exact digits";
        Diagnostic::error(headline)
            .help("round it with `floor(…)` or `ceil(…)`, or compute in doubles with `--float`")
    } else {
        diagnose_algebra(&failed.error)
    };
    if !point.is_empty() {
        diagnostic = diagnostic.fact("at", point.join(", "));
    }
    session.show(&[diagnostic], Exit::Mistake);
    Err(Stopped)
}

/// Writes the rows that were kept, and ends the output.
pub(super) fn finish(
    session: &mut Session,
    job: &Job<'_>,
    sinks: Vec<Sink<'_>>,
    mut output: Output,
) -> Step {
    let kept = sinks
        .into_iter()
        .reduce(|ours, theirs| match (ours, theirs) {
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
        session.note(&format!(
            "interrupted: {count} rows are written, each complete"
        ));
        session.exit_with(Exit::Interrupted);
    }
    Ok(())
}
