//! What something costs, as it is shown.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::engine::Errors;

/// The form of a quantity, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Cost {
    pub(super) name: String,
    /// The closed form; of a number, its digits.
    pub(super) form: String,
    /// A human figure, and the unit of a number.
    pub(super) figure: String,
    /// Whether the form is not derived: it says how the quantity follows from others.
    pub(super) by_definition: bool,
}

/// What something costs: every quantity that is not zero, in order of declaration.
#[derive(Clone, Debug, Default)]
pub(super) struct Costs {
    pub(super) costs: Vec<Cost>,
    /// The `let`s of the layer and what they are worth.
    pub(super) lets: Vec<(String, String)>,
}

/// Costs by what they are the costs of and by the texts that they depend on, or why there are none.
pub(super) type Remembered = Rc<RefCell<HashMap<String, Result<Rc<Costs>, Errors>>>>;
