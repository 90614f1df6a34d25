//! Finished forms compiled to a graph.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;

use crate::algebra::{Domain, Indeterminate, Kernel, Polynomial, Value};
use crate::evaluator::graph::{Fraction, Graph, Node, Operation};
use crate::evaluator::horner::{Addend, horner, product};

/// Powers of nodes.
type Powers = Vec<(Node, u32)>;

/// Compiles values over symbols that have places.
pub(super) struct Compiler<'a> {
    pub(super) graph: Graph,
    /// The place of each symbol, and whether it differs between the points of a block.
    places: &'a HashMap<String, (usize, bool)>,
    known: HashMap<Indeterminate, Fraction>,
}

impl<'a> Compiler<'a> {
    /// A compiler with an empty graph.
    pub(super) fn new(places: &'a HashMap<String, (usize, bool)>) -> Compiler<'a> {
        Compiler {
            graph: Graph::default(),
            places,
            known: HashMap::new(),
        }
    }

    /// A value as a quotient of nodes. Where it has parts that are not compiled, those are
    /// [`Operation::Unusual`].
    pub(super) fn value(&mut self, value: &Value) -> Fraction {
        let above = self.polynomial(value.numerator());
        if value.denominator().is_one() {
            return above;
        }
        let below = self.polynomial(value.denominator());
        self.divided(above, below)
    }

    fn divided(&mut self, above: Fraction, below: Fraction) -> Fraction {
        let turned = Fraction {
            above: below.below,
            below: below.above,
        };
        self.graph.fraction_product(above, turned)
    }

    fn polynomial(&mut self, polynomial: &Polynomial) -> Fraction {
        let mut common = BigInt::one();
        for (_, coefficient) in polynomial.terms() {
            common = common.lcm(&coefficient.denominator_big());
        }
        let mut atoms: HashMap<Indeterminate, Fraction> = HashMap::new();
        let mut whole = true;
        for indeterminate in polynomial.indeterminates() {
            let atom = self.indeterminate(indeterminate);
            whole &= self.graph.is_whole(atom);
            atoms.insert(indeterminate, atom);
        }
        let below = self.graph.constant(common.clone());
        let terms = polynomial.terms().map(|(monomial, coefficient)| {
            let scale = &common / coefficient.denominator_big();
            (monomial, coefficient.numerator_big() * scale)
        });
        if whole {
            let addends = terms.map(|(monomial, coefficient)| {
                let powers = monomial.factors();
                let powers = powers.map(|(factor, exponent)| (atoms[&factor].above, exponent));
                (merged(powers.collect()), coefficient)
            });
            let addends = addends.collect();
            let above = self.arranged(addends);
            return Fraction { above, below };
        }
        let mut sum = {
            let zero = self.graph.constant(0);
            self.graph.whole(zero)
        };
        for (monomial, coefficient) in terms {
            let coefficient = self.graph.constant(coefficient);
            let mut term = self.graph.whole(coefficient);
            for (factor, exponent) in monomial.factors() {
                let atom = atoms[&factor];
                let power = Fraction {
                    above: self.graph.power(atom.above, exponent),
                    below: self.graph.power(atom.below, exponent),
                };
                term = self.graph.fraction_product(term, power);
            }
            sum = self.graph.fraction_sum(sum, term);
        }
        let common = Fraction {
            above: self.graph.constant(1),
            below,
        };
        self.graph.fraction_product(sum, common)
    }

    /// A sum of products of nodes: first by what differs between the points of a block, so that what
    /// does not is computed once a block.
    fn arranged(&mut self, terms: Vec<(Powers, BigInt)>) -> Node {
        let mut groups: Vec<(Powers, Vec<Addend>)> = Vec::new();
        let mut places: HashMap<Powers, usize> = HashMap::new();
        for (powers, coefficient) in terms {
            let (varying, same): (Vec<_>, Vec<_>) = powers
                .into_iter()
                .partition(|(node, _)| self.graph.is_varying(*node));
            let addend = Addend {
                powers: same,
                coefficient: self.graph.constant(coefficient),
            };
            let place = *places.entry(varying.clone()).or_insert_with(|| {
                groups.push((varying, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(addend);
        }
        let addends = groups.into_iter().map(|(powers, same)| {
            let coefficient = horner(&mut self.graph, same);
            Addend {
                powers,
                coefficient,
            }
        });
        let addends: Vec<Addend> = addends.collect();
        if let [single] = &addends[..] {
            let powers = product(&mut self.graph, &single.powers);
            return self.graph.product(powers, single.coefficient);
        }
        horner(&mut self.graph, addends)
    }

    fn indeterminate(&mut self, indeterminate: Indeterminate) -> Fraction {
        if let Some(known) = self.known.get(&indeterminate) {
            return *known;
        }
        let fraction = match Kernel::of(indeterminate) {
            Some(kernel) => stacker::maybe_grow(64 * 1024, 4 << 20, || self.kernel(kernel)),
            None => match self.places.get(indeterminate.text()) {
                Some((place, varying)) => {
                    let node = self.graph.input(*place, *varying);
                    self.graph.whole(node)
                }
                None => self.unusual(),
            },
        };
        self.known.insert(indeterminate, fraction);
        fraction
    }

    fn unusual(&mut self) -> Fraction {
        let node = self.graph.add(Operation::Unusual);
        self.graph.whole(node)
    }

    fn kernel(&mut self, kernel: &Kernel) -> Fraction {
        let node = match kernel {
            Kernel::Floor(argument) => {
                let argument = self.value(argument);
                let operation = Operation::FloorQuotient(argument.above, argument.below);
                self.graph.add(operation)
            }
            Kernel::Max(arguments) => return self.largest(arguments),
            Kernel::Positive(argument) => {
                let argument = self.value(argument);
                let sign = self.graph.sign(argument);
                self.graph.add(Operation::Positive(sign))
            }
            Kernel::NonNegative(argument) => {
                let argument = self.value(argument);
                let sign = self.graph.sign(argument);
                self.graph.add(Operation::NonNegative(sign))
            }
            Kernel::Log2(argument) => {
                let argument = self.value(argument);
                let operation = Operation::Logarithm(argument.above, argument.below);
                self.graph.add(operation)
            }
            Kernel::Sqrt(argument) => {
                let argument = self.value(argument);
                let operation = Operation::Root(argument.above, argument.below);
                self.graph.add(operation)
            }
            Kernel::Power { base, exponent } => {
                let positive = is_never_negative(exponent);
                let exponent = self.value(exponent);
                if !self.graph.is_whole(exponent) || !base.is_integer() {
                    return self.unusual();
                }
                let exponent = exponent.above;
                if *base == crate::algebra::Rational::MINUS_ONE {
                    self.graph.add(Operation::Parity(exponent))
                } else {
                    return self.power(&base.numerator_big(), exponent, positive);
                }
            }
            Kernel::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.value(condition);
                let (then, otherwise) = (self.value(then), self.value(otherwise));
                if !self.graph.is_whole(condition) {
                    return self.unusual();
                }
                return self.choice(condition.above, then, otherwise);
            }
            Kernel::Sum { .. } | Kernel::Opaque(_) => return self.unusual(),
        };
        self.graph.whole(node)
    }

    /// A power, below the line where its exponent is negative.
    fn power(&mut self, base: &BigInt, exponent: Node, positive: bool) -> Fraction {
        let above = self.graph.add(Operation::Power(base.clone(), exponent));
        if positive {
            return self.graph.whole(above);
        }
        let turned = self.graph.negated(exponent);
        Fraction {
            above,
            below: self.graph.add(Operation::Power(base.clone(), turned)),
        }
    }

    fn choice(&mut self, condition: Node, then: Fraction, otherwise: Fraction) -> Fraction {
        let mut part = |then, otherwise| {
            if then == otherwise {
                return then;
            }
            self.graph
                .add(Operation::Choice(condition, then, otherwise))
        };
        Fraction {
            above: part(then.above, otherwise.above),
            below: part(then.below, otherwise.below),
        }
    }

    fn largest(&mut self, arguments: &[Value]) -> Fraction {
        let mut largest = self.value(&arguments[0]);
        for next in &arguments[1..] {
            let next = self.value(next);
            let positive = self.graph.as_constant(next.below);
            let positive = positive.is_some_and(num_traits::Signed::is_positive);
            if next.below == largest.below && positive {
                let (a, b) = (next.above.min(largest.above), next.above.max(largest.above));
                largest.above = self.graph.add(Operation::Larger(a, b));
                continue;
            }
            let turned = Fraction {
                above: self.graph.negated(next.above),
                ..next
            };
            let difference = self.graph.fraction_sum(largest, turned);
            let sign = self.graph.sign(difference);
            let condition = self.graph.add(Operation::NonNegative(sign));
            largest = self.choice(condition, largest, next);
        }
        largest
    }
}

/// The powers in the order of their nodes, each node once: different indeterminates may be one node.
fn merged(mut powers: Powers) -> Powers {
    powers.sort_unstable();
    powers.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.saturating_add(next.1);
        }
        same
    });
    powers
}

/// Whether the value is a sum of products of symbols that are never negative.
fn is_never_negative(value: &Value) -> bool {
    value.as_polynomial().is_some_and(|polynomial| {
        polynomial.terms().all(|(monomial, coefficient)| {
            let mut factors = monomial.factors();
            !coefficient.is_negative()
                && factors
                    .all(|(factor, _)| factor.is_symbol() && factor.domain() != Domain::Integer)
        })
    })
}
