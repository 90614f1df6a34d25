//! Whole-number expressions as text: signs and brackets, the same for every language with infix
//! operators.

use crate::algebra::{Comparison, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::fraction::Result;

/// How tightly a text holds together; a place takes texts up to its level without brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// A name, a number, a call.
    Atom,
    /// A power.
    Power,
    /// A product.
    Product,
    /// A division that rounds down, which a sign before it would turn into another one.
    Division,
    /// A sum.
    Sum,
    /// Anything else.
    Open,
}

/// A text and how tightly it holds together.
pub(super) type Text = (String, Level);

/// How one language spells what the languages differ in.
pub(super) trait Spelling {
    /// A whole number that is not negative.
    fn number(&self, number: &Rational) -> Result<String>;
    /// A name of the form.
    fn name(&self, name: &str) -> String;
    /// What stands above or below the line of an argument.
    fn part(&self, name: &str, part: Part) -> String;
    /// A power whose exponent is a number.
    fn power(&self, base: &Exact, exponent: u32) -> Result<Text>;
    /// A function.
    fn call(&self, call: Call, arguments: &[Exact]) -> Result<Text>;
    /// 1 or 0.
    fn compare(&self, relation: Comparison, left: &Exact, right: &Exact) -> Result<Text>;
    /// The second or the third, as the first says.
    fn choice(&self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<Text>;
    /// A sum over an index.
    fn sum_over(&self, index: &str, bounds: [&Exact; 2], body: &Exact) -> Result<Text>;
    /// What stands between factors.
    fn times(&self) -> &'static str {
        "*"
    }

    /// The expression as text for a place that takes a level without brackets.
    fn spell(&self, exact: &Exact, level: Level) -> Result<String> {
        let (text, holds) = stacker::maybe_grow(64 * 1024, 4 << 20, || self.bare(exact))?;
        Ok(if holds > level {
            format!("({text})")
        } else {
            text
        })
    }

    /// The expression where nothing stands beside it.
    fn open(&self, exact: &Exact) -> Result<String> {
        self.spell(exact, Level::Open)
    }

    /// Expressions between commas.
    fn list(&self, exacts: &[Exact]) -> Result<String> {
        let texts: Result<Vec<String>> = exacts.iter().map(|exact| self.open(exact)).collect();
        Ok(texts?.join(", "))
    }

    /// The expression and how tightly it holds together.
    fn bare(&self, exact: &Exact) -> Result<Text> {
        match exact {
            Exact::Number(number) => Ok((self.number(number)?, Level::Atom)),
            Exact::Name(name) => Ok((self.name(name), Level::Atom)),
            Exact::Part(name, part) => Ok((self.part(name, *part), Level::Atom)),
            Exact::Sum(terms) => {
                let mut sum = String::new();
                for (place, (negative, term)) in terms.iter().enumerate() {
                    let (sign, level) = match (place, negative) {
                        (0, false) => ("", Level::Division),
                        (0, true) => ("-", Level::Product),
                        (_, false) => (" + ", Level::Division),
                        (_, true) => (" - ", Level::Division),
                    };
                    sum += sign;
                    sum += &self.spell(term, level)?;
                }
                Ok((sum, Level::Sum))
            }
            Exact::Product(factors) => {
                let texts: Result<Vec<String>> = factors
                    .iter()
                    .map(|factor| self.spell(factor, Level::Power))
                    .collect();
                Ok((texts?.join(self.times()), Level::Product))
            }
            Exact::Negative(inner) => Ok((
                format!("-{}", self.spell(inner, Level::Product)?),
                Level::Sum,
            )),
            Exact::Power(base, exponent) => self.power(base, *exponent),
            Exact::Call(call, arguments) => self.call(*call, arguments),
            Exact::Compare(relation, left, right) => self.compare(*relation, left, right),
            Exact::If(condition, then, otherwise) => self.choice(condition, then, otherwise),
            Exact::SumOver {
                index,
                from,
                to,
                body,
            } => self.sum_over(index, [from, to], body),
        }
    }
}

/// The sign of a relation as most languages have it.
pub(super) fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
        Comparison::Equal => "==",
        Comparison::Different => "!=",
    }
}
