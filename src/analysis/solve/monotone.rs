//! The difference of the two sides is seen to rise, or to fall, term by term: then there is one root at
//! most, and it is found by halving with signs that are proved.

use std::cmp::Ordering;

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Kernel, Polynomial, Rational, Root, Sign,
    Value,
};
use crate::analysis::solve::solution::{Equation, Range, Solution, Solved};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Places are looked at from one over two to this power up to two to this power.
const MOST_DOUBLINGS: u32 = 2048;

/// Which way a value goes as the symbol grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Still,
    Up,
    Down,
}

/// A way, and whether the value is never negative.
#[derive(Clone, Copy, Debug)]
struct Course {
    way: Way,
    nonnegative: bool,
}

/// Solves a claim whose difference is continuous and goes one way from the first number on; `None` where
/// that is not seen.
pub(super) fn in_one_way(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
) -> Result<Option<Solution>> {
    let symbol = equation.symbol;
    // Below 1 a logarithm is negative, and a whole number is never there.
    let starts: &[Rational] = if symbol.domain().is_integer() {
        &[Rational::ZERO, Rational::ONE]
    } else {
        &[Rational::ZERO]
    };
    for start in starts {
        let slopes = Slopes {
            algebra,
            symbol,
            start: start.clone(),
        };
        let below = slopes.of_polynomial(difference.denominator());
        let is_positive =
            |course: Course| course.nonnegative && !difference.denominator().is_zero();
        if !below.is_some_and(is_positive) {
            continue;
        }
        let above = Value::from(difference.numerator().clone());
        let way = match slopes.of_polynomial(difference.numerator()) {
            Some(Course { way: Way::Up, .. }) => Way::Up,
            Some(Course { way: Way::Down, .. }) => Way::Down,
            _ => continue,
        };
        let search = Search {
            algebra,
            symbol,
            value: &above,
            upward: way == Way::Up,
        };
        return search.solution(equation, start).map(Some);
    }
    Ok(None)
}

struct Slopes<'a> {
    algebra: &'a Algebra,
    symbol: Indeterminate,
    /// What is said holds from here on; it need not hold at zero itself.
    start: Rational,
}

impl Slopes<'_> {
    fn of_value(&self, value: &Value) -> Option<Course> {
        let above = self.of_polynomial(value.numerator())?;
        let below = self.of_polynomial(value.denominator())?;
        let way = match (above.way, below.way) {
            (way, Way::Still) => way,
            (Way::Still, Way::Up) if above.nonnegative => Way::Down,
            (Way::Still, Way::Down) if above.nonnegative => Way::Up,
            _ => return None,
        };
        below.nonnegative.then_some(Course {
            way,
            nonnegative: above.nonnegative,
        })
    }

    fn of_polynomial(&self, polynomial: &Polynomial) -> Option<Course> {
        let mut sum = Course {
            way: Way::Still,
            nonnegative: true,
        };
        for (monomial, coefficient) in polynomial.terms() {
            let mut product = Course {
                way: Way::Still,
                nonnegative: true,
            };
            for (factor, exponent) in monomial.factors() {
                let factor = self.of_factor(factor)?;
                let alone = exponent == 1 && monomial.factors().len() == 1;
                if !alone && !factor.nonnegative {
                    return None;
                }
                product = Course {
                    way: joined(product.way, factor.way)?,
                    nonnegative: factor.nonnegative,
                };
            }
            if coefficient.is_negative() {
                product = Course {
                    way: match product.way {
                        Way::Still => Way::Still,
                        Way::Up => Way::Down,
                        Way::Down => Way::Up,
                    },
                    nonnegative: false,
                };
            }
            sum = Course {
                way: joined(sum.way, product.way)?,
                nonnegative: sum.nonnegative && product.nonnegative,
            };
        }
        Some(sum)
    }

    fn of_factor(&self, factor: Indeterminate) -> Option<Course> {
        let up = Course {
            way: Way::Up,
            nonnegative: true,
        };
        if factor == self.symbol {
            return Some(up);
        }
        let itself = Value::from(factor);
        if !itself.depends_on(self.symbol) {
            let sign = self.algebra.sign_of_value(&itself);
            return Some(Course {
                way: Way::Still,
                nonnegative: sign.is_some_and(Sign::is_nonnegative),
            });
        }
        match Kernel::of(factor)? {
            Kernel::Sqrt(inside) => {
                let inside = self.of_value(inside)?;
                inside.nonnegative.then_some(inside)
            }
            Kernel::Log2(inside) => {
                let course = self.of_value(inside)?;
                // From where its argument is at least 1 on, a logarithm is not negative.
                let less = self.algebra.subtract(inside, &Value::one()).ok()?;
                let sign = self.algebra.sign_at(&less, self.symbol, &self.start);
                let rises = course.way == Way::Up;
                let sign = sign.ok().flatten().filter(|sign| rises && sign.is_ge());
                course.nonnegative.then_some(Course {
                    way: course.way,
                    nonnegative: sign.is_some(),
                })
            }
            Kernel::Power { base, exponent } if *base > Rational::ONE => Some(Course {
                way: self.of_value(exponent)?.way,
                nonnegative: true,
            }),
            _ => None,
        }
    }
}

/// The way of what is made of two parts; `None` where they go against each other.
fn joined(one: Way, other: Way) -> Option<Way> {
    match (one, other) {
        (way, Way::Still) | (Way::Still, way) => Some(way),
        (one, other) => (one == other).then_some(one),
    }
}

struct Search<'a> {
    algebra: &'a Algebra,
    symbol: Indeterminate,
    value: &'a Value,
    upward: bool,
}

impl Search<'_> {
    /// Whether a place is before the root, at it or past it.
    fn order(&self, place: &Rational) -> Result<Option<Ordering>> {
        let sign = self.algebra.sign_at(self.value, self.symbol, place)?;
        Ok(sign.map(|sign| if self.upward { sign } else { sign.reverse() }))
    }

    fn solution(&self, equation: &Equation, start: &Rational) -> Result<Solution> {
        let from_start = |order: Ordering| {
            let sign = if self.upward { order } else { order.reverse() };
            equation.holds_for(sign)
        };
        let at_start = self.order(start).unwrap_or(None);
        if at_start.is_some_and(Ordering::is_gt)
            || (start.is_zero() && at_start == Some(Ordering::Equal))
        {
            // Past its root from the start on.
            return Ok(match from_start(Ordering::Greater) {
                true => Solution::Everywhere,
                false if start.is_zero() => Solution::Nowhere,
                false => Solution::NoWhole { between: None },
            });
        }
        let Some(root) = self.root(start)? else {
            return Ok(Solution::NotDecided(format!(
                "the two sides go one way, and no place where they pass each other is found up to \
                 2^{MOST_DOUBLINGS}"
            )));
        };
        let solved = Solved::number(root);
        let end = Some((solved.clone(), equation.is_closed()));
        let below = |to| Range { from: None, to };
        let above = |from| Range { from, to: None };
        Ok(match equation.relation {
            Comparison::Equal => Solution::At(vec![solved]),
            Comparison::Different => Solution::Within(vec![below(end.clone()), above(end)]),
            _ if from_start(Ordering::Less) => Solution::Within(vec![below(end)]),
            _ => Solution::Within(vec![above(end)]),
        })
    }

    /// The root, if one is found past the start.
    fn root(&self, start: &Rational) -> Result<Option<Root>> {
        let half = Rational::new(1, 2).expect("two is not zero");
        let (mut low, mut high) = (None, None);
        let mut place = Rational::ONE;
        for _ in 0..MOST_DOUBLINGS {
            match self.seen(&place)? {
                Some(Ordering::Less) => low = Some(place.clone()),
                Some(Ordering::Equal) => return Ok(Some(Root::of_number(place))),
                Some(Ordering::Greater) => high = Some(place.clone()),
                None => return Ok(None),
            }
            if let (Some(low), Some(high)) = (&low, &high) {
                let ends = [low.clone(), high.clone()];
                return Ok(self.algebra.root_between(self.value, self.symbol, ends));
            }
            place = if low.is_some() {
                &place + &place
            } else {
                &place * &half
            };
            if place < *start {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// The order at a place; none where numbers are too large there.
    fn seen(&self, place: &Rational) -> Result<Option<Ordering>> {
        match self.order(place) {
            Err(AlgebraError::Limit { .. }) => Ok(None),
            other => other,
        }
    }
}
