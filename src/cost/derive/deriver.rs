//! What a derivation carries along: the program, the algebra, what symbols mean, and what is derived
//! already.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::algebra::{
    Algebra, AlgebraError, Domain, Indeterminate, KnownNames, Layout, Rational, Value,
};
use crate::cost::derive::dims::Dims;
use crate::cost::derive::node::Node;
use crate::cost::derive::open_costs::{
    Endless, MOST_COSTS, MOST_IN_ALL, OpenCost, OpenCosts, Sought,
};
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::ids::{LayerId, LetId, QuantityId};
use crate::cost::program::Program;
use crate::cost::resolve::circle;
use crate::text::Span;

/// Derives targets and evaluates formulas of one program.
pub struct Deriver<'p> {
    pub(super) program: &'p Program,
    pub(super) algebra: Algebra,
    domains: Rc<HashMap<String, Domain>>,
    pub(super) nodes: RefCell<HashMap<Call, (Arc<Node>, Dims)>>,
    pub(super) lets: RefCell<HashMap<(LetId, Dims), Value>>,
    /// How many layers are being derived right now: more than this inside each other are refused.
    pub(super) depth: Cell<usize>,
    /// The costs that formulas ask for and that are being worked out.
    open_costs: OpenCosts,
    /// Children derived so far, counted against the limits.
    pub(super) children: Cell<u64>,
    next_index: Cell<usize>,
    /// The bound names that something asked for.
    asked: Rc<RefCell<HashSet<String>>>,
    /// The defaults that stood in for dims nothing had bound.
    taken: Rc<RefCell<BTreeMap<String, Rational>>>,
}

/// A call of a layer: calls that are equal cost the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Call {
    pub(super) layer: LayerId,
    pub(super) arguments: Vec<Value>,
    pub(super) dims: Dims,
    pub(super) wanted: Arc<[QuantityId]>,
}

impl<'p> Deriver<'p> {
    /// A deriver of one program. The domains say what each dim may be, as the file sees it from
    /// which the question is asked.
    pub fn new(
        program: &'p Program,
        algebra: Algebra,
        domains: impl Into<Rc<HashMap<String, Domain>>>,
    ) -> Deriver<'p> {
        Deriver {
            program,
            algebra,
            domains: domains.into(),
            nodes: RefCell::default(),
            lets: RefCell::default(),
            depth: Cell::new(0),
            open_costs: OpenCosts::default(),
            children: Cell::new(0),
            next_index: Cell::new(0),
            asked: Rc::default(),
            taken: Rc::default(),
        }
    }

    /// The algebra that forms are computed with.
    pub fn algebra(&self) -> &Algebra {
        &self.algebra
    }

    /// The same deriver with another algebra, which knows more; nothing derived before is kept. No cost is
    /// being worked out, since a `where` is about a whole expression.
    pub(super) fn with_algebra(&self, algebra: Algebra) -> Deriver<'p> {
        let mut deriver = Deriver::new(self.program, algebra, Rc::clone(&self.domains));
        deriver.asked = Rc::clone(&self.asked);
        deriver.taken = Rc::clone(&self.taken);
        deriver.depth.set(self.depth.get());
        deriver.next_index.set(self.next_index.get());
        deriver
    }

    /// The symbol that a name stands for.
    pub fn symbol(&self, name: &str) -> Indeterminate {
        Indeterminate::symbol_in(name, self.declared_domain(name).unwrap_or_default())
    }

    /// What the files that are asked about declare that a name may be; of a dim with a default, what any
    /// loaded file does.
    pub(super) fn declared_domain(&self, name: &str) -> Option<Domain> {
        let asked = self.domains.get(name).copied();
        asked.or_else(|| self.program.domain_with_default(name))
    }

    /// Whether the file that asks has a dim of this name, its own or one of a file that it uses.
    pub(super) fn is_dim(&self, name: &str) -> bool {
        self.domains.contains_key(name)
    }

    /// A symbol for a loop index that no text can name, so that it is confused with nothing.
    pub(super) fn fresh_index(&self, name: &str) -> Indeterminate {
        let number = self.next_index.get();
        self.next_index.set(number + 1);
        Indeterminate::symbol_in(&format!("{name}#{number}"), Domain::Integer)
    }

    /// Takes note that a bound name was asked for.
    pub(super) fn ask_for(&self, name: &str) {
        if !self.asked.borrow().contains(name) {
            self.asked.borrow_mut().insert(name.to_owned());
        }
    }

    /// Whether anything asked for a bound name.
    pub fn asked_for(&self, name: &str) -> bool {
        self.asked.borrow().contains(name)
    }

    /// Takes note that a default stood in for a dim.
    pub(super) fn take(&self, name: &str, default: &Rational) {
        let mut taken = self.taken.borrow_mut();
        if !taken.contains_key(name) {
            taken.insert(name.to_owned(), default.clone());
        }
    }

    /// The dims that nothing had bound and whose defaults were taken, by name.
    pub fn taken(&self) -> Vec<(String, Rational)> {
        let taken = self.taken.borrow();
        let taken = taken.iter();
        taken
            .map(|(name, default)| (name.clone(), default.clone()))
            .collect()
    }

    /// Works out a cost that is asked for at a place.
    ///
    /// # Errors
    /// Those of the work; a cost that would never end.
    pub(super) fn work_out<T>(
        &self,
        cost: OpenCost,
        span: Span,
        work: impl FnOnce() -> Result<T, CostError>,
    ) -> Result<T, CostError> {
        let opened = self.open_costs.open(cost, span);
        opened.map_err(|endless| match endless {
            Endless::TooDeep => {
                let limit = MOST_COSTS;
                CostError::new(CostErrorKind::EndlessCost { limit }, span)
            }
            Endless::TooMany => {
                let (what, limit) = ("costs that formulas ask for", MOST_IN_ALL);
                CostError::new(CostErrorKind::TooMany { what, limit }, span)
            }
            Endless::Circle(costs, places) => {
                let around = costs.iter().chain(costs.first());
                let names = around.map(|cost| self.name_of(cost));
                circle("costs", names.collect(), places.into_iter())
            }
        })?;
        let done = work();
        self.open_costs.close();
        done
    }

    /// A cost as people write it: `flops(gpt.blocks)`.
    fn name_of(&self, cost: &OpenCost) -> String {
        let mut target = self.program.name_of(cost.base).to_owned();
        if let (Some(layer), false) = (self.program.layer_of(cost.base), cost.given.is_empty()) {
            let parameters = &self.program.layer(layer).parameters;
            let given = cost.given.iter();
            let given = given.map(|(place, value)| {
                format!("{} = {}", parameters[*place].name, self.shown(value))
            });
            target = format!("{target}({})", given.collect::<Vec<_>>().join(", "));
        }
        for part in &cost.path {
            target = format!("{target}.{part}");
        }
        match &cost.sought {
            Sought::Cost(quantity) => {
                format!("{}({target})", self.program.quantity(*quantity).name)
            }
            Sought::Leaf(quantity) => format!("{quantity}[{target}]"),
        }
    }

    /// A value as people read it, for errors.
    pub(super) fn shown(&self, value: &Value) -> String {
        let form = self.algebra.arrange(value, &Layout::default());
        form.map_or_else(
            |_| value.to_string(),
            |form| form.unicode(&KnownNames::default()),
        )
    }

    /// An error of the algebra at a place.
    #[expect(clippy::unused_self, reason = "reads as a step of the derivation")]
    pub(super) fn at<T>(
        &self,
        result: Result<T, AlgebraError>,
        span: Span,
    ) -> Result<T, CostError> {
        result.map_err(|error| {
            let expression = None;
            CostError::new(CostErrorKind::Algebra { error, expression }, span)
        })
    }
}
