//! Forms as text, in Unicode and in ASCII, that reads back as the same value.
//!
//! In ASCII every product has its `*`: `24*B*S*E^2 + 4*B*S^2*E`. In Unicode factors touch wherever
//! they can, `24BSE² + 4BS²E`, and a `·` stands between two factors exactly when
//!
//! 1. one of them is a word: a name of more than one letter, a function, an opaque cost:
//!    `12·d_model²`, `E·floor(S/2)`;
//! 2. the right one begins with a digit: `E·2^n`, `2·2^n`;
//! 3. the left one ends in an exponent behind `^`, which letters or a bracket would join: `2^n·3^m`;
//! 4. the left one is a letter, with or without an exponent, and the right one a flag, because
//!    `S[…]` is how a cost is asked for: `S·[S > W]`;
//! 5. the left one is a single letter that would call what touches it: `N·(S + 1)` where `N` is a
//!    layer or a quantity and no symbol;
//! 6. the letters that touch, up to the first exponent, would spell a word with a meaning of its
//!    own: `B·S` where `BS` is declared, `i·f` everywhere;
//! 7. the letters would make a word that touches nothing else, one of them is not declared where the
//!    form will be read, and a word there is one name: `B·n + 1` on a command line.
//!
//! Touching binds tighter than `·`, `/` and the sign, so a product above a line needs no brackets,
//! and one below it has them: `BS(S + 1)/2`, `E/(2H)`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::algebra::form::known::KnownNames;
use crate::algebra::form::tree::{Form, Function, SignedForm};
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
        | Form::Opaque { .. } => Level::Atom,
        Form::Power(..) => Level::Factor,
        Form::Product(_) => Level::Product,
        Form::Quotient(..) => Level::Term,
        Form::Sum(_) | Form::Negative(_) => Level::Sum,
        Form::If { .. } => Level::Open,
    }
}

/// What a factor shows to a neighbor that touches it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Letter,
    Word,
    Digit,
    Superscript,
    Caret,
    Round,
    Square,
}

/// What a factor of a product shows on its sides.
struct Factor {
    starts: Edge,
    ends: Edge,
    /// The letter it starts with, for [`Edge::Letter`].
    letter: char,
}

struct Writer<'a> {
    known: &'a KnownNames,
    /// The longer names of the form itself.
    own: BTreeSet<&'a str>,
    style: Style,
}

impl<'a> Writer<'a> {
    fn new(form: &'a Form, known: &'a KnownNames, style: Style) -> Writer<'a> {
        let mut own = BTreeSet::new();
        longer_names(form, &mut own);
        Writer { known, own, style }
    }

    fn whole(&self, form: &Form) -> String {
        let mut text = String::with_capacity(64);
        self.write(form, Level::Open, &mut text);
        text
    }

    /// The form in a place that takes the level, in brackets where it needs them.
    fn write(&self, form: &Form, level: Level, text: &mut String) {
        let bracketed = level_of(form) > level;
        if bracketed {
            text.push('(');
        }
        self.bare(form, text);
        if bracketed {
            text.push(')');
        }
    }

    fn bare(&self, form: &Form, text: &mut String) {
        match form {
            Form::Number(number) => {
                let _ = write!(text, "{number}");
            }
            Form::Name(name) => text.push_str(name),
            // Forms nest as deep as the limits of the algebra let values nest.
            form => stacker::maybe_grow(64 * 1024, 4 << 20, || self.composed(form, text)),
        }
    }

    fn composed(&self, form: &Form, text: &mut String) {
        match form {
            Form::Number(_) | Form::Name(_) => self.bare(form, text),
            Form::Sum(terms) => self.sum(terms, text),
            Form::Product(factors) => self.product(factors, text),
            Form::Quotient(top, bottom) => {
                self.write(top, Level::Product, text);
                text.push('/');
                self.write(bottom, Level::Factor, text);
            }
            Form::Power(base, exponent) => self.power(base, exponent, text),
            Form::Negative(form) => {
                text.push('-');
                self.write(form, Level::Term, text);
            }
            Form::Call {
                function,
                arguments,
            } => self.call(*function, arguments, text),
            Form::Flag { .. } => {
                text.push('[');
                self.condition(form, text);
                text.push(']');
            }
            Form::If {
                condition,
                then,
                otherwise,
            } => {
                text.push_str("if ");
                self.condition(condition, text);
                text.push_str(" then ");
                self.write(then, Level::Sum, text);
                text.push_str(" else ");
                self.write(otherwise, Level::Open, text);
            }
            Form::Opaque {
                head,
                name,
                arguments,
                bindings,
            } => self.opaque((head, name), arguments, bindings, text),
        }
    }

    fn sum(&self, terms: &[SignedForm], text: &mut String) {
        for (place, term) in terms.iter().enumerate() {
            text.push_str(match (place, term.negative) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            self.write(&term.form, Level::Term, text);
        }
    }

    fn power(&self, base: &Form, exponent: &Form, text: &mut String) {
        match base {
            Form::Name(name) if self.known.would_fall_apart(name) => {
                let _ = write!(text, "({name})");
            }
            base => self.write(base, Level::Atom, text),
        }
        if let Some(number) = self.raised(exponent) {
            let begun = text.len();
            let _ = write!(text, "{number}");
            let digits = text.split_off(begun);
            text.extend(digits.chars().map(raised));
            return;
        }
        // An exponent is a number, a whole name or a bracket.
        text.push('^');
        match exponent {
            Form::Number(_) | Form::Name(_) => self.bare(exponent, text),
            _ => {
                text.push('(');
                self.bare(exponent, text);
                text.push(')');
            }
        }
    }

    /// The whole exponent that is written in superscripts, in the style that has them.
    fn raised<'f>(&self, exponent: &'f Form) -> Option<&'f Rational> {
        match exponent {
            Form::Number(number) if self.style == Style::Unicode => Some(number),
            _ => None,
        }
    }

    fn call(&self, function: Function, arguments: &[Form], text: &mut String) {
        let name = function.name();
        // A declared name wins in `name(…)`, so a function it hides is reached by its full name.
        let hidden = self.known.is_symbol(name) || self.own.contains(name);
        text.push_str(if hidden { "builtin." } else { "" });
        text.push_str(name);
        text.push('(');
        for (place, form) in arguments.iter().enumerate() {
            text.push_str(if place > 0 { ", " } else { "" });
            self.write(form, Level::Open, text);
        }
        text.push(')');
    }

    /// A condition: a flag without its brackets, or any value.
    fn condition(&self, condition: &Form, text: &mut String) {
        let Form::Flag {
            left,
            relation,
            right,
        } = condition
        else {
            return self.write(condition, Level::Sum, text);
        };
        self.write(left, Level::Sum, text);
        let _ = write!(text, " {} ", relation_text(*relation));
        self.write(right, Level::Sum, text);
    }

    fn opaque(
        &self,
        (head, name): (&str, &str),
        arguments: &[(Option<String>, Form)],
        bindings: &[(String, Form)],
        text: &mut String,
    ) {
        let _ = write!(text, "{head}[{name}(");
        for (place, (name, form)) in arguments.iter().enumerate() {
            text.push_str(if place > 0 { ", " } else { "" });
            if let Some(name) = name {
                let _ = write!(text, "{name} = ");
            }
            self.write(form, Level::Open, text);
        }
        text.push(')');
        for (place, (name, form)) in bindings.iter().enumerate() {
            let before = if place > 0 { "," } else { " with" };
            let _ = write!(text, "{before} {name} = ");
            self.write(form, Level::Open, text);
        }
        text.push(']');
    }

    fn product(&self, factors: &[Form], text: &mut String) {
        if self.style == Style::Ascii {
            for (place, form) in factors.iter().enumerate() {
                text.push_str(if place > 0 { "*" } else { "" });
                self.write(form, Level::Factor, text);
            }
            return;
        }
        let sides: Vec<Factor> = factors.iter().map(|form| self.sides(form)).collect();
        for (form, dot) in factors.iter().zip(self.dots(&sides)) {
            text.push_str(if dot { "·" } else { "" });
            self.write(form, Level::Factor, text);
        }
    }

    fn sides(&self, form: &Form) -> Factor {
        let (base, exponent) = match form {
            Form::Power(base, exponent) => (&**base, Some(&**exponent)),
            form => (form, None),
        };
        let letter = match base {
            Form::Name(name) => single_letter(name),
            _ => None,
        };
        let starts = match base {
            Form::Number(_) => Edge::Digit,
            Form::Name(_) if letter.is_some() => Edge::Letter,
            Form::Name(_) | Form::Call { .. } | Form::Opaque { .. } => Edge::Word,
            Form::Flag { .. } => Edge::Square,
            _ => Edge::Round,
        };
        let ends = match exponent {
            // A word keeps its distance with an exponent too.
            Some(exponent) if self.raised(exponent).is_some() => match starts {
                Edge::Word => Edge::Word,
                _ => Edge::Superscript,
            },
            Some(_) => Edge::Caret,
            None => starts,
        };
        Factor {
            starts,
            ends,
            letter: letter.unwrap_or('('),
        }
    }

    /// For each factor whether a `·` stands before it; see the rules at the head of this file.
    fn dots(&self, factors: &[Factor]) -> Vec<bool> {
        let mut dots = vec![false; factors.len()];
        for place in 1..factors.len() {
            let (left, right) = (factors[place - 1].ends, factors[place].starts);
            dots[place] = matches!(
                (left, right),
                (_, Edge::Word | Edge::Digit)
                    | (Edge::Word | Edge::Caret, _)
                    | (Edge::Letter | Edge::Superscript, Edge::Square)
            );
        }
        let mut start = 0;
        while start < factors.len() {
            let mut end = start + 1;
            while end < factors.len()
                && factors[end - 1].ends == Edge::Letter
                && factors[end].starts == Edge::Letter
            {
                end += 1;
            }
            self.split_words(&factors[start..end], &mut dots[start..end]);
            let touches_before = start > 0 && !dots[start];
            // What was taken off the end touches the rest no more.
            let rest = (start + 1..end).find(|place| dots[*place]).unwrap_or(end);
            let touches_after = rest == end
                && (factors[end - 1].ends != Edge::Letter
                    || factors.get(end).is_some_and(|_| !dots[end]));
            if !touches_before && !touches_after {
                self.split_undeclared(&factors[start..rest], &mut dots[start..rest]);
            }
            let alone = end - start == 1 || dots[end - 1];
            if let Some(next) = factors.get(end)
                && next.starts == Edge::Round
                && factors[end - 1].ends == Edge::Letter
                && alone
                && self
                    .known
                    .is_called(factors[end - 1].letter.encode_utf8(&mut [0; 4]))
            {
                dots[end] = true;
            }
            start = end;
        }
        dots
    }

    /// Keeps the letters of a run apart where they would be read as one name.
    fn split_undeclared(&self, run: &[Factor], dots: &mut [bool]) {
        if run
            .iter()
            .any(|factor| self.known.is_undeclared(factor.letter))
        {
            dots[1..].fill(true);
        }
    }

    /// Takes letters off the end of a run until what is left spells no known word.
    fn split_words(&self, run: &[Factor], dots: &mut [bool]) {
        for end in (2..=run.len()).rev() {
            let word: String = run[..end].iter().map(|factor| factor.letter).collect();
            if !self.known.contains(&word) && !self.own.contains(word.as_str()) {
                return;
            }
            dots[end - 1] = true;
        }
    }
}

/// Collects the names in a form that are longer than a letter.
fn longer_names<'f>(form: &'f Form, found: &mut BTreeSet<&'f str>) {
    match form {
        Form::Number(_) => {}
        Form::Name(name) => {
            if single_letter(name).is_none() {
                found.insert(name);
            }
        }
        form => stacker::maybe_grow(64 * 1024, 4 << 20, || {
            form.each_part(&mut |part| longer_names(part, found));
        }),
    }
}

/// The letter a name consists of, if it is one by itself.
fn single_letter(name: &str) -> Option<char> {
    if let [letter] = name.as_bytes() {
        return letter.is_ascii_alphabetic().then(|| char::from(*letter));
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => Some(letter),
        _ => None,
    }
}

fn raised(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
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
