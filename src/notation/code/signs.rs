//! What the look of a whole-number expression says about its sign.

use crate::algebra::Domain;
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::fraction::{Fraction, Translator};

impl Translator {
    /// A condition, which is refused where it is neither 0 nor 1.
    pub(super) fn flag(&self, condition: Fraction) -> Exact {
        let condition = self.floor(condition);
        if self.is_flag(&condition) {
            condition
        } else {
            Exact::Call(Call::Flag, vec![condition])
        }
    }

    fn is_flag(&self, exact: &Exact) -> bool {
        match exact {
            Exact::Compare(..) => true,
            Exact::Name(name) => self.holds_of(name, |domain| domain.is_flag()),
            Exact::Product(factors) => factors.iter().all(|factor| self.is_flag(factor)),
            _ => false,
        }
    }

    fn holds_of(&self, name: &str, holds: impl Fn(&Domain) -> bool) -> bool {
        let domains = self.domains.get(name);
        domains.is_some_and(|domains| domains.iter().any(holds))
    }

    /// Whether it is plainly greater than zero wherever it is defined.
    pub(super) fn is_positive(&self, exact: &Exact) -> bool {
        match exact {
            Exact::Number(number) => number.is_positive(),
            Exact::Name(name) => self.holds_of(name, |domain| domain.is_positive()),
            Exact::Part(_, Part::Denominator) => true,
            Exact::Part(name, Part::Numerator) => {
                self.holds_of(name, |domain| domain.is_positive())
            }
            Exact::Sum(terms) => {
                self.is_natural(exact) && terms.iter().any(|(_, term)| self.is_positive(term))
            }
            Exact::Product(factors) => factors.iter().all(|factor| self.is_positive(factor)),
            Exact::Power(base, _) => self.is_positive(base),
            Exact::Call(Call::Max, arguments) => {
                arguments.iter().any(|argument| self.is_positive(argument))
            }
            Exact::Call(Call::Min | Call::NonZero | Call::CeilDivide, arguments) => {
                arguments.iter().all(|argument| self.is_positive(argument))
            }
            Exact::Call(Call::Power, arguments) => self.is_positive(&arguments[0]),
            Exact::If(_, then, otherwise) => self.is_positive(then) && self.is_positive(otherwise),
            Exact::Negative(_) | Exact::Compare(..) | Exact::Call(..) | Exact::SumOver { .. } => {
                false
            }
        }
    }

    /// Whether it is plainly not negative wherever it is defined.
    pub(super) fn is_natural(&self, exact: &Exact) -> bool {
        match exact {
            Exact::Number(_)
            | Exact::Part(_, Part::Denominator)
            | Exact::Compare(..)
            | Exact::Call(
                Call::NaturalDivide | Call::FloorSqrt | Call::WholeSqrt | Call::Flag,
                _,
            ) => true,
            Exact::Name(name) | Exact::Part(name, Part::Numerator) => {
                self.holds_of(name, |domain| *domain != Domain::Integer)
            }
            Exact::Sum(terms) => {
                let natural = |(negative, term): &(bool, Exact)| !negative && self.is_natural(term);
                terms.iter().all(natural)
            }
            Exact::Product(factors) => factors.iter().all(|factor| self.is_natural(factor)),
            Exact::Power(base, exponent) => exponent % 2 == 0 || self.is_natural(base),
            Exact::Call(Call::Max, arguments) => {
                arguments.iter().any(|argument| self.is_natural(argument))
            }
            Exact::Call(Call::Min | Call::NonZero, arguments) => {
                arguments.iter().all(|argument| self.is_natural(argument))
            }
            Exact::Call(Call::FloorDivide | Call::CeilDivide, arguments) => {
                self.is_natural(&arguments[0]) && self.is_positive(&arguments[1])
            }
            Exact::Call(Call::Power, arguments) => self.is_natural(&arguments[0]),
            Exact::Call(Call::FloorLog2 | Call::WholeLog2, _) | Exact::Negative(_) => false,
            Exact::If(_, then, otherwise) => self.is_natural(then) && self.is_natural(otherwise),
            Exact::SumOver { body, .. } => self.is_natural(body),
        }
    }
}
