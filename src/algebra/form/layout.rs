//! How a closed form is to be laid out: the order of names, and the shape.

use std::collections::HashMap;

/// How [`Algebra::arrange`](crate::algebra::Algebra::arrange) lays a value out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// Which name is printed before which.
    pub order: PrintOrder,
    /// Multiplied out, factored, or collected.
    pub shape: Shape,
}

/// The shape of a closed form. Arguments of functions are multiplied out in every shape.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Shape {
    /// `24BSE² + 4BS²E`
    #[default]
    Expanded,
    /// `4BSE(6E + S)`
    Factored,
    /// `N(24BSE² + 4BS²E) + 2BSEV`, by powers of the symbol of this name.
    Collected(String),
}

/// The names in printing order: dims as declared, then the target's parameters as written, then
/// other names as they first appear.
///
/// Names that are not listed come after those that are, alphabetically; functions come after all
/// names, by their text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PrintOrder {
    places: HashMap<String, usize>,
}

impl PrintOrder {
    /// The order in which the names are given; a repeated name keeps its first place.
    pub fn new<N: Into<String>>(names: impl IntoIterator<Item = N>) -> PrintOrder {
        let mut places = HashMap::new();
        for name in names {
            let place = places.len();
            places.entry(name.into()).or_insert(place);
        }
        PrintOrder { places }
    }

    /// The place of a name; `None` where it is not listed.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}
