//! Sums of products arranged so that few operations compute them.

use std::collections::HashMap;

use crate::evaluator::graph::{Graph, Node};

/// A product of powers of nodes, and what it is multiplied by.
#[derive(Clone, Debug)]
pub(super) struct Addend {
    /// The nodes and their exponents, which are not 0; each node once.
    pub(super) powers: Vec<(Node, u32)>,
    /// What the powers are multiplied by.
    pub(super) coefficient: Node,
}

/// The sum, with what occurs most often taken out of brackets first.
pub(super) fn horner(graph: &mut Graph, addends: Vec<Addend>) -> Node {
    stacker::maybe_grow(64 * 1024, 4 << 20, || nested(graph, addends))
}

fn nested(graph: &mut Graph, mut addends: Vec<Addend>) -> Node {
    if addends.is_empty() {
        return graph.constant(0);
    }
    let shared = shared_powers(&addends);
    if !shared.is_empty() {
        for addend in &mut addends {
            divide(addend, &shared);
        }
        let factor = product(graph, &shared);
        let rest = horner(graph, addends);
        return graph.product(factor, rest);
    }
    if let [single] = &addends[..] {
        return single.coefficient;
    }
    let Some(most) = most_frequent(&addends) else {
        // Nothing occurs twice.
        let mut sum = graph.constant(0);
        for addend in addends {
            let powers = product(graph, &addend.powers);
            let next = graph.product(powers, addend.coefficient);
            sum = graph.sum(sum, next);
        }
        return sum;
    };
    let has = |addend: &Addend| addend.powers.iter().any(|(node, _)| *node == most);
    let (with, without): (Vec<Addend>, Vec<Addend>) = addends.into_iter().partition(has);
    let with = horner(graph, with);
    let without = horner(graph, without);
    graph.sum(with, without)
}

/// The powers that every addend has.
fn shared_powers(addends: &[Addend]) -> Vec<(Node, u32)> {
    let mut shared = addends[0].powers.clone();
    for addend in &addends[1..] {
        shared.retain_mut(|(node, exponent)| {
            let held = addend.powers.iter().find(|(held, _)| held == node);
            held.is_some_and(|(_, held)| {
                *exponent = (*exponent).min(*held);
                true
            })
        });
        if shared.is_empty() {
            break;
        }
    }
    shared
}

fn divide(addend: &mut Addend, powers: &[(Node, u32)]) {
    for (node, exponent) in powers {
        for (held, left) in &mut addend.powers {
            if held == node {
                *left -= exponent;
            }
        }
    }
    addend.powers.retain(|(_, exponent)| *exponent > 0);
}

/// The node that most addends have, if two have it; the one seen first among equals.
fn most_frequent(addends: &[Addend]) -> Option<Node> {
    let mut counts: HashMap<Node, usize> = HashMap::new();
    let mut order: Vec<Node> = Vec::new();
    for (node, _) in addends.iter().flat_map(|addend| &addend.powers) {
        let count = counts.entry(*node).or_default();
        if *count == 0 {
            order.push(*node);
        }
        *count += 1;
    }
    order.sort_unstable();
    let most = order.iter().map(|node| counts[node]).max()?;
    let mut order = order.into_iter();
    order.find(|node| counts[node] == most && most > 1)
}

/// The product of powers.
pub(super) fn product(graph: &mut Graph, powers: &[(Node, u32)]) -> Node {
    let mut product = graph.constant(1);
    for (node, exponent) in powers {
        let power = graph.power(*node, *exponent);
        product = graph.product(product, power);
    }
    product
}
