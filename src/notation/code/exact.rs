//! Whole-number arithmetic: the little language that every programming language is written from.
//!
//! A closed form becomes one whole number over another (see `fraction`), and nothing in between is
//! ever a fraction, so a language needs no more than exact integers to compute it.

use crate::algebra::{Comparison, Rational};

/// An expression that is a whole number, or that its language has to refuse.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Exact {
    /// A whole number that is not negative.
    Number(Rational),
    /// A whole argument, or the index of a sum.
    Name(String),
    /// What stands above or below the line of an argument that may be a fraction.
    Part(String, Part),
    /// Terms, each with whether it is taken away.
    Sum(Vec<(bool, Exact)>),
    /// Factors.
    Product(Vec<Exact>),
    /// The opposite number.
    Negative(Box<Exact>),
    /// A power whose exponent is a number of at least two.
    Power(Box<Exact>, u32),
    /// A function of whole numbers.
    Call(Call, Vec<Exact>),
    /// 1 where the relation holds, else 0.
    Compare(Comparison, Box<Exact>, Box<Exact>),
    /// The second where the first is 1, the third where it is 0; the other is not looked at.
    If(Box<Exact>, Box<Exact>, Box<Exact>),
    /// The sum of the last for an index from the first bound to the second; 0 where there is none.
    SumOver {
        /// The index.
        index: String,
        /// Its first value.
        from: Box<Exact>,
        /// Its last value.
        to: Box<Exact>,
        /// What is added up.
        body: Box<Exact>,
    },
}

/// A side of the line of a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Numerator,
    Denominator,
}

impl Part {
    /// What people call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Part::Numerator => "numerator",
            Part::Denominator => "denominator",
        }
    }
}

/// A function of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Call {
    /// The largest whole number not above a/b, for any signs; refused where b is 0.
    FloorDivide,
    /// The same where a is never negative and b always positive.
    NaturalDivide,
    /// The smallest whole number not below a/b.
    CeilDivide,
    /// The largest of its arguments.
    Max,
    /// The smallest of its arguments.
    Min,
    /// The largest k with 2^k·b ≤ a; refused where a or b is not positive.
    FloorLog2,
    /// The k with 2^k·b = a; refused where there is none.
    WholeLog2,
    /// The largest whole number whose square is not above n; refused where n is negative.
    FloorSqrt,
    /// The whole number whose square is n; refused where there is none.
    WholeSqrt,
    /// a^b; refused where b is negative and a is not −1.
    Power,
    /// The number itself; refused where it is 0.
    NonZero,
    /// The number itself; refused where it is neither 0 nor 1.
    Flag,
}

impl Exact {
    pub(super) fn number(number: impl Into<Rational>) -> Exact {
        Exact::Number(number.into())
    }

    pub(super) fn is_one(&self) -> bool {
        matches!(self, Exact::Number(number) if number.is_one())
    }

    /// The product of two, flat and without ones.
    pub(super) fn times(self, other: Exact) -> Exact {
        match (self, other) {
            (left, right) if left.is_one() => right,
            (left, right) if right.is_one() => left,
            (Exact::Number(left), Exact::Number(right)) => Exact::Number(&left * &right),
            (Exact::Negative(left), right) => Exact::Negative(Box::new(left.times(right))),
            (left, Exact::Negative(right)) => Exact::Negative(Box::new(left.times(*right))),
            (left, right) => {
                let mut factors = left.factors();
                let mut others = right.factors();
                // Numbers stand first, and two of them are one.
                if let (Some(Exact::Number(first)), Some(Exact::Number(second))) =
                    (factors.first(), others.first())
                {
                    factors[0] = Exact::Number(first * second);
                    others.remove(0);
                } else if matches!(others.first(), Some(Exact::Number(_))) {
                    factors.insert(0, others.remove(0));
                }
                factors.extend(others);
                Exact::Product(factors)
            }
        }
    }

    fn factors(self) -> Vec<Exact> {
        match self {
            Exact::Product(factors) => factors,
            other => vec![other],
        }
    }

    pub(super) fn power(self, exponent: u32) -> Exact {
        match (self, exponent) {
            (_, 0) => Exact::number(1),
            (base, 1) => base,
            (base, _) if base.is_one() => base,
            (base, _) => Exact::Power(Box::new(base), exponent),
        }
    }

    /// The parts directly inside.
    pub(super) fn parts(&self) -> Vec<&Exact> {
        match self {
            Exact::Number(_) | Exact::Name(_) | Exact::Part(..) => Vec::new(),
            Exact::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
            Exact::Product(parts) | Exact::Call(_, parts) => parts.iter().collect(),
            Exact::Negative(inner) | Exact::Power(inner, _) => vec![inner],
            Exact::Compare(_, left, right) => vec![left, right],
            Exact::If(condition, then, otherwise) => vec![condition, then, otherwise],
            Exact::SumOver { from, to, body, .. } => vec![from, to, body],
        }
    }

    /// Whether any part of it is as said.
    pub(super) fn any(&self, holds: &dyn Fn(&Exact) -> bool) -> bool {
        let mut pending = vec![self];
        while let Some(next) = pending.pop() {
            if holds(next) {
                return true;
            }
            pending.extend(next.parts());
        }
        false
    }

    /// The functions in it, each once.
    pub(super) fn calls(&self) -> Vec<Call> {
        let mut found = Vec::new();
        let mut pending = vec![self];
        while let Some(next) = pending.pop() {
            if let Exact::Call(call, _) = next {
                found.push(*call);
            }
            pending.extend(next.parts());
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
