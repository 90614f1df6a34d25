//! What is shown of a change.

use std::collections::{BTreeSet, HashSet};

use crate::algebra::Algebra;
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cli::snapshot::cause::{causes, question_of};
use crate::cli::snapshot::kept::Beside;
use crate::cli::table::Table;
use crate::cli::writer::Writer;
use crate::diagnostic::{Drift, Origin};
use crate::engine::{Engine, Errors};
use crate::notation::derivation::{Change, Cost, CostChange, Derivation};

/// `1 file`, `2 files`
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Shows what differs in a file: first what has a cause of its own, with a picture of it, then what
/// follows from that.
///
/// # Errors
/// When nobody reads any more.
pub(super) fn show(
    session: &mut Session,
    file: &Beside,
    changes: &[&Change],
    changed: &HashSet<String>,
) -> Step {
    let (mut follows, mut computed) = (Table::default(), BTreeSet::new());
    for change in changes {
        let item = change.item();
        let what = format!("{}: {} {}", file.name, item.kind, item.name);
        let (kept, costs) = match change {
            Change::Gone(_) => {
                session.print(&format!("{what} is kept, and no longer there\n"))?;
                continue;
            }
            Change::New(_) => {
                session.print(&format!("{what} is new\n{}", indented(item)))?;
                continue;
            }
            Change::Changed { kept, costs, .. } => (kept, costs),
        };
        if kept.signature != item.signature {
            session.print(&format!(
                "{what} is declared otherwise\n  - {}{}\n  + {}{}\n",
                kept.name, kept.signature, item.name, item.signature
            ))?;
        }
        if kept.refused != item.refused {
            let says = |item: &Derivation| match &item.refused {
                Some(reason) => format!("no closed form: {reason}"),
                None => "a closed form".to_owned(),
            };
            session.print(&format!(
                "{what} had {}, and has {}\n",
                says(kept),
                says(item)
            ))?;
            continue;
        }
        for cost in costs {
            let shown = drift(&mut session.engine, file, item, cost, changed);
            match session.need(shown)? {
                Shown::Causes(drift) => {
                    session.show(&[drift.diagnostic()], Exit::DoesNotHold);
                }
                Shown::Follows(row) => follows.row(row),
                Shown::Computed(quantity) => {
                    computed.insert(quantity);
                }
            }
        }
    }
    let follows = follows.text();
    if !follows.is_empty() {
        session.print(&format!("{}: what follows from it\n{follows}", file.name))?;
    }
    if !computed.is_empty() {
        let names: Vec<String> = computed.into_iter().collect();
        session.print(&format!(
            "{}: computed from it: {}\n",
            file.name,
            names.join(", ")
        ))?;
    }
    Ok(())
}

fn indented(item: &Derivation) -> String {
    let text = item.to_string();
    let lines = text.lines().map(|line| format!("  + {line}\n"));
    lines.collect()
}

/// How a changed form is shown.
enum Shown {
    /// With a picture of the rules that it comes from.
    Causes(Drift),
    /// As a row of what follows from another layer.
    Follows([String; 3]),
    /// By the name of its quantity, which is computed from others.
    Computed(String),
}

fn drift(
    engine: &mut Engine,
    file: &Beside,
    item: &Derivation,
    change: &CostChange,
    changed: &HashSet<String>,
) -> Result<Shown, Errors> {
    if is_computed(engine, file, item, change) {
        return Ok(Shown::Computed(change.quantity().to_owned()));
    }
    let causes = causes(engine, file, item, change)?;
    let form = |cost: &Option<Cost>| cost.as_ref().map_or_else(|| "0".to_owned(), Cost::form);
    let (kept, today) = (form(&change.kept), form(&change.today));
    let subject = format!("{}({})", change.quantity(), item.name);
    let layers = causes.iter().map(|cause| match &cause.origin {
        Origin::Call(layer) => Some(layer),
        Origin::Rule | Origin::Gone { .. } => None,
    });
    let layers: Option<Vec<&String>> = layers.collect();
    if let Some(layers) = layers
        && layers.iter().all(|layer| changed.contains(*layer))
    {
        let mut names: Vec<String> = layers.iter().map(|layer| format!("`{layer}`")).collect();
        names.dedup();
        return Ok(Shown::Follows([
            format!("  {subject}"),
            format!("{kept} → {today}"),
            format!("from {}", names.join(", ")),
        ]));
    }
    Ok(Shown::Causes(Drift {
        subject,
        kept,
        today,
        removed: owned(&change.removed()),
        added: owned(&change.added()),
        difference: difference(engine, file, item, change)?,
        places: causes
            .into_iter()
            .map(|cause| (cause.span, cause.origin))
            .collect(),
    }))
}

fn owned(terms: &[&str]) -> Vec<String> {
    terms.iter().map(|term| (*term).to_owned()).collect()
}

/// Whether the quantity is computed from others.
fn is_computed(engine: &mut Engine, file: &Beside, item: &Derivation, change: &CostChange) -> bool {
    let Some(question) = question_of(engine, file, item) else {
        return false;
    };
    // A quantity that was kept may have another name by now.
    let quantity = engine.quantity(&question, change.quantity());
    quantity.is_ok_and(|id| engine.program().quantity(id).derived.is_some())
}

/// Today's form less the one that was kept; `None` where that cannot be read any more.
fn difference(
    engine: &mut Engine,
    file: &Beside,
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
