//! Costs that formulas ask for while they are worked out: one that leads back to itself would never end.

use std::cell::RefCell;

use indexmap::IndexMap;

use crate::algebra::Value;
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::error::CostError;
use crate::cost::formula::TargetBase;
use crate::cost::ids::QuantityId;
use crate::cost::resolve::circle;
use crate::text::Span;

/// What there may be too many of.
pub(super) const COSTS: &str = "costs inside each other";

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

impl Deriver<'_> {
    /// Works out a cost that a formula asks for at a place.
    ///
    /// # Errors
    /// Those of the work; a cost that leads back to itself.
    pub(super) fn answer<T>(
        &self,
        asked: Asked,
        span: Span,
        work: impl FnOnce() -> Result<T, CostError>,
    ) -> Result<T, CostError> {
        if let Some(circle) = self.leads_back(&asked, span) {
            return Err(circle);
        }
        self.asking.0.borrow_mut().insert(asked, span);
        let answer = self.inside(COSTS, span, work);
        self.asking.0.borrow_mut().pop();
        answer
    }

    /// The way around, if the cost is one of those being worked out.
    fn leads_back(&self, asked: &Asked, span: Span) -> Option<CostError> {
        let asking = self.asking.0.borrow();
        let first = asking.get_index_of(asked)?;
        let around = asking.iter().skip(first);
        let names = around.clone().map(|(asked, _)| self.name_of(asked));
        let places = around.skip(1).map(|(_, place)| *place);
        Some(circle(
            "costs",
            names.chain([self.name_of(asked)]).collect(),
            places.chain([span]),
        ))
    }

    /// The cost as it is asked for, without its arguments: `flops(gpt.blocks)`.
    fn name_of(&self, asked: &Asked) -> String {
        let mut name = format!(
            "{}({}",
            self.program.quantity(asked.quantity).name,
            self.program.name_of(asked.base)
        );
        for part in &asked.path {
            name.push('.');
            name.push_str(part);
        }
        name + ")"
    }
}
