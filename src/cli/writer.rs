//! How the values of one question are written: names in its order, one shape, one style.

use std::rc::Rc;

use crate::algebra::{AlgebraError, Form, KnownNames, Polynomial, Shape, SignedForm, Value};
use crate::cli::args;
use crate::cost::{CostError, Question};
use crate::engine::{Engine, Errors};
use crate::notation::latex::latex;

/// Writes the values of a question.
pub(super) struct Writer<'e> {
    engine: &'e Engine,
    question: &'e Question,
    known: Rc<KnownNames>,
    shape: Shape,
    style: args::Style,
}

impl<'e> Writer<'e> {
    /// A writer for the values of a question, multiplied out and in Unicode.
    pub(super) fn new(engine: &'e Engine, question: &'e Question) -> Writer<'e> {
        Writer {
            engine,
            question,
            known: Rc::new(engine.known_names(question)),
            shape: Shape::Expanded,
            style: args::Style::Unicode,
        }
    }

    /// The same in a form and a style.
    pub(super) fn with(mut self, form: &args::Form, style: args::Style) -> Writer<'e> {
        self.shape = form.into();
        self.style = style;
        self
    }

    /// A writer for the arguments of calls, which are text in every format, beside this one.
    pub(super) fn for_calls(&self) -> Writer<'e> {
        let style = match self.style {
            args::Style::Latex => args::Style::Unicode,
            style => style,
        };
        Writer {
            engine: self.engine,
            question: self.question,
            known: Rc::clone(&self.known),
            shape: Shape::Expanded,
            style,
        }
    }

    /// The question whose values are written.
    pub(super) fn question(&self) -> &'e Question {
        self.question
    }

    /// The engine that answered it.
    pub(super) fn engine(&self) -> &'e Engine {
        self.engine
    }

    /// A value as it is printed.
    pub(super) fn form(&self, value: &Value) -> Result<Form, Errors> {
        let form = self.engine.form(self.question, value, self.shape.clone());
        form.map_err(without_place)
    }

    /// A form as text.
    pub(super) fn text(&self, form: &Form) -> String {
        with_plain_indices(match self.style {
            args::Style::Unicode => form.unicode(&self.known),
            args::Style::Ascii => form.ascii(&self.known),
            args::Style::Latex => latex(form),
        })
    }

    /// A value as text.
    pub(super) fn value(&self, value: &Value) -> Result<String, Errors> {
        Ok(self.text(&self.form(value)?))
    }

    /// That a polynomial is not zero: `S ≠ W`.
    pub(super) fn not_zero(&self, polynomial: &Polynomial) -> Result<String, Errors> {
        self.beside_zero(
            polynomial,
            match self.style {
                args::Style::Unicode => "≠",
                args::Style::Ascii => "!=",
                args::Style::Latex => r"\neq",
            },
        )
    }

    /// That a polynomial is zero: `S = W`.
    pub(super) fn zero(&self, polynomial: &Polynomial) -> Result<String, Errors> {
        self.beside_zero(polynomial, "=")
    }

    fn beside_zero(&self, polynomial: &Polynomial, sign: &str) -> Result<String, Errors> {
        let value = Value::from(polynomial.clone());
        let form = self.engine.form(self.question, &value, Shape::Expanded);
        let form = form.map_err(without_place)?;
        let (left, right) = sides(&form);
        let (left, right) = (self.text(&left), self.text(&right));
        Ok(match &left[..] {
            "0" => format!("{right} {sign} {left}"),
            _ => format!("{left} {sign} {right}"),
        })
    }
}

/// What is added in a sum, and what is taken away: it is zero where they are equal.
pub(super) fn sides(form: &Form) -> (Form, Form) {
    let side = |wanted: bool| {
        let terms = form.terms().into_iter();
        let terms = terms.filter(|(negative, _)| *negative == wanted);
        let mut terms: Vec<SignedForm> = terms
            .map(|(_, form)| SignedForm {
                negative: false,
                form: form.clone(),
            })
            .collect();
        match terms.len() {
            0 => Form::Number(0.into()),
            1 => terms.remove(0).form,
            _ => Form::Sum(terms),
        }
    };
    (side(false), side(true))
}

/// The index of a loop has a number behind its name, `i#0`, so that no two are confused. Where it is
/// shown, in the arguments of a call inside the loop, its name is enough.
fn with_plain_indices(text: String) -> String {
    if !text.contains('#') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\\' && letters.peek() == Some(&'#') {
            continue;
        }
        if letter == '#' {
            while letters.next_if(char::is_ascii_digit).is_some() {}
            continue;
        }
        plain.push(letter);
    }
    plain
}

/// An error of the algebra about a value that stands in no text.
pub(super) fn without_place(error: AlgebraError) -> Errors {
    vec![CostError::of_algebra(error)]
}

impl From<&args::Form> for Shape {
    fn from(form: &args::Form) -> Shape {
        match form {
            args::Form::Expanded => Shape::Expanded,
            args::Form::Factored => Shape::Factored,
            args::Form::Collected(symbol) => Shape::Collected(symbol.clone()),
        }
    }
}
