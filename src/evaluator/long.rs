//! The machine for whole numbers past two machine words: as many words as bounds show to suffice.

use num_bigint::BigInt;

use crate::evaluator::graph::{Graph, Node, Operation, operands};
use crate::evaluator::limbs::Limbs;

/// Points computed together: what all nodes are worth at them stays near the processor.
const TILE: usize = 32;

/// The values of a symbol at the points of a block.
#[derive(Clone, Debug)]
pub(super) enum Input<'a> {
    Same(BigInt),
    Varying(&'a [i64]),
}

/// Computes some nodes from sums and products, and from what else is always whole and never refused.
#[derive(Clone, Debug)]
pub(super) struct LongMachine {
    /// The operations, operands first; their operands are places among them.
    operations: Vec<Long>,
    results: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Long {
    Constant(BigInt),
    Input(usize),
    Sum(usize, usize),
    Product(usize, usize),
    Larger(usize, usize),
    Positive(usize),
    NonNegative(usize),
}

/// How many words suffice for every operation at some points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Four,
    Eight,
}

impl LongMachine {
    /// A machine for some nodes. `None` if they need an operation that is none of its.
    pub(super) fn new(graph: &Graph, results: &[Node]) -> Option<LongMachine> {
        let mut needed = vec![false; graph.len()];
        for result in results {
            needed[result.index()] = true;
        }
        let nodes: Vec<(Node, &Operation)> = graph.nodes().collect();
        for (node, operation) in nodes.iter().rev() {
            if needed[node.index()] {
                for operand in operands(operation) {
                    needed[operand.index()] = true;
                }
            }
        }
        let mut places = vec![0; graph.len()];
        let mut operations = Vec::new();
        for (node, operation) in nodes {
            if !needed[node.index()] {
                continue;
            }
            let place = |node: &Node| places[node.index()];
            let long = match operation {
                Operation::Constant(number) => Long::Constant(number.clone()),
                Operation::Input(symbol) => Long::Input(*symbol),
                Operation::Sum(a, b) => Long::Sum(place(a), place(b)),
                Operation::Product(a, b) => Long::Product(place(a), place(b)),
                Operation::Larger(a, b) => Long::Larger(place(a), place(b)),
                Operation::Positive(a) => Long::Positive(place(a)),
                Operation::NonNegative(a) => Long::NonNegative(place(a)),
                _ => return None,
            };
            places[node.index()] = operations.len();
            operations.push(long);
        }
        Some(LongMachine {
            operations,
            results: results.iter().map(|node| places[node.index()]).collect(),
        })
    }

    /// The nodes at some points of a block, shown one after the other. Returns whether the numbers are
    /// short enough; if not, none is shown. `most` is how many bits they may have.
    pub(super) fn run(
        &self,
        inputs: &[Input<'_>],
        points: &[usize],
        most: u64,
        show: impl FnMut(usize, &[BigInt]),
    ) -> bool {
        let bits = self.bits(inputs, points);
        match words(&bits, most) {
            Some(Words::Four) => self.tiles::<4>(&bits, inputs, points, show),
            Some(Words::Eight) => self.tiles::<8>(&bits, inputs, points, show),
            None => return false,
        }
        true
    }

    /// How many bits the magnitude of each operation has at most.
    fn bits(&self, inputs: &[Input<'_>], points: &[usize]) -> Vec<u64> {
        let mut bits: Vec<u64> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let most = match operation {
                Long::Constant(number) => number.bits(),
                Long::Input(symbol) => match &inputs[*symbol] {
                    Input::Same(number) => number.bits(),
                    Input::Varying(numbers) => {
                        let magnitudes = points.iter().map(|point| numbers[*point].unsigned_abs());
                        let most = magnitudes.fold(0, |most, next| most | next);
                        u64::from(u64::BITS - most.leading_zeros())
                    }
                },
                Long::Sum(a, b) => bits[*a].max(bits[*b]).saturating_add(1),
                Long::Product(a, b) => bits[*a].saturating_add(bits[*b]),
                Long::Larger(a, b) => bits[*a].max(bits[*b]),
                Long::Positive(_) | Long::NonNegative(_) => 1,
            };
            bits.push(most);
        }
        bits
    }

    fn tiles<const N: usize>(
        &self,
        bits: &[u64],
        inputs: &[Input<'_>],
        points: &[usize],
        mut show: impl FnMut(usize, &[BigInt]),
    ) {
        let mut values = vec![[Limbs::<N>::ZERO; TILE]; self.operations.len()];
        for (place, operation) in self.operations.iter().enumerate() {
            let same = match operation {
                Long::Constant(number) => number,
                Long::Input(symbol) => match &inputs[*symbol] {
                    Input::Same(number) => number,
                    Input::Varying(_) => continue,
                },
                _ => continue,
            };
            values[place] = [Limbs::from_big(same); TILE];
        }
        for tile in points.chunks(TILE) {
            for (place, operation) in self.operations.iter().enumerate() {
                let (before, rest) = values.split_at_mut(place);
                compute(operation, before, &mut rest[0], bits, inputs, tile);
            }
            for (at, point) in tile.iter().enumerate() {
                let results = self.results.iter();
                let results = results.map(|result| values[*result][at].to_big());
                show(*point, &results.collect::<Vec<BigInt>>());
            }
        }
    }
}

/// How many words hold numbers of so many bits each, if they do not have more than they may.
fn words(bits: &[u64], most: u64) -> Option<Words> {
    let needed = bits.iter().copied().max().unwrap_or(0);
    if needed > most {
        None
    } else if needed <= Limbs::<4>::BITS {
        Some(Words::Four)
    } else if needed <= Limbs::<8>::BITS {
        Some(Words::Eight)
    } else {
        None
    }
}

/// One operation at the points of a tile.
fn compute<const N: usize>(
    operation: &Long,
    before: &[[Limbs<N>; TILE]],
    out: &mut [Limbs<N>; TILE],
    bits: &[u64],
    inputs: &[Input<'_>],
    tile: &[usize],
) {
    /// A magnitude of so many bits fits one word.
    const WORD: u64 = 63;
    match operation {
        Long::Constant(_) => {}
        Long::Input(symbol) => {
            if let Input::Varying(numbers) = &inputs[*symbol] {
                for (out, point) in out.iter_mut().zip(tile) {
                    *out = Limbs::from_word(numbers[*point]);
                }
            }
        }
        Long::Sum(a, b) => {
            for (out, (a, b)) in out.iter_mut().zip(before[*a].iter().zip(&before[*b])) {
                *out = a.plus(*b);
            }
        }
        Long::Product(a, b) => {
            let (short, long) = if bits[*a] <= bits[*b] { (a, b) } else { (b, a) };
            let pairs = before[*short].iter().zip(&before[*long]);
            if bits[*short] <= WORD {
                for (out, (short, long)) in out.iter_mut().zip(pairs) {
                    *out = long.times_word(short.low());
                }
            } else {
                for (out, (short, long)) in out.iter_mut().zip(pairs) {
                    *out = long.times(*short);
                }
            }
        }
        Long::Larger(a, b) => {
            for (out, (a, b)) in out.iter_mut().zip(before[*a].iter().zip(&before[*b])) {
                *out = *a.max(b);
            }
        }
        Long::Positive(a) => {
            for (out, a) in out.iter_mut().zip(&before[*a]) {
                let positive = !a.is_negative() && !a.is_zero();
                *out = Limbs::from_word(i64::from(positive));
            }
        }
        Long::NonNegative(a) => {
            for (out, a) in out.iter_mut().zip(&before[*a]) {
                *out = Limbs::from_word(i64::from(!a.is_negative()));
            }
        }
    }
}
