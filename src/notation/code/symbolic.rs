//! Closed forms in languages that compute with symbols: their fractions, roots and logarithms stay as
//! they are.

use crate::algebra::{Comparison, Form, Function, Rational};
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::Level;

pub(super) type Result<T> = std::result::Result<T, Refusal>;

/// How one language spells what the languages differ in.
pub(super) trait Symbolic {
    /// A whole number that is not negative.
    fn number(&self, number: &Rational) -> String {
        number.to_string()
    }
    /// What a quotient is divided by.
    fn divisor(&self, form: &Form) -> Result<String> {
        self.spell(form, Level::Power)
    }
    /// A name of the form.
    fn name(&self, name: &str) -> String;
    /// The sign of a power.
    fn power(&self) -> &'static str;
    /// A function of arguments that are text already.
    fn call(&self, function: Function, arguments: &[String]) -> String;
    /// A condition.
    fn relation(&self, relation: Comparison, left: &str, right: &str) -> String;
    /// 1 where the condition holds, else 0.
    fn flag(&self, condition: &str) -> String;
    /// The second where the condition holds, else the third.
    fn choice(&self, condition: &str, then: &str, otherwise: &str) -> String;

    fn open(&self, form: &Form) -> Result<String> {
        self.spell(form, Level::Open)
    }

    fn spell(&self, form: &Form, level: Level) -> Result<String> {
        let (text, holds) = stacker::maybe_grow(64 * 1024, 4 << 20, || self.bare(form))?;
        Ok(if holds > level {
            format!("({text})")
        } else {
            text
        })
    }

    fn condition(&self, form: &Form) -> Result<String> {
        match form {
            Form::Flag {
                left,
                relation,
                right,
            } => {
                let (left, right) = (
                    self.spell(left, Level::Sum)?,
                    self.spell(right, Level::Sum)?,
                );
                Ok(self.relation(*relation, &left, &right))
            }
            form => Ok(self.relation(Comparison::Equal, &self.spell(form, Level::Sum)?, "1")),
        }
    }

    fn bare(&self, form: &Form) -> Result<(String, Level)> {
        Ok(match form {
            Form::Number(number) => (self.number(number), Level::Atom),
            Form::Name(name) => (self.name(name), Level::Atom),
            Form::Sum(terms) => {
                let mut sum = String::new();
                for (place, term) in terms.iter().enumerate() {
                    sum += match (place, term.negative) {
                        (0, false) => "",
                        (0, true) => "-",
                        (_, false) => " + ",
                        (_, true) => " - ",
                    };
                    sum += &self.spell(&term.form, Level::Product)?;
                }
                (sum, Level::Sum)
            }
            Form::Product(factors) => {
                let texts: Result<Vec<String>> = factors
                    .iter()
                    .map(|factor| self.spell(factor, Level::Power))
                    .collect();
                (texts?.join("*"), Level::Product)
            }
            Form::Quotient(top, bottom) => {
                let (top, bottom) = (self.spell(top, Level::Power)?, self.divisor(bottom)?);
                (format!("{top}/{bottom}"), Level::Product)
            }
            Form::Power(power) => {
                let (base, exponent) = &**power;
                let base = self.spell(base, Level::Atom)?;
                let exponent = self.spell(exponent, Level::Atom)?;
                (format!("{base}{}{exponent}", self.power()), Level::Power)
            }
            Form::Negative(inner) => (
                format!("-{}", self.spell(inner, Level::Product)?),
                Level::Sum,
            ),
            Form::Call {
                function,
                arguments,
            } => {
                let texts: Result<Vec<String>> = arguments
                    .iter()
                    .map(|argument| self.open(argument))
                    .collect();
                (self.call(*function, &texts?), Level::Atom)
            }
            Form::Flag { .. } => (self.flag(&self.condition(form)?), Level::Atom),
            Form::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.condition(condition)?;
                let (then, otherwise) = (self.open(then)?, self.open(otherwise)?);
                (self.choice(&condition, &then, &otherwise), Level::Atom)
            }
            Form::Opaque(cost) => return Err(Refusal::no_rule(cost)),
        })
    }
}
