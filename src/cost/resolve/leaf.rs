//! `name[…]`: the cost of a leaf that has no rule.

use std::collections::HashMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind, Mention, OpaqueCost};
use crate::cost::program::Declared;
use crate::cost::resolve::arguments::Missing;
use crate::cost::resolve::expression::{Resolver, dotted};
use crate::cost::scope::lookup_whole;
use crate::syntax::ast::{Argument, LeafCost, Let, Path};
use crate::text::Span;

impl Resolver<'_> {
    /// `macs[softmax(BHS, S) with h = 2]`
    pub(super) fn leaf_cost(&mut self, cost: &LeafCost) -> Option<FormulaKind> {
        self.note_path(&cost.quantity);
        self.note_path(&cost.layer);
        let help = "write a quantity, and the call of a layer: `macs[softmax(S)]`";
        let quantity = self.mention(
            &cost.quantity,
            "quantity",
            help,
            |declared| match declared {
                Declared::Quantity(id) => Some(*id),
                _ => None,
            },
        );
        let help = "name a layer; a config costs what its layer does, as in `macs(gpt2)`";
        let layer = self.mention(&cost.layer, "layer", help, |declared| match declared {
            Declared::Layer(id) => Some(*id),
            _ => None,
        });
        let (quantity, layer) = (quantity?, layer?);
        let arguments = match &layer {
            Mention::Declared(layer) => {
                self.arguments(*layer, &cost.arguments, cost.layer.span, Missing::Refused)
            }
            Mention::Named(name) => self.by_place(name, &cost.arguments)?,
        };
        Some(FormulaKind::Opaque(Box::new(OpaqueCost {
            quantity,
            layer,
            arguments,
            with: self.rebound(&cost.with)?,
        })))
    }

    /// What a name stands for; a mistake if that is something of another kind.
    fn mention<T>(
        &mut self,
        path: &Path,
        needed: &'static str,
        help: &str,
        of_kind: impl Fn(&Declared) -> Option<T>,
    ) -> Option<Mention<T>> {
        let name = dotted(path);
        let declared = match lookup_whole(self.program, self.scope.module, path) {
            Err(error) => {
                self.report(error);
                return None;
            }
            Ok(None) => return Some(Mention::Named(name)),
            Ok(Some(declared)) => declared,
        };
        if let Some(id) = of_kind(declared) {
            return Some(Mention::Declared(id));
        }
        let kind = CostErrorKind::WrongKind {
            name,
            is: declared.kind(),
            needed,
            help: help.to_owned(),
        };
        self.refuse(kind, path.span)
    }

    /// The arguments of a layer of which no more than the name is known.
    fn by_place(&mut self, layer: &str, arguments: &[Argument]) -> Option<Vec<(usize, Formula)>> {
        if let Some(name) = arguments.iter().find_map(|argument| argument.name.as_ref()) {
            let reason =
                format!("`{layer}` is not known here, so its arguments are taken by place");
            let help = format!(
                "leave out `{} =`, or `use` the file that declares `{layer}`",
                name.node
            );
            return self.refuse(CostErrorKind::BadCall { reason, help }, name.span);
        }
        let values = arguments
            .iter()
            .map(|argument| self.expression(&argument.value));
        let values: Vec<Option<Formula>> = values.collect();
        let placed = values.into_iter().enumerate();
        placed.map(|(place, value)| Some((place, value?))).collect()
    }

    /// The dims that are rebound: any names, since a form that was printed may have parameters among them.
    fn rebound(&mut self, with: &[Let]) -> Option<Vec<(String, Formula)>> {
        let mut bound: HashMap<&str, Span> = HashMap::new();
        let values = with.iter().map(|binding| {
            let (name, span) = (&binding.name.node, binding.name.span);
            self.note_name(name, span);
            if let Some(first) = bound.insert(name, span) {
                self.report(CostError::duplicate("binding of", name, span, first));
            }
            Some((name.to_string(), self.expression(&binding.value)?))
        });
        let values: Vec<Option<_>> = values.collect();
        values.into_iter().collect()
    }
}
