//! Closed forms in LaTeX, by themselves and as mathematics in Markdown.

use std::fmt::Write as _;

use crate::algebra::{Comparison, Form, Function, OpaqueForm, SignedForm};

/// The form in the mathematical mode of LaTeX; needs `amsmath` for `if`.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Layout, Value};
/// use flopform::notation::latex::latex;
/// let algebra = Algebra::new();
/// let width = Value::from(Indeterminate::symbol("d_model"));
/// let half = algebra.divide(&width, &Value::integer(2)).unwrap();
/// let form = algebra.arrange(&half, &Layout::default()).unwrap();
/// assert_eq!(latex(&form), r"\frac{\mathrm{d\_model}}{2}");
/// ```
pub fn latex(form: &Form) -> String {
    text(form, Level::Open)
}

/// The form as mathematics inside a line of Markdown: LaTeX between dollars.
pub fn markdown(form: &Form) -> String {
    format!("${}$", latex(form))
}

/// How tightly a form holds together; a place takes forms up to its level without brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// What can carry an exponent.
    Atom,
    /// What can stand in a product.
    Factor,
    /// What can stand in a sum.
    Term,
    /// What can stand beside a sign of comparison.
    Sum,
    /// Everything.
    Open,
}

fn level_of(form: &Form) -> Level {
    match form {
        Form::Number(_) | Form::Name(_) | Form::Flag { .. } | Form::Opaque(_) => Level::Atom,
        Form::Call { function, .. } => match function {
            Function::Floor | Function::Ceil | Function::Sqrt => Level::Atom,
            Function::Max | Function::Min | Function::Log2 => Level::Factor,
            // The sign of a sum takes in what follows it.
            Function::Sum => Level::Open,
        },
        Form::Power(..) | Form::Quotient(..) | Form::If { .. } => Level::Factor,
        Form::Product(_) => Level::Term,
        Form::Sum(_) | Form::Negative(_) => Level::Sum,
    }
}

fn text(form: &Form, level: Level) -> String {
    let bare = stacker::maybe_grow(64 * 1024, 4 << 20, || bare(form));
    if level_of(form) > level {
        format!(r"\left({bare}\right)")
    } else {
        bare
    }
}

fn bare(form: &Form) -> String {
    match form {
        Form::Number(number) => number.to_string(),
        Form::Name(name) => name_text(name),
        Form::Sum(terms) => sum(terms),
        Form::Product(factors) => product(factors),
        Form::Quotient(top, bottom) => format!(
            r"\frac{{{}}}{{{}}}",
            text(top, Level::Open),
            text(bottom, Level::Open)
        ),
        Form::Power(power) => {
            let (base, exponent) = &**power;
            let exponent = text(exponent, Level::Open);
            format!("{}^{{{exponent}}}", text(base, Level::Atom))
        }
        Form::Negative(form) => format!("-{}", text(form, Level::Term)),
        Form::Call {
            function,
            arguments,
        } => call(*function, arguments),
        Form::Flag { .. } => format!(r"\left[{}\right]", condition(form)),
        Form::If {
            condition: flag,
            then,
            otherwise,
        } => format!(
            r"\begin{{cases}} {} & \text{{if }} {} \\ {} & \text{{otherwise}} \end{{cases}}",
            text(then, Level::Open),
            condition(flag),
            text(otherwise, Level::Open)
        ),
        Form::Opaque(cost) => opaque(cost),
    }
}

fn sum(terms: &[SignedForm]) -> String {
    let mut joined = String::new();
    for (place, term) in terms.iter().enumerate() {
        joined.push_str(match (place, term.negative) {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        });
        joined.push_str(&text(&term.form, Level::Term));
    }
    joined
}

/// Factors stand beside each other, with a dot before a number and between words, whose letters
/// would run together.
fn product(factors: &[Form]) -> String {
    let mut joined = String::new();
    for (place, factor) in factors.iter().enumerate() {
        if place > 0 {
            let dotted = starts_with_number(factor)
                || is_word(&factors[place - 1]) && (is_word(factor) || is_name(factor))
                || is_name(&factors[place - 1]) && is_word(factor);
            joined.push_str(if dotted { r" \cdot " } else { " " });
        }
        joined.push_str(&text(factor, Level::Factor));
    }
    joined
}

fn starts_with_number(form: &Form) -> bool {
    match form {
        Form::Number(_) => true,
        Form::Power(power) => starts_with_number(&power.0),
        _ => false,
    }
}

fn is_name(form: &Form) -> bool {
    match form {
        Form::Name(_) => true,
        Form::Power(power) => is_name(&power.0),
        _ => false,
    }
}

/// Whether it is set in upright letters.
fn is_word(form: &Form) -> bool {
    match form {
        Form::Name(name) => name.chars().count() > 1,
        Form::Opaque(_) => true,
        Form::Call { function, .. } => {
            matches!(function, Function::Max | Function::Min | Function::Log2)
        }
        Form::Power(power) => is_word(&power.0),
        _ => false,
    }
}

fn call(function: Function, arguments: &[Form]) -> String {
    let list = || {
        let texts: Vec<String> = arguments
            .iter()
            .map(|form| text(form, Level::Open))
            .collect();
        texts.join(", ")
    };
    match (function, arguments) {
        (Function::Floor, _) => format!(r"\left\lfloor {} \right\rfloor", list()),
        (Function::Ceil, _) => format!(r"\left\lceil {} \right\rceil", list()),
        (Function::Max, _) => format!(r"\max\left({}\right)", list()),
        (Function::Min, _) => format!(r"\min\left({}\right)", list()),
        (Function::Log2, _) => format!(r"\log_2\left({}\right)", list()),
        (Function::Sqrt, _) => format!(r"\sqrt{{{}}}", list()),
        (Function::Sum, [index, from, to, body]) => format!(
            r"\sum_{{{}={}}}^{{{}}} {}",
            text(index, Level::Open),
            text(from, Level::Open),
            text(to, Level::Open),
            text(body, Level::Term)
        ),
        (Function::Sum, _) => format!(r"\operatorname{{sum}}\left({}\right)", list()),
    }
}

/// A condition: a flag without its brackets, or any value.
fn condition(form: &Form) -> String {
    let Form::Flag {
        left,
        relation,
        right,
    } = form
    else {
        return text(form, Level::Sum);
    };
    let relation = match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => r"\leq",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => r"\geq",
        Comparison::Equal => "=",
        Comparison::Different => r"\neq",
    };
    let left = text(left, Level::Sum);
    format!("{left} {relation} {}", text(right, Level::Sum))
}

fn opaque(cost: &OpaqueForm) -> String {
    let mut listed = String::new();
    for (place, form) in cost.arguments.iter().enumerate() {
        listed.push_str(if place > 0 { ", " } else { "" });
        listed.push_str(&text(form, Level::Open));
    }
    let mut bound = String::new();
    for (place, (name, form)) in cost.bindings.iter().enumerate() {
        bound.push_str(if place > 0 { ", " } else { r"\ \text{with}\ " });
        let _ = write!(bound, "{} = {}", name_text(name), text(form, Level::Open));
    }
    let (head, name) = (upright(&cost.head), upright(&cost.name));
    format!(r"{head}\left[{name}\left({listed}\right){bound}\right]")
}

/// A letter is set in italics; a longer name upright, so that it is not read as a product.
fn name_text(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => letter.to_string(),
        _ => upright(name),
    }
}

/// A text set upright, with everything in it that means something to LaTeX made harmless.
pub fn upright(name: &str) -> String {
    let mut escaped = String::new();
    for character in name.chars() {
        match character {
            '_' | '#' | '%' | '&' | '$' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\\' => escaped.push_str(r"\backslash "),
            '^' => escaped.push_str(r"\hat{}"),
            '~' => escaped.push_str(r"\sim "),
            _ => escaped.push(character),
        }
    }
    format!(r"\mathrm{{{escaped}}}")
}
