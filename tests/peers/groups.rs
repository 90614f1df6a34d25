//! Parameters layer by layer: what one layer owns, and how many layers own that much.

use std::collections::BTreeMap;

use flopform::Engine;
use flopform::algebra::Rational;
use flopform::cost::{Derived, QuantityId, Question};
use serde_json::Value as Json;

/// Parameters of one layer, and how many such layers there are.
pub(crate) type Groups = BTreeMap<u64, u64>;

/// The layers of a measured model. A bias belongs to a weight of its module that has that size too;
/// every other tensor counts by itself.
pub(crate) fn measured(case: &Json) -> Groups {
    let tensors = case["param_groups"].as_array().expect("a list of tensors");
    let tensors: Vec<Tensor> = tensors.iter().map(Tensor::read).collect();
    let belongs = |bias: &Tensor, weight: &Tensor| {
        let pair = bias.part == "bias" && weight.part == "weight" && bias.module == weight.module;
        pair && bias.shape.iter().all(|size| weight.shape.contains(size))
    };
    let mut groups = Groups::new();
    for tensor in &tensors {
        if tensors.iter().any(|weight| belongs(tensor, weight)) {
            continue;
        }
        let own: u64 = tensor.shape.iter().product();
        let bias = tensors.iter().find(|bias| belongs(bias, tensor));
        let bias = bias.map_or(0, |bias| bias.shape[0]);
        *groups.entry(own + bias).or_default() += tensor.count;
    }
    groups
}

/// Tensors of one shape whose names differ only in the number of their layer.
struct Tensor {
    module: String,
    part: String,
    shape: Vec<u64>,
    count: u64,
}

impl Tensor {
    fn read(json: &Json) -> Tensor {
        let name = json["name"].as_str().expect("a name");
        let (module, part) = name.rsplit_once('.').unwrap_or(("", name));
        let shape = json["shape"].as_array().expect("a shape");
        Tensor {
            module: module.to_owned(),
            part: part.to_owned(),
            shape: shape.iter().filter_map(Json::as_u64).collect(),
            count: json["count"].as_u64().expect("a count"),
        }
    }
}

/// The layers of a derived model that own parameters.
pub(crate) fn derived(
    engine: &Engine,
    question: &Question,
    derived: &Derived,
    params: QuantityId,
) -> Groups {
    let bounds = (usize::MAX, usize::MAX);
    let rows = engine.rows(question, derived, &[params], bounds);
    let (rows, _) = rows.expect("the tree is within the limits");
    let mut groups = Groups::new();
    for (row, all) in &rows {
        let Some(node) = &row.node else { continue };
        // What a layer with layers inside owns itself, or all that a layer without owns.
        let leaf = node.branches.is_empty() || node.only_wraps();
        let own = node.own.get(&params).map(|(value, _)| value);
        let Some(own) = own.or_else(|| leaf.then(|| &node.totals[&params])) else {
            continue;
        };
        let number = |value| engine.number(value).expect("a number");
        let (own, one): (Rational, Rational) = (number(own), number(&node.totals[&params]));
        let all: Rational = number(&all[0]);
        if !own.is_zero() && !all.is_zero() {
            let layers = all.divided_by(&one).expect("a layer that owns some");
            *groups.entry(whole(&own)).or_default() += whole(&layers);
        }
    }
    groups
}

fn whole(number: &Rational) -> u64 {
    let digits = number.to_string();
    digits.parse().expect("a whole number")
}
