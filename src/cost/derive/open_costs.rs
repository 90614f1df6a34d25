//! Costs that are being worked out: one that leads back to itself would never end.

use std::cell::{Cell, RefCell};

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::algebra::Value;
use crate::cost::derive::dims::Dims;
use crate::cost::formula::TargetBase;
use crate::cost::ids::QuantityId;
use crate::text::Span;

/// How many costs may ask for each other. Each is that of a layer, and twice as many layers may stand inside
/// each other, so that most of what never ends is put down to the formula that asks.
pub(super) const MOST_COSTS: usize = 50_000;

/// How many costs may be worked out for one answer: those that a formula asks for twice, each with other
/// arguments, grow like the powers of two.
pub(super) const MOST_IN_ALL: u64 = 2_000_000;

/// A cost as a formula asks for it: whoever asks the same again would get the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct OpenCost {
    pub(super) sought: Sought,
    pub(super) base: TargetBase,
    /// The names of the children on the way down.
    pub(super) path: Vec<String>,
    /// Parameters that are given, by place.
    pub(super) given: Vec<(usize, Value)>,
    pub(super) dims: Dims,
    /// Whether a bound name may stand for a parameter that has a default.
    pub(super) asks: bool,
}

/// What is worked out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sought {
    /// `flops(block)`
    Cost(QuantityId),
    /// The arguments of `macs[softmax(S)]`, of which some are defaults. The name is that of the quantity.
    Leaf(String),
}

/// The costs that are being worked out right now, each inside the one before it, and where each is asked
/// for.
#[derive(Debug, Default)]
pub(super) struct OpenCosts {
    open: RefCell<IndexMap<OpenCost, Span>>,
    /// How many there have been.
    count: Cell<u64>,
}

/// Why a cost cannot be worked out.
pub(super) enum Endless {
    /// It leads back to itself: the costs on the way around, and where each asks for the next.
    Circle(Vec<OpenCost>, Vec<Span>),
    /// Too many are inside each other.
    TooDeep,
    /// There have been too many.
    TooMany,
}

impl OpenCosts {
    /// Takes note of a cost that is now worked out, until [`OpenCosts::close`].
    ///
    /// # Errors
    /// Why it would never end.
    pub(super) fn open(&self, cost: OpenCost, span: Span) -> Result<(), Endless> {
        let mut open = self.open.borrow_mut();
        let count = self.count.get() + 1;
        self.count.set(count);
        if count > MOST_IN_ALL {
            return Err(Endless::TooMany);
        }
        let first = match open.entry(cost) {
            Entry::Vacant(vacant) => {
                if vacant.index() >= MOST_COSTS {
                    return Err(Endless::TooDeep);
                }
                vacant.insert(span);
                return Ok(());
            }
            Entry::Occupied(first) => first.index(),
        };
        let (costs, mut places): (Vec<OpenCost>, Vec<Span>) = open
            .iter()
            .skip(first)
            .map(|(cost, place)| (cost.clone(), *place))
            .unzip();
        // The first cost was asked for from outside, and now by the last.
        places.rotate_left(1);
        if let Some(last) = places.last_mut() {
            *last = span;
        }
        Err(Endless::Circle(costs, places))
    }

    /// The cost that was opened last is worked out.
    pub(super) fn close(&self) {
        self.open.borrow_mut().pop();
    }
}
