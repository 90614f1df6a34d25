//! A graph as steps of a machine that holds one accumulator of many doubles.

use std::collections::HashMap;

use crate::evaluator::graph::{Graph, Node, Operation, as_double};
use crate::evaluator::step::{Source, Step, Steps, as_place};

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
pub(super) const COPYING: usize = 24;

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
