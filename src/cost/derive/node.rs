//! The derived tree: what each layer of a target costs, and why.

use std::sync::Arc;

use crate::algebra::{Indeterminate, Value};
use crate::cost::derive::dims::Dims;
use crate::cost::derive::few::Few;
use crate::cost::ids::{LayerId, QuantityId};
use crate::text::Span;

/// An exact form for each quantity that layers have rules for.
pub type Quantities = Few<Value>;

/// What one call of a layer costs. Equal calls share one node, so a tree that would be endless on
/// paper is small.
#[derive(Debug)]
pub struct Node {
    /// The layer.
    pub layer: LayerId,
    /// Its parameters and what they are worth.
    pub arguments: Vec<(String, Value)>,
    /// The dims that were bound when it was called.
    pub dims: Dims,
    /// The `let`s of its body, in order.
    pub lets: Vec<(String, Value)>,
    /// Its own rules: the form and the place of the rule.
    pub own: Few<(Value, Span)>,
    /// Its children, in order.
    pub branches: Vec<Branch>,
    /// Everything together.
    pub totals: Quantities,
    /// Quantities for which it is a leaf without a rule; they stand in the totals as opaque symbols.
    pub unruled: Vec<QuantityId>,
}

impl Node {
    /// Whether all it costs is one call of a leaf: a layer that only gives the leaf another name.
    pub fn only_wraps(&self) -> bool {
        let [branch] = &self.branches[..] else {
            return false;
        };
        let [part] = &branch.parts[..] else {
            return false;
        };
        let once = part.calls.is_one() && part.instances.is_one() && part.range.is_none();
        once && self.own.is_empty() && part.node.branches.is_empty()
    }
}

/// A child of a node: all its repetitions.
#[derive(Debug)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// Its repetitions: one part where all are alike.
    pub parts: Vec<Part>,
    /// What it adds to its parent, counts included.
    pub contribution: Quantities,
}

/// Repetitions of a child that are alike.
#[derive(Debug)]
pub struct Part {
    /// What one of them costs.
    pub node: Arc<Node>,
    /// How often it is called.
    pub calls: Value,
    /// How often its weights exist.
    pub instances: Value,
    /// The loop it stands for, where the loop was not written out.
    pub range: Option<Range>,
    /// Which turn of the loop it is, where it was.
    pub turn: Option<Value>,
}

/// `for i in from..to`, kept as a sum.
#[derive(Clone, Debug)]
pub struct Range {
    /// The index, as it occurs in the forms of the node.
    pub index: Indeterminate,
    /// Its name as written.
    pub name: String,
    /// The first value.
    pub from: Value,
    /// The last value.
    pub to: Value,
}

impl Drop for Node {
    /// Takes deep trees apart without recursion.
    fn drop(&mut self) {
        let mut pending: Vec<Part> = Vec::new();
        let take = |branches: &mut Vec<Branch>, pending: &mut Vec<Part>| {
            pending.extend(branches.drain(..).flat_map(|branch| branch.parts));
        };
        take(&mut self.branches, &mut pending);
        while let Some(part) = pending.pop() {
            if let Some(mut node) = Arc::into_inner(part.node) {
                take(&mut node.branches, &mut pending);
            }
        }
    }
}
