//! Targets: a layer, a config, or one of its children, derived.

use std::sync::Arc;

use crate::algebra::{Domain, Indeterminate, Value};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::derive::evaluate::seen_from;
use crate::cost::derive::frame::Frame;
use crate::cost::derive::node::{Branch, Node, Quantities};
use crate::cost::derive::open_costs::{OpenCost, Sought};
use crate::cost::derive::readings::Reading;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{FormulaKind, Target, TargetBase};
use crate::cost::ids::{ConfigId, LayerId, QuantityId};
use crate::cost::program::{ConfigBody, Parameter};
use crate::text::{Span, did_you_mean};

type Result<T> = std::result::Result<T, CostError>;

/// A derived target.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The tree of the whole layer.
    pub node: Arc<Node>,
    /// The names of the children on the way down to what was asked for.
    pub path: Vec<String>,
    /// What was asked for: each quantity that has rules.
    pub totals: Quantities,
    /// The dims in force.
    pub dims: Dims,
    /// Where it was asked for.
    pub span: Span,
}

impl Deriver<'_> {
    /// Derives a target with some dims bound, for the quantities that the given ones are computed
    /// from. What is bound also binds the target's parameters of that name, whatever their defaults.
    ///
    /// # Errors
    /// Whatever its rules run into.
    pub fn derive(
        &self,
        target: &Target,
        quantities: &[QuantityId],
        dims: &Dims,
    ) -> Result<Derived> {
        let slots = target
            .arguments
            .iter()
            .map(|(_, argument)| argument.slots_needed());
        let mut frame = Frame::of_question(slots.max().unwrap_or(0), dims.clone());
        let given = self.given(&target.arguments, &mut frame)?;
        let given = self.given_to(target, given, dims)?;
        self.derive_call(target, given, quantities, dims, &|_| true)
    }

    /// Derives a config whose values were read from a file.
    ///
    /// # Errors
    /// Whatever its rules run into.
    pub fn derive_read(
        &self,
        config: ConfigId,
        readings: &[Reading],
        quantities: &[QuantityId],
        dims: &Dims,
    ) -> Result<Derived> {
        let span = self.program.config(config).span;
        let mut given = match self.program.config(config).body {
            ConfigBody::Call { base, .. } => self.bound_by(base, dims, span)?,
            _ => Vec::new(),
        };
        for reading in readings {
            given.retain(|(held, _)| *held != reading.place);
            given.push((reading.place, reading.value.clone()));
        }
        let target = Target {
            base: TargetBase::Config(config),
            arguments: Vec::new(),
            path: Vec::new(),
            span,
        };
        self.derive_call(&target, given, quantities, dims, &|_| true)
    }

    /// The form of a quantity of a derived target.
    ///
    /// # Errors
    /// What a derived quantity runs into.
    pub fn quantity_of(&self, derived: &Derived, quantity: QuantityId) -> Result<Value> {
        self.total(quantity, &derived.totals, &derived.dims, derived.span)
    }

    /// The cost of a target that a formula asks for: `flops(block)`.
    pub(super) fn cost(
        &self,
        quantity: QuantityId,
        target: &Target,
        frame: &mut Frame,
        span: Span,
    ) -> Result<Value> {
        let asks = frame.asks;
        let path = target.path.iter().map(|(name, _)| name.clone());
        let cost = OpenCost {
            sought: Sought::Cost(quantity),
            base: target.base,
            path: path.collect(),
            given: self.given(&target.arguments, frame)?,
            dims: frame.dims.clone(),
            asks,
        };
        // A default is replaced by a name that is bound where that can only be the parameter: in a question,
        // by a name that is no dim of its file.
        let meant =
            |parameter: &Parameter| !parameter.optional || (asks && !self.is_dim(&parameter.name));
        let given = cost.given.clone();
        self.work_out(cost, span, || {
            let derived = self.given_to(target, given, &frame.dims).and_then(|given| {
                self.derive_call(target, given, &[quantity], &frame.dims, &meant)
            });
            let derived = derived.map_err(|error| seen_from(error, span, "asked for here"))?;
            self.total(quantity, &derived.totals, &derived.dims, span)
        })
    }

    /// The arguments that a target is written with, and those that its config says.
    fn given_to(
        &self,
        target: &Target,
        written: Vec<(usize, Value)>,
        dims: &Dims,
    ) -> Result<Vec<(usize, Value)>> {
        let mut given = self.bound_by(target.base, dims, target.span)?;
        given.retain(|(held, _)| written.iter().all(|(place, _)| place != held));
        given.extend(written);
        Ok(given)
    }

    /// Derives a target with these arguments; a parameter without one that a bound name may mean is bound.
    fn derive_call(
        &self,
        target: &Target,
        mut given: Vec<(usize, Value)>,
        quantities: &[QuantityId],
        dims: &Dims,
        meant: &dyn Fn(&Parameter) -> bool,
    ) -> Result<Derived> {
        let span = target.span;
        let layer = self.called_layer(target.base, span)?;
        let wanted: Arc<[QuantityId]> = self.bases(quantities).into();
        for (place, parameter) in self.program.layer(layer).parameters.iter().enumerate() {
            if given.iter().all(|(held, _)| *held != place)
                && meant(parameter)
                && let Some(bound) = dims.get(&parameter.name)
            {
                self.ask_for(&parameter.name);
                given.push((place, self.opened(parameter, bound)));
            }
        }
        let open = |name: &str| self.dim(name, dims);
        let arguments = self.complete(layer, given, dims, span, Some(&open))?;
        let (node, _) = self.run(layer, arguments, &self.in_force(dims), &wanted, span)?;
        let mut totals = Quantities::default();
        for quantity in wanted.iter() {
            totals.insert(*quantity, self.at_path(&node, &target.path, *quantity)?);
        }
        let path = target.path.iter().map(|(name, _)| name.clone()).collect();
        let dims = dims.clone();
        Ok(Derived {
            node,
            path,
            totals,
            dims,
            span,
        })
    }

    /// What a parameter is bound to. Kept open, one whose default is a number may be zero too, as it may where
    /// a number is bound: many are switches.
    fn opened(&self, parameter: &Parameter, bound: &Value) -> Value {
        let name = &parameter.name;
        let default = parameter.default.as_ref().map(|default| &default.kind);
        let is_number = matches!(default, Some(FormulaKind::Number(_)));
        let is_open = bound.as_indeterminate() == Some(self.symbol(name));
        if is_number && is_open && self.declared_domain(name).is_none() {
            return Value::from(Indeterminate::symbol_in(name, Domain::Whole));
        }
        bound.clone()
    }

    fn called_layer(&self, base: TargetBase, span: Span) -> Result<LayerId> {
        self.program.layer_of(base).ok_or_else(|| {
            let target = self.program.name_of(base).to_owned();
            let reason = "it binds values and has no cost of its own".to_owned();
            CostError::new(CostErrorKind::NoCost { target, reason }, span)
        })
    }

    /// The arguments that a config, and the configs it is made of, bind. A dim that is bound from
    /// outside wins over the config's own value of that name.
    fn bound_by(&self, base: TargetBase, dims: &Dims, span: Span) -> Result<Vec<(usize, Value)>> {
        let TargetBase::Config(config) = base else {
            return Ok(Vec::new());
        };
        let layer = self.called_layer(base, span)?;
        let ConfigBody::Call {
            base, arguments, ..
        } = &self.program.config(config).body
        else {
            unreachable!("a config that comes to a layer is a call");
        };
        let mut given = self.bound_by(*base, dims, span)?;
        for (place, formula) in arguments {
            let name = &self.program.layer(layer).parameters[*place].name;
            let value = if let Some(bound) = dims.get(name) {
                self.ask_for(name);
                bound.clone()
            } else {
                let mut frame = Frame::new(formula.slots_needed(), Dims::default());
                self.value(formula, &mut frame)?
            };
            given.retain(|(held, _)| held != place);
            given.push((*place, value));
        }
        Ok(given)
    }

    /// What the child at a path contributes, all counts on the way included.
    fn at_path(&self, node: &Node, path: &[(String, Span)], quantity: QuantityId) -> Result<Value> {
        let Some(((name, span), rest)) = path.split_first() else {
            return Ok(node.totals[&quantity].clone());
        };
        let branch = self.child_named(node, name, *span)?;
        stacker::maybe_grow(128 * 1024, 4 << 20, || {
            self.over_parts(branch, quantity, |part| {
                self.at_path(&part.node, rest, quantity)
            })
        })
    }

    fn child_named<'n>(&self, node: &'n Node, name: &str, span: Span) -> Result<&'n Branch> {
        let found = node.branches.iter().find(|branch| branch.name == name);
        found.ok_or_else(|| {
            let names = node.branches.iter().map(|branch| branch.name.as_str());
            let near = did_you_mean(name, names.clone()).map(str::to_owned);
            let layer = &self.program.layer(node.layer).name;
            let help = if node.branches.is_empty() {
                format!("`{layer}` has no children")
            } else {
                let names: Vec<String> = names.take(8).map(|name| format!("`{name}`")).collect();
                format!("the children of `{layer}` are {}", names.join(", "))
            };
            let (what, name, help) = ("child", name.to_owned(), Some(help));
            CostError::new(
                CostErrorKind::Unknown {
                    what,
                    name,
                    near,
                    help,
                },
                span,
            )
        })
    }
}
