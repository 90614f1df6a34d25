//! What is shown of a change.

use std::collections::HashSet;

use crate::algebra::Algebra;
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cli::snapshot::cause::{causes, question_of};
use crate::cli::snapshot::kept::Kept;
use crate::cli::writer::Writer;
use crate::diagnostic::Drift;
use crate::engine::{Engine, Errors};
use crate::notation::derivation::{Change, Cost, CostChange, Derivation};

/// `1 file`, `2 files`
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Shows a change: the terms, their difference and the rule, or the layer that it follows from.
///
/// # Errors
/// When nobody reads any more.
pub(super) fn show(
    session: &mut Session,
    file: &Kept,
    change: &Change,
    changed: &HashSet<String>,
) -> Step {
    let item = change.item();
    let what = format!("{}: {} {}", file.name, item.kind, item.name);
    match change {
        Change::Gone(_) => session.print(&format!("{what} is kept, and no longer there\n")),
        Change::New(_) => session.print(&format!("{what} is new\n{}", indented(item))),
        Change::Changed { kept, today, costs } => {
            if kept.signature != today.signature {
                session.print(&format!(
                    "{what} is declared otherwise\n  - {}{}\n  + {}{}\n",
                    kept.name, kept.signature, today.name, today.signature
                ))?;
            }
            for cost in costs {
                show_cost(session, file, today, cost, changed)?;
            }
            Ok(())
        }
    }
}

fn indented(item: &Derivation) -> String {
    let text = item.to_string();
    let lines = text.lines().map(|line| format!("  + {line}\n"));
    lines.collect()
}

/// A changed form. What follows from another change is a line; what causes it is a picture.
fn show_cost(
    session: &mut Session,
    file: &Kept,
    item: &Derivation,
    change: &CostChange,
    changed: &HashSet<String>,
) -> Step {
    let drift = drift(&mut session.engine, file, item, change, changed);
    let drift = session.need(drift)?;
    match drift {
        Shown::Follows(line) => session.print(&line),
        Shown::Causes(drift) => {
            let diagnostic = drift.diagnostic();
            session.show(&[diagnostic], Exit::DoesNotHold);
            Ok(())
        }
    }
}

enum Shown {
    Follows(String),
    Causes(Drift),
}

fn drift(
    engine: &mut Engine,
    file: &Kept,
    item: &Derivation,
    change: &CostChange,
    changed: &HashSet<String>,
) -> Result<Shown, Errors> {
    let causes = causes(engine, file, item, change)?;
    let form = |cost: &Option<Cost>| cost.as_ref().map_or_else(|| "0".to_owned(), Cost::form);
    let (kept, today) = (form(&change.kept), form(&change.today));
    let through = causes.iter().filter_map(|cause| cause.layer.as_ref());
    let through: Vec<&String> = through.filter(|layer| changed.contains(*layer)).collect();
    let follows = follows_from(engine, file, item, change)?;
    if !through.is_empty() && through.len() == causes.len() || follows.is_some() {
        let mut names: Vec<String> = through.iter().map(|layer| format!("`{layer}`")).collect();
        names.dedup();
        let from = follows.unwrap_or_else(|| names.join(", "));
        return Ok(Shown::Follows(format!(
            "{}: {}({}) follows from {from}: {kept} → {today}\n",
            file.name,
            change.quantity(),
            item.name,
        )));
    }
    Ok(Shown::Causes(Drift {
        subject: format!("{}({})", change.quantity(), item.name),
        kept,
        today,
        removed: owned(&change.removed()),
        added: owned(&change.added()),
        difference: difference(engine, file, item, change)?,
        places: causes
            .into_iter()
            .map(|cause| (cause.span, cause.layer))
            .collect(),
    }))
}

fn owned(terms: &[&str]) -> Vec<String> {
    terms.iter().map(|term| (*term).to_owned()).collect()
}

/// The quantities of the item that changed and that this one is computed from.
fn follows_from(
    engine: &mut Engine,
    file: &Kept,
    item: &Derivation,
    change: &CostChange,
) -> Result<Option<String>, Errors> {
    let Some(question) = question_of(engine, file, item) else {
        return Ok(None);
    };
    let quantity = engine.quantity(&question, change.quantity())?;
    let program = engine.program();
    let Some(formula) = &program.quantity(quantity).derived else {
        return Ok(None);
    };
    let text = program.sources.slice(formula.span);
    Ok(Some(format!("`{}`", text.trim())))
}

/// Today's form less the one that was kept; `None` where that cannot be read any more.
fn difference(
    engine: &mut Engine,
    file: &Kept,
    item: &Derivation,
    change: &CostChange,
) -> Result<Option<String>, Errors> {
    let Some(question) = question_of(engine, file, item) else {
        return Ok(None);
    };
    let mut values = Vec::new();
    for cost in [&change.today, &change.kept] {
        let form = cost.as_ref().map_or_else(|| "0".to_owned(), Cost::form);
        match engine.read_form(&question, &form) {
            Ok(value) => values.push(value),
            Err(_) => return Ok(None),
        }
    }
    let difference = Algebra::new().subtract(&values[0], &values[1]);
    let Ok(difference) = difference else {
        return Ok(None);
    };
    Writer::new(engine, &question).value(&difference).map(Some)
}
