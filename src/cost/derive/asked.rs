//! Costs that formulas ask for while they are worked out: one that leads back to itself would never end.

use std::cell::RefCell;

use indexmap::IndexMap;

use crate::algebra::Value;
use crate::cost::derive::dims::Dims;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::TargetBase;
use crate::cost::ids::QuantityId;
use crate::cost::program::Program;
use crate::cost::resolve::circle;
use crate::text::Span;

/// What there may be too many of.
pub(super) const COSTS: &str = "costs inside each other";

/// How many costs may ask for each other. Each is that of a layer, of which twice as many may stand inside
/// each other: what never ends is then put down to its formula.
const MOST_COSTS: usize = 50_000;

/// A cost as a formula asks for it: whoever asks the same again gets the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) base: TargetBase,
    /// The names of the children on the way down.
    pub(super) path: Vec<String>,
    pub(super) quantity: QuantityId,
    /// Parameters that are given, by place.
    pub(super) given: Vec<(usize, Value)>,
    pub(super) dims: Dims,
    /// Whether a bound name may stand for a parameter that has a default.
    pub(super) asks: bool,
}

/// The costs that are being worked out right now, each inside the one before it, and where each is asked
/// for.
#[derive(Debug, Default)]
pub(super) struct Asking(RefCell<IndexMap<Asked, Span>>);

impl Asking {
    /// Takes note of a cost that is now worked out, until [`Asking::end`].
    ///
    /// # Errors
    /// The way around, if it is one of those that are being worked out; too many of them.
    pub(super) fn begin(
        &self,
        asked: Asked,
        span: Span,
        program: &Program,
    ) -> Result<(), CostError> {
        let mut asking = self.0.borrow_mut();
        let Some(first) = asking.get_index_of(&asked) else {
            if asking.len() >= MOST_COSTS {
                let (what, limit) = (COSTS, MOST_COSTS as u64);
                return Err(CostError::new(CostErrorKind::TooMany { what, limit }, span));
            }
            asking.insert(asked, span);
            return Ok(());
        };
        let around = asking.iter().skip(first);
        let names = around.clone().map(|(asked, _)| asked.name(program));
        let places = around.skip(1).map(|(_, place)| *place);
        Err(circle(
            "costs",
            names.chain([asked.name(program)]).collect(),
            places.chain([span]),
        ))
    }

    /// The cost that was begun last is worked out.
    pub(super) fn end(&self) {
        self.0.borrow_mut().pop();
    }
}

impl Asked {
    /// The cost without its arguments: `flops(gpt.blocks)`.
    fn name(&self, program: &Program) -> String {
        let quantity = &program.quantity(self.quantity).name;
        let mut target = program.name_of(self.base).to_owned();
        for part in &self.path {
            target.push('.');
            target.push_str(part);
        }
        format!("{quantity}({target})")
    }
}
