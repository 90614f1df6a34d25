//! Admissible points at which claims are tried: small ones first, then larger ones that only look
//! random, the same in every run.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::domain::Domain;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::bounds::linear_in;
use crate::algebra::question::evaluate::{Environment, Evaluation, OpaqueNumbers};
use crate::algebra::question::occurrence::free_symbols;
use crate::algebra::question::thresholds::thresholds;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Every combination of the smallest values is tried where there are no more than this.
const MOST_COMBINATIONS: u64 = 256;

/// A point that breaks an assumption is mended this often.
const MENDINGS: usize = 6;

/// How far out the points lie that look random: which of its values each symbol takes at most.
const REACHES: [u64; 6] = [3, 6, 12, 60, 1_000, 1_000_000];

/// The points at which to try a claim about some values.
pub(super) struct Points<'a> {
    algebra: &'a Algebra,
    symbols: Vec<Indeterminate>,
    /// How many points were made.
    made: u64,
    /// Values per symbol in the combinations of small ones; 0 for none.
    base: u64,
    state: u64,
    /// Numbers at which the values may turn, and how far beyond each to look.
    turns: Vec<(Indeterminate, Rational)>,
}

impl<'a> Points<'a> {
    pub(super) fn new(algebra: &'a Algebra, values: &[&Value]) -> Points<'a> {
        let mut symbols = Vec::new();
        let assumptions = algebra.assumptions().iter().cloned().map(Value::from);
        for value in values.iter().copied().cloned().chain(assumptions) {
            symbols.extend(free_symbols(&value));
        }
        symbols.sort_unstable();
        symbols.dedup();
        let combinations = |base: u64| {
            let count = u32::try_from(symbols.len()).ok()?;
            base.checked_pow(count)
        };
        let fits = |base: &u64| combinations(*base).is_some_and(|ways| ways <= MOST_COMBINATIONS);
        let base = (2..=16).rev().find(fits).unwrap_or(0);
        Points {
            algebra,
            symbols,
            made: 0,
            base,
            state: 0x9E37_79B9_7F4A_7C15,
            turns: beside(thresholds(algebra, values)),
        }
    }

    /// The next point, whether it is admissible or not, and its number.
    fn candidate(&mut self) -> Environment {
        let number = self.made;
        self.made += 1;
        let count = self.symbols.len() as u64;
        let combinations = match self.base {
            0 => 0,
            base => base.saturating_pow(u32::try_from(count).unwrap_or(u32::MAX)),
        };
        if let Some(turned) = number.checked_sub(7 + combinations) {
            let turn = usize::try_from(turned)
                .ok()
                .and_then(|at| self.turns.get(at));
            if let Some((turning, value)) = turn {
                let mut point = Environment::new();
                for symbol in &self.symbols {
                    let number = if symbol == turning {
                        value.clone()
                    } else {
                        small(symbol.domain(), 0)
                    };
                    point.insert(symbol.text().to_owned(), number);
                }
                return point;
            }
        }
        let mut places = Vec::with_capacity(self.symbols.len());
        for place in 0..count {
            places.push(match number {
                // All the same, then all different.
                0..=2 => number,
                3 => place,
                4 => count - 1 - place,
                5 => 2 * place + 1,
                6 => 3 * (count - place),
                _ if number - 7 < combinations => {
                    // The digits of the number, so that the smallest combinations come first.
                    let power = u32::try_from(place).unwrap_or(u32::MAX);
                    (number - 7) / self.base.saturating_pow(power) % self.base
                }
                _ => {
                    let reach = REACHES[usize::try_from(number % 6).expect("less than six")];
                    self.random() % reach
                }
            });
        }
        let named = self.symbols.iter().zip(places);
        named
            .map(|(symbol, place)| (symbol.text().to_owned(), small(symbol.domain(), place)))
            .collect()
    }

    /// Marsaglia's xorshift: good enough to scatter points, and the same everywhere.
    fn random(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state >> 11
    }

    /// The next point that satisfies the assumptions, among the next few made.
    pub(super) fn next(&mut self, numbers: OpaqueNumbers) -> Option<Environment> {
        for _ in 0..8 {
            let mut point = self.candidate();
            if self.mend(&mut point, numbers).is_some() {
                return Some(point);
            }
        }
        None
    }

    /// How many points were made so far.
    pub(super) fn made(&self) -> u64 {
        self.made
    }

    /// Moves symbols until every assumption holds; `None` where that fails.
    fn mend(&self, point: &mut Environment, numbers: OpaqueNumbers) -> Option<()> {
        let assumptions = self.algebra.assumptions();
        for _ in 0..MENDINGS {
            let mut holds = true;
            for assumption in assumptions {
                let value = Value::from(assumption.clone());
                let mut evaluation = Evaluation::new(self.algebra, point, Some(numbers));
                let order = evaluation.compare(&value, &Value::zero()).ok()?;
                if order.is_lt() {
                    holds = false;
                    let lacking = -&evaluation.value(&value).ok()?;
                    self.move_one(point, assumption, &lacking);
                }
            }
            if holds {
                return self.is_strictly_within(point, numbers).then_some(());
            }
        }
        None
    }

    /// Whether nothing is zero at the point that is assumed not to be.
    fn is_strictly_within(&self, point: &Environment, numbers: OpaqueNumbers) -> bool {
        self.algebra.strict_assumptions().iter().all(|assumption| {
            let value = Value::from(assumption.clone());
            let mut evaluation = Evaluation::new(self.algebra, point, Some(numbers));
            let order = evaluation.compare(&value, &Value::zero());
            order.is_ok_and(Ordering::is_gt)
        })
    }

    /// Moves one symbol so that the assumption gains at least what it lacks.
    fn move_one(&self, point: &mut Environment, assumption: &Polynomial, lacking: &Rational) {
        let mut downward = None;
        for symbol in &self.symbols {
            let Some((slope, _)) = linear_in(assumption, *symbol) else {
                continue;
            };
            let (Some(held), Some(by)) = (point.get(symbol.text()), lacking.divided_by(&slope))
            else {
                continue;
            };
            let moved = rounded(symbol.domain(), &(held + &by), slope.is_positive());
            if !symbol.domain().contains(&moved) {
                continue;
            }
            if slope.is_positive() {
                point.insert(symbol.text().to_owned(), moved);
                return;
            }
            downward = downward.or(Some((symbol.text(), moved)));
        }
        if let Some((name, moved)) = downward {
            point.insert(name.to_owned(), moved);
        }
    }
}

/// The values that a symbol may have at and next to a number, on both sides.
fn beside(thresholds: Vec<(Indeterminate, Rational)>) -> Vec<(Indeterminate, Rational)> {
    let mut turns = Vec::new();
    for (symbol, number) in thresholds {
        let domain = symbol.domain();
        let step = Rational::from(domain.step().max(1));
        let low = rounded(domain, &number, false);
        let numbers = [&low - &step, low.clone(), &low + &step];
        let admissible = numbers.into_iter().filter(|number| domain.contains(number));
        turns.extend(admissible.map(|number| (symbol, number)));
    }
    turns
}

/// The values of a domain, small ones first.
fn small(domain: Domain, place: u64) -> Rational {
    let number = Rational::from(place);
    let half = Rational::new(1, 2).expect("two is not zero");
    match domain {
        Domain::Multiple(step) => &(&number + &Rational::ONE) * &Rational::from(step.max(1)),
        Domain::Whole => number,
        Domain::Flag => Rational::from(place % 2),
        // 1, 1/2, 2, 3/2, 3, 5/2, …
        Domain::Real if place % 2 == 1 => &number * &half,
        Domain::Real => &Rational::ONE + &(&number * &half),
        // 0, 1, −1, 2, −2, …
        Domain::Integer if place % 2 == 1 => &(&number + &Rational::ONE) * &half,
        Domain::Integer => -&(&number * &half),
    }
}

/// The nearest value of the domain that is not less, or not greater.
fn rounded(domain: Domain, number: &Rational, upward: bool) -> Rational {
    if !domain.is_integer() {
        return number.clone();
    }
    let step = Rational::from(domain.step().max(1));
    let steps = number.divided_by(&step).expect("a step is positive");
    let whole = if upward { steps.ceil() } else { steps.floor() };
    &whole * &step
}
