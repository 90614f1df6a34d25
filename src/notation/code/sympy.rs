//! `SymPy`: functions of expressions, exact for numbers and open for symbols.

use crate::algebra::{Comparison, Domain, Form, Function as Name};
use crate::notation::code::export::{Argument, Export, Function};
use crate::notation::code::header;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::spell::Level;
use crate::notation::code::symbolic::{Result, Symbolic};

const NAMING: Naming = Naming {
    reserved: &[
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield", "match", "case", "type", "sympy",
    ],
    case: true,
    underscore: true,
};

const CHECKED: &str = "

def _checked(name, value, domain, holds):
    \"\"\"The value as an expression; ValueError for a number outside the domain.\"\"\"
    value = sympy.sympify(value)
    if value.is_number and not holds(value):
        raise ValueError(f\"{name} must be {domain}, and is {value}\")
    return value
";

/// The file.
///
/// # Errors
/// For a cost without a rule.
pub(super) fn write(export: &Export) -> Result<String> {
    let mut lines = header::lines(export);
    lines.push(
        "An argument may be a number or an expression; by default it is a symbol.".to_owned(),
    );
    let mut file = header::comments(&lines, "#");
    file += "\nimport sympy\n";
    if export
        .functions
        .iter()
        .any(|function| !function.arguments.is_empty())
    {
        file += CHECKED;
    }
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        file += &definition(function, name)?;
    }
    Ok(file)
}

fn definition(function: &Function, name: &str) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let sympy = SymPy { names: &names };
    let arguments = function.arguments.iter().map(|argument| {
        let name = names.of(&argument.name);
        format!("{name}=sympy.Symbol(\"{name}\", {})", assumptions(argument))
    });
    let arguments: Vec<String> = arguments.collect();
    let mut text = format!("\n\ndef {name}({}):\n    \"\"\"", arguments.join(", "));
    let about = header::about(function, &|name| names.of(name).to_owned());
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
        let name = names.of(&argument.name);
        text += &format!(
            "    {name} = _checked(\"{name}\", {name}, \"{}\", lambda value: {})\n",
            argument.domain(),
            holds(argument)
        );
    }
    for needed in &function.requirements {
        let (left, right) = (sympy.open(&needed.left)?, sympy.open(&needed.right)?);
        text += &format!(
            "    if {} == False:\n        raise ValueError(\"needs {}\")\n",
            sympy.relation(needed.relation, &left, &right),
            needed.text()
        );
    }
    Ok(text
        + &format!(
            "    return sympy.sympify({})\n",
            sympy.open(&function.form)?
        ))
}

/// What `SymPy` may assume of a symbol.
fn assumptions(argument: &Argument) -> &'static str {
    let positive = argument.domains.iter().any(|domain| domain.is_positive());
    match (argument.is_whole(), positive) {
        (true, true) => "integer=True, positive=True",
        (true, false) => "integer=True, nonnegative=True",
        (false, _) => "positive=True",
    }
}

fn holds(argument: &Argument) -> String {
    let holds = argument.domains.iter().map(|domain| match domain {
        Domain::Multiple(step @ 2..) => {
            format!("value.is_integer and value > 0 and value % {step} == 0")
        }
        Domain::Multiple(_) => "value.is_integer and value > 0".to_owned(),
        Domain::Whole => "value.is_integer and value >= 0".to_owned(),
        Domain::Flag => "value in (0, 1)".to_owned(),
        Domain::Real => "value.is_positive".to_owned(),
        Domain::Integer => "value.is_integer".to_owned(),
    });
    let holds: Vec<String> = holds.collect();
    holds.join(" and ")
}

struct SymPy<'n> {
    names: &'n Names,
}

impl Symbolic for SymPy<'_> {
    /// A number of Python divided by one would be a float.
    fn divisor(&self, form: &Form) -> Result<String> {
        match form {
            Form::Number(number) => Ok(format!("sympy.Integer({number})")),
            form => self.spell(form, Level::Power),
        }
    }

    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn power(&self) -> &'static str {
        "**"
    }

    fn call(&self, function: Name, arguments: &[String]) -> String {
        let name = match function {
            Name::Floor => "floor",
            Name::Ceil => "ceiling",
            Name::Max => "Max",
            Name::Min => "Min",
            Name::Sqrt => "sqrt",
            Name::Log2 => return format!("sympy.log({}, 2)", arguments.join(", ")),
            Name::Sum => {
                let [index, from, to, body] = arguments else {
                    unreachable!("a sum has four arguments");
                };
                // The index is a symbol of its own inside the sum, by the name it has here.
                return format!(
                    "(lambda {index}: sympy.Piecewise((sympy.summation({body}, ({index}, {from}, \
                     {to})), sympy.Ge({to}, {from})), (0, True)))(sympy.Dummy(\"{index}\", \
                     integer=True))"
                );
            }
        };
        format!("sympy.{name}({})", arguments.join(", "))
    }

    fn relation(&self, relation: Comparison, left: &str, right: &str) -> String {
        let name = match relation {
            Comparison::Less => "Lt",
            Comparison::LessEqual => "Le",
            Comparison::Greater => "Gt",
            Comparison::GreaterEqual => "Ge",
            Comparison::Equal => "Eq",
            Comparison::Different => "Ne",
        };
        format!("sympy.{name}({left}, {right})")
    }

    fn flag(&self, condition: &str) -> String {
        format!("sympy.Piecewise((1, {condition}), (0, True))")
    }

    fn choice(&self, condition: &str, then: &str, otherwise: &str) -> String {
        format!("sympy.Piecewise(({then}, {condition}), ({otherwise}, True))")
    }
}
