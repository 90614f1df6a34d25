//! What arranging a value carries along: the order, what bound indices are called, what was
//! already arranged.

use std::borrow::Cow;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::form::layout::PrintOrder;
use crate::algebra::form::tree::Form;
use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::value::Value;

/// Arranges one value; its operations are spread over files, one idea each.
pub(super) struct Arranger<'a> {
    pub(super) algebra: &'a Algebra,
    pub(super) order: &'a PrintOrder,
    /// What the indices of the sums around the current place are called.
    pub(super) bound: QuickMap<Indeterminate, String>,
    /// What the stand-ins mean that were put in where a reading is shorter than what is stored.
    pub(super) readings: QuickMap<Indeterminate, Reading>,
    /// Functions already arranged at this place, with their text.
    pub(super) arranged: QuickMap<Indeterminate, (Form, String)>,
    depth: usize,
}

/// What a function indeterminate is shown as.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    /// As the kernel it stands for.
    Kernel(&'static Kernel),
    /// As the smallest whole number not below the value: in place of minus the `floor` of minus it.
    Ceil(Value),
    /// As the smallest of the values: in place of their largest.
    Min(Vec<Value>),
    /// As 1 where the flag is 0: in place of 1 less the flag.
    Not(&'static Kernel),
}

impl Reading {
    /// Whether it is worth 0 or 1.
    pub(super) fn is_flag(&self) -> bool {
        match self {
            Reading::Kernel(kernel) => {
                matches!(kernel, Kernel::Positive(_) | Kernel::NonNegative(_))
            }
            Reading::Not(_) => true,
            Reading::Ceil(_) | Reading::Min(_) => false,
        }
    }
}

impl<'a> Arranger<'a> {
    pub(super) fn new(algebra: &'a Algebra, order: &'a PrintOrder) -> Arranger<'a> {
        Arranger {
            algebra,
            order,
            bound: QuickMap::default(),
            readings: QuickMap::default(),
            arranged: QuickMap::default(),
            depth: 0,
        }
    }

    /// Arranges what stands inside something else, as deep as the limits allow.
    pub(super) fn nested<T>(
        &mut self,
        arrange: impl FnOnce(&mut Self) -> Result<T, AlgebraError>,
    ) -> Result<T, AlgebraError> {
        self.algebra.meter.charge(1)?;
        let limit = self.algebra.limits().nesting;
        if self.depth >= limit {
            return Err(AlgebraError::Limit {
                what: "functions inside each other",
                needed: self.depth as u64 + 1,
                limit: limit as u64,
            });
        }
        self.depth += 1;
        let form = stacker::maybe_grow(64 * 1024, 4 << 20, || arrange(self));
        self.depth -= 1;
        form
    }

    /// What a symbol is called: by its name, or as the index of the sum that binds it.
    pub(super) fn name_of(&self, symbol: Indeterminate) -> Cow<'static, str> {
        match self.bound.get(&symbol) {
            Some(name) => name.clone().into(),
            None => symbol.shown_name().into(),
        }
    }

    /// What a function is shown as; `None` for a symbol.
    pub(super) fn reading(&self, indeterminate: Indeterminate) -> Option<Reading> {
        let reading = self.readings.get(&indeterminate).cloned();
        reading.or_else(|| Kernel::of(indeterminate).map(Reading::Kernel))
    }
}
