//! Definitions that go around in circles.

use std::collections::HashMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::FormulaKind;
use crate::cost::ids::{LayerId, LetId, QuantityId};
use crate::cost::program::{Program, StatementKind};
use crate::text::Span;

/// Nodes in an order in which each comes after all it uses, or one way around a cycle, its first
/// node again at the end. Walks with a stack of its own, so that depth costs memory only.
pub(in crate::cost) fn order(
    nodes: usize,
    uses: impl Fn(usize) -> Vec<usize>,
) -> Result<Vec<usize>, Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; nodes];
    let mut sorted = Vec::with_capacity(nodes);
    for start in 0..nodes {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        let mut trail = vec![(start, uses(start))];
        while let Some((node, rest)) = trail.last_mut() {
            let Some(next) = rest.pop() else {
                marks[*node] = Mark::Done;
                sorted.push(*node);
                trail.pop();
                continue;
            };
            match marks[next] {
                Mark::Done => {}
                Mark::New => {
                    marks[next] = Mark::Open;
                    trail.push((next, uses(next)));
                }
                Mark::Open => {
                    let nodes = trail.iter().map(|(node, _)| *node);
                    let mut cycle: Vec<usize> = nodes.skip_while(|node| *node != next).collect();
                    cycle.push(next);
                    return Err(cycle);
                }
            }
        }
    }
    Ok(sorted)
}

/// Definitions that need each other, placed where the first of them is, with a note of what each of
/// the next few needs. The first name stands again at the end, as does its place.
pub(in crate::cost) fn circle(
    what: &'static str,
    cycle: Vec<String>,
    places: impl Iterator<Item = Span>,
) -> CostError {
    const MOST_NOTES: usize = 6;
    let places: Vec<Span> = places.take(cycle.len() - 1).collect();
    let needs = cycle.iter().skip(2).map(|name| format!("needs `{name}`"));
    let notes: Vec<(Span, String)> = places.iter().skip(1).copied().zip(needs).collect();
    let error = CostError::new(CostErrorKind::Circular { what, cycle }, places[0]);
    let notes = notes.into_iter().take(MOST_NOTES);
    notes.fold(error, |error, (at, needs)| error.with_note(at, needs))
}

/// Layers of one file that contain each other. Files do not use each other in circles, so no longer
/// way around exists.
pub(in crate::cost) fn circular_layers(program: &Program, layers: &[LayerId]) -> Option<CostError> {
    let place: HashMap<LayerId, usize> = layers.iter().copied().zip(0..).collect();
    let uses = |at: usize| {
        let body = &program.layer(layers[at]).body;
        let children = body.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Child(child) => place.get(&child.layer).copied(),
            _ => None,
        });
        children.collect()
    };
    let cycle = order(layers.len(), uses).err()?;
    let names = cycle
        .iter()
        .map(|at| program.layer(layers[*at]).name.clone());
    let kind = CostErrorKind::Circular {
        what: "layers",
        cycle: names.collect(),
    };
    let mut error = CostError::new(kind, program.layer(layers[cycle[0]]).span);
    for pair in cycle.windows(2) {
        let inner = layers[pair[1]];
        let call =
            program
                .layer(layers[pair[0]])
                .body
                .iter()
                .find_map(|statement| match &statement.kind {
                    StatementKind::Child(child) if child.layer == inner => Some(child.call_span),
                    _ => None,
                });
        if let Some(call) = call {
            error = error.with_note(call, format!("contains `{}`", program.layer(inner).name));
        }
    }
    Some(error)
}

/// Derived quantities of one file that use each other.
pub(in crate::cost) fn circular_quantities(
    program: &Program,
    quantities: &[QuantityId],
) -> Option<CostError> {
    let place: HashMap<QuantityId, usize> = quantities.iter().copied().zip(0..).collect();
    let uses = |at: usize| {
        let derived = program.quantity(quantities[at]).derived.as_ref();
        derived.map_or_else(Vec::new, |formula| {
            formula.uses(|kind| match kind {
                FormulaKind::Total(quantity) => place.get(quantity).copied(),
                _ => None,
            })
        })
    };
    let cycle = order(quantities.len(), uses).err()?;
    let names = cycle
        .iter()
        .map(|at| program.quantity(quantities[*at]).name.clone());
    let places = cycle
        .iter()
        .map(|at| program.quantity(quantities[*at]).span);
    Some(circle("quantities", names.collect(), places))
}

/// `let`s of one file that use each other.
pub(in crate::cost) fn circular_lets(program: &Program, lets: &[LetId]) -> Option<CostError> {
    let place: HashMap<LetId, usize> = lets.iter().copied().zip(0..).collect();
    let uses = |at: usize| {
        let value = program.file_let(lets[at]).value.as_ref();
        value.map_or_else(Vec::new, |formula| {
            formula.uses(|kind| match kind {
                FormulaKind::FileLet(id) => place.get(id).copied(),
                _ => None,
            })
        })
    };
    let cycle = order(lets.len(), uses).err()?;
    let names = cycle
        .iter()
        .map(|at| program.file_let(lets[*at]).name.clone());
    let places = cycle.iter().map(|at| program.file_let(lets[*at]).span);
    Some(circle("lets", names.collect(), places))
}
