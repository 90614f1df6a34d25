//! A formula as a graph of operations on whole numbers: every operation once, numbers folded.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The place of an operation in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Node(u32);

impl Node {
    /// The place as an index.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is worth. Its operands are nodes before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Operation {
    /// A whole number.
    Constant(BigInt),
    /// The value of a symbol, by its place among the symbols.
    Input(usize),
    /// `a + b`
    Sum(Node, Node),
    /// `a * b`
    Product(Node, Node),
    /// `a / b` of doubles; the exact machine keeps the two apart.
    Quotient(Node, Node),
    /// The largest whole number not above `a / b`.
    FloorQuotient(Node, Node),
    /// The larger of two.
    Larger(Node, Node),
    /// 1 where it is above 0, else 0.
    Positive(Node),
    /// 1 where it is not below 0, else 0.
    NonNegative(Node),
    /// The number itself, which must not be 0.
    NonZero(Node),
    /// A number raised to an exponent; 1 where the exponent is negative.
    Power(BigInt, Node),
    /// 1 where it is even, −1 where it is odd.
    Parity(Node),
    /// The square root of `a / b`.
    Root(Node, Node),
    /// The logarithm of `a / b` to base 2.
    Logarithm(Node, Node),
    /// The second where the first is 1, the third where it is 0.
    Choice(Node, Node, Node),
    /// What this evaluator does not compute: each point is left to the algebra.
    Unusual,
}

/// A quotient of two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) above: Node,
    pub(super) below: Node,
}

/// The operations of some formulas, operands before what needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    operations: Vec<Operation>,
    /// Whether a node differs between the points of a block.
    varying: Vec<bool>,
    places: HashMap<Operation, Node>,
}

impl Graph {
    /// The operation of a node.
    pub(super) fn operation(&self, node: Node) -> &Operation {
        &self.operations[node.index()]
    }

    /// Every node with its operation, operands first.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (Node, &Operation)> {
        let operations = self.operations.iter().enumerate();
        operations.map(|(place, operation)| (Node(as_place(place)), operation))
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.operations.len()
    }

    /// Whether the node may differ between the points of a block.
    pub(super) fn is_varying(&self, node: Node) -> bool {
        self.varying[node.index()]
    }

    /// The number that a node is, if it is one.
    pub(super) fn as_constant(&self, node: Node) -> Option<&BigInt> {
        match self.operation(node) {
            Operation::Constant(number) => Some(number),
            _ => None,
        }
    }

    fn is_one(&self, node: Node) -> bool {
        self.as_constant(node).is_some_and(BigInt::is_one)
    }

    fn place(&mut self, operation: Operation, varying: bool) -> Node {
        if let Some(node) = self.places.get(&operation) {
            return *node;
        }
        let node = Node(as_place(self.operations.len()));
        self.operations.push(operation.clone());
        self.varying.push(varying);
        self.places.insert(operation, node);
        node
    }

    /// The node of an operation, whose operands are nodes of this graph.
    pub(super) fn add(&mut self, operation: Operation) -> Node {
        let operands = operands(&operation);
        let unusual = operation == Operation::Unusual;
        let varying = unusual || operands.iter().any(|operand| self.is_varying(*operand));
        self.place(operation, varying)
    }

    /// A symbol's value.
    pub(super) fn input(&mut self, place: usize, varying: bool) -> Node {
        self.place(Operation::Input(place), varying)
    }

    /// A whole number.
    pub(super) fn constant(&mut self, number: impl Into<BigInt>) -> Node {
        self.place(Operation::Constant(number.into()), false)
    }

    /// `left + right`
    pub(super) fn sum(&mut self, left: Node, right: Node) -> Node {
        match (self.as_constant(left), self.as_constant(right)) {
            (Some(left), Some(right)) => {
                let sum = left + right;
                self.constant(sum)
            }
            (Some(zero), None) if zero.is_zero() => right,
            (None, Some(zero)) if zero.is_zero() => left,
            _ => self.add(Operation::Sum(left.min(right), left.max(right))),
        }
    }

    /// `left * right`
    pub(super) fn product(&mut self, left: Node, right: Node) -> Node {
        match (self.as_constant(left), self.as_constant(right)) {
            (Some(left), Some(right)) => {
                let product = left * right;
                self.constant(product)
            }
            // What is multiplied by zero may be undefined, and then so is the product.
            (Some(one), None) if one.is_one() => right,
            (None, Some(one)) if one.is_one() => left,
            _ => self.add(Operation::Product(left.min(right), left.max(right))),
        }
    }

    /// `-node`
    pub(super) fn negated(&mut self, node: Node) -> Node {
        let minus = self.constant(-1);
        self.product(minus, node)
    }

    /// A node multiplied by itself, which takes as many products as the exponent has bits.
    pub(super) fn power(&mut self, node: Node, exponent: u32) -> Node {
        let mut power = self.constant(1);
        for place in (0..u32::BITS - exponent.leading_zeros()).rev() {
            power = self.product(power, power);
            if exponent >> place & 1 == 1 {
                power = self.product(power, node);
            }
        }
        power
    }

    /// A node as a quotient.
    pub(super) fn whole(&mut self, node: Node) -> Fraction {
        Fraction {
            above: node,
            below: self.constant(1),
        }
    }

    /// Whether a quotient is over 1.
    pub(super) fn is_whole(&self, fraction: Fraction) -> bool {
        self.is_one(fraction.below)
    }

    /// The sum of two quotients, not in lowest terms.
    pub(super) fn fraction_sum(&mut self, left: Fraction, right: Fraction) -> Fraction {
        if left.below == right.below {
            let above = self.sum(left.above, right.above);
            return Fraction { above, ..left };
        }
        let ours = self.product(left.above, right.below);
        let theirs = self.product(right.above, left.below);
        Fraction {
            above: self.sum(ours, theirs),
            below: self.product(left.below, right.below),
        }
    }

    /// The product of two quotients, not in lowest terms.
    pub(super) fn fraction_product(&mut self, left: Fraction, right: Fraction) -> Fraction {
        Fraction {
            above: self.product(left.above, right.above),
            below: self.product(left.below, right.below),
        }
    }

    /// A node of the sign of a quotient, whose denominator must not be 0.
    pub(super) fn sign(&mut self, fraction: Fraction) -> Node {
        if self
            .as_constant(fraction.below)
            .is_some_and(Signed::is_positive)
        {
            return fraction.above;
        }
        let below = self.add(Operation::NonZero(fraction.below));
        self.product(fraction.above, below)
    }

    /// How often each node is an operand, or the result, of what the results need.
    pub(super) fn uses(&self, results: &[Node]) -> Vec<u32> {
        let mut uses = vec![0_u32; self.len()];
        for result in results {
            uses[result.index()] += 1;
        }
        for (node, operation) in self.nodes().collect::<Vec<_>>().into_iter().rev() {
            if uses[node.index()] > 0 {
                for operand in operands(operation) {
                    uses[operand.index()] += 1;
                }
            }
        }
        uses
    }
}

/// The nodes that an operation is applied to.
pub(super) fn operands(operation: &Operation) -> Vec<Node> {
    match operation {
        Operation::Constant(_) | Operation::Input(_) | Operation::Unusual => Vec::new(),
        Operation::Positive(a)
        | Operation::NonNegative(a)
        | Operation::NonZero(a)
        | Operation::Power(_, a)
        | Operation::Parity(a) => vec![*a],
        Operation::Sum(a, b)
        | Operation::Product(a, b)
        | Operation::Quotient(a, b)
        | Operation::FloorQuotient(a, b)
        | Operation::Larger(a, b)
        | Operation::Root(a, b)
        | Operation::Logarithm(a, b) => vec![*a, *b],
        Operation::Choice(a, b, c) => vec![*a, *b, *c],
    }
}

/// A whole number as a double; infinite where a double cannot hold it.
pub(super) fn as_double(number: &BigInt) -> f64 {
    number.to_f64().unwrap_or(f64::INFINITY)
}

fn as_place(place: usize) -> u32 {
    u32::try_from(place).expect("the limits of the algebra keep formulas below 2³² operations")
}
