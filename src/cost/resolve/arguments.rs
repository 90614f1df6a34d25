//! Matching the arguments of a call with the parameters of a layer.

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::Formula;
use crate::cost::ids::LayerId;
use crate::cost::reference::Referent;
use crate::cost::resolve::expression::Resolver;
use crate::syntax::ast::Argument;
use crate::text::{Span, did_you_mean};

/// Whether every parameter without a default must be given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A child: nothing may be left open.
    Refused,
    /// A target: what is left open stands for itself.
    Allowed,
}

impl Resolver<'_> {
    /// The arguments by place of the parameter. Mistakes are reported, and what fits is kept.
    pub(super) fn arguments(
        &mut self,
        callee: LayerId,
        arguments: &[Argument],
        call_span: Span,
        missing: Missing,
    ) -> Vec<(usize, Formula)> {
        let mut matched: Vec<(usize, Formula)> = Vec::with_capacity(arguments.len());
        let mut given_at: Vec<Option<Span>> =
            vec![None; self.program.layer(callee).parameters.len()];
        let mut too_many = false;
        for (at, argument) in arguments.iter().enumerate() {
            let value = self.expression(&argument.value);
            let place = match &argument.name {
                Some(name) => self.named_place(callee, &name.node, name.span),
                None if at < given_at.len() => Some(at),
                None => {
                    too_many = true;
                    None
                }
            };
            let (Some(place), Some(value)) = (place, value) else {
                continue;
            };
            if let Some(first) = given_at[place] {
                let name = self.program.layer(callee).parameters[place].name.clone();
                let kind = CostErrorKind::Duplicate {
                    what: "argument",
                    name,
                };
                let span = argument
                    .name
                    .as_ref()
                    .map_or(argument.value.span, |name| name.span);
                self.report(CostError::new(kind, span).with_note(first, "first given here"));
                continue;
            }
            given_at[place] = Some(argument.value.span);
            matched.push((place, value));
        }
        let layer = self.program.layer(callee);
        if too_many {
            let kind = CostErrorKind::WrongArgumentCount {
                callee: layer.name.clone(),
                signature: layer.signature(),
                given: arguments.len(),
            };
            let note = "declared here";
            self.report(CostError::new(kind, call_span).with_note(layer.span, note));
        } else if missing == Missing::Refused {
            let open = layer.parameters.iter().zip(&given_at);
            let open = open.filter(|(parameter, given)| given.is_none() && !parameter.optional);
            // An argument that was given and is itself mistaken is no missing one.
            let open: Vec<String> = open.map(|(parameter, _)| parameter.name.clone()).collect();
            if !open.is_empty() && arguments.len() == matched.len() {
                let kind = CostErrorKind::MissingArgument {
                    layer: layer.name.clone(),
                    parameters: open,
                };
                self.report(CostError::new(kind, call_span).with_note(layer.span, "declared here"));
            }
        }
        matched
    }

    fn named_place(&mut self, callee: LayerId, name: &str, span: Span) -> Option<usize> {
        let layer = self.program.layer(callee);
        let place = layer
            .parameters
            .iter()
            .position(|parameter| parameter.name == name);
        if let Some(place) = place {
            self.note(span, Referent::Local(layer.parameters[place].span));
        } else {
            let names = layer
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str());
            let kind = CostErrorKind::UnknownArgument {
                callee: layer.name.clone(),
                name: name.to_owned(),
                signature: layer.signature(),
                near: did_you_mean(name, names).map(str::to_owned),
            };
            self.report(CostError::new(kind, span).with_note(layer.span, "declared here"));
        }
        place
    }
}
