//! What the machine for doubles does to its accumulator, step by step.

use crate::evaluator::graph::Node;

/// Where a step finds its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A column of the points, by the place of its symbol.
    Column(usize),
    /// A result that was kept.
    Kept(usize),
    /// One number for the whole block.
    Same(usize),
}

/// What is done to the accumulator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step<S = Source> {
    /// It becomes the operand.
    Load(S),
    /// The operand is added.
    Add(S),
    /// It is multiplied by the operand.
    Multiply(S),
    /// It is multiplied by the first and the second is added.
    MultiplyAdd(S, S),
    /// The product of the two is added. Here and below, the first factor is none that is the same for
    /// the whole block.
    AddProduct(S, S),
    /// It becomes the product of the first two, plus the third.
    ProductAdd(S, S, S),
    /// It becomes the product of two.
    Product(S, S),
    /// It is divided by the operand, which must not be 0.
    Divide(S),
    /// The operand is divided by it; it must not be 0.
    DivideInto(S),
    /// It is rounded down.
    Floor,
    /// The larger of it and the operand.
    Larger(S),
    /// 1 where it is above 0, else 0.
    Positive,
    /// 1 where it is not below 0, else 0.
    NonNegative,
    /// It must not be 0.
    NonZero,
    /// The base raised to it; 1 where it is negative.
    Power(f64),
    /// 1 where it is even, −1 where it is odd.
    Parity,
    /// Its square root; it must not be negative.
    Root,
    /// Its logarithm to base 2; it must be positive.
    Logarithm,
    /// The first where it is 1, the second where it is 0.
    Choice(S, S),
    /// No number is right.
    Unusual,
    /// It is kept for later.
    Keep(u32),
    /// It is kept in the second accumulator.
    Hold,
    /// The second accumulator is added.
    AddHeld,
    /// It is multiplied by the second accumulator.
    MultiplyHeld,
    /// It is multiplied by the operand and the second accumulator is added.
    MultiplyAddHeld(S),
    /// The product of the operand and the second accumulator is added.
    AddProductHeld(S),
    /// It is a result.
    Result(u32),
}

/// The steps that compute some nodes of a graph, for every point of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    pub(super) list: Vec<Step>,
    /// Numbers that steps use, and the nodes that others are; the latter come after the former.
    pub(super) numbers: Vec<f64>,
    pub(super) same: Vec<Node>,
    /// How many results are kept at most.
    pub(super) kept: usize,
}

impl Step {
    /// The step with its operands named in another way.
    pub(super) fn map<S>(self, mut to: impl FnMut(Source) -> S) -> Step<S> {
        match self {
            Step::Load(a) => Step::Load(to(a)),
            Step::Add(a) => Step::Add(to(a)),
            Step::Multiply(a) => Step::Multiply(to(a)),
            Step::MultiplyAdd(a, b) => Step::MultiplyAdd(to(a), to(b)),
            Step::AddProduct(a, b) => Step::AddProduct(to(a), to(b)),
            Step::ProductAdd(a, b, c) => Step::ProductAdd(to(a), to(b), to(c)),
            Step::Product(a, b) => Step::Product(to(a), to(b)),
            Step::Divide(a) => Step::Divide(to(a)),
            Step::DivideInto(a) => Step::DivideInto(to(a)),
            Step::Larger(a) => Step::Larger(to(a)),
            Step::Choice(a, b) => Step::Choice(to(a), to(b)),
            Step::MultiplyAddHeld(a) => Step::MultiplyAddHeld(to(a)),
            Step::AddProductHeld(a) => Step::AddProductHeld(to(a)),
            Step::Floor => Step::Floor,
            Step::Positive => Step::Positive,
            Step::NonNegative => Step::NonNegative,
            Step::NonZero => Step::NonZero,
            Step::Power(base) => Step::Power(base),
            Step::Parity => Step::Parity,
            Step::Root => Step::Root,
            Step::Logarithm => Step::Logarithm,
            Step::Unusual => Step::Unusual,
            Step::Keep(place) => Step::Keep(place),
            Step::Hold => Step::Hold,
            Step::AddHeld => Step::AddHeld,
            Step::MultiplyHeld => Step::MultiplyHeld,
            Step::Result(place) => Step::Result(place),
        }
    }

    /// Its operands.
    pub(super) fn sources(&mut self) -> Vec<&mut Source> {
        match self {
            Step::Load(a)
            | Step::Add(a)
            | Step::Multiply(a)
            | Step::Divide(a)
            | Step::DivideInto(a)
            | Step::Larger(a)
            | Step::MultiplyAddHeld(a)
            | Step::AddProductHeld(a) => vec![a],
            Step::MultiplyAdd(a, b)
            | Step::AddProduct(a, b)
            | Step::Product(a, b)
            | Step::Choice(a, b) => vec![a, b],
            Step::ProductAdd(a, b, c) => vec![a, b, c],
            _ => Vec::new(),
        }
    }
}

/// A place in a step.
pub(super) fn as_place(place: usize) -> u32 {
    u32::try_from(place).expect("graphs have fewer than 2³² nodes")
}
