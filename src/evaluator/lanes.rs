//! A graph as steps of a machine that holds one accumulator of many doubles.

use std::collections::HashMap;

use crate::evaluator::graph::{Graph, Node, Operation, as_double};

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

/// The steps for the results, each of which is written to the column of its place.
pub(super) fn lower(graph: &Graph, results: &[Node]) -> Steps {
    let mut lowering = Lowering {
        graph,
        uses: graph.uses(results),
        places: HashMap::new(),
        numbers: Vec::new(),
        same: Vec::new(),
        steps: Steps::default(),
    };
    for (place, result) in results.iter().enumerate() {
        match lowering.source(*result) {
            Some(source) => lowering.push(Step::Load(source)),
            None => lowering.compute(*result),
        }
        lowering.push(Step::Result(as_place(place)));
    }
    let numbers = lowering.numbers.len();
    let mut steps = lowering.steps;
    // Numbers that are computed once a block come after those that are written in the formula.
    let moved = |source: &mut Source| {
        if let Source::Same(place) = source
            && *place >= SAME
        {
            *place = *place - SAME + numbers;
        }
    };
    for step in &mut steps.list {
        step.sources().into_iter().for_each(moved);
    }
    hold(&mut steps.list);
    if steps.list.len() >= COPYING {
        copy_columns(&mut steps);
    }
    reuse(&mut steps);
    steps.numbers = lowering.numbers;
    steps.same = lowering.same;
    steps
}

/// Keeps results that are needed once, and soon, in the second accumulator: as many as do not overlap.
fn hold(steps: &mut [Step]) {
    let mut kept: HashMap<usize, usize> = HashMap::new();
    // Where each result is kept and where it is read; `None` once it is read twice.
    let mut spans: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, step) in steps.iter_mut().enumerate() {
        for source in step.sources() {
            if let Source::Kept(place) = source {
                let span = &mut spans[kept[place]];
                let unread = span.1 == Some(span.0);
                span.1 = unread.then_some(at);
            }
        }
        if let Step::Keep(place) = step {
            kept.insert(*place as usize, spans.len());
            spans.push((at, Some(at)));
        }
    }
    let spans = spans.into_iter();
    let spans = spans.filter_map(|(from, to)| to.map(|to| (from, to)));
    let mut spans: Vec<(usize, usize)> = spans.filter(|(from, to)| from < to).collect();
    spans.sort_unstable_by_key(|(_, to)| *to);
    let mut free = 0;
    for (from, to) in spans {
        if from < free {
            continue;
        }
        let Step::Keep(place) = steps[from] else {
            unreachable!("a span begins where something is kept");
        };
        let kept = Source::Kept(place as usize);
        steps[to] = match steps[to] {
            Step::Add(a) if a == kept => Step::AddHeld,
            Step::Multiply(a) if a == kept => Step::MultiplyHeld,
            Step::MultiplyAdd(a, b) if b == kept => Step::MultiplyAddHeld(a),
            Step::AddProduct(a, b) if b == kept => Step::AddProductHeld(a),
            Step::AddProduct(a, b) if a == kept => Step::AddProductHeld(b),
            _ => continue,
        };
        steps[from] = Step::Hold;
        free = to;
    }
}

/// From so many steps on, it pays to copy the points of a chunk to where lines of the cache begin.
const COPYING: usize = 24;

/// Keeps the columns first, and reads them from there.
fn copy_columns(steps: &mut Steps) {
    let mut copies: HashMap<usize, usize> = HashMap::new();
    let mut before = Vec::new();
    for step in &mut steps.list {
        for source in step.sources() {
            if let Source::Column(column) = *source {
                let place = *copies.entry(column).or_insert_with(|| {
                    before.push(Step::Load(*source));
                    before.push(Step::Keep(as_place(steps.kept)));
                    steps.kept += 1;
                    steps.kept - 1
                });
                *source = Source::Kept(place);
            }
        }
    }
    steps.list.splice(0..0, before);
}

/// Gives the places of results that are not read any more to those kept later, so that what a chunk
/// needs stays in the nearest cache.
fn reuse(steps: &mut Steps) {
    let mut last: Vec<usize> = vec![0; steps.kept];
    for (at, step) in steps.list.iter_mut().enumerate() {
        for source in step.sources() {
            if let Source::Kept(place) = source {
                last[*place] = at;
            }
        }
    }
    let mut places: Vec<usize> = vec![0; steps.kept];
    let (mut free, mut used) = (Vec::new(), 0);
    for (at, step) in steps.list.iter_mut().enumerate() {
        for source in step.sources() {
            if let Source::Kept(place) = source {
                let held = *place;
                *place = places[held];
                if last[held] == at {
                    last[held] = usize::MAX;
                    free.push(places[held]);
                }
            }
        }
        if let Step::Keep(place) = step {
            let taken = free.pop().unwrap_or_else(|| {
                used += 1;
                used - 1
            });
            places[*place as usize] = taken;
            *place = as_place(taken);
        }
    }
    steps.kept = used;
}

/// Where places of numbers computed once a block begin while the steps are made.
const SAME: usize = usize::MAX / 2;

struct Lowering<'g> {
    graph: &'g Graph,
    uses: Vec<u32>,
    places: HashMap<Node, Source>,
    numbers: Vec<f64>,
    same: Vec<Node>,
    steps: Steps,
}

impl Lowering<'_> {
    fn push(&mut self, step: Step) {
        let step = match step {
            Step::AddProduct(a @ Source::Same(_), b) => Step::AddProduct(b, a),
            Step::Product(a @ Source::Same(_), b) => Step::Product(b, a),
            Step::ProductAdd(a @ Source::Same(_), b, c) => Step::ProductAdd(b, a, c),
            other => other,
        };
        self.steps.list.push(step);
    }

    /// Where the node's value can be read without computing it.
    fn source(&mut self, node: Node) -> Option<Source> {
        if let Some(source) = self.places.get(&node) {
            return Some(*source);
        }
        let source = match self.graph.operation(node) {
            Operation::Constant(number) => {
                self.numbers.push(as_double(number));
                Source::Same(self.numbers.len() - 1)
            }
            _ if !self.graph.is_varying(node) => {
                self.same.push(node);
                Source::Same(SAME + self.same.len() - 1)
            }
            Operation::Input(place) => Source::Column(*place),
            _ => return None,
        };
        self.places.insert(node, source);
        Some(source)
    }

    /// Computes the node into the accumulator, and keeps it if it is needed again.
    fn compute(&mut self, node: Node) {
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.computed(node));
        if self.uses[node.index()] > 1 {
            self.keep(node);
        }
    }

    fn keep(&mut self, node: Node) {
        let place = self.steps.kept;
        self.steps.kept += 1;
        self.push(Step::Keep(as_place(place)));
        self.places.insert(node, Source::Kept(place));
    }

    /// Makes every operand but one readable; the one, if any is left, is in the accumulator.
    fn operands(&mut self, nodes: &[Node]) -> Vec<Option<Source>> {
        let mut open: Vec<Node> = Vec::new();
        for node in nodes {
            if self.source(*node).is_none() && !open.contains(node) {
                open.push(*node);
            }
        }
        while let Some(node) = open.pop() {
            if self.source(node).is_some() {
                continue;
            }
            self.compute(node);
            let last = open.iter().all(|node| self.places.contains_key(node));
            let repeated = nodes.iter().filter(|held| **held == node).count() > 1;
            if !self.places.contains_key(&node) && (!last || repeated) {
                self.keep(node);
            } else if last && !self.places.contains_key(&node) {
                let sources = nodes.iter().map(|held| self.places.get(held).copied());
                return sources.collect();
            }
        }
        nodes.iter().map(|node| self.source(*node)).collect()
    }

    fn computed(&mut self, node: Node) {
        match self.graph.operation(node).clone() {
            Operation::Constant(_) | Operation::Input(_) => {
                let source = self.source(node).expect("it can be read");
                self.push(Step::Load(source));
            }
            Operation::Sum(left, right) => self.sum(left, right),
            Operation::Product(left, right) => match self.operands(&[left, right])[..] {
                [Some(left), Some(right)] => self.push(Step::Product(left, right)),
                [Some(other), None] | [None, Some(other)] => self.push(Step::Multiply(other)),
                _ => unreachable!("one operand at most is in the accumulator"),
            },
            Operation::Quotient(above, below) => self.quotient(above, below),
            Operation::FloorQuotient(above, below) => {
                self.quotient(above, below);
                self.push(Step::Floor);
            }
            Operation::Root(above, below) => {
                self.quotient(above, below);
                self.push(Step::Root);
            }
            Operation::Logarithm(above, below) => {
                self.quotient(above, below);
                self.push(Step::Logarithm);
            }
            Operation::Larger(left, right) => match self.operands(&[left, right])[..] {
                [Some(left), Some(right)] => {
                    self.push(Step::Load(left));
                    self.push(Step::Larger(right));
                }
                [Some(other), None] | [None, Some(other)] => self.push(Step::Larger(other)),
                _ => unreachable!("one operand at most is in the accumulator"),
            },
            Operation::Positive(a) => self.of_one(a, Step::Positive),
            Operation::NonNegative(a) => self.of_one(a, Step::NonNegative),
            Operation::NonZero(a) => self.of_one(a, Step::NonZero),
            Operation::Parity(a) => self.of_one(a, Step::Parity),
            Operation::Power(base, a) => self.of_one(a, Step::Power(as_double(&base))),
            Operation::Choice(condition, then, otherwise) => {
                for branch in [then, otherwise] {
                    if self.source(branch).is_none() {
                        self.compute(branch);
                        if !self.places.contains_key(&branch) {
                            self.keep(branch);
                        }
                    }
                }
                self.load(condition);
                let source = |node| self.places[&node];
                let step = Step::Choice(source(then), source(otherwise));
                self.push(step);
            }
            Operation::Unusual => self.push(Step::Unusual),
        }
    }

    fn load(&mut self, node: Node) {
        match self.source(node) {
            Some(source) => self.push(Step::Load(source)),
            None => self.compute(node),
        }
    }

    fn of_one(&mut self, operand: Node, step: Step) {
        self.load(operand);
        self.push(step);
    }

    fn quotient(&mut self, above: Node, below: Node) {
        if self
            .graph
            .as_constant(below)
            .is_some_and(num_traits::One::is_one)
        {
            return self.load(above);
        }
        match self.operands(&[above, below])[..] {
            [Some(above), Some(below)] => {
                self.push(Step::Load(above));
                self.push(Step::Divide(below));
            }
            [None, Some(below)] => self.push(Step::Divide(below)),
            [Some(above), None] => self.push(Step::DivideInto(above)),
            _ => unreachable!("one operand at most is in the accumulator"),
        }
    }

    /// A sum; a product in it that is needed once is computed together with it.
    fn sum(&mut self, left: Node, right: Node) {
        let mut best: Option<(usize, [Node; 3])> = None;
        for (product, other) in [(left, right), (right, left)] {
            let Operation::Product(a, b) = *self.graph.operation(product) else {
                continue;
            };
            if self.uses[product.index()] > 1 || self.source(product).is_some() {
                continue;
            }
            let open = [a, b, other].into_iter();
            let open = open.filter(|node| self.source(*node).is_none()).count();
            if best.is_none_or(|(least, _)| open < least) {
                best = Some((open, [a, b, other]));
            }
        }
        if let Some((_, [a, b, other])) = best {
            let step = match self.operands(&[a, b, other])[..] {
                [Some(a), Some(b), Some(other)] => Step::ProductAdd(a, b, other),
                [None, Some(factor), Some(other)] | [Some(factor), None, Some(other)] => {
                    Step::MultiplyAdd(factor, other)
                }
                [Some(a), Some(b), None] => Step::AddProduct(a, b),
                _ => unreachable!("one operand at most is in the accumulator"),
            };
            self.push(step);
            return;
        }
        match self.operands(&[left, right])[..] {
            [Some(left), Some(right)] => {
                self.push(Step::Load(left));
                self.push(Step::Add(right));
            }
            [Some(other), None] | [None, Some(other)] => self.push(Step::Add(other)),
            _ => unreachable!("one operand at most is in the accumulator"),
        }
    }
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

    fn sources(&mut self) -> Vec<&mut Source> {
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

fn as_place(place: usize) -> u32 {
    u32::try_from(place).expect("graphs have fewer than 2³² nodes")
}
