//! Parameters layer by layer: what one layer owns, and how many layers own that much.

use std::collections::BTreeMap;

use flopform::Engine;
use flopform::algebra::Rational;
use flopform::cost::{Derived, QuantityId, Question};
use serde_json::Value as Json;

/// Parameters of one layer, and how many such layers there are.
pub(crate) type Groups = BTreeMap<u64, u64>;

/// The layers of a measured model: each weight with its bias, and every other tensor by itself.
///
/// Names of one pattern may stand for several kinds of layer, such as a convolution without a bias and
/// the norm behind it. So biases go to weights with as many outputs, to vectors before matrices, until
/// none is left.
pub(crate) fn measured(case: &Json) -> Groups {
    let tensors = case["param_groups"].as_array().expect("a list of tensors");
    let mut tensors: Vec<Tensor> = tensors.iter().map(Tensor::read).collect();
    tensors.sort_by_key(|tensor| tensor.shape.len());
    let mut groups = Groups::new();
    let mut add = |own: u64, layers: u64| {
        if layers > 0 {
            *groups.entry(own).or_default() += layers;
        }
    };
    let (mut biases, others): (Vec<Tensor>, Vec<Tensor>) = tensors
        .into_iter()
        .partition(|tensor| tensor.part == "bias");
    for tensor in &others {
        let own: u64 = tensor.shape.iter().product();
        let mut without = tensor.count;
        // The first size counts the outputs; a transposed matrix has them second.
        for outputs in tensor.shape.iter().take(2) {
            for bias in &mut biases {
                let same = bias.module == tensor.module && bias.shape[0] == *outputs;
                if tensor.part == "weight" && same {
                    let together = without.min(bias.count);
                    add(own + bias.shape[0], together);
                    bias.count -= together;
                    without -= together;
                }
            }
        }
        add(own, without);
    }
    for bias in &biases {
        add(bias.shape[0], bias.count);
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
