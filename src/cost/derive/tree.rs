//! The derived tree as rows, each with what it contributes to the whole target.

use std::sync::Arc;

use crate::algebra::Value;
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::node::{Branch, Node, Part, Quantities, Range};
use crate::cost::derive::target::Derived;
use crate::cost::error::CostError;
use crate::text::Span;

type Result<T> = std::result::Result<T, CostError>;

/// A child, or one turn of a loop, in the tree of a target.
#[derive(Clone, Debug)]
pub struct Row {
    /// How deep it stands; the target itself is at 0.
    pub depth: usize,
    /// The names on the way down to it, from the target.
    pub path: Vec<String>,
    /// What one of it costs; `None` for the heading of a child whose turns differ.
    pub node: Option<Arc<Node>>,
    /// How often it is called and how often its weights exist.
    pub count: Option<(Value, Value)>,
    /// The loop it stands for.
    pub range: Option<Range>,
    /// Which turn of a loop it is.
    pub turn: Option<Value>,
    /// What it contributes to the whole target, all counts included.
    pub totals: Quantities,
    /// Where it is written.
    pub span: Span,
}

/// The counts and ranges between a node and the target.
type Way<'a> = Vec<&'a Part>;

impl Deriver<'_> {
    /// The rows of a derived target down to a depth, parents before children, and whether some were
    /// left out because there are more than `most`. A leaf that its parent only gives another name
    /// has no row of its own.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn rows(&self, derived: &Derived, depth: usize, most: usize) -> Result<(Vec<Row>, bool)> {
        let mut rows = vec![Row {
            depth: 0,
            path: derived.path.clone(),
            node: Some(derived.node.clone()),
            count: None,
            range: None,
            turn: None,
            totals: derived.totals.clone(),
            span: derived.span,
        }];
        let mut starts: Vec<(&Node, Way<'_>)> = vec![(&derived.node, Vec::new())];
        for name in &derived.path {
            let mut inner = Vec::new();
            for (node, way) in starts {
                for branch in node.branches.iter().filter(|branch| branch.name == *name) {
                    for part in &branch.parts {
                        let mut way = way.clone();
                        way.push(part);
                        inner.push((&*part.node, way));
                    }
                }
            }
            starts = inner;
        }
        if !derived.path.is_empty() {
            rows[0].node = starts
                .first()
                .map(|(_, way)| way[way.len() - 1].node.clone());
        }
        // What is still to be shown waits here, the next one last.
        let mut pending = Vec::new();
        let starts = starts.into_iter().rev();
        for (node, way) in starts.filter(|(node, _)| !node.only_wraps()) {
            Pending::push_children(&mut pending, node, 1, &derived.path, &way);
        }
        while let Some(next) = pending.pop() {
            if next.depth > depth {
                continue;
            }
            if rows.len() >= most {
                return Ok((rows, true));
            }
            match next.part {
                None if next.branch.parts.len() != 1 => {
                    rows.push(self.heading(&next)?);
                    let turns = next.branch.parts.iter().rev();
                    pending.extend(turns.map(|part| Pending {
                        depth: next.depth + 1,
                        part: Some(part),
                        ..next.clone()
                    }));
                }
                part => {
                    let part = part.unwrap_or(&next.branch.parts[0]);
                    let mut way = next.way.clone();
                    way.push(part);
                    rows.push(self.part_row(&next, part, &way)?);
                    if !part.node.only_wraps() {
                        let (depth, path) = (next.depth + 1, &next.path);
                        Pending::push_children(&mut pending, &part.node, depth, path, &way);
                    }
                }
            }
        }
        Ok((rows, false))
    }

    fn heading(&self, next: &Pending<'_>) -> Result<Row> {
        Ok(Row {
            depth: next.depth,
            path: next.path.clone(),
            node: None,
            count: None,
            range: None,
            turn: None,
            totals: self.up(
                next.branch.contribution.clone(),
                &next.way,
                next.branch.span,
            )?,
            span: next.branch.span,
        })
    }

    fn part_row(&self, next: &Pending<'_>, part: &Part, way: &Way<'_>) -> Result<Row> {
        Ok(Row {
            depth: next.depth,
            path: next.path.clone(),
            node: Some(part.node.clone()),
            count: Some((part.calls.clone(), part.instances.clone())),
            range: part.range.clone(),
            turn: part.turn.clone(),
            totals: self.up(part.node.totals.clone(), way, next.branch.span)?,
            span: next.branch.span,
        })
    }

    /// Takes costs from the inside of a way to the target: every count multiplies, every range sums.
    fn up(&self, mut totals: Quantities, way: &Way<'_>, span: Span) -> Result<Quantities> {
        for part in way.iter().rev() {
            for (quantity, value) in totals.iter_mut() {
                let count = self.count_for(part, *quantity);
                if !count.is_one() {
                    self.at(self.algebra.multiply_by(value, count), span)?;
                }
                if let Some(range) = &part.range {
                    let sum = self.algebra.sum(range.index, &range.from, &range.to, value);
                    *value = self.at(sum, span)?;
                }
            }
        }
        Ok(totals)
    }
}

/// A child, or one turn of it, that is still to be shown.
#[derive(Clone)]
struct Pending<'n> {
    depth: usize,
    path: Vec<String>,
    branch: &'n Branch,
    part: Option<&'n Part>,
    way: Way<'n>,
}

impl<'n> Pending<'n> {
    fn push_children(
        pending: &mut Vec<Pending<'n>>,
        node: &'n Node,
        depth: usize,
        path: &[String],
        way: &Way<'n>,
    ) {
        pending.extend(node.branches.iter().rev().map(|branch| Pending {
            depth,
            path: path.iter().chain([&branch.name]).cloned().collect(),
            branch,
            part: None,
            way: way.clone(),
        }));
    }
}
