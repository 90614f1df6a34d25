//! `flopform test`: expectations put to the test.

use std::path::Path;

use crate::algebra::Counterexample;
use crate::cli::args::Test;
use crate::cli::exit::Exit;
use crate::cli::paths::inputs;
use crate::cli::session::{Session, Step};
use crate::cli::writer::Writer;
use crate::cost::{ModuleId, Outcome, Question, Tested};
use crate::diagnostic::{Diagnostic, Expected, Point, diagnose_all};
use crate::engine::{Engine, Errors, unruled};
use crate::notation::number::digits;
use crate::syntax::ast::Relation;

/// Runs every expectation of the files named, or of the library.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn run(session: &mut Session, arguments: &Test) -> Step {
    let modules = modules(session, arguments)?;
    let (mut held, mut failed) = (0_usize, 0_usize);
    for module in &modules {
        let judged = judge(session, *module, arguments.verbose)?;
        held += judged.0;
        failed += judged.1;
    }
    if modules.is_empty() {
        return Ok(());
    }
    let files = modules.len();
    let summary = match (held + failed, failed) {
        (0, _) => format!("no expectations in {}", counted(files, "file")),
        (_, 0) => format!("{} in {}", hold(held), counted(files, "file")),
        _ => {
            let do_not = if failed == 1 { "does" } else { "do" };
            format!(
                "{}, {failed} {do_not} not, in {}",
                hold(held),
                counted(files, "file")
            )
        }
    };
    session.print(&format!("{summary}\n"))
}

/// Puts the expectations of a file to the test and shows those that do not hold; how many do, and how
/// many do not.
///
/// # Errors
/// When nobody reads any more.
pub(super) fn judge(
    session: &mut Session,
    module: ModuleId,
    verbose: bool,
) -> Step<(usize, usize)> {
    let (mut held, mut failed) = (0_usize, 0_usize);
    let tested = session.engine.test(module);
    if verbose {
        let name = session.engine.program().module(module).name.clone();
        session.print(&format!("{name}\n"))?;
    }
    for (at, question, tested) in tested {
        match tested {
            Ok(tested) if matches!(tested.outcome, Outcome::Met) => {
                held += 1;
                if verbose {
                    let derived = Writer::new(&session.engine, &question).value(&tested.left);
                    let derived = session.need(derived)?;
                    let text = written(session, module, at);
                    session.print(&format!("  {text}\n      derived {derived}\n"))?;
                }
            }
            Ok(tested) => {
                failed += 1;
                let diagnostic = unmet(&session.engine, module, at, &question, &tested);
                let diagnostic = session.need(diagnostic)?;
                session.show(&[diagnostic], Exit::DoesNotHold);
            }
            Err(error) => {
                failed += 1;
                session.show(&diagnose_all(&[error]), Exit::Mistake);
            }
        }
    }
    Ok((held, failed))
}

fn hold(count: usize) -> String {
    format!(
        "{} {}",
        counted(count, "expectation"),
        if count == 1 { "holds" } else { "hold" }
    )
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn modules(session: &mut Session, arguments: &Test) -> Step<Vec<ModuleId>> {
    if arguments.paths.is_empty() {
        let modules = session.engine.load_whole_library();
        return session.need(modules);
    }
    let mut modules = Vec::new();
    for input in inputs(session, &arguments.paths)? {
        let path = input.path.as_deref().unwrap_or(Path::new("-"));
        let loaded = session.add_file(path);
        // The other files are tested all the same.
        if let Ok(module) = loaded {
            modules.push(module);
        }
    }
    Ok(modules)
}

/// An expectation as it stands in the file, on one line.
fn written(session: &Session, module: ModuleId, at: usize) -> String {
    let span = session.engine.program().module(module).expectations[at].span;
    let text = session.engine.sources().slice(span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unmet(
    engine: &Engine,
    module: ModuleId,
    at: usize,
    question: &Question,
    tested: &Tested,
) -> Result<Diagnostic, Errors> {
    let expectation = &engine.program().module(module).expectations[at];
    let span = expectation.span;
    let sources = engine.sources();
    let writer = Writer::new(engine, question);
    let within = expectation.within.as_ref().map(|(amount, percent)| {
        let sign = if *percent { "%" } else { "" };
        format!("{}{sign}", sources.slice(amount.span))
    });
    // Where only growth is compared, or sides should differ, their difference says nothing.
    let difference = match expectation.relation {
        Relation::SameGrowth | Relation::Different => None,
        _ => Some(writer.value(&tested.difference)?),
    };
    let expected = Expected {
        subject: sources.slice(expectation.left.span).to_owned(),
        relation: expectation.relation.text().to_owned(),
        expected: writer.value(&tested.right)?,
        derived: writer.value(&tested.left)?,
        difference,
        within,
        note: expectation.note.clone(),
    };
    Ok(match &tested.outcome {
        Outcome::NotDecided(reason) => {
            let names = unruled(&tested.difference).join(", ");
            let reason = if names.is_empty() {
                reason.clone()
            } else {
                format!("{names} has no rule; {reason}")
            };
            expected.not_decided(span, &reason)
        }
        Outcome::Met => unreachable!("only what is not met is shown"),
        Outcome::NotMet(point) => {
            let point = point.as_ref().map(|point| shown_point(question, point));
            expected.not_met(span, point.as_ref())
        }
    })
}

fn shown_point(question: &Question, found: &Counterexample) -> Point {
    let names = question.in_order(found.point.keys().cloned().collect());
    let values = names.into_iter().map(|name| {
        let number = digits(&found.point[&name]);
        (name, number)
    });
    Point {
        values: values.collect(),
        derived: found.left.as_ref().map(digits),
        expected: found.right.as_ref().map(digits),
    }
}
