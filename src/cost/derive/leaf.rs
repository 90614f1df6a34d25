//! The cost of a leaf that has no rule: a symbol, made of the call that it is the cost of.

use crate::algebra::Opaque;
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::frame::Frame;
use crate::cost::derive::node::Node;
use crate::cost::derive::open_costs::{OpenCost, Sought};
use crate::cost::error::CostError;
use crate::cost::formula::{Mention, OpaqueCost, TargetBase};
use crate::cost::ids::QuantityId;
use crate::text::Span;

impl Deriver<'_> {
    /// The cost of a derived leaf.
    pub(super) fn leaf_of(&self, node: &Node, quantity: QuantityId) -> Opaque {
        let arguments = node.arguments.iter().map(|(_, value)| value.clone());
        Opaque {
            head: self.program.quantity(quantity).name.clone(),
            name: self.program.layer(node.layer).name.clone(),
            arguments: arguments.collect(),
            bindings: node.dims.to_list(),
        }
    }

    /// The cost of a leaf as a formula has it: that of a child which is called so.
    pub(super) fn leaf_cost(
        &self,
        cost: &OpaqueCost,
        frame: &mut Frame,
        span: Span,
    ) -> Result<Opaque, CostError> {
        let (given, dims) = self.call_of(&cost.arguments, &cost.with, frame)?;
        let dims = self.in_force(&dims);
        let head = match &cost.quantity {
            Mention::Declared(quantity) => self.program.quantity(*quantity).name.clone(),
            Mention::Named(name) => name.clone(),
        };
        let bindings = dims.to_list();
        let (name, arguments) = match &cost.layer {
            Mention::Named(name) => {
                let values = given.into_iter().map(|(_, value)| value);
                (name, values.collect())
            }
            Mention::Declared(layer) => {
                let open = OpenCost {
                    sought: Sought::Leaf(head.clone()),
                    base: TargetBase::Layer(*layer),
                    path: Vec::new(),
                    given: given.clone(),
                    dims: dims.clone(),
                    asks: false,
                };
                // A default may be such a cost, too.
                let complete = || self.complete(*layer, given, &dims, span, None);
                let arguments = self.work_out(open, span, complete)?;
                (&self.program.layer(*layer).name, arguments)
            }
        };
        Ok(Opaque {
            head,
            name: name.clone(),
            arguments,
            bindings,
        })
    }
}
