//! Real roots, enclosed as narrowly as asked: of polynomials, and of whatever else changes its sign once.

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::limits::{Limits, Meter};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::isolation::{Isolated, isolated, scaled_value};
use crate::algebra::question::sturm::middle;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// The highest degree of a polynomial whose roots are looked for.
const MOST_DEGREE: u32 = 256;

/// Additions of machine words spent on the roots of one polynomial.
const MOST_STEPS: u64 = 1 << 29;

/// An enclosure is first made so narrow, as a power of two of its size, to see whether a simple number in
/// it is the root.
const FIRST_HALVINGS: u64 = 80;

/// A real root, enclosed: it is the only one with `low < root < high`, and equal to both where they are
/// equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    low: Rational,
    high: Rational,
    /// The sign of the curve at the upper end.
    past: Ordering,
    curve: Curve,
}

/// What changes its sign at a root.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Curve {
    /// A polynomial without a rational root, by rising exponent.
    Polynomial(Arc<[BigInt]>),
    /// A value of this symbol that rises from the lower end to the upper one, or falls.
    Value(Value, Indeterminate),
}

impl Curve {
    /// Its sign at a place; `None` where it is not seen.
    fn sign(&self, place: &Rational) -> Option<Ordering> {
        match self {
            Curve::Polynomial(polynomial) => {
                let (above, shift) = dyadic(place);
                Some(scaled_value(polynomial, &above, shift).cmp(&BigInt::zero()))
            }
            Curve::Value(value, symbol) => Algebra::new().sign_at(value, *symbol, place).ok()?,
        }
    }
}

impl Root {
    /// A number.
    pub fn of_number(number: Rational) -> Root {
        Root {
            low: number.clone(),
            high: number,
            past: Ordering::Equal,
            curve: Curve::Polynomial(Arc::from([])),
        }
    }

    /// A number that is less than the root, or the root.
    pub fn low(&self) -> &Rational {
        &self.low
    }

    /// A number that is not less than the root.
    pub fn high(&self) -> &Rational {
        &self.high
    }

    /// The root, where it is known to be rational.
    pub fn exact(&self) -> Option<&Rational> {
        (self.low == self.high).then_some(&self.low)
    }

    /// The root enclosed no wider than asked; or as narrowly as its sign is still seen, where it is not
    /// that of a polynomial.
    #[must_use]
    pub fn narrowed(mut self, width: &Rational) -> Root {
        // Where the curve is nearly straight, a step leaves the square root of the width.
        let mut parts = 2;
        while &(&self.high - &self.low) > width {
            if parts > 2 && self.part(parts) {
                parts *= 2;
                continue;
            }
            parts = (parts / 2).max(2);
            for _ in 0..parts {
                if !self.halve() {
                    return self;
                }
            }
            parts *= 2;
        }
        self
    }

    /// The largest whole number that is not greater.
    pub fn floor(&self) -> Rational {
        let mut root = self.clone();
        // An irrational root is no whole number, so the ends part from it in the end.
        while root.low.floor() != root.high.floor() && root.halve() {}
        root.low.floor()
    }

    /// Halves the enclosure; `false` where it cannot be made narrower.
    fn halve(&mut self) -> bool {
        if self.low == self.high {
            return false;
        }
        let between = middle(&self.low, &self.high);
        let Some(there) = self.curve.sign(&between) else {
            return false;
        };
        if there == Ordering::Equal {
            self.low = between.clone();
            self.high = between;
        } else if there == self.past {
            self.high = between;
        } else {
            self.low = between;
        }
        true
    }

    /// Keeps one of `2^power` equal parts of the enclosure, if it is the one in which a straight line
    /// between the ends of a polynomial would have its root.
    fn part(&mut self, power: u32) -> bool {
        let Curve::Polynomial(polynomial) = &self.curve else {
            return false;
        };
        let ((low, below), (high, above)) = (dyadic(&self.low), dyadic(&self.high));
        let shift = below.max(above) + u64::from(power);
        let (low, high) = (low << (shift - below), high << (shift - above));
        let value = |place: &BigInt| scaled_value(polynomial, place, shift);
        let (first, last) = (value(&low), value(&high));
        let step: BigInt = (&high - &low) >> power;
        let steps: BigInt = ((&first << power) / (&first - &last)).abs();
        let from = &low + &step * steps;
        let to = (&from + &step).min(high);
        if from >= to {
            return false;
        }
        let inside = value(&from).is_positive() == first.is_positive()
            && value(&to).is_positive() == last.is_positive();
        if inside {
            let whole = Rational::from_big(BigInt::from(1) << shift);
            let end = |end: BigInt| Rational::from_big(end).divided_by(&whole);
            self.low = end(from).expect("a power of two is not zero");
            self.high = end(to).expect("a power of two is not zero");
        }
        inside
    }
}

/// A number whose denominator is a power of two, as a whole number and that power.
fn dyadic(number: &Rational) -> (BigInt, u64) {
    let below = number.denominator_big();
    debug_assert_eq!(below.bits() - 1, below.trailing_zeros().unwrap_or(0));
    (number.numerator_big(), below.bits() - 1)
}

impl Algebra {
    /// The positive real roots of polynomials, of all of them together, rising, each once, their
    /// enclosures apart from each other. `None` where there is another symbol in one, where one is zero
    /// everywhere, or where their degrees or their coefficients are too large.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let symbol = Indeterminate::symbol("S");
    /// let s = Value::from(symbol);
    /// // S² - 2
    /// let square = algebra.multiply(&s, &s).unwrap();
    /// let value = algebra.subtract(&square, &Value::integer(2)).unwrap();
    /// let roots = algebra.positive_roots(&[value.numerator()], symbol).unwrap();
    /// let root = roots.unwrap().remove(0).narrowed(&"1e-9".parse().unwrap());
    /// assert!(root.exact().is_none() && root.low() < &"1.414213563".parse().unwrap());
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn positive_roots(
        &self,
        polynomials: &[&Polynomial],
        symbol: Indeterminate,
    ) -> Result<Option<Vec<Root>>> {
        let refused = |polynomial: &&&Polynomial| {
            let mut held = polynomial.indeterminates().into_iter();
            polynomial.is_zero()
                || polynomial.degree_in(symbol) > MOST_DEGREE
                || held.any(|held| held != symbol)
        };
        if polynomials.iter().any(|polynomial| refused(&polynomial)) {
            return Ok(None);
        }
        let limits = Limits {
            steps: MOST_STEPS,
            ..self.limits().clone()
        };
        let meter = Meter::new(limits);
        let mut roots = Vec::new();
        for factor in self.square_free(polynomials, symbol)? {
            let isolated = match isolated(whole_coefficients(&factor, symbol), &meter) {
                Ok(isolated) => isolated,
                Err(AlgebraError::Limit { .. }) => return Ok(None),
                Err(other) => return Err(other),
            };
            roots.extend(roots_of(isolated));
        }
        self.meter.charge(meter.spent() / 8)?;
        Ok(Some(apart(roots)))
    }

    /// Factors without multiple roots that share no root, and none of which is zero at zero.
    fn square_free(
        &self,
        polynomials: &[&Polynomial],
        symbol: Indeterminate,
    ) -> Result<Vec<Polynomial>> {
        // What is cancelled on the way is no condition of the result.
        let scratch = self.clone();
        let mut found: Vec<Polynomial> = Vec::new();
        for polynomial in polynomials {
            for (factor, _) in scratch.factored(polynomial)?.factors {
                // A factor over what it shares with its slope is below the line of their quotient in
                // lowest terms.
                let mut simple = Value::from(factor);
                let slope = scratch.derivative(&simple, symbol)?;
                for other in std::iter::once(slope).chain(found.iter().cloned().map(Value::from)) {
                    let quotient = scratch.divide(&other, &simple)?;
                    simple = Value::from(quotient.denominator().clone());
                }
                if simple.depends_on(symbol) {
                    found.push(simple.numerator().clone());
                }
            }
        }
        Ok(found)
    }

    /// The one place between two numbers at which a value of one symbol changes its sign, which it does
    /// once, and is not zero at the two. A value that a simple number solves has that number for its root.
    /// `None` where its sign at the upper one is not seen.
    pub fn root_between(
        &self,
        value: &Value,
        symbol: Indeterminate,
        [low, high]: [Rational; 2],
    ) -> Option<Root> {
        let curve = Curve::Value(value.clone(), symbol);
        let mut root = Root {
            past: curve.sign(&high)?,
            low,
            high,
            curve,
        };
        for _ in 0..FIRST_HALVINGS {
            if !root.halve() {
                break;
            }
        }
        let simple = simplest_between(&root.low, &root.high);
        let put = [(symbol, Value::from(simple.clone()))]
            .into_iter()
            .collect();
        let there = self.substitute(value, &put);
        if there.is_ok_and(|there| there.is_zero()) {
            return Some(Root::of_number(simple));
        }
        Some(root)
    }
}

/// The coefficients by rising exponent, made whole.
fn whole_coefficients(polynomial: &Polynomial, symbol: Indeterminate) -> Vec<BigInt> {
    let (_, primitive) = polynomial.primitive();
    let mut whole = vec![BigInt::zero(); primitive.degree_in(symbol) as usize + 1];
    for (monomial, coefficient) in primitive.terms() {
        whole[monomial.degree_in(symbol) as usize] = coefficient.numerator_big();
    }
    whole
}

fn roots_of(isolated: Isolated) -> Vec<Root> {
    let rest: Arc<[BigInt]> = isolated.rest.into();
    let curve = Curve::Polynomial(rest);
    let irrational = isolated.brackets.into_iter().map(|[low, high]| Root {
        past: curve.sign(&high).unwrap_or(Ordering::Equal),
        low,
        high,
        curve: curve.clone(),
    });
    let rational = isolated.rational.into_iter().map(Root::of_number);
    rational.chain(irrational).collect()
}

/// Different roots, rising, enclosed so narrowly that no two enclosures touch, nor any of them zero.
fn apart(mut roots: Vec<Root>) -> Vec<Root> {
    loop {
        let touch = |one: &Root, other: &Root| one.low <= other.high && other.low <= one.high;
        let mut close = vec![false; roots.len()];
        for (place, one) in roots.iter().enumerate() {
            close[place] |= one.low.is_zero();
            for other in place + 1..roots.len() {
                if touch(one, &roots[other]) {
                    close[place] = true;
                    close[other] = true;
                }
            }
        }
        if !close.contains(&true) {
            break;
        }
        for (root, _) in roots.iter_mut().zip(close).filter(|(_, close)| *close) {
            root.halve();
        }
    }
    roots.sort_by(|one, other| one.high.cmp(&other.high));
    roots
}

/// The number with the smallest denominator in `low <= x <= high`.
fn simplest_between(low: &Rational, high: &Rational) -> Rational {
    // The continued fractions of both ends agree up to a place, and the simplest number ends there.
    let (mut low, mut high) = (low.clone(), high.clone());
    let mut whole = Vec::new();
    loop {
        let ceil = low.ceil();
        if ceil <= high {
            whole.push(ceil);
            break;
        }
        let floor = low.floor();
        let (below, above) = (&low - &floor, &high - &floor);
        whole.push(floor);
        let turned = |number: &Rational| Rational::ONE.divided_by(number).expect("not whole");
        (low, high) = (turned(&above), turned(&below));
    }
    let last = whole.pop().expect("there is at least one");
    whole.iter().rev().fold(last, |inner, next| {
        let over = Rational::ONE.divided_by(&inner);
        next + &over.expect("a continued fraction has no zero after its first place")
    })
}

#[cfg(test)]
mod tests {
    use super::simplest_between;
    use crate::algebra::rational::Rational;

    #[test]
    fn the_simplest_number_has_the_smallest_denominator() {
        let number = |text: &str| text.parse::<Rational>().expect("a number");
        let between = |low, high| simplest_between(&number(low), &number(high)).to_string();
        assert_eq!(between("3.12", "3.15"), "22/7");
        assert_eq!(between("3.1", "3.2"), "16/5");
        assert_eq!(between("3.14", "3.15"), "22/7");
        assert_eq!(between("2", "5"), "2");
        assert_eq!(between("0.2", "0.3"), "1/4");
    }
}
