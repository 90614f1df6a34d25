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

impl Form {
    /// The form as people read it: `24BSE² + 4BS²E`. It reads back as the same value where the
    /// known names are declared.
    pub fn unicode(&self, known: &KnownNames) -> String {
        Writer::new(self, known, Style::Unicode).text(self, Level::Open)
    }

    /// The form in ASCII, except for letters of names that are not: `24*B*S*E^2 + 4*B*S^2*E`.
    pub fn ascii(&self, known: &KnownNames) -> String {
        Writer::new(self, known, Style::Ascii).text(self, Level::Open)
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

/// A factor of a product as text, and what it shows on its sides.
struct Factor {
    text: String,
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
        let mut parts = vec![form];
        while let Some(part) = parts.pop() {
            if let Form::Name(name) = part
                && single_letter(name).is_none()
            {
                own.insert(name.as_str());
            }
            parts.extend(part.parts());
        }
        Writer { known, own, style }
    }

    /// The form in a place that takes the level, in brackets where it needs them.
    fn text(&self, form: &Form, level: Level) -> String {
        if level_of(form) > level {
            return format!("({})", self.bare(form));
        }
        self.bare(form)
    }

    fn bare(&self, form: &Form) -> String {
        // Forms nest as deep as the limits of the algebra let values nest.
        stacker::maybe_grow(64 * 1024, 4 << 20, || match form {
            Form::Number(number) => number.to_string(),
            Form::Name(name) => name.clone(),
            Form::Sum(terms) => self.sum(terms),
            Form::Product(factors) => self.product(factors),
            Form::Quotient(top, bottom) => {
                let top = self.text(top, Level::Product);
                format!("{top}/{}", self.text(bottom, Level::Factor))
            }
            Form::Power(base, exponent) => self.power(base, exponent),
            Form::Negative(form) => format!("-{}", self.text(form, Level::Term)),
            Form::Call {
                function,
                arguments,
            } => self.call(*function, arguments),
            Form::Flag { .. } => format!("[{}]", self.condition(form)),
            Form::If {
                condition,
                then,
                otherwise,
            } => format!(
                "if {} then {} else {}",
                self.condition(condition),
                self.text(then, Level::Sum),
                self.text(otherwise, Level::Open)
            ),
            Form::Opaque {
                head,
                name,
                arguments,
                bindings,
            } => self.opaque(head, name, arguments, bindings),
        })
    }

    fn sum(&self, terms: &[SignedForm]) -> String {
        let mut text = String::new();
        for (place, term) in terms.iter().enumerate() {
            text.push_str(match (place, term.negative) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            text.push_str(&self.text(&term.form, Level::Term));
        }
        text
    }

    fn power(&self, base: &Form, exponent: &Form) -> String {
        let base = match base {
            Form::Name(name) if self.known.would_fall_apart(name) => format!("({name})"),
            base => self.text(base, Level::Atom),
        };
        if let Some(raised) = self.superscript(exponent) {
            return base + &raised;
        }
        // An exponent is a number, a whole name or a bracket.
        match exponent {
            Form::Number(_) | Form::Name(_) => format!("{base}^{}", self.bare(exponent)),
            _ => format!("{base}^({})", self.bare(exponent)),
        }
    }

    /// A whole exponent in superscripts, in the style that has them.
    fn superscript(&self, exponent: &Form) -> Option<String> {
        match exponent {
            Form::Number(number) if self.style == Style::Unicode => {
                Some(number.to_string().chars().map(raised).collect())
            }
            _ => None,
        }
    }

    fn call(&self, function: Function, arguments: &[Form]) -> String {
        let name = function.name();
        // A declared name wins in `name(…)`, so a function it hides is reached by its full name.
        let hidden = self.known.is_symbol(name) || self.own.contains(name);
        let prefix = if hidden { "builtin." } else { "" };
        format!("{prefix}{name}({})", self.list(arguments))
    }

    fn list(&self, forms: &[Form]) -> String {
        let texts: Vec<String> = forms
            .iter()
            .map(|form| self.text(form, Level::Open))
            .collect();
        texts.join(", ")
    }

    /// A condition: a flag without its brackets, or any value.
    fn condition(&self, condition: &Form) -> String {
        let Form::Flag {
            left,
            relation,
            right,
        } = condition
        else {
            return self.text(condition, Level::Sum);
        };
        let left = self.text(left, Level::Sum);
        let right = self.text(right, Level::Sum);
        format!("{left} {} {right}", relation_text(*relation))
    }

    fn opaque(
        &self,
        head: &str,
        name: &str,
        arguments: &[(Option<String>, Form)],
        bindings: &[(String, Form)],
    ) -> String {
        let mut text = format!("{head}[{name}(");
        for (place, (name, form)) in arguments.iter().enumerate() {
            text.push_str(if place > 0 { ", " } else { "" });
            if let Some(name) = name {
                let _ = write!(text, "{name} = ");
            }
            text.push_str(&self.text(form, Level::Open));
        }
        text.push(')');
        for (place, (name, form)) in bindings.iter().enumerate() {
            let before = if place > 0 { "," } else { " with" };
            let _ = write!(text, "{before} {name} = {}", self.text(form, Level::Open));
        }
        text.push(']');
        text
    }

    fn product(&self, factors: &[Form]) -> String {
        if self.style == Style::Ascii {
            let texts: Vec<String> = factors
                .iter()
                .map(|form| self.text(form, Level::Factor))
                .collect();
            return texts.join("*");
        }
        let factors: Vec<Factor> = factors.iter().map(|form| self.factor(form)).collect();
        let dots = self.dots(&factors);
        let mut text = String::new();
        for (factor, dot) in factors.iter().zip(dots) {
            text.push_str(if dot { "·" } else { "" });
            text.push_str(&factor.text);
        }
        text
    }

    fn factor(&self, form: &Form) -> Factor {
        let (base, exponent) = match form {
            Form::Power(base, exponent) => (&**base, Some(&**exponent)),
            form => (form, None),
        };
        let starts = match base {
            Form::Number(_) => Edge::Digit,
            Form::Name(name) if single_letter(name).is_some() => Edge::Letter,
            Form::Name(_) | Form::Call { .. } | Form::Opaque { .. } => Edge::Word,
            Form::Flag { .. } => Edge::Square,
            _ => Edge::Round,
        };
        let ends = match exponent {
            // A word keeps its distance with an exponent too.
            Some(exponent) if self.superscript(exponent).is_some() => match starts {
                Edge::Word => Edge::Word,
                _ => Edge::Superscript,
            },
            Some(_) => Edge::Caret,
            None => starts,
        };
        let text = self.text(form, Level::Factor);
        let letter = text.chars().next().unwrap_or('(');
        Factor {
            text,
            starts,
            ends,
            letter,
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
                && self.known.is_called(&factors[end - 1].text)
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

/// The letter a name consists of, if it is one by itself.
fn single_letter(name: &str) -> Option<char> {
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
