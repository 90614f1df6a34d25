//! Rust: a module of functions on `i128` whose every operation is checked.

use crate::algebra::{Comparison, Domain, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::export::{Argument, Export, Function};
use crate::notation::code::fraction::{Result, Returned, body};
use crate::notation::code::header;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::refusal::Refusal;
use crate::notation::code::rust_prelude::NUMBERS;
use crate::notation::code::spell::{Level, Spelling, Text};

const NAMING: Naming = Naming {
    reserved: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod",
        "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct", "super",
        "trait", "true", "type", "unsafe", "use", "where", "while", "abstract", "become", "box",
        "do", "final", "macro", "override", "priv", "try", "typeof", "unsized", "virtual", "yield",
        "union", "i128", "Result", "Ok", "Err", "Number", "Mistake", "n", "compare", "choose",
        "sum", "argument", "need", "fraction", "std",
    ],
    case: true,
    underscore: true,
};

/// The file.
///
/// # Errors
/// When a form has no exact translation.
pub(super) fn write(export: &Export) -> Result<String> {
    let mut file = header::comments(&header::lines(export), "//");
    file += NUMBERS;
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        file += &definition(function, name)?;
    }
    Ok(file)
}

fn definition(function: &Function, name: &str) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let rust = Rust { names: &names };
    let body = body(function)?;
    let arguments = function.arguments.iter().map(|argument| {
        let kind = if argument.is_whole() {
            "i128"
        } else {
            "(i128, i128)"
        };
        format!("{}: {kind}", names.of(&argument.name))
    });
    let arguments: Vec<String> = arguments.collect();
    let (returned, value) = match &body.returned {
        Returned::Whole(value) => ("i128", format!("({}).0", rust.open(value)?)),
        Returned::Fraction(top, bottom) => {
            let (top, bottom) = (rust.open(top)?, rust.open(bottom)?);
            ("(i128, i128)", format!("fraction({top}, {bottom})"))
        }
    };
    let mut about = header::about(function, &|name| names.of(name).to_owned());
    if function
        .arguments
        .iter()
        .any(|argument| !argument.is_whole())
    {
        about.push(
            "What may be a fraction is given as its numerator and its denominator.".to_owned(),
        );
    }
    if matches!(body.returned, Returned::Fraction(..)) {
        about.push("The result is a numerator and a denominator, in lowest terms.".to_owned());
    }
    let mut text = format!("\n{}", header::comments(&about, "///"));
    text += "#[allow(non_snake_case, unused_parens, clippy::all)]\n";
    text += &format!(
        "pub fn {name}({}) -> Result<{returned}, Mistake> {{\n",
        arguments.join(", ")
    );
    for argument in &function.arguments {
        text += &checked(argument, names.of(&argument.name));
    }
    for (needed, held) in function.requirements.iter().zip(&body.requirements) {
        text += &format!(
            "    need({}, \"needs {}\")?;\n",
            rust.open(held)?,
            needed.text()
        );
    }
    Ok(text + &format!("    {value}\n}}\n"))
}

/// The line that refuses what an argument may not be.
fn checked(argument: &Argument, name: &str) -> String {
    let words = format!("{name} must be {}", argument.domain());
    if !argument.is_whole() {
        return format!(
            "    let {name} = (\n        argument({name}.0, {name}.0 > 0, \"{words}\")?,\n        \
             argument({name}.1, {name}.1 > 0, \"{words}\")?,\n    );\n"
        );
    }
    let holds = argument.domains.iter().map(|domain| match domain {
        Domain::Multiple(step @ 2..) => format!("{name} > 0 && {name} % {step} == 0"),
        Domain::Multiple(_) | Domain::Real => format!("{name} > 0"),
        Domain::Whole => format!("{name} >= 0"),
        Domain::Flag => format!("({name} == 0 || {name} == 1)"),
        Domain::Integer => "true".to_owned(),
    });
    let holds: Vec<String> = holds.collect();
    format!(
        "    let {name} = argument({name}, {}, \"{words}\")?;\n",
        holds.join(" && ")
    )
}

struct Rust<'n> {
    names: &'n Names,
}

impl Spelling for Rust<'_> {
    fn number(&self, number: &Rational) -> Result<String> {
        if number.bits() > 127 {
            return Err(Refusal::new(
                format!("{number} does not fit in 128 bits"),
                "export it `--to python`, whose integers have no bounds",
            ));
        }
        Ok(format!("n({number})"))
    }

    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn part(&self, name: &str, part: Part) -> String {
        let place = match part {
            Part::Numerator => 0,
            Part::Denominator => 1,
        };
        format!("{}.{place}", self.names.of(name))
    }

    fn power(&self, base: &Exact, exponent: u32) -> Result<Text> {
        let text = format!("{}.power({exponent})", self.spell(base, Level::Atom)?);
        Ok((text, Level::Atom))
    }

    fn call(&self, call: Call, arguments: &[Exact]) -> Result<Text> {
        let method = match call {
            Call::FloorDivide | Call::NaturalDivide => "floor_divide",
            Call::CeilDivide => "ceil_divide",
            Call::Max => "max",
            Call::Min => "min",
            Call::FloorLog2 => "floor_log2",
            Call::WholeLog2 => "whole_log2",
            Call::FloorSqrt => "floor_sqrt",
            Call::WholeSqrt => "whole_sqrt",
            Call::Power => "to_the",
            Call::NonZero => "nonzero",
            Call::Flag => "flag",
        };
        let mut text = self.spell(&arguments[0], Level::Atom)?;
        if arguments.len() == 1 {
            text += &format!(".{method}()");
        }
        for argument in &arguments[1..] {
            text += &format!(".{method}({})", self.open(argument)?);
        }
        Ok((text, Level::Atom))
    }

    fn compare(&self, relation: Comparison, left: &Exact, right: &Exact) -> Result<Text> {
        let relation = match relation {
            Comparison::Less => "lt",
            Comparison::LessEqual => "le",
            Comparison::Greater => "gt",
            Comparison::GreaterEqual => "ge",
            Comparison::Equal => "eq",
            Comparison::Different => "ne",
        };
        let (left, right) = (self.open(left)?, self.open(right)?);
        Ok((
            format!("compare({left}, i128::{relation}, {right})"),
            Level::Atom,
        ))
    }

    fn choice(&self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<Text> {
        let condition = self.open(condition)?;
        let (then, otherwise) = (self.open(then)?, self.open(otherwise)?);
        Ok((
            format!("choose({condition}, || {then}, || {otherwise})"),
            Level::Atom,
        ))
    }

    fn sum_over(&self, index: &str, bounds: [&Exact; 2], body: &Exact) -> Result<Text> {
        let (from, to) = (self.open(bounds[0])?, self.open(bounds[1])?);
        let (index, body) = (self.names.of(index), self.open(body)?);
        Ok((format!("sum({from}, {to}, |{index}| {body})"), Level::Atom))
    }

    fn times(&self) -> &'static str {
        " * "
    }
}
