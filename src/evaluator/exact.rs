//! The machine for whole numbers: 64 bits where bounds show that they suffice, 128 bits where those
//! do, and checks at every point where they may not.

use crate::evaluator::graph::{Graph, Node, Operation};
use crate::evaluator::register::{NARROW, Register, WIDE, Wholes, magnitude, narrow, wide};
use crate::evaluator::scalar::{floor_quotient, whole_logarithm, whole_power, whole_root, wholes};

/// Runs a graph over columns of whole numbers. It owns the room that one thread needs.
#[derive(Clone, Debug)]
pub(super) struct ExactMachine {
    /// The nodes that are computed once a block, and those computed at every point.
    same_nodes: Vec<Node>,
    varying_nodes: Vec<Node>,
    same: Vec<Option<i128>>,
    registers: Vec<Register>,
    /// Whether a point is left to the algebra.
    pub(super) refused: Vec<bool>,
    any_refused: bool,
}

impl ExactMachine {
    /// A machine for the nodes that some results need.
    pub(super) fn new(graph: &Graph, results: &[Node]) -> ExactMachine {
        let uses = graph.uses(results);
        let needed = graph.nodes().map(|(node, _)| node);
        let needed = needed.filter(|node| uses[node.index()] > 0);
        let (varying_nodes, same_nodes) = needed.partition(|node| graph.is_varying(*node));
        ExactMachine {
            same_nodes,
            varying_nodes,
            same: Vec::new(),
            registers: vec![Register::default(); graph.len()],
            refused: Vec::new(),
            any_refused: false,
        }
    }

    /// Computes every point of a block. `inputs` are the values of symbols that are the same at every
    /// point, `columns` those of the others; a point that `refused` already marks may hold anything.
    /// Where a point is marked afterwards its results are not right.
    pub(super) fn run(
        &mut self,
        graph: &Graph,
        inputs: &[Option<i128>],
        columns: &[&[i64]],
        refused: impl IntoIterator<Item = usize>,
        length: usize,
    ) {
        self.refused.clear();
        self.refused.resize(length, false);
        self.any_refused = false;
        for point in refused {
            self.refuse(point);
        }
        wholes(graph, &self.same_nodes, inputs, &mut self.same);
        for place in 0..self.varying_nodes.len() {
            let node = self.varying_nodes[place];
            let mut register = std::mem::take(&mut self.registers[node.index()]);
            if self
                .compute(graph, graph.operation(node), columns, &mut register, length)
                .is_none()
            {
                // Something that is the same everywhere has no value.
                self.refused.fill(true);
                self.any_refused = true;
                register.as_narrow(length, 0).fill(0);
            }
            self.registers[node.index()] = register;
        }
    }

    fn refuse(&mut self, point: usize) {
        self.refused[point] = true;
        self.any_refused = true;
    }

    /// Whether any point is left to the algebra.
    pub(super) fn refuses_any(&self) -> bool {
        self.any_refused
    }

    /// The numbers of a node after a run; `None` where it has no value at any point.
    pub(super) fn view(&self, graph: &Graph, node: Node) -> Option<Wholes<'_>> {
        if graph.is_varying(node) {
            return Some(self.registers[node.index()].view());
        }
        self.same[node.index()].map(Wholes::Same)
    }

    fn operand(&self, graph: &Graph, node: Node) -> Option<(Wholes<'_>, u128)> {
        let view = self.view(graph, node)?;
        let bound = match view {
            Wholes::Same(number) => number.unsigned_abs(),
            _ => self.registers[node.index()].bound,
        };
        Some((view, bound))
    }

    /// Fills the register of an operation. `None` where an operand that is the same at every point
    /// has no value.
    fn compute(
        &mut self,
        graph: &Graph,
        operation: &Operation,
        columns: &[&[i64]],
        out: &mut Register,
        length: usize,
    ) -> Option<()> {
        match operation {
            Operation::Input(place) => {
                let column = columns[*place];
                let bound = magnitude(column);
                out.as_narrow(length, bound).copy_from_slice(column);
            }
            Operation::Sum(a, b) => {
                let (left, a) = self.operand(graph, *a)?;
                let (right, b) = self.operand(graph, *b)?;
                match a.checked_add(b) {
                    Some(bound) if bound <= NARROW => {
                        narrow(false, left, right, out.as_narrow(length, bound));
                    }
                    Some(bound) if bound <= WIDE => {
                        let out = out.as_wide(length, bound);
                        wide(left, right, out, i128::wrapping_add);
                    }
                    _ => return self.checked(graph, operation, out, length),
                }
            }
            Operation::Product(a, b) => {
                let (left, a) = self.operand(graph, *a)?;
                let (right, b) = self.operand(graph, *b)?;
                match a.checked_mul(b) {
                    Some(bound) if bound <= NARROW => {
                        narrow(true, left, right, out.as_narrow(length, bound));
                    }
                    Some(bound) if bound <= WIDE => {
                        let out = out.as_wide(length, bound);
                        wide(left, right, out, i128::wrapping_mul);
                    }
                    _ => return self.checked(graph, operation, out, length),
                }
            }
            _ => return self.checked(graph, operation, out, length),
        }
        Some(())
    }

    /// An operation whose result may not exist: each point is checked.
    #[expect(
        clippy::too_many_lines,
        reason = "it is one table: an operation in each arm"
    )]
    fn checked(
        &mut self,
        graph: &Graph,
        operation: &Operation,
        out: &mut Register,
        length: usize,
    ) -> Option<()> {
        type Check = dyn Fn(i128, i128, i128) -> Option<i128>;
        let one = (Wholes::Same(0), 0);
        let of = |node: &Node| self.operand(graph, *node);
        let number = |base: &num_bigint::BigInt| num_traits::ToPrimitive::to_i128(base);
        let (a, b, c, bound, compute): (_, _, _, u128, Box<Check>) = match operation {
            Operation::Sum(a, b) => {
                let compute = |a: i128, b: i128, _| a.checked_add(b);
                (of(a)?, of(b)?, one, WIDE, Box::new(compute))
            }
            Operation::Product(a, b) => {
                let compute = |a: i128, b: i128, _| a.checked_mul(b);
                (of(a)?, of(b)?, one, WIDE, Box::new(compute))
            }
            Operation::FloorQuotient(a, b) => {
                let (a, b) = (of(a)?, of(b)?);
                if let (Wholes::Narrow(above), Wholes::Same(below)) = (a.0, b.0)
                    && let Ok(below) = i64::try_from(below)
                    && below > 0
                {
                    // Euclid's quotient by a positive number is rounded down.
                    for (out, above) in out.as_narrow(length, a.1).iter_mut().zip(above) {
                        *out = above.div_euclid(below);
                    }
                    return Some(());
                }
                (a, b, one, a.1, Box::new(|a, b, _| floor_quotient(a, b)))
            }
            Operation::Larger(a, b) => {
                let (a, b) = (of(a)?, of(b)?);
                let bound = a.1.max(b.1);
                (a, b, one, bound, Box::new(|a: i128, b, _| Some(a.max(b))))
            }
            Operation::Positive(a) => {
                let compute = |a: i128, _, _| Some(i128::from(a > 0));
                (of(a)?, one, one, 1, Box::new(compute))
            }
            Operation::NonNegative(a) => {
                let compute = |a: i128, _, _| Some(i128::from(a >= 0));
                (of(a)?, one, one, 1, Box::new(compute))
            }
            Operation::NonZero(a) => {
                let a = of(a)?;
                let compute = |a: i128, _, _| (a != 0).then_some(a);
                (a, one, one, a.1, Box::new(compute))
            }
            Operation::Power(base, a) => {
                let (base, a) = (number(base)?, of(a)?);
                let bound = u32::try_from(a.1).ok();
                let bound = bound.and_then(|most| base.unsigned_abs().checked_pow(most));
                let compute = move |a, _, _| whole_power(base, a);
                (a, one, one, bound.unwrap_or(WIDE), Box::new(compute))
            }
            Operation::Parity(a) => {
                let compute = |a: i128, _, _| Some(if a & 1 == 0 { 1 } else { -1 });
                (of(a)?, one, one, 1, Box::new(compute))
            }
            Operation::Root(a, b) => {
                let (a, b) = (of(a)?, of(b)?);
                (a, b, one, a.1, Box::new(|a, b, _| whole_root(a, b)))
            }
            Operation::Logarithm(a, b) => {
                let compute = |a, b, _| whole_logarithm(a, b);
                (of(a)?, of(b)?, one, 128, Box::new(compute))
            }
            Operation::Choice(a, b, c) => {
                let (a, b, c) = (of(a)?, of(b)?, of(c)?);
                let bound = b.1.max(c.1);
                let compute = |a, b, c| match a {
                    1 => Some(b),
                    0 => Some(c),
                    _ => None,
                };
                (a, b, c, bound, Box::new(compute))
            }
            Operation::Constant(_)
            | Operation::Input(_)
            | Operation::Quotient(..)
            | Operation::Unusual => return None,
        };
        let mut refused = Vec::new();
        let bound = bound.min(WIDE);
        let mut at = |place: usize| {
            let found = compute(a.0.at(place), b.0.at(place), c.0.at(place));
            // Its magnitude would be above every bound.
            let found = found.filter(|number| *number != i128::MIN);
            found.unwrap_or_else(|| {
                refused.push(place);
                0
            })
        };
        if bound <= NARROW {
            for (place, out) in out.as_narrow(length, bound).iter_mut().enumerate() {
                *out = i64::try_from(at(place)).expect("the bound holds");
            }
        } else {
            for (place, out) in out.as_wide(length, bound).iter_mut().enumerate() {
                *out = at(place);
            }
        }
        for point in refused {
            self.refuse(point);
        }
        Some(())
    }
}
