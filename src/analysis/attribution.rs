//! Where the difference of two derived targets comes from: by path, and by layer.

use indexmap::IndexMap;

use crate::algebra::{Algebra, AlgebraError, Value};
use crate::cost::{LayerId, Row};

type Result<T> = std::result::Result<T, AlgebraError>;

/// The rows of a tree, parents before children, each with what it contributes to the whole.
pub type Contributions = [(Row, Value)];

/// What a child contributes to each of two targets.
#[derive(Clone, Debug)]
pub struct PathShare {
    /// The names on the way down to it.
    pub path: Vec<String>,
    /// What it contributes to the left target; `None` where that has no such child.
    pub left: Option<Value>,
    /// What it contributes to the right target.
    pub right: Option<Value>,
    /// The one less the other.
    pub difference: Value,
}

/// What the calls of a layer cost by themselves, without those inside them, in each of two targets.
#[derive(Clone, Debug)]
pub struct LayerShare {
    /// The layer.
    pub layer: LayerId,
    /// What its calls cost in the left target.
    pub left: Value,
    /// What they cost in the right target.
    pub right: Value,
    /// The one less the other.
    pub difference: Value,
}

/// The children whose contributions differ, parents before children; below a child that contributes
/// the same to both, nothing is listed.
///
/// # Errors
/// When the limits are met.
pub fn by_path(
    algebra: &Algebra,
    left: &Contributions,
    right: &Contributions,
) -> Result<Vec<PathShare>> {
    let (left, right) = (paths(algebra, left)?, paths(algebra, right)?);
    let mut shares: Vec<PathShare> = Vec::new();
    for path in in_tree_order(&left, &right) {
        let (left, right) = (left.get(&path), right.get(&path));
        let zero = Value::zero();
        let difference = algebra.subtract(left.unwrap_or(&zero), right.unwrap_or(&zero))?;
        let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
        let listed = parent.is_empty() || shares.iter().any(|share| share.path == parent);
        if listed && !difference.is_zero() {
            shares.push(PathShare {
                path,
                left: left.cloned(),
                right: right.cloned(),
                difference,
            });
        }
    }
    Ok(shares)
}

/// The layers whose own costs differ.
///
/// # Errors
/// When the limits are met.
pub fn by_layer(
    algebra: &Algebra,
    left: &Contributions,
    right: &Contributions,
) -> Result<Vec<LayerShare>> {
    let (left, right) = (layers(algebra, left)?, layers(algebra, right)?);
    let mut shares = Vec::new();
    let only_right = right.keys().filter(|layer| !left.contains_key(*layer));
    for layer in left.keys().chain(only_right) {
        let of =
            |side: &IndexMap<LayerId, Value>| side.get(layer).cloned().unwrap_or_else(Value::zero);
        let (left, right) = (of(&left), of(&right));
        let difference = algebra.subtract(&left, &right)?;
        if !difference.is_zero() {
            shares.push(LayerShare {
                layer: *layer,
                left,
                right,
                difference,
            });
        }
    }
    Ok(shares)
}

type Paths = IndexMap<Vec<String>, Value>;

/// What stands at each path. The turns of a loop share one.
fn paths(algebra: &Algebra, rows: &Contributions) -> Result<Paths> {
    let mut paths = Paths::new();
    let root = rows.first().map_or(0, |(row, _)| row.path.len());
    // The heading of turns that differ has their sum already.
    for (row, value) in rows.iter().filter(|(row, _)| row.turn.is_none()) {
        let path = row.path[root..].to_vec();
        if path.is_empty() {
            continue;
        }
        let sum = match paths.get(&path) {
            Some(held) => algebra.add(held, value)?,
            None => value.clone(),
        };
        paths.insert(path, sum);
    }
    Ok(paths)
}

/// The paths of both, those of the right target after the siblings that the left one has.
fn in_tree_order(left: &Paths, right: &Paths) -> Vec<Vec<String>> {
    let mut order: Vec<Vec<String>> = left.keys().cloned().collect();
    for path in right.keys().filter(|path| !left.contains_key(*path)) {
        let parent = &path[..path.len() - 1];
        let last_inside = order.iter().rposition(|held| held.starts_with(parent));
        let at = last_inside.map_or(order.len(), |last| last + 1);
        order.insert(at, path.clone());
    }
    order
}

/// What the calls of each layer cost without those inside them.
fn layers(algebra: &Algebra, rows: &Contributions) -> Result<IndexMap<LayerId, Value>> {
    let mut layers: IndexMap<LayerId, Value> = IndexMap::new();
    for (at, (row, value)) in rows.iter().enumerate() {
        let Some(node) = &row.node else { continue };
        let below = rows[at + 1..].iter();
        let below = below.take_while(|(inner, _)| inner.depth > row.depth);
        let mut own = value.clone();
        for (_, inner) in below.filter(|(inner, _)| inner.depth == row.depth + 1) {
            own = algebra.subtract(&own, inner)?;
        }
        if !own.is_zero() {
            let held = layers.entry(node.layer).or_insert_with(Value::zero);
            *held = algebra.add(held, &own)?;
        }
    }
    Ok(layers)
}
