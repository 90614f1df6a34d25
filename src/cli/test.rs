//! `flopform test`: expectations put to the test.

use std::path::Path;

use crate::algebra::Value;
use crate::cli::args::Test;
use crate::cli::exit::Exit;
use crate::cli::paths::inputs;
use crate::cli::session::{Session, Step};
use crate::cli::writer::Writer;
use crate::cost::{ModuleId, Outcome};
use crate::diagnostic::diagnose_all;

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
                let engine = &session.engine;
                let writer = Writer::new(engine, &question);
                let write = |value: &Value| writer.value(value);
                let diagnostic = engine.unmet(module, at, &question, &tested, &write);
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
