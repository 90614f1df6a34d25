//! Forms as text, in Unicode and in ASCII, that reads back as the same value.
//!
//! In ASCII every product has its `*`: `24*B*S*E^2 + 4*B*S^2*E`. In Unicode factors touch wherever they
//! can, `24BSE² + 4BS²E`. Touching binds tighter than `·`, `/` and the sign, so a product above a line needs
//! no brackets, and one below it has them: `BS(S + 1)/2`, `E/(2H)`.

use std::fmt::Write as _;

use crate::algebra::form::known::KnownNames;
use crate::algebra::form::touching::{Factor, Words};
use crate::algebra::form::tree::{Form, Function, OpaqueForm, SignedForm};
use crate::algebra::function::Comparison;
use crate::algebra::rational::Rational;

impl Form {
    /// The form as people read it: `24BSE² + 4BS²E`. It reads back as the same value where the
    /// known names are declared.
    pub fn unicode(&self, known: &KnownNames) -> String {
        Writer::new(self, known, Style::Unicode).whole(self)
    }

    /// The form in ASCII, except for letters of names that are not: `24*B*S*E^2 + 4*B*S^2*E`.
    pub fn ascii(&self, known: &KnownNames) -> String {
        Writer::new(self, known, Style::Ascii).whole(self)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Unicode,
    Ascii,
}

/// How tightly a form holds together; a place takes forms up to its level without brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Numbers, names, calls, flags.
    Atom,
    /// Powers.
    Factor,
    /// Products.
    Product,
    /// Quotients.
    Term,
    /// Sums and what has a sign.
    Sum,
    /// `if`, which takes in all that follows it.
    Open,
}

fn level_of(form: &Form) -> Level {
    match form {
        Form::Number(_)
        | Form::Name(_)
        | Form::Call { .. }
        | Form::Flag { .. }
        | Form::Opaque(_) => Level::Atom,
        Form::Power(..) => Level::Factor,
        Form::Product(_) => Level::Product,
        Form::Quotient(..) => Level::Term,
        Form::Sum(_) | Form::Negative(_) => Level::Sum,
        Form::If { .. } => Level::Open,
    }
}

struct Writer<'a> {
    words: Words<'a>,
    style: Style,
    /// The factors of the products that are being written, of the innermost last.
    factors: Vec<Factor>,
    text: String,
}

impl<'a> Writer<'a> {
    fn new(form: &'a Form, known: &'a KnownNames, style: Style) -> Writer<'a> {
        Writer {
            words: Words::new(form, known),
            style,
            factors: Vec::new(),
            text: String::with_capacity(64),
        }
    }

    fn whole(mut self, form: &Form) -> String {
        self.write(form, Level::Open);
        self.text
    }

    /// The form in a place that takes the level, in brackets where it needs them.
    fn write(&mut self, form: &Form, level: Level) {
        let bracketed = level_of(form) > level;
        if bracketed {
            self.text.push('(');
        }
        self.bare(form);
        if bracketed {
            self.text.push(')');
        }
    }

    fn bare(&mut self, form: &Form) {
        match form {
            Form::Number(number) => with_digits(number, |digits| self.text.push_str(digits)),
            Form::Name(name) => self.text.push_str(name),
            // Forms nest as deep as the limits of the algebra let values nest.
            form => stacker::maybe_grow(64 * 1024, 4 << 20, || self.composed(form)),
        }
    }

    fn composed(&mut self, form: &Form) {
        match form {
            Form::Number(_) | Form::Name(_) => self.bare(form),
            Form::Sum(terms) => self.sum(terms),
            Form::Product(factors) => self.product(factors),
            Form::Quotient(top, bottom) => {
                self.write(top, Level::Product);
                self.text.push('/');
                self.write(bottom, Level::Factor);
            }
            Form::Power(power) => self.power(&power.0, &power.1),
            Form::Negative(form) => {
                self.text.push('-');
                self.write(form, Level::Term);
            }
            Form::Call {
                function,
                arguments,
            } => self.call(*function, arguments),
            Form::Flag { .. } => {
                self.text.push('[');
                self.condition(form);
                self.text.push(']');
            }
            Form::If {
                condition,
                then,
                otherwise,
            } => {
                self.text.push_str("if ");
                self.condition(condition);
                self.text.push_str(" then ");
                self.write(then, Level::Sum);
                self.text.push_str(" else ");
                self.write(otherwise, Level::Open);
            }
            Form::Opaque(cost) => self.opaque(cost),
        }
    }

    fn sum(&mut self, terms: &[SignedForm]) {
        for (place, term) in terms.iter().enumerate() {
            self.text.push_str(match (place, term.negative) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            self.write(&term.form, Level::Term);
        }
    }

    fn power(&mut self, base: &Form, exponent: &Form) {
        match base {
            Form::Name(name) if self.words.known.would_fall_apart(name) => {
                let _ = write!(self.text, "({name})");
            }
            base => self.write(base, Level::Atom),
        }
        if self.style == Style::Unicode
            && let Form::Number(number) = exponent
        {
            with_digits(number, |digits| {
                self.text.extend(digits.bytes().map(raised));
            });
            return;
        }
        // An exponent is a number, a whole name or a bracket.
        self.text.push('^');
        match exponent {
            Form::Number(_) | Form::Name(_) => self.bare(exponent),
            _ => {
                self.text.push('(');
                self.bare(exponent);
                self.text.push(')');
            }
        }
    }

    fn call(&mut self, function: Function, arguments: &[Form]) {
        let name = function.name();
        // A declared name wins in `name(…)`, so a function it hides is reached by its full name.
        let hidden = self.words.known.is_symbol(name) || self.words.has(name);
        self.text.push_str(if hidden { "builtin." } else { "" });
        self.text.push_str(name);
        self.text.push('(');
        for (place, form) in arguments.iter().enumerate() {
            self.text.push_str(if place > 0 { ", " } else { "" });
            self.write(form, Level::Open);
        }
        self.text.push(')');
    }

    /// A condition: a flag without its brackets, or any value.
    fn condition(&mut self, condition: &Form) {
        let Form::Flag {
            left,
            relation,
            right,
        } = condition
        else {
            return self.write(condition, Level::Sum);
        };
        self.write(left, Level::Sum);
        let _ = write!(self.text, " {} ", relation_text(*relation));
        self.write(right, Level::Sum);
    }

    fn opaque(&mut self, cost: &OpaqueForm) {
        let _ = write!(self.text, "{}[{}(", cost.head, cost.name);
        for (place, form) in cost.arguments.iter().enumerate() {
            self.text.push_str(if place > 0 { ", " } else { "" });
            self.write(form, Level::Open);
        }
        self.text.push(')');
        for (place, (name, form)) in cost.bindings.iter().enumerate() {
            let before = if place > 0 { "," } else { " with" };
            let _ = write!(self.text, "{before} {name} = ");
            self.write(form, Level::Open);
        }
        self.text.push(']');
    }

    fn product(&mut self, factors: &[Form]) {
        if self.style == Style::Ascii {
            for (place, form) in factors.iter().enumerate() {
                self.text.push_str(if place > 0 { "*" } else { "" });
                self.write(form, Level::Factor);
            }
            return;
        }
        let begun = self.factors.len();
        self.factors.extend(factors.iter().map(Factor::of));
        self.words.separate(&mut self.factors[begun..]);
        for (place, form) in factors.iter().enumerate() {
            let dot = self.factors[begun + place].dot;
            self.text.push_str(if dot { "·" } else { "" });
            self.write(form, Level::Factor);
        }
        self.factors.truncate(begun);
    }
}

/// Shows a number as it is written.
fn with_digits(number: &Rational, show: impl FnOnce(&str)) {
    match number.to_i64() {
        Some(number) => show(itoa::Buffer::new().format(number)),
        None => show(&number.to_string()),
    }
}

fn raised(digit: u8) -> &'static str {
    match digit {
        b'1' => "¹",
        b'2' => "²",
        b'3' => "³",
        b'4' => "⁴",
        b'5' => "⁵",
        b'6' => "⁶",
        b'7' => "⁷",
        b'8' => "⁸",
        b'9' => "⁹",
        _ => "⁰",
    }
}

fn relation_text(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
        Comparison::Equal => "==",
        Comparison::Different => "!=",
    }
}
