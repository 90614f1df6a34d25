//! The tree of a target: what each child contributes to the whole.

use crate::algebra::{Rational, Value};
use crate::cli::call::{call, child_at, count};
use crate::cli::writer::Writer;
use crate::cost::{Derived, LayerId, QuantityId, Row};
use crate::engine::{Engine, Errors};

/// The most rows that are shown.
const MOST_ROWS: usize = 10_000;

/// A tree as text.
#[derive(Debug)]
pub(in crate::cli) struct Tree {
    /// Parents before children.
    pub(in crate::cli) rows: Vec<TreeRow>,
    /// Whether there are more rows than are shown.
    pub(in crate::cli) cut: bool,
}

/// A child and what it contributes.
#[derive(Debug)]
pub(in crate::cli) struct TreeRow {
    /// How deep it stands; the target is at 0.
    pub(in crate::cli) depth: usize,
    /// The names on the way down to it, joined by dots; empty for the target.
    pub(in crate::cli) path: String,
    /// Its name, and which turn of a loop it is.
    pub(in crate::cli) name: String,
    /// What it calls: `linear(E, 4E)`; empty above the turns of a loop.
    pub(in crate::cli) call: String,
    /// How often: `× N`.
    pub(in crate::cli) count: String,
    /// What it contributes of each quantity, all counts included.
    pub(in crate::cli) forms: Vec<String>,
    /// The same as numbers, where it is one.
    pub(in crate::cli) values: Vec<Option<Rational>>,
}

/// The tree of an answered target down to a depth.
pub(in crate::cli) fn tree(
    writer: &Writer<'_>,
    derived: &Derived,
    quantities: &[QuantityId],
    depth: usize,
) -> Result<Tree, Errors> {
    let engine = writer.engine();
    let calls = writer.for_calls();
    let bounds = (depth, MOST_ROWS);
    let (found, cut) = engine.rows(writer.question(), derived, quantities, bounds)?;
    let mut rows = Vec::with_capacity(found.len());
    // The layer of the row that is the parent at each depth.
    let mut parents: Vec<Option<LayerId>> = Vec::new();
    for (row, values) in found {
        parents.truncate(row.depth);
        let parent = parents.iter().rev().find_map(|layer| *layer);
        parents.push(row.node.as_ref().map(|node| node.layer));
        let forms = values.iter().map(|value| writer.value(value));
        rows.push(TreeRow {
            depth: row.depth,
            path: row.path.join("."),
            name: name(&calls, &row)?,
            call: match &row.node {
                None => String::new(),
                Some(node) => {
                    let program = engine.program();
                    let child = parent.and_then(|layer| child_at(program, layer, row.span));
                    call(&calls, node, child)?
                }
            },
            count: match &row.count {
                None => String::new(),
                Some((times, instances)) => count(&calls, (times, instances), row.range.as_ref())?,
            },
            forms: forms.collect::<Result<_, _>>()?,
            values: values.iter().map(|value| number(engine, value)).collect(),
        });
    }
    Ok(Tree { rows, cut })
}

/// The number that a value is, where no symbol is in it.
fn number(engine: &Engine, value: &Value) -> Option<Rational> {
    let open = value.as_constant().is_none() && !engine.symbols(value).is_empty();
    if open {
        None
    } else {
        engine.number(value).ok()
    }
}

fn name(writer: &Writer<'_>, row: &Row) -> Result<String, Errors> {
    let name = match (row.depth, row.path.last()) {
        (0, _) => return Ok(writer.question().label.clone()),
        (_, last) => last.cloned().unwrap_or_default(),
    };
    Ok(match &row.turn {
        Some(turn) => format!("{name}[{}]", writer.value(turn)?),
        None => name,
    })
}
