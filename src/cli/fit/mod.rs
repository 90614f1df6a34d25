//! `flopform fit`: the closed form behind numbers that something else counted.

mod asked;
mod json;
mod report;
mod show;
mod table;
mod words;

use crate::algebra::AlgebraError;
use crate::analysis::fit::{FitError, Sample, Samples, fit};
use crate::cli::args::{Fit, Format};
use crate::cli::exit::Exit;
use crate::cli::fit::asked::{bounds, denominator, symbols};
use crate::cli::fit::json::json;
use crate::cli::fit::report::{Outcome, Report};
use crate::cli::fit::show::Shower;
use crate::cli::fit::table::{Columns, Table, read};
use crate::cli::fit::words::{notes, text};
use crate::cli::session::{Session, Step};
use crate::cli::writer::{Writer, without_place};
use crate::cost::Setting;
use crate::engine::Errors;
use crate::notation::number::digits;

/// Prints the closed form that samples have.
///
/// # Errors
/// When the file or anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Fit) -> Step {
    if !matches!(arguments.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`fit` writes text or JSON".to_owned(), help);
    }
    let columns = Columns {
        value: arguments.value.as_deref(),
        symbols: &arguments.symbols,
    };
    let table = match read(&arguments.data, &columns) {
        Ok(table) => table,
        Err(mistake) => return session.refuse(mistake.headline, &mistake.help),
    };
    let bounds = bounds(session, arguments, &table)?;
    let (question, symbols) = symbols(session, &table)?;
    let (question, denominator) = denominator(session, arguments, question, &symbols)?;
    let samples = Samples {
        symbols,
        rows: table
            .rows
            .iter()
            .map(|row| Sample {
                point: row.point.clone(),
                count: row.count.clone(),
            })
            .collect(),
    };
    let algebra = session.engine.algebra(&question, &Setting::default());
    let algebra = session.need(algebra)?;
    let fitted = match fit(&algebra, &samples, &bounds, &denominator) {
        Ok(fitted) => fitted,
        Err(error) => return refuse(session, error, &table),
    };
    let conditions = algebra.take_conditions();
    let shower = Shower {
        writer: Writer::new(&session.engine, &question).with(&arguments.form, arguments.style),
        table: &table,
    };
    let outcome = shower.outcome(fitted);
    let assuming = conditions
        .iter()
        .map(|condition| shower.writer.not_zero(condition));
    let assuming = assuming.collect::<Result<Vec<String>, Errors>>();
    let report = Report {
        symbols: table.symbols.clone(),
        value: table.value.clone(),
        rows: table.rows.len(),
        outcome: session.need(outcome)?,
        assuming: session.need(assuming)?,
    };
    if !matches!(report.outcome, Outcome::Found(_)) {
        session.exit_with(Exit::DoesNotHold);
    }
    if arguments.format == Format::Json {
        return session.print(&json(&report));
    }
    session.print(&text(&report))?;
    for note in notes(&report) {
        session.note(&note);
    }
    Ok(())
}

/// Stops where samples cannot be fitted.
fn refuse<T>(session: &mut Session, error: FitError, table: &Table) -> Step<T> {
    let name = &table.name;
    let line = |row: usize| table.rows[row].line;
    let (headline, help) = match error {
        FitError::Unbounded { symbol } => (
            format!(
                "nothing says how large the power of `{}` may be",
                symbol.text()
            ),
            "write `--total-degree 5`, or `--degree 2`, or `--degree B=1,S=2`; both may be given",
        ),
        FitError::TooManyMonomials { most } => (
            format!("more than {most} monomials are within these bounds"),
            "lower the degrees, or bound both `--total-degree` and the `--degree` of each symbol",
        ),
        FitError::TooManyRows { rows, monomials } => (
            format!("{rows} rows of {monomials} monomials are more than are kept"),
            "leave rows out: two more than there are monomials find a wrong one",
        ),
        FitError::OutsideDomain { row, symbol, value } => {
            let symbol = (symbol.text(), symbol.domain());
            let headline = format!(
                "{name}:{}: `{}` is {}, and it is {}",
                line(row),
                symbol.0,
                digits(&value),
                symbol.1
            );
            (headline, "rename the column, or correct the number")
        }
        FitError::Denominator {
            row,
            error: AlgebraError::DivisionByZero,
        } => (
            format!("{name}:{}: the denominator is zero here", line(row)),
            "leave the row out, or give another denominator",
        ),
        FitError::Denominator {
            row,
            error: error @ AlgebraError::OutsideDomain { .. },
        } => (
            format!("{name}:{}: {error}", line(row)),
            "correct the number, or give another denominator",
        ),
        FitError::Denominator { row, .. } => (
            format!(
                "{name}:{}: the denominator has no exact value here",
                line(row)
            ),
            "leave the row out, or give another denominator",
        ),
        FitError::Algebra(error @ AlgebraError::Limit { .. }) => (
            format!("fitting `{name}` {error}"),
            "lower the degrees, or leave rows out: two more than there are monomials find a wrong one",
        ),
        FitError::Algebra(error) => return session.need(Err(without_place(error))),
    };
    session.refuse(headline, help)
}
