//! Running the body of a layer from top to bottom: its rules, its children, and what becomes of the
//! dims.

use std::sync::Arc;

use crate::algebra::{Kernel, Rational, Value};
use crate::cost::derive::deriver::{Call, Deriver};
use crate::cost::derive::dims::Dims;
use crate::cost::derive::evaluate::{seen_from, turns};
use crate::cost::derive::few::Few;
use crate::cost::derive::frame::Frame;
use crate::cost::derive::node::{Branch, Node, Part, Quantities, Range};
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, Slot};
use crate::cost::ids::{LayerId, QuantityId};
use crate::cost::program::{Child, StatementKind};
use crate::syntax::ast::Per;
use crate::text::Span;

type Result<T> = std::result::Result<T, CostError>;

/// How many layers may stand inside each other.
const MOST_LAYERS: usize = 100_000;

/// How many children one derivation may unroll or list.
const MOST_CHILDREN: u64 = 10_000_000;

/// How often a child is called, and how often its weights exist.
struct Count {
    calls: Value,
    instances: Value,
}

impl Deriver<'_> {
    /// What one call of a layer costs, and the dims after it.
    pub(super) fn run(
        &self,
        layer: LayerId,
        arguments: Vec<Value>,
        dims: &Dims,
        wanted: &Arc<[QuantityId]>,
        span: Span,
    ) -> Result<(Arc<Node>, Dims)> {
        let call = Call {
            layer,
            arguments,
            dims: dims.clone(),
            wanted: wanted.clone(),
        };
        if let Some(known) = self.nodes.borrow().get(&call) {
            return Ok(known.clone());
        }
        let depth = self.depth.get();
        if depth >= MOST_LAYERS {
            let (what, limit) = ("layers inside each other", MOST_LAYERS as u64);
            return Err(CostError::new(CostErrorKind::TooMany { what, limit }, span));
        }
        self.depth.set(depth + 1);
        let result = stacker::maybe_grow(128 * 1024, 4 << 20, || self.body(&call));
        self.depth.set(depth);
        let (node, dims) = result?;
        let done = (Arc::new(node), dims);
        self.nodes.borrow_mut().insert(call, done.clone());
        Ok(done)
    }

    fn body(&self, call: &Call) -> Result<(Node, Dims)> {
        let layer = self.program.layer(call.layer);
        let mut frame = Frame::new(layer.slots, call.dims.clone());
        for (slot, argument) in call.arguments.iter().enumerate() {
            frame.slots[slot] = Some(argument.clone());
        }
        let names = layer
            .parameters
            .iter()
            .map(|parameter| parameter.name.clone());
        let mut node = Node {
            layer: call.layer,
            arguments: names.zip(call.arguments.iter().cloned()).collect(),
            dims: call.dims.clone(),
            lets: Vec::new(),
            own: Few::default(),
            branches: Vec::new(),
            totals: Quantities::with_capacity(call.wanted.len()),
            unruled: Vec::new(),
        };
        for statement in &layer.body {
            match &statement.kind {
                StatementKind::Cost(quantity, formula) => {
                    if call.wanted.contains(quantity) {
                        let value = self.value(formula, &mut frame)?;
                        node.own.insert(*quantity, (value, statement.span));
                    }
                }
                StatementKind::Let(slot, formula) => {
                    let value = self.value(formula, &mut frame)?;
                    node.lets
                        .push((layer.slot_names[*slot].clone(), value.clone()));
                    frame.slots[*slot] = Some(value);
                }
                StatementKind::Out(name, formula) => {
                    let value = self.value(formula, &mut frame)?;
                    frame.dims = self.bound(&frame.dims, name, value);
                }
                StatementKind::Child(child) => {
                    for name in &child.names {
                        let branch = self.branch(child, name, &mut frame, call, statement.span)?;
                        node.branches.push(branch);
                    }
                }
            }
        }
        self.add_up(&mut node, call)?;
        Ok((node, frame.dims))
    }

    /// The dims with one bound; a dim bound to what it is anyway is not bound.
    pub(super) fn bound(&self, dims: &Dims, name: &str, value: Value) -> Dims {
        let anyway = match self.program.default_of(name) {
            Some(default) => value.as_constant().as_ref() == Some(default),
            None => value.as_indeterminate() == Some(self.symbol(name)),
        };
        if anyway {
            return dims.with_one_of(name, &Dims::default());
        }
        dims.with(name, value)
    }

    /// Those of the dims that are bound to something else than what they are anyway.
    pub(super) fn in_force(&self, dims: &Dims) -> Dims {
        dims.iter().fold(Dims::default(), |bound, (name, value)| {
            self.bound(&bound, name, value.clone())
        })
    }

    fn branch(
        &self,
        child: &Child,
        name: &str,
        frame: &mut Frame,
        call: &Call,
        span: Span,
    ) -> Result<Branch> {
        let mut branch = Branch {
            name: name.to_owned(),
            span,
            parts: Vec::new(),
            contribution: Quantities::with_capacity(call.wanted.len()),
        };
        match &child.repeat {
            None => self.repeat(child, frame, call, &mut branch, None)?,
            Some((index, first, last)) => {
                let from = self.value(first, frame)?;
                let to = self.value(last, frame)?;
                if let Some(turns) = turns(&from, &to, &self.algebra) {
                    for turn in turns {
                        frame.slots[*index] = Some(turn.clone());
                        self.repeat(child, frame, call, &mut branch, Some(turn))?;
                    }
                } else {
                    let ends = (first.span.to(last.span), from, to);
                    self.loop_as_sum(child, *index, ends, frame, call, &mut branch)?;
                }
            }
        }
        for quantity in call.wanted.iter() {
            let value = self.contribution(&branch, *quantity)?;
            branch.contribution.insert(*quantity, value);
        }
        Ok(branch)
    }

    /// A loop with a symbolic end: one part that stands for all turns.
    fn loop_as_sum(
        &self,
        child: &Child,
        slot: Slot,
        (span, from, to): (Span, Value, Value),
        frame: &mut Frame,
        call: &Call,
        branch: &mut Branch,
    ) -> Result<()> {
        for end in [&from, &to] {
            if !self.algebra.is_integer_valued(end) {
                return Err(self.bad_count(
                    branch,
                    end,
                    "the ends of a range are whole numbers",
                    span,
                ));
            }
        }
        let layer = self.program.layer(call.layer);
        let name = layer.slot_names.get(slot).cloned().unwrap_or_default();
        let index = self.fresh_index(if name.is_empty() { "i" } else { &name });
        frame.slots[slot] = Some(Value::from(index));
        let before = frame.dims.clone();
        let count = self.count(child, frame, branch)?;
        let (node, after) = self.once(child, frame, call)?;
        let changed = after.changed(&before);
        if !child.aside && !changed.is_empty() {
            let end = if from.as_constant().is_some() {
                &to
            } else {
                &from
            };
            return Err(self.symbolic_repeat(branch, end, &changed, span));
        }
        branch.parts.push(Part {
            node,
            calls: count.calls,
            instances: count.instances,
            range: Some(Range {
                index,
                name,
                from,
                to,
            }),
            turn: None,
        });
        Ok(())
    }

    /// The repetitions that `* calls of instances` asks for.
    fn repeat(
        &self,
        child: &Child,
        frame: &mut Frame,
        call: &Call,
        branch: &mut Branch,
        turn: Option<Value>,
    ) -> Result<()> {
        self.count_child(child.call_span)?;
        let count = self.count(child, frame, branch)?;
        let before = frame.dims.clone();
        let (node, after) = self.once(child, frame, call)?;
        let changed = after.changed(&before);
        let once = count.calls.is_one();
        if child.aside || changed.is_empty() || once || count.calls.is_zero() {
            if !child.aside && !count.calls.is_zero() {
                frame.dims = after;
            }
            let Count { calls, instances } = count;
            let range = None;
            branch.parts.push(Part {
                node,
                calls,
                instances,
                range,
                turn,
            });
            return Ok(());
        }
        let calls = self.times(&count.calls, child.calls.as_ref(), child, branch, &changed)?;
        let instances = self.times(
            &count.instances,
            child.instances.as_ref(),
            child,
            branch,
            &changed,
        )?;
        if instances > calls {
            let reason = "a child that changes dims has weights for at most as many calls";
            let span = child
                .instances
                .as_ref()
                .map_or(child.call_span, |count| count.span);
            return Err(self.bad_count(branch, &count.instances, reason, span));
        }
        // Each call finds the dims that the one before it left.
        for done in 0..calls {
            self.count_child(child.call_span)?;
            let (node, after) = self.once(child, frame, call)?;
            frame.dims = after;
            branch.parts.push(Part {
                node,
                calls: Value::one(),
                instances: Value::integer(i64::from(done < instances)),
                range: None,
                turn: Some(Value::integer(done + 1)),
            });
        }
        Ok(())
    }

    /// How often a child that changes dims is unrolled.
    fn times(
        &self,
        count: &Value,
        formula: Option<&Formula>,
        child: &Child,
        branch: &Branch,
        changed: &[String],
    ) -> Result<i64> {
        let span = formula.or(child.calls.as_ref());
        let span = span.map_or(child.call_span, |formula| formula.span);
        let Some(number) = count.as_constant() else {
            return Err(self.symbolic_repeat(branch, count, changed, span));
        };
        if !number.is_integer() {
            let reason = "a child that changes dims is repeated a whole number of times";
            return Err(self.bad_count(branch, count, reason, span));
        }
        // Negative counts are refused before, so what is no i64 is too large.
        number.to_i64().ok_or_else(|| too_many_children(span))
    }

    fn count_child(&self, span: Span) -> Result<()> {
        let children = self.children.get() + 1;
        self.children.set(children);
        if children > MOST_CHILDREN {
            return Err(too_many_children(span));
        }
        Ok(())
    }

    fn count(&self, child: &Child, frame: &mut Frame, branch: &Branch) -> Result<Count> {
        let mut count = |formula: &Option<Formula>| match formula {
            None => Ok(None),
            Some(formula) => {
                let value = self.value(formula, frame)?;
                if value
                    .as_constant()
                    .is_some_and(|number| number.is_negative())
                {
                    let reason = "a count cannot be negative";
                    return Err(self.bad_count(branch, &value, reason, formula.span));
                }
                Ok(Some(value))
            }
        };
        let calls = count(&child.calls)?.unwrap_or_else(|| Value::from(Rational::ONE));
        let instances = count(&child.instances)?.unwrap_or_else(|| calls.clone());
        Ok(Count { calls, instances })
    }

    /// One call of a child, and the dims that it leaves its parent.
    fn once(&self, child: &Child, frame: &mut Frame, call: &Call) -> Result<(Arc<Node>, Dims)> {
        let (given, inside) = self.call_of(&child.arguments, &child.with, frame)?;
        let called_from = |error| seen_from(error, child.call_span, "called from here");
        let arguments = self.complete(child.layer, given, &inside, child.call_span, None);
        let arguments = arguments.map_err(called_from)?;
        let called = self.run(
            child.layer,
            arguments,
            &inside,
            &call.wanted,
            child.call_span,
        );
        let (node, mut after) = called.map_err(called_from)?;
        for (name, _) in &child.with {
            after = after.with_one_of(name, &frame.dims);
        }
        Ok((node, after))
    }

    /// What a call gives, by place, and the dims inside it.
    pub(super) fn call_of(
        &self,
        arguments: &[(usize, Formula)],
        with: &[(String, Formula)],
        frame: &mut Frame,
    ) -> Result<(Vec<(usize, Value)>, Dims)> {
        let mut inside = frame.dims.clone();
        for (name, formula) in with {
            let value = self.value(formula, frame)?;
            inside = self.bound(&inside, name, value);
        }
        Ok((self.given(arguments, frame)?, inside))
    }

    /// The arguments that are written, by place.
    pub(super) fn given(
        &self,
        arguments: &[(usize, Formula)],
        frame: &mut Frame,
    ) -> Result<Vec<(usize, Value)>> {
        let mut given = Vec::with_capacity(arguments.len());
        for (place, formula) in arguments {
            given.push((*place, self.value(formula, frame)?));
        }
        Ok(given)
    }

    /// All arguments of a call: those given, then defaults, which see the dims inside.
    pub(super) fn complete(
        &self,
        layer: LayerId,
        given: Vec<(usize, Value)>,
        dims: &Dims,
        span: Span,
        open: Option<&dyn Fn(&str) -> Value>,
    ) -> Result<Vec<Value>> {
        let declared = self.program.layer(layer);
        let mut frame = Frame::new(declared.slots, dims.clone());
        for (place, value) in given {
            frame.slots[place] = Some(value);
        }
        for place in &declared.default_order {
            if frame.slots[*place].is_some() {
                continue;
            }
            let parameter = &declared.parameters[*place];
            let value = match (&parameter.default, open) {
                (Some(default), _) => self.value(default, &mut frame)?,
                (None, Some(open)) => open(&parameter.name),
                (None, None) => {
                    let kind = CostErrorKind::MissingArgument {
                        layer: declared.name.clone(),
                        parameters: vec![parameter.name.clone()],
                    };
                    return Err(CostError::new(kind, span));
                }
            };
            frame.slots[*place] = Some(value);
        }
        let arguments = frame.slots.into_iter().take(declared.parameters.len());
        Ok(arguments
            .map(|value| value.expect("every parameter was given a value"))
            .collect())
    }

    fn bad_count(
        &self,
        branch: &Branch,
        count: &Value,
        reason: &'static str,
        span: Span,
    ) -> CostError {
        let (child, count) = (branch.name.clone(), self.shown(count));
        CostError::new(
            CostErrorKind::BadCount {
                child,
                count,
                reason,
            },
            span,
        )
    }

    /// A child that changes dims, and no number to repeat it by: because a comparison is not decided,
    /// or because there are symbols in the count.
    fn symbolic_repeat(
        &self,
        branch: &Branch,
        count: &Value,
        changed: &[String],
        span: Span,
    ) -> CostError {
        let is_flag =
            |kernel: &&Kernel| matches!(kernel, Kernel::Positive(_) | Kernel::NonNegative(_));
        let inside = count.indeterminates().into_iter();
        let flag = inside
            .clone()
            .find(|inside| Kernel::of(*inside).as_ref().is_some_and(is_flag));
        if let Some(flag) = flag {
            let flag = self.shown(&Value::from(flag));
            let comparison = flag
                .trim_start_matches('[')
                .trim_end_matches(']')
                .to_owned();
            return CostError::new(CostErrorKind::Undecided { comparison }, span);
        }
        let (child, count) = (branch.name.clone(), self.shown(count));
        let dims = changed.to_vec();
        CostError::new(CostErrorKind::SymbolicRepeat { child, count, dims }, span)
    }

    /// What multiplies a quantity of a part: its calls, or its instances.
    pub(super) fn count_for<'a>(&self, part: &'a Part, quantity: QuantityId) -> &'a Value {
        match self.program.quantity(quantity).per {
            Per::Call => &part.calls,
            Per::Weight => &part.instances,
        }
    }
}

fn too_many_children(span: Span) -> CostError {
    let (what, limit) = ("children", MOST_CHILDREN);
    CostError::new(CostErrorKind::TooMany { what, limit }, span)
}
