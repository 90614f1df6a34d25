//! Python: whole numbers, which have no bounds there, and fractions where a form has a denominator.

use crate::algebra::{Comparison, Domain, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::export::{Argument, Export, Function};
use crate::notation::code::fraction::{Body, Result, Returned, body};
use crate::notation::code::header;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::spell::{Level, Spelling, Text, sign};

/// What Python, and the files written here, have other uses for.
pub(super) const NAMING: Naming = Naming {
    reserved: &[
        "False",
        "None",
        "True",
        "and",
        "as",
        "assert",
        "async",
        "await",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "from",
        "global",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "nonlocal",
        "not",
        "or",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "yield",
        "match",
        "case",
        "type",
        "int",
        "max",
        "min",
        "sum",
        "range",
        "Fraction",
        "isqrt",
        "index",
        "numpy",
        "ValueError",
        "ZeroDivisionError",
    ],
    case: true,
    underscore: true,
};

/// The file.
///
/// # Errors
/// When a form has no exact translation.
pub(super) fn write(export: &Export) -> Result<String> {
    let functions = definitions(export, "", "")?;
    let mut file = header::comments(&header::lines(export), "#");
    file += &preamble(&functions, "");
    for function in functions {
        file += "\n\n";
        file += &function.text;
    }
    Ok(file)
}

/// A function as text, and what it needs to be there.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) arguments: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) text: String,
    helpers: Vec<&'static str>,
}

/// A definition of each function; their names stand between two texts.
pub(super) fn definitions(export: &Export, before: &str, after: &str) -> Result<Vec<Definition>> {
    let names = Names::of_functions(NAMING, export);
    let functions = export.functions.iter().zip(&names);
    functions
        .map(|(function, name)| definition(function, name, (before, after)))
        .collect()
}

fn definition(function: &Function, name: &str, around: (&str, &str)) -> Result<Definition> {
    let names = Names::of_function(NAMING, function);
    let body = body(function)?;
    let python = Python { names: &names };
    let arguments = function.arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|held| names.of(&held.name).to_owned())
        .collect();
    let about = header::about(function, &|name| names.of(name).to_owned());
    let mut text = format!(
        "def {}{name}{}({}):\n",
        around.0,
        around.1,
        arguments.join(", ")
    );
    text += "    \"\"\"";
    for (place, line) in about.iter().enumerate() {
        let indent = if place > 0 && !line.is_empty() {
            "    "
        } else {
            ""
        };
        text += &format!("{indent}{line}\n");
    }
    text += "    \"\"\"\n";
    for argument in &function.arguments {
        text += &checked(argument, names.of(&argument.name));
    }
    for (needed, held) in function.requirements.iter().zip(&body.requirements) {
        let condition = python.spell(held, Level::Atom)?;
        text += &format!(
            "    if not {condition}:\n        raise ValueError(\"needs {}\")\n",
            needed.text()
        );
    }
    text += &match &body.returned {
        Returned::Whole(value) => format!("    return {}\n", python.open(value)?),
        Returned::Fraction(top, bottom) => {
            let (top, bottom) = (python.open(top)?, python.open(bottom)?);
            format!("    return Fraction({top}, {bottom})\n")
        }
    };
    Ok(Definition {
        name: name.to_owned(),
        arguments,
        about,
        text,
        helpers: helpers(function, &body),
    })
}

/// The line that refuses what an argument may not be.
fn checked(argument: &Argument, name: &str) -> String {
    let words = argument.domain();
    if !argument.is_whole() {
        return format!("    {name} = _positive(\"{name}\", {name})\n");
    }
    let least = i64::from(argument.domains.iter().any(|domain| domain.is_positive()));
    let mut limits = format!("{least}");
    if argument.domains.iter().any(|domain| domain.is_flag()) {
        limits += ", most=1";
    }
    for domain in &argument.domains {
        if let Domain::Multiple(step @ 2..) = domain {
            limits += &format!(", step={step}");
        }
    }
    format!("    {name} = _whole(\"{name}\", {name}, \"{words}\", {limits})\n")
}

/// The helpers that a function calls.
fn helpers(function: &Function, body: &Body) -> Vec<&'static str> {
    let mut helpers = Vec::new();
    for argument in &function.arguments {
        helpers.push(if argument.is_whole() {
            "_whole"
        } else {
            "_positive"
        });
    }
    if matches!(body.returned, Returned::Fraction(..)) {
        helpers.push("Fraction");
    }
    for call in body.parts().into_iter().flat_map(Exact::calls) {
        match call {
            Call::FloorLog2 => helpers.push("_floor_log2"),
            Call::WholeLog2 => helpers.extend(["_floor_log2", "_log2"]),
            Call::FloorSqrt => helpers.push("isqrt"),
            Call::WholeSqrt => helpers.extend(["isqrt", "_sqrt"]),
            Call::Power => helpers.push("_power"),
            Call::NonZero => helpers.push("_nonzero"),
            Call::Flag => helpers.push("_flag"),
            Call::FloorDivide | Call::NaturalDivide | Call::CeilDivide | Call::Max | Call::Min => {}
        }
    }
    helpers
}

/// What has to stand before the definitions: imports, and helpers.
pub(super) fn preamble(functions: &[Definition], imports: &str) -> String {
    let used = |name: &str| {
        let mut helpers = functions.iter().flat_map(|function| &function.helpers);
        helpers.any(|helper| *helper == name)
    };
    let mut text = String::new();
    if used("Fraction") || used("_positive") {
        text += "from fractions import Fraction\n";
    }
    if used("isqrt") {
        text += "from math import isqrt\n";
    }
    if used("_whole") {
        text += "from operator import index\n";
    }
    text += imports;
    if !text.is_empty() {
        text.insert(0, '\n');
    }
    for (name, helper) in HELPERS {
        if used(name) {
            text += "\n\n";
            text += helper;
        }
    }
    text
}

const HELPERS: [(&str, &str); 8] = [
    (
        "_whole",
        "\
def _whole(name, value, domain, least, step=1, most=None):
    \"\"\"The value as an integer of Python, which has no largest; ValueError outside the domain.\"\"\"
    number = index(value)
    if number < least or number % step or (most is not None and number > most):
        raise ValueError(f\"{name} must be {domain}, and is {number}\")
    return number
",
    ),
    (
        "_positive",
        "\
def _positive(name, value):
    \"\"\"The value as an exact fraction; ValueError where it is not positive.\"\"\"
    number = Fraction(value)
    if number <= 0:
        raise ValueError(f\"{name} must be a positive number, and is {number}\")
    return number
",
    ),
    (
        "_nonzero",
        "\
def _nonzero(number):
    \"\"\"The number; ZeroDivisionError where it is 0, because it stands below a line.\"\"\"
    if number == 0:
        raise ZeroDivisionError(\"the closed form has a pole here\")
    return number
",
    ),
    (
        "_flag",
        "\
def _flag(number):
    \"\"\"The number; ValueError where it is neither 0 nor 1.\"\"\"
    if number not in (0, 1):
        raise ValueError(f\"a condition must be 0 or 1, and is {number}\")
    return number
",
    ),
    (
        "_power",
        "\
def _power(base, exponent):
    \"\"\"A whole power; ValueError where it is a fraction.\"\"\"
    if base == -1:
        return -1 if exponent % 2 else 1
    if exponent < 0:
        raise ValueError(f\"{base} to the power of {exponent} is no whole number\")
    if exponent > 1_000_000:
        raise OverflowError(f\"{base} to the power of {exponent} has too many digits\")
    return base**exponent
",
    ),
    (
        "_floor_log2",
        "\
def _floor_log2(top, bottom):
    \"\"\"The largest k with 2**k <= top/bottom, exactly.\"\"\"
    if top <= 0 or bottom <= 0:
        raise ValueError(\"log2 needs a positive number\")
    if top >= bottom:
        return (top//bottom).bit_length() - 1
    return -(-(-bottom//top) - 1).bit_length()
",
    ),
    (
        "_log2",
        "\
def _log2(top, bottom):
    \"\"\"The k with 2**k == top/bottom; ValueError where there is none, since log2 is irrational there.\"\"\"
    k = _floor_log2(top, bottom)
    if top << max(-k, 0) != bottom << max(k, 0):
        raise ValueError(f\"log2({top}/{bottom}) is irrational\")
    return k
",
    ),
    (
        "_sqrt",
        "\
def _sqrt(number):
    \"\"\"The whole number whose square this is; ValueError where there is none.\"\"\"
    root = isqrt(number)
    if root*root != number:
        raise ValueError(f\"sqrt({number}) is irrational\")
    return root
",
    ),
];

struct Python<'n> {
    names: &'n Names,
}

impl Spelling for Python<'_> {
    fn number(&self, number: &Rational) -> Result<String> {
        Ok(number.to_string())
    }

    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn part(&self, name: &str, part: Part) -> String {
        format!("{}.{}", self.names.of(name), part.word())
    }

    fn power(&self, base: &Exact, exponent: u32) -> Result<Text> {
        let text = format!("{}**{exponent}", self.spell(base, Level::Atom)?);
        Ok((text, Level::Power))
    }

    fn call(&self, call: Call, arguments: &[Exact]) -> Result<Text> {
        let name = match call {
            // Python reads these from the left, as it reads products.
            Call::FloorDivide | Call::NaturalDivide => {
                let top = self.spell(&arguments[0], Level::Division)?;
                let bottom = self.spell(&arguments[1], Level::Power)?;
                return Ok((format!("{top}//{bottom}"), Level::Division));
            }
            Call::CeilDivide => {
                let top = self.spell(&arguments[0], Level::Power)?;
                let bottom = self.spell(&arguments[1], Level::Power)?;
                return Ok((format!("-(-{top}//{bottom})"), Level::Sum));
            }
            Call::Max => "max",
            Call::Min => "min",
            Call::FloorLog2 => "_floor_log2",
            Call::WholeLog2 => "_log2",
            Call::FloorSqrt => "isqrt",
            Call::WholeSqrt => "_sqrt",
            Call::Power => "_power",
            Call::NonZero => "_nonzero",
            Call::Flag => "_flag",
        };
        Ok((format!("{name}({})", self.list(arguments)?), Level::Atom))
    }

    fn compare(&self, relation: Comparison, left: &Exact, right: &Exact) -> Result<Text> {
        let left = self.spell(left, Level::Sum)?;
        let right = self.spell(right, Level::Sum)?;
        Ok((
            format!("int({left} {} {right})", sign(relation)),
            Level::Atom,
        ))
    }

    fn choice(&self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<Text> {
        let condition = self.spell(condition, Level::Sum)?;
        let (then, otherwise) = (
            self.spell(then, Level::Sum)?,
            self.spell(otherwise, Level::Sum)?,
        );
        Ok((
            format!("{then} if {condition} else {otherwise}"),
            Level::Open,
        ))
    }

    fn sum_over(&self, index: &str, bounds: [&Exact; 2], body: &Exact) -> Result<Text> {
        let from = self.open(bounds[0])?;
        let to = self.spell(bounds[1], Level::Sum)?;
        let body = self.spell(body, Level::Sum)?;
        let index = self.names.of(index);
        let text = format!("sum({body} for {index} in range({from}, {to} + 1))");
        Ok((text, Level::Atom))
    }
}
