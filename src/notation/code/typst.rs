//! Typst: an equation for each function, and a list of what its symbols mean.

use crate::algebra::{Comparison, Form, Function as Name, KnownNames};
use crate::notation::code::export::{Export, Function};
use crate::notation::code::header;
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::Level;

/// The file.
///
/// # Errors
/// Never; every form can be shown.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all notations")]
pub(super) fn write(export: &Export) -> Result<String, Refusal> {
    let mut file = header::comments(&header::lines(export), "//");
    for function in &export.functions {
        file += &equation(function);
    }
    Ok(file)
}

fn equation(function: &Function) -> String {
    let mut text = format!("\n// {}\n", header::plain(&function.summary()));
    let arguments: Vec<String> = function
        .arguments
        .iter()
        .map(|argument| name(&argument.name))
        .collect();
    let head = quoted(&function.name);
    let head = if arguments.is_empty() {
        head
    } else {
        format!("{head}({})", arguments.join(", "))
    };
    text += &format!("$ {head} = {} $\n\n", spell(&function.form, Level::Open));
    if let Some(about) = &function.about {
        text += &format!("{}{}\n\n", words(about), unit(function));
    }
    for argument in &function.arguments {
        let description = words(&argument.description());
        text += &format!("- ${}$: {description}\n", name(&argument.name));
    }
    for needed in &function.requirements {
        let (left, right) = (
            spell(&needed.left, Level::Sum),
            spell(&needed.right, Level::Sum),
        );
        text += &format!("- where ${left} {} {right}$\n", sign(needed.relation));
    }
    text
}

fn unit(function: &Function) -> String {
    if function.unit.is_empty() {
        String::new()
    } else {
        format!(" [{}]", words(&function.unit))
            .replace('[', "\\[")
            .replace(']', "\\]")
    }
}

/// A text of words, with everything in it that means something to Typst made harmless.
fn words(text: &str) -> String {
    let mut harmless = String::new();
    for letter in header::plain(text).chars() {
        if "#$*_`<>@[]~=-+/\\\"'".contains(letter) {
            harmless.push('\\');
        }
        harmless.push(letter);
    }
    harmless
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A letter stands for itself; a longer name is a text, or Typst would look for a symbol of that name.
fn name(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => letter.to_string(),
        _ => quoted(name),
    }
}

fn spell(form: &Form, level: Level) -> String {
    let (text, holds) = stacker::maybe_grow(64 * 1024, 4 << 20, || bare(form));
    if holds > level {
        format!("({text})")
    } else {
        text
    }
}

fn bare(form: &Form) -> (String, Level) {
    match form {
        Form::Number(number) => (number.to_string(), Level::Atom),
        Form::Name(held) => (name(held), Level::Atom),
        Form::Sum(terms) => {
            let mut sum = String::new();
            for (place, term) in terms.iter().enumerate() {
                sum += match (place, term.negative) {
                    (0, false) => "",
                    (0, true) => "-",
                    (_, false) => " + ",
                    (_, true) => " - ",
                };
                sum += &spell(&term.form, Level::Product);
            }
            (sum, Level::Sum)
        }
        Form::Product(factors) => {
            let texts: Vec<String> = factors
                .iter()
                .map(|factor| spell(factor, Level::Power))
                .collect();
            (joined(&texts), Level::Product)
        }
        // A slash makes a fraction of what stands beside it, and a call needs no slash.
        Form::Quotient(top, bottom) => {
            let (top, bottom) = (spell(top, Level::Open), spell(bottom, Level::Open));
            (format!("frac({top}, {bottom})"), Level::Atom)
        }
        Form::Power(power) => {
            let (base, exponent) = &**power;
            let base = spell(base, Level::Atom);
            (
                format!("{base}^({})", spell(exponent, Level::Open)),
                Level::Power,
            )
        }
        Form::Negative(inner) => (format!("-{}", spell(inner, Level::Product)), Level::Sum),
        Form::Call {
            function,
            arguments,
        } => call(*function, arguments),
        Form::Flag { .. } => (format!("[{}]", condition(form)), Level::Atom),
        Form::If {
            condition: held,
            then,
            otherwise,
        } => {
            let (then, otherwise) = (spell(then, Level::Open), spell(otherwise, Level::Open));
            let text = format!(
                "cases({then} &\"if \" {}, {otherwise} &\"otherwise\")",
                condition(held)
            );
            (text, Level::Atom)
        }
        Form::Opaque(_) => (quoted(&form.ascii(&KnownNames::default())), Level::Atom),
    }
}

/// Factors beside each other, with a dot before a number.
fn joined(texts: &[String]) -> String {
    let mut joined = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            let number = text.starts_with(|letter: char| letter.is_ascii_digit());
            joined += if number { " dot " } else { " " };
        }
        joined += text;
    }
    joined
}

fn call(function: Name, arguments: &[Form]) -> (String, Level) {
    let texts: Vec<String> = arguments
        .iter()
        .map(|form| spell(form, Level::Open))
        .collect();
    let name = match (function, &texts[..]) {
        (Name::Floor, _) => "floor",
        (Name::Ceil, _) => "ceil",
        (Name::Max, _) => "max",
        (Name::Min, _) => "min",
        (Name::Sqrt, _) => "sqrt",
        (Name::Log2, _) => "log_2",
        (Name::Sum, [index, from, to, _]) => {
            let body = arguments.last().map(|body| spell(body, Level::Product));
            let body = body.unwrap_or_default();
            // The sign of a sum takes in what follows it.
            return (format!("sum_({index} = {from})^({to}) {body}"), Level::Open);
        }
        (Name::Sum, _) => "sum",
    };
    (format!("{name}({})", texts.join(", ")), Level::Atom)
}

fn condition(form: &Form) -> String {
    let Form::Flag {
        left,
        relation,
        right,
    } = form
    else {
        return spell(form, Level::Sum);
    };
    let (left, right) = (spell(left, Level::Sum), spell(right, Level::Sum));
    format!("{left} {} {right}", sign(*relation))
}

fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
        Comparison::Equal => "=",
        Comparison::Different => "!=",
    }
}
