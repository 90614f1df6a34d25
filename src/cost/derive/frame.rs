//! What the names of a formula are worth while it is evaluated.

use std::collections::HashMap;
use std::sync::Arc;

use crate::algebra::Value;
use crate::cost::derive::dims::Dims;
use crate::cost::formula::Slot;
use crate::cost::ids::QuantityId;
use crate::cost::keys::Keys;

/// What the names of a formula are worth at a line.
#[derive(Clone)]
pub(in crate::cost) struct Frame {
    pub(super) slots: Vec<Option<Value>>,
    pub(super) dims: Dims,
    /// In a derived quantity: the target's other quantities.
    pub(super) totals: HashMap<QuantityId, Value>,
    /// In a `config from`: the file that is read.
    pub(super) keys: Option<Arc<dyn Keys>>,
    /// Whether the formula asks, and is no rule or `let` of a file, which means its layers as it writes
    /// them, however it is asked for.
    pub(super) asks: bool,
}

impl Frame {
    pub(super) fn new(slots: usize, dims: Dims) -> Frame {
        Frame {
            slots: vec![None; slots],
            dims,
            totals: HashMap::new(),
            keys: None,
            asks: false,
        }
    }

    /// The frame of a formula that asks, and is no part of another.
    pub(super) fn of_question(slots: usize, dims: Dims) -> Frame {
        Frame {
            asks: true,
            ..Frame::new(slots, dims)
        }
    }

    /// A frame with values in its lexical places and no dim bound.
    pub(in crate::cost) fn with_slots(slots: Vec<Option<Value>>) -> Frame {
        Frame {
            slots,
            ..Frame::new(0, Dims::default())
        }
    }

    /// Puts a value in a lexical place.
    pub(super) fn set(&mut self, slot: Slot, value: Value) {
        self.slots[slot] = Some(value);
    }
}
