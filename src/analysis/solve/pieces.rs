//! Both sides are made of polynomials, quotients, maxima and flags of nothing but the symbol: the line of
//! the positive numbers is cut wherever anything may change, and on each piece one place speaks for all.

use std::cmp::Ordering;

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Kernel, Polynomial, Rational, Root,
    Substitution, Value,
};
use crate::analysis::solve::closed::form_of_root;
use crate::analysis::solve::solution::{Equation, Range, Solution, Solved};

/// Cases inside cases are looked at up to this depth.
const MOST_ROUNDS: usize = 32;

/// The line is cut into no more pieces than this.
const MOST_CUTS: usize = 512;

/// Why the cases are not told apart.
enum Stop {
    /// There are too many, or polynomials are too large, or a function has no cases.
    Undecided,
    /// The algebra refused.
    Refused(AlgebraError),
}

impl From<AlgebraError> for Stop {
    fn from(error: AlgebraError) -> Stop {
        Stop::Refused(error)
    }
}

type Result<T> = std::result::Result<T, Stop>;

/// Solves by pieces; `None` where there are other functions than maxima and flags, or too many pieces.
pub(super) fn in_pieces(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
) -> std::result::Result<Option<Solution>, AlgebraError> {
    // What is cancelled in a case is no condition of the whole.
    let scratch = algebra.clone();
    let line = Line {
        algebra: &scratch,
        symbol: equation.symbol,
        difference,
        borders: Vec::new(),
        roots: Vec::new(),
    };
    match line.solved(equation) {
        Ok(solution) => Ok(Some(solution)),
        Err(Stop::Undecided) => Ok(None),
        Err(Stop::Refused(error)) => Err(error),
    }
}

/// The line of positive numbers, cut at the roots of some polynomials.
struct Line<'a> {
    algebra: &'a Algebra,
    symbol: Indeterminate,
    difference: &'a Value,
    borders: Vec<Polynomial>,
    roots: Vec<Root>,
}

/// A place on the line.
enum Place {
    /// A number.
    Number(Rational),
    /// The root of this number, which is irrational, and a number between it and the root before.
    Root(usize, Rational),
}

impl Line<'_> {
    fn solved(mut self, equation: &Equation) -> Result<Solution> {
        let found = self.cut()?;
        let holds = |sign: &Option<Ordering>| sign.is_some_and(|sign| equation.holds_for(sign));
        let held: Vec<bool> = found.iter().map(|(_, sign)| holds(sign)).collect();
        let mut ranges = ranges(&self.roots, &held);
        let is_point = |range: &Range| match (&range.from, &range.to) {
            (Some((from, _)), Some((to, _))) => from.root == to.root,
            _ => false,
        };
        if equation.relation == Comparison::Equal && ranges.iter().all(is_point) {
            let mut points = Vec::new();
            for (at, root) in self
                .roots
                .iter()
                .enumerate()
                .filter(|(at, _)| held[2 * at + 1])
            {
                let mut solved = Solved::number(root.clone());
                if let (None, Some(value)) = (&solved.form, &found[2 * at + 1].0) {
                    let numerator = value.numerator();
                    solved.form = form_of_root(self.algebra, numerator, self.symbol, root)?;
                }
                points.push(solved);
            }
            return Ok(Solution::at(points));
        }
        Ok(match &ranges[..] {
            [] => Solution::Nowhere,
            [only] if only.from.is_none() && only.to.is_none() => Solution::Everywhere,
            _ => Solution::Within(std::mem::take(&mut ranges)),
        })
    }

    /// Cuts until nothing changes between two cuts; and what the difference is on each piece and at each
    /// cut in turn, with its sign there. It has none where it is not defined.
    fn cut(&mut self) -> Result<Vec<(Option<Value>, Option<Ordering>)>> {
        for _ in 0..MOST_ROUNDS {
            let mut met = Vec::new();
            let mut found = Vec::new();
            for place in self.places() {
                let value = self.value_at(&place, &mut met)?;
                let sign = match &value {
                    Some(value) => self.sign(value, &place, &mut met)?,
                    None => None,
                };
                found.push((value, sign));
            }
            let known = self.borders.len();
            for polynomial in met {
                for (factor, _) in self.algebra.factored(&polynomial)?.factors {
                    if !self.borders.contains(&factor) {
                        self.borders.push(factor);
                    }
                }
            }
            if self.borders.len() == known {
                return Ok(found);
            }
            let borders: Vec<&Polynomial> = self.borders.iter().collect();
            let roots = self.algebra.positive_roots(&borders, self.symbol)?;
            self.roots = roots
                .filter(|roots| roots.len() <= MOST_CUTS)
                .ok_or(Stop::Undecided)?;
        }
        Err(Stop::Undecided)
    }

    /// A number on each piece, and between two of them the cut.
    fn places(&self) -> Vec<Place> {
        let half = Rational::new(1, 2).expect("two is not zero");
        let mut places = Vec::with_capacity(2 * self.roots.len() + 1);
        let mut low = Rational::ZERO;
        for (at, root) in self.roots.iter().enumerate() {
            let before = &(&low + root.low()) * &half;
            places.push(Place::Number(before.clone()));
            places.push(match root.exact() {
                Some(number) => Place::Number(number.clone()),
                None => Place::Root(at, before),
            });
            low = root.high().clone();
        }
        places.push(Place::Number(&low + &Rational::ONE));
        places
    }

    /// The difference with the maxima and flags as they are at a place; `None` where one is not defined.
    fn value_at(&self, place: &Place, met: &mut Vec<Polynomial>) -> Result<Option<Value>> {
        let mut value = self.difference.clone();
        while let Some((function, kernel)) = innermost(&value, self.symbol) {
            let chosen = match kernel {
                Kernel::Max(arguments) => self.largest(arguments, place, met)?,
                Kernel::Positive(argument) => {
                    let sign = self.sign(argument, place, met)?;
                    sign.map(|sign| Value::integer(i64::from(sign.is_gt())))
                }
                Kernel::NonNegative(argument) => {
                    let sign = self.sign(argument, place, met)?;
                    sign.map(|sign| Value::integer(i64::from(sign.is_ge())))
                }
                _ => return Err(Stop::Undecided),
            };
            let Some(chosen) = chosen else {
                return Ok(None);
            };
            let put = Substitution::from_iter([(function, chosen)]);
            value = match self.algebra.substitute(&value, &put) {
                Ok(value) => value,
                Err(AlgebraError::DivisionByZero | AlgebraError::Undefined { .. }) => {
                    return Ok(None);
                }
                Err(other) => return Err(other.into()),
            };
        }
        Ok(Some(value))
    }

    fn largest(
        &self,
        arguments: &[Value],
        place: &Place,
        met: &mut Vec<Polynomial>,
    ) -> Result<Option<Value>> {
        let mut largest = &arguments[0];
        for next in &arguments[1..] {
            let lead = self.algebra.subtract(next, largest)?;
            match self.sign(&lead, place, met)? {
                Some(Ordering::Greater) => largest = next,
                Some(_) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(largest.clone()))
    }

    /// The sign of a quotient of polynomials at a place, with what decides it; `None` at a pole.
    fn sign(
        &self,
        value: &Value,
        place: &Place,
        met: &mut Vec<Polynomial>,
    ) -> Result<Option<Ordering>> {
        for part in [value.numerator(), value.denominator()] {
            if part.contains(self.symbol) {
                met.push(part.clone());
            }
        }
        let number = match place {
            Place::Number(number) => number,
            Place::Root(at, before) => {
                if self.is_zero_at(value.denominator(), *at)? {
                    return Ok(None);
                }
                if self.is_zero_at(value.numerator(), *at)? {
                    return Ok(Some(Ordering::Equal));
                }
                before
            }
        };
        let put = Substitution::from_iter([(self.symbol, Value::from(number.clone()))]);
        match self.algebra.substitute(value, &put) {
            Ok(there) => {
                let number = there.as_constant().ok_or(Stop::Undecided)?;
                Ok(Some(number.cmp(&Rational::ZERO)))
            }
            Err(AlgebraError::DivisionByZero) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// Whether a polynomial is zero at a cut. Where it is no border yet, the line is cut again, and what is
    /// said here does not matter.
    fn is_zero_at(&self, polynomial: &Polynomial, at: usize) -> Result<bool> {
        for (factor, _) in self.algebra.factored(polynomial)?.factors {
            if !self.borders.contains(&factor) {
                return Ok(false);
            }
        }
        if polynomial.is_zero() {
            return Ok(true);
        }
        let roots = self.algebra.positive_roots(&[polynomial], self.symbol)?;
        for mut root in roots.ok_or(Stop::Undecided)? {
            // Every root of a border is one of the cuts, whose enclosures do not touch.
            loop {
                let touches = |cut: &&Root| cut.low() <= root.high() && root.low() <= cut.high();
                let mut touched = self.roots.iter().filter(touches);
                match (touched.next(), touched.next()) {
                    (Some(only), None) if *only == self.roots[at] => return Ok(true),
                    (Some(_), Some(_)) => {}
                    _ => break,
                }
                let half = Rational::new(1, 2).expect("two is not zero");
                let width = &(root.high() - root.low()) * &half;
                root = root.narrowed(&width);
            }
        }
        Ok(false)
    }
}

/// A function of the symbol inside which there is no other.
fn innermost(value: &Value, symbol: Indeterminate) -> Option<(Indeterminate, &'static Kernel)> {
    let found = value.indeterminates().into_iter().find_map(|one| {
        let kernel = Kernel::of(one).filter(|_| Value::from(one).depends_on(symbol))?;
        Some((one, kernel))
    });
    let (one, kernel) = found?;
    let mut inside = kernel.arguments().into_iter();
    inside
        .find_map(|argument| innermost(argument, symbol))
        .or(Some((one, kernel)))
}

/// Joins the pieces and the cuts between them on which a claim holds.
fn ranges(roots: &[Root], held: &[bool]) -> Vec<Range> {
    let mut ranges = Vec::new();
    let mut open: Option<Option<(Solved, bool)>> = held[0].then_some(None);
    for (at, root) in roots.iter().enumerate() {
        let (here, after) = (held[2 * at + 1], held[2 * at + 2]);
        if open.is_some() && here && after {
            continue;
        }
        let end = |belongs: bool| Some((Solved::number(root.clone()), belongs));
        if let Some(from) = open.take() {
            ranges.push(Range {
                from,
                to: end(here),
            });
            open = after.then(|| end(false));
        } else if after {
            open = Some(end(here));
        } else if here {
            ranges.push(Range {
                from: end(true),
                to: end(true),
            });
        }
    }
    if let Some(from) = open {
        ranges.push(Range { from, to: None });
    }
    ranges
}
