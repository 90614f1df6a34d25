//! Solutions written as text, and both sides at the numbers around them.

use crate::algebra::{Algebra, Environment, Polynomial, Rational, Root, Value};
use crate::analysis::{Equation, Range, Solution, Solved};
use crate::cli::solve::report::{Bounds, Decimal, End, Kind, Whole, Wholes};
use crate::cli::writer::Writer;
use crate::engine::Errors;
use crate::notation::decimal::known_digits;

/// Writes solutions as text.
pub(super) struct Shower<'a> {
    /// What the solution was found with.
    pub(super) algebra: &'a Algebra,
    /// Writes forms.
    pub(super) writer: &'a Writer<'a>,
    /// What was solved.
    pub(super) equation: &'a Equation,
    /// How many digits of an irrational number are wanted.
    pub(super) digits: u32,
}

impl Shower<'_> {
    /// A solution as text.
    pub(super) fn kind(&self, solution: Solution) -> Result<Kind, Errors> {
        Ok(match solution {
            Solution::Everywhere => Kind::Everywhere,
            Solution::Nowhere => Kind::Nowhere,
            Solution::NotDecided(reason) => Kind::NotDecided(reason),
            Solution::At(found) => {
                let found = found
                    .iter()
                    .map(|solved| Ok((self.end(solved)?, self.nearest(solved))));
                Kind::At(found.collect::<Result<_, Errors>>()?)
            }
            Solution::Within(ranges) => {
                let ranges = ranges.iter().map(|range| self.bounds(range));
                Kind::Within(ranges.collect::<Result<_, Errors>>()?)
            }
            Solution::Whole { from, to } => {
                let next = to.as_ref().map(|to| to + &self.step());
                let near = [Some(to.clone().unwrap_or_else(|| from.clone())), next];
                let near = self.sides_at_all(near.into_iter().flatten());
                Kind::Whole { from, to, near }
            }
            Solution::NoWhole { between } => Kind::NoWhole {
                near: self.sides_at_all(between.into_iter().flatten()),
            },
            Solution::Unless {
                solution,
                everywhere,
                nonzero,
            } => Kind::Unless {
                kind: Box::new(self.kind(*solution)?),
                everywhere: self.zeros(&everywhere)?,
                nonzero: self.nonzero(&nonzero)?,
            },
        })
    }

    fn zeros(&self, polynomials: &[Polynomial]) -> Result<Vec<String>, Errors> {
        let zeros = polynomials.iter().map(|one| self.writer.zero(one));
        zeros.collect()
    }

    fn nonzero(&self, polynomials: &[Polynomial]) -> Result<Vec<String>, Errors> {
        let nonzero = polynomials.iter().map(|one| self.writer.not_zero(one));
        nonzero.collect()
    }

    /// What the symbol is a multiple of.
    fn step(&self) -> Rational {
        Rational::from(self.equation.symbol.domain().step().max(1))
    }

    fn end(&self, solved: &Solved) -> Result<End, Errors> {
        let form = solved
            .form
            .as_ref()
            .map(|form| self.writer.value(form))
            .transpose()?;
        let decimal = match &solved.root {
            Some(root) => self.decimal(root),
            None => None,
        };
        Ok(End {
            form,
            decimal,
            positive: solved.positive,
        })
    }

    /// The digits that both ends of an enclosure share, after it is made narrow enough to share as many
    /// as were asked for; `None` for a whole number.
    fn decimal(&self, root: &Root) -> Option<Decimal> {
        if let Some(number) = root.exact() {
            if number.is_integer() {
                return None;
            }
            let text = known_digits(number, self.digits);
            let ends = text.parse::<Rational>().is_ok_and(|read| read == *number);
            let text = if ends && !text.contains('e') {
                text.trim_end_matches('0').to_owned()
            } else {
                text
            };
            return Some(Decimal { text, ends });
        }
        let part = |count: u32| Rational::from(10).power(-i64::from(count) - 1);
        let mut width = &root.high().abs() * &part(self.digits)?;
        let mut root = root.clone();
        loop {
            let before = root.high() - root.low();
            root = root.narrowed(&width);
            let low = known_digits(root.low(), self.digits);
            if low == known_digits(root.high(), self.digits) {
                return Some(Decimal {
                    text: low,
                    ends: false,
                });
            }
            let reached = root.high() - root.low();
            if reached >= before && reached > width {
                break;
            }
            width = &width * &part(3)?;
        }
        // It cannot be made narrower: fewer digits are known.
        (1..self.digits).rev().find_map(|count| {
            let text = known_digits(root.low(), count);
            let known = text == known_digits(root.high(), count);
            known.then_some(Decimal { text, ends: false })
        })
    }

    /// Both sides at the numbers on either side of a root that the symbol cannot be.
    fn nearest(&self, solved: &Solved) -> Vec<Whole> {
        let domain = self.equation.symbol.domain();
        let Some(root) = solved.root.as_ref().filter(|_| domain.is_integer()) else {
            return Vec::new();
        };
        if root.exact().is_some_and(|number| domain.contains(number)) {
            return Vec::new();
        }
        let below = self.down(&root.floor());
        let near = [below.clone(), &below + &self.step()];
        self.sides_at_all(near.into_iter().filter(|number| domain.contains(number)))
    }

    /// The largest multiple of the step that is not greater than a number.
    fn down(&self, number: &Rational) -> Rational {
        let step = self.step();
        let steps = number.divided_by(&step).expect("a step is not zero");
        &steps.floor() * &step
    }

    fn sides_at_all(&self, numbers: impl IntoIterator<Item = Rational>) -> Vec<Whole> {
        let found = numbers.into_iter();
        found.filter_map(|number| self.sides_at(number)).collect()
    }

    /// `None` where a side has no exact value.
    fn sides_at(&self, number: Rational) -> Option<Whole> {
        let put = [(self.equation.symbol, Value::from(number.clone()))]
            .into_iter()
            .collect();
        let mut sides = Vec::new();
        for side in [&self.equation.left, &self.equation.right] {
            let there = self.algebra.substitute(side, &put).ok()?;
            sides.push(self.algebra.evaluate(&there, &Environment::new()).ok()?);
        }
        let [left, right] = sides.try_into().expect("there are two sides");
        Some(Whole {
            number,
            left,
            right,
        })
    }

    fn bounds(&self, range: &Range) -> Result<Bounds, Errors> {
        let end = |end: &Option<(Solved, bool)>| -> Result<Option<(End, bool)>, Errors> {
            let Some((solved, belongs)) = end else {
                return Ok(None);
            };
            Ok(Some((self.end(solved)?, *belongs)))
        };
        Ok(Bounds {
            from: end(&range.from)?,
            to: end(&range.to)?,
            whole: self.whole_in(range),
        })
    }

    /// The first and the last number of a range that the symbol may be.
    fn whole_in(&self, range: &Range) -> Wholes {
        let domain = self.equation.symbol.domain();
        if !domain.is_integer() || domain.is_flag() {
            return Wholes::Unknown;
        }
        let step = self.step();
        let from = match &range.from {
            None => step.clone(),
            Some((solved, belongs)) => {
                let Some(root) = &solved.root else {
                    return Wholes::Unknown;
                };
                let down = self.down(&root.floor());
                if *belongs && root.exact() == Some(&down) {
                    down
                } else {
                    &down + &step
                }
            }
        };
        let Some((solved, belongs)) = &range.to else {
            return Wholes::Some(from, None);
        };
        let Some(root) = &solved.root else {
            return Wholes::Unknown;
        };
        let down = self.down(&root.floor());
        let to = if !belongs && root.exact() == Some(&down) {
            &down - &step
        } else {
            down
        };
        if from <= to {
            Wholes::Some(from, Some(to))
        } else {
            Wholes::None
        }
    }
}
