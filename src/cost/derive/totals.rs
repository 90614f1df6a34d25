//! Adding up: what a branch adds to its parent, what a node costs, and derived quantities.

use std::collections::HashMap;

use crate::algebra::Value;
use crate::cost::derive::deriver::{Call, Deriver};
use crate::cost::derive::dims::Dims;
use crate::cost::derive::evaluate::seen_from;
use crate::cost::derive::frame::Frame;
use crate::cost::derive::node::{Branch, Node, Part, Quantities};
use crate::cost::error::CostError;
use crate::cost::formula::FormulaKind;
use crate::cost::ids::QuantityId;
use crate::text::Span;

type Result<T> = std::result::Result<T, CostError>;

impl Deriver<'_> {
    /// What a branch adds to its parent: each part times its count, or summed over its range.
    pub(super) fn contribution(&self, branch: &Branch, quantity: QuantityId) -> Result<Value> {
        let total = |part: &Part| Ok(part.node.totals[&quantity].clone());
        self.over_parts(branch, quantity, total)
    }

    /// Adds up what each part of a branch is worth, counts and ranges included.
    pub(super) fn over_parts(
        &self,
        branch: &Branch,
        quantity: QuantityId,
        worth: impl Fn(&Part) -> Result<Value>,
    ) -> Result<Value> {
        let mut values = Vec::with_capacity(branch.parts.len());
        for part in &branch.parts {
            let count = self.count_for(part, quantity);
            let mut value = worth(part)?;
            if !count.is_one() {
                self.at(self.algebra.multiply_by(&mut value, count), branch.span)?;
            }
            values.push(match &part.range {
                None => value,
                Some(range) => {
                    let sum = self
                        .algebra
                        .sum(range.index, &range.from, &range.to, &value);
                    self.at(sum, branch.span)?
                }
            });
        }
        if values.len() == 1 {
            return Ok(values.remove(0));
        }
        self.at(self.algebra.sum_of(&values), branch.span)
    }

    /// Fills in the totals of a node.
    pub(super) fn add_up(&self, node: &mut Node, call: &Call) -> Result<()> {
        let layer = self.program.layer(node.layer);
        for quantity in call.wanted.iter() {
            let own = node.own.get(quantity).map(|(value, _)| value);
            let children = node
                .branches
                .iter()
                .map(|branch| &branch.contribution[quantity]);
            let ruled = own.is_some()
                || !layer.is_leaf()
                || layer.else_zero
                || self.program.quantity(*quantity).else_zero;
            let total = if let (Some(own), true) = (own, node.branches.is_empty()) {
                own.clone()
            } else if ruled {
                self.at(
                    self.algebra.sum_of(own.into_iter().chain(children)),
                    layer.span,
                )?
            } else {
                node.unruled.push(*quantity);
                self.at(
                    self.algebra.opaque(self.leaf_of(node, *quantity)),
                    layer.span,
                )?
            };
            node.totals.insert(*quantity, total);
        }
        Ok(())
    }

    /// The quantities with rules that a quantity is computed from; itself if it has rules.
    pub(super) fn bases(&self, quantities: &[QuantityId]) -> Vec<QuantityId> {
        let mut bases = Vec::new();
        let mut seen = Vec::new();
        let mut pending: Vec<QuantityId> = quantities.iter().rev().copied().collect();
        while let Some(quantity) = pending.pop() {
            if seen.contains(&quantity) {
                continue;
            }
            seen.push(quantity);
            match &self.program.quantity(quantity).derived {
                None => bases.push(quantity),
                Some(formula) => pending.extend(formula.uses(total_of)),
            }
        }
        bases.sort_unstable();
        bases
    }

    /// The form of any quantity, from the totals of those with rules.
    pub(super) fn total(
        &self,
        quantity: QuantityId,
        totals: &Quantities,
        dims: &Dims,
        span: Span,
    ) -> Result<Value> {
        let mut known: HashMap<QuantityId, Value> = HashMap::new();
        // Quantities wait here until all they are derived from is known.
        let mut pending = vec![quantity];
        while let Some(quantity) = pending.last().copied() {
            if known.contains_key(&quantity) {
                pending.pop();
                continue;
            }
            let value = match &self.program.quantity(quantity).derived {
                None => totals[&quantity].clone(),
                Some(formula) => {
                    let missing = formula.uses(total_of).into_iter();
                    let missing: Vec<_> =
                        missing.filter(|used| !known.contains_key(used)).collect();
                    if !missing.is_empty() {
                        pending.extend(missing);
                        continue;
                    }
                    let mut frame = Frame::new(formula.slots_needed(), dims.clone());
                    frame.totals = known;
                    let value = self.value(formula, &mut frame);
                    known = frame.totals;
                    value.map_err(|error| seen_from(error, span, "asked for here"))?
                }
            };
            known.insert(quantity, value);
            pending.pop();
        }
        Ok(known
            .remove(&quantity)
            .expect("the last one computed is the one asked for"))
    }
}

fn total_of(kind: &FormulaKind) -> Option<QuantityId> {
    match kind {
        FormulaKind::Total(quantity) => Some(*quantity),
        _ => None,
    }
}
