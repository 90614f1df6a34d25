//! Mathematica: definitions of functions, exact as everything is there.

use crate::algebra::{Comparison, Domain, Function as Name};
use crate::notation::code::export::{Argument, Export, Function};
use crate::notation::code::header;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::spell::{Level, sign};
use crate::notation::code::symbolic::{Result, Symbolic};

/// A name of Mathematica has no underscore, and some capital letters have a meaning.
const NAMING: Naming = Naming {
    reserved: &[
        "C", "D", "E", "I", "K", "N", "O", "Pi", "If", "Max", "Min", "Sum", "Log2", "Sqrt",
        "Floor", "Ceiling", "Boole", "Mod", "And", "Or", "Not", "True", "False", "Integer", "Real",
        "List", "Block", "Module", "With", "Table", "Set", "Plus", "Times", "Power",
    ],
    case: true,
    underscore: false,
};

/// The file.
///
/// # Errors
/// For a cost without a rule.
pub(super) fn write(export: &Export) -> Result<String> {
    let mut file = comments(&header::lines(export));
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        file += &definition(function, name)?;
    }
    Ok(file)
}

fn comments(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| text + "(* " + line + " *)\n")
}

fn definition(function: &Function, name: &str) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let mathematica = Mathematica { names: &names };
    let arguments = function.arguments.iter();
    let patterns: Vec<String> = arguments
        .clone()
        .map(|argument| format!("{}_", names.of(&argument.name)))
        .collect();
    let mut conditions: Vec<String> = arguments
        .map(|argument| may_be(argument, names.of(&argument.name)))
        .collect();
    for needed in &function.requirements {
        let left = mathematica.spell(&needed.left, Level::Sum)?;
        let right = mathematica.spell(&needed.right, Level::Sum)?;
        let relation = mathematica.relation(needed.relation, &left, &right);
        conditions.push(format!("({relation}) =!= False"));
    }
    let about = header::about(function, &|name| names.of(name).to_owned());
    let condition = if conditions.is_empty() {
        String::new()
    } else {
        format!(" /;\n  {}", conditions.join(" && "))
    };
    Ok(format!(
        "\n{}{name}[{}] := {}{condition}\n",
        comments(&about),
        patterns.join(", "),
        mathematica.open(&function.form)?
    ))
}

/// Numbers outside the domain leave the function as it is; symbols are taken.
fn may_be(argument: &Argument, name: &str) -> String {
    let holds = argument.domains.iter().map(|domain| match domain {
        Domain::Multiple(step @ 2..) => format!("IntegerQ[{name}/{step}] && {name} > 0"),
        Domain::Multiple(_) => format!("IntegerQ[{name}] && {name} > 0"),
        Domain::Whole => format!("IntegerQ[{name}] && {name} >= 0"),
        Domain::Flag => format!("MemberQ[{{0, 1}}, {name}]"),
        Domain::Real => format!("{name} > 0"),
        Domain::Integer => format!("IntegerQ[{name}]"),
    });
    let holds: Vec<String> = holds.collect();
    format!("(!NumericQ[{name}] || {})", holds.join(" && "))
}

struct Mathematica<'n> {
    names: &'n Names,
}

impl Symbolic for Mathematica<'_> {
    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn power(&self) -> &'static str {
        "^"
    }

    fn call(&self, function: Name, arguments: &[String]) -> String {
        let name = match function {
            Name::Floor => "Floor",
            Name::Ceil => "Ceiling",
            Name::Max => "Max",
            Name::Min => "Min",
            Name::Sqrt => "Sqrt",
            Name::Log2 => "Log2",
            Name::Sum => {
                let [index, from, to, body] = arguments else {
                    unreachable!("a sum has four arguments");
                };
                return format!("Sum[{body}, {{{index}, {from}, {to}}}]");
            }
        };
        format!("{name}[{}]", arguments.join(", "))
    }

    fn relation(&self, relation: Comparison, left: &str, right: &str) -> String {
        format!("{left} {} {right}", sign(relation))
    }

    fn flag(&self, condition: &str) -> String {
        format!("Boole[{condition}]")
    }

    fn choice(&self, condition: &str, then: &str, otherwise: &str) -> String {
        format!("If[{condition}, {then}, {otherwise}]")
    }
}
