//! `--tree`: the children of a target and what each contributes.

use crate::algebra::Value;
use crate::cli::args::{self, Asking, Style};
use crate::cli::asked::Asked;
use crate::cli::session::{Session, Step};
use crate::cli::table::aligned;
use crate::cost::{Derived, Node, Row};

/// No tree is printed longer than this.
const MOST_ROWS: usize = 10_000;

/// Prints the tree of a target as a table: every row contributes what stands in it, counts included.
///
/// # Errors
/// When arranging a form meets a limit.
pub(super) fn print(
    session: &mut Session,
    asking: &Asking,
    asked: &Asked,
    derived: &Derived,
    depth: usize,
) -> Step {
    let rows = session.engine.rows(
        &asked.question,
        derived,
        &asked.quantities,
        (depth, MOST_ROWS),
    );
    let (rows, more) = session.need(rows)?;
    let mut header = vec![String::new(), "call".to_owned(), "count".to_owned()];
    for answer in &asked.answers.values {
        header.push(session.quantity_name(answer));
    }
    let mut cells = vec![header];
    for (row, values) in &rows {
        let mut line = vec![name(row, asked)];
        line.push(match &row.node {
            Some(node) => call(session, asked, node, asking.style)?,
            None => String::new(),
        });
        line.push(count(session, asked, row, asking.style)?);
        for value in values {
            let shown = (&asking.form, asking.style);
            line.push(session.closed_form(&asked.question, value, shown)?);
        }
        cells.push(line);
    }
    session.print(&aligned(&cells))?;
    if more {
        session.say(&format!(
            "note: only the first {MOST_ROWS} rows are shown; give a depth, as in --tree=2\n"
        ));
    }
    Ok(())
}

fn name(row: &Row, asked: &Asked) -> String {
    let name = match (&row.turn, row.path.last()) {
        _ if row.depth == 0 => {
            let label = &asked.question.label;
            label.rsplit(".cost:").next().unwrap_or(label).to_owned()
        }
        (Some(turn), Some(name)) => format!("{name}[{turn}]"),
        (_, name) => name.cloned().unwrap_or_default(),
    };
    format!("{}{name}", "  ".repeat(row.depth))
}

/// A call with its arguments: `linear(E, 4E)`.
///
/// # Errors
/// When arranging an argument meets a limit.
pub(super) fn call(
    session: &mut Session,
    asked: &Asked,
    node: &Node,
    style: Style,
) -> Step<String> {
    let shown = (&args::Form::Expanded, style);
    let mut arguments = Vec::new();
    for (_, value) in &node.arguments {
        arguments.push(session.closed_form(&asked.question, value, shown)?);
    }
    let layer = &session.engine.program().layer(node.layer).name;
    Ok(format!("{layer}({})", arguments.join(", ")))
}

fn count(session: &mut Session, asked: &Asked, row: &Row, style: Style) -> Step<String> {
    let shown = (&args::Form::Expanded, style);
    let mut text = String::new();
    if let Some((calls, instances)) = &row.count
        && !(calls.is_one() && instances.is_one())
    {
        text = format!("× {}", session.closed_form(&asked.question, calls, shown)?);
        if calls != instances {
            text += &format!(
                " of {}",
                session.closed_form(&asked.question, instances, shown)?
            );
        }
    }
    if let Some(range) = &row.range {
        let mut end = |value: &Value| session.closed_form(&asked.question, value, shown);
        let (from, to) = (end(&range.from)?, end(&range.to)?);
        let space = if text.is_empty() { "" } else { " " };
        text += &format!("{space}{} = {from}..{to}", range.name);
    }
    Ok(text)
}
