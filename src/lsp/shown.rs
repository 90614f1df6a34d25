//! What something costs, as it is shown.

use crate::cost::QuantityId;

/// The form of a quantity, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Cost {
    pub(super) quantity: QuantityId,
    pub(super) name: String,
    /// The closed form; of a number, its digits.
    pub(super) form: String,
    /// A human figure, and the unit of a number.
    pub(super) figure: String,
}

/// What something costs: every quantity that is not zero, in order of declaration.
#[derive(Clone, Debug, Default)]
pub(super) struct Costs {
    pub(super) costs: Vec<Cost>,
    /// The `let`s of the layer and what they are worth.
    pub(super) lets: Vec<(String, String)>,
}
