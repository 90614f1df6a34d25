//! `flopform fit`: the closed form behind numbers that something else counted.

mod report;
mod table;

use crate::algebra::{AlgebraError, Indeterminate, Rational, Value};
use crate::analysis::{
    Bounds, Contradiction, Determined, Fit as Fitted, FitError, Lower, Open, Point, Sample,
    Samples, Wrong, fit,
};
use crate::cli::args::{Fit, Format};
use crate::cli::exit::Exit;
use crate::cli::fit::report::{Contradicted, Found, Outcome, Report, Suspects, TooFew};
use crate::cli::fit::table::{Columns, Table, read};
use crate::cli::session::{Session, Step};
use crate::cli::writer::{Writer, without_place};
use crate::cost::{Question, Setting};
use crate::engine::{Engine, Errors};
use crate::notation::number::digits;
use crate::text::did_you_mean;

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
    match arguments.format {
        Format::Json => session.print(&report::json(&report)),
        _ => {
            session.print(&report::text(&report))?;
            for note in report::notes(&report) {
                session.note(&note);
            }
            Ok(())
        }
    }
}

/// How large the polynomials are that are looked for.
fn bounds(session: &mut Session, arguments: &Fit, table: &Table) -> Step<Bounds> {
    let mut every = None;
    let mut powers = vec![None; table.symbols.len()];
    let example = "write `--degree 2` for every symbol, or `--degree B=1,S=2`";
    for text in &arguments.degree {
        let (name, degree) = match text.split_once('=') {
            Some((name, degree)) => (Some(name.trim()), degree.trim()),
            None => (None, text.trim()),
        };
        let Ok(degree) = degree.parse::<u32>() else {
            return session.refuse(format!("`--degree {text}` has no whole number"), example);
        };
        let held = match name {
            None => &mut every,
            Some(name) => {
                let place = table.symbols.iter().position(|symbol| symbol == name);
                let Some(place) = place else {
                    let near = did_you_mean(name, table.symbols.iter().map(String::as_str));
                    let near = near.map(|near| format!("; did you mean `{near}`?"));
                    let near = near.unwrap_or_default();
                    let help = format!("its symbols are {}{near}", table.symbols.join(", "));
                    let headline = format!("`{}` has no column `{name}`", table.name);
                    return session.refuse(headline, &help);
                };
                &mut powers[place]
            }
        };
        if held.replace(degree).is_some() {
            let whose = name.unwrap_or("every symbol");
            return session.refuse(format!("`--degree` is given twice for {whose}"), example);
        }
    }
    for power in &mut powers {
        *power = power.or(every);
    }
    Ok(Bounds {
        total: arguments.total_degree,
        powers,
    })
}

/// The columns as symbols, and the question whose names they are.
fn symbols(session: &mut Session, table: &Table) -> Step<(Question, Vec<Indeterminate>)> {
    let mut symbols = Vec::new();
    for name in &table.symbols {
        let Some(symbol) = symbol(&mut session.engine, name) else {
            let headline = format!("the column `{name}` cannot be a symbol of a formula");
            let help = "rename it to a letter, or to a word that no formula file has for something \
                        else; `--symbols` leaves columns out";
            return session.refuse(headline, help);
        };
        symbols.push(symbol);
    }
    let product = format!("1*{}", table.symbols.join("*"));
    let product = session.engine.questions(&product);
    let question = session.need(product)?.remove(0);
    Ok((question, symbols))
}

/// The symbol that a name by itself is in an expression.
fn symbol(engine: &mut Engine, name: &str) -> Option<Indeterminate> {
    // In a product, since a word by itself is looked for among layers.
    let question = engine.questions(&format!("2*{name}")).ok()?.pop()?;
    let answers = engine.answer(&question, &[], &Setting::default()).ok()?;
    let value = &answers.values.first()?.value;
    let [symbol] = value.indeterminates()[..] else {
        return None;
    };
    let (monomial, two) = value.as_polynomial()?.as_term()?;
    let alone = monomial.degree_in(symbol) == 1 && *two == Rational::from(2);
    (alone && symbol.text() == name).then_some(symbol)
}

/// What the form is divided by, and the question beside its names.
fn denominator(
    session: &mut Session,
    arguments: &Fit,
    question: Question,
    symbols: &[Indeterminate],
) -> Step<(Question, Value)> {
    let Some(text) = &arguments.denominator else {
        return Ok((question, Value::one()));
    };
    let asked = session.engine.questions(text);
    let asked = session.need(asked)?;
    let help = "write a formula in the symbols of the file, such as `'E + 1'`";
    let [asked] = &asked[..] else {
        return session.refuse(format!("`{text}` is no formula"), help);
    };
    let answers = session.engine.answer(asked, &[], &Setting::default());
    let mut answers = session.need(answers)?;
    let Some(value) = answers.values.pop().map(|answer| answer.value) else {
        return session.refuse(format!("`{text}` is no formula"), help);
    };
    let names: Vec<&str> = symbols.iter().map(|symbol| symbol.text()).collect();
    let open = session.engine.symbols(&value).into_iter();
    if let Some(other) = open.into_iter().find(|name| !names.contains(&&name[..])) {
        let headline = format!("the denominator has `{other}` in it, which is no column");
        return session.refuse(headline, help);
    }
    if value.is_zero() {
        return session.refuse("the denominator is zero".to_owned(), help);
    }
    Ok((question.beside(asked), value))
}

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
        FitError::Denominator { row, error } => (
            format!(
                "{name}:{}: the denominator has no value here: {error}",
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

/// Writes what was found as text.
struct Shower<'a> {
    writer: Writer<'a>,
    table: &'a Table,
}

impl Shower<'_> {
    fn outcome(&self, fitted: Fitted) -> Result<Outcome, Errors> {
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
