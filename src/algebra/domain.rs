//! What a symbol may stand for.

use std::fmt;

use crate::algebra::rational::Rational;

/// The values a symbol may take. Rules that simplify use the domain as a fact; a binding that is
/// made before anything is derived replaces the symbol, and the fact with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// A positive multiple of the number: `multiple of 32`. One is every positive integer, the
    /// domain of a symbol about which nothing is said.
    Multiple(u64),
    /// Zero or a positive integer: `whole`.
    Whole,
    /// Zero or one: `flag`.
    Flag,
    /// A positive real number: `real`.
    Real,
    /// Any integer: the index of a sum.
    Integer,
}

impl Default for Domain {
    fn default() -> Domain {
        Domain::Multiple(1)
    }
}

impl Domain {
    /// Whether the symbol is worth 0 or 1.
    pub fn is_flag(self) -> bool {
        self == Domain::Flag
    }

    /// Whether every value is a whole number.
    pub fn is_integer(self) -> bool {
        self != Domain::Real
    }

    /// Whether zero is excluded.
    pub fn is_positive(self) -> bool {
        matches!(self, Domain::Multiple(_) | Domain::Real)
    }

    /// The largest number every value is a multiple of.
    pub fn step(self) -> u64 {
        match self {
            Domain::Multiple(step) => step,
            _ => 1,
        }
    }

    /// Whether a symbol of the domain may be worth the number.
    pub fn contains(self, number: &Rational) -> bool {
        match self {
            Domain::Multiple(step) => {
                let quotient = number.divided_by(&Rational::from(step.max(1)));
                number.is_positive() && quotient.is_some_and(|quotient| quotient.is_integer())
            }
            Domain::Whole => number.is_integer() && !number.is_negative(),
            Domain::Flag => number.is_zero() || number.is_one(),
            Domain::Real => number.is_positive(),
            Domain::Integer => number.is_integer(),
        }
    }
}

impl fmt::Display for Domain {
    /// What a symbol of the domain is, in words: `a positive integer`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Domain::Multiple(0 | 1) => formatter.write_str("a positive integer"),
            Domain::Multiple(step) => write!(formatter, "a positive multiple of {step}"),
            Domain::Whole => formatter.write_str("zero or a positive integer"),
            Domain::Flag => formatter.write_str("0 or 1"),
            Domain::Real => formatter.write_str("a positive number"),
            Domain::Integer => formatter.write_str("an integer"),
        }
    }
}
