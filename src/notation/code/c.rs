//! C: a header of functions on `__int128` whose every operation is checked; GCC and Clang have it.

use crate::algebra::Domain;
use crate::notation::code::c_prelude::NUMBERS;
use crate::notation::code::export::{Argument, Export, Function};
use crate::notation::code::fraction::{Result, Returned, body};
use crate::notation::code::header;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::prefix::Prefix;

const NAMING: Naming = Naming {
    reserved: &[
        "auto",
        "break",
        "case",
        "char",
        "const",
        "continue",
        "default",
        "do",
        "double",
        "else",
        "enum",
        "extern",
        "float",
        "for",
        "goto",
        "if",
        "inline",
        "int",
        "long",
        "register",
        "restrict",
        "return",
        "short",
        "signed",
        "sizeof",
        "static",
        "struct",
        "switch",
        "typedef",
        "union",
        "unsigned",
        "void",
        "volatile",
        "while",
        "alignas",
        "alignof",
        "bool",
        "catch",
        "class",
        "constexpr",
        "delete",
        "explicit",
        "export",
        "false",
        "friend",
        "mutable",
        "namespace",
        "new",
        "noexcept",
        "nullptr",
        "operator",
        "private",
        "protected",
        "public",
        "template",
        "this",
        "throw",
        "true",
        "try",
        "typename",
        "typeof",
        "using",
        "virtual",
        "asm",
        "and",
        "or",
        "not",
        "xor",
        "main",
        "result",
        "I",
        "unix",
        "linux",
        "NULL",
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
    let guard = format!("FLOPFORM_{}", export.hash().to_uppercase());
    file += &format!("\n#ifndef {guard}\n#define {guard}\n");
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        file += &definition(function, name)?;
    }
    Ok(file + "\n#endif\n")
}

fn definition(function: &Function, name: &str) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let body = body(function)?;
    let mut writer = Prefix::new(&names);
    for argument in &function.arguments {
        let holds = holds(argument, names.of(&argument.name));
        writer.line(&format!("if (!({holds}))"));
        writer.line("    return FLOPFORM_DOMAIN;");
    }
    for needed in &body.requirements {
        let held = writer.value(needed)?;
        writer.line(&format!("if ({held}.status != FLOPFORM_DONE)"));
        writer.line(&format!("    return {held}.status;"));
        writer.line(&format!("if (!{held}.value)"));
        writer.line("    return FLOPFORM_DOMAIN;");
    }
    let kind = match &body.returned {
        Returned::Whole(value) => {
            let value = writer.value(value)?;
            writer.line(&format!("flopform_number flopform_value = {value};"));
            writer.line("if (flopform_value.status == FLOPFORM_DONE)");
            writer.line("    *result = flopform_value.value;");
            writer.line("return flopform_value.status;");
            "flopform_int"
        }
        Returned::Fraction(top, bottom) => {
            let (top, bottom) = (writer.value(top)?, writer.value(bottom)?);
            writer.line(&format!("return flopform_reduce({top}, {bottom}, result);"));
            "flopform_fraction"
        }
    };
    let arguments = function.arguments.iter().map(|argument| {
        let kind = if argument.is_whole() {
            "flopform_int"
        } else {
            "flopform_fraction"
        };
        format!("{kind} {}, ", names.of(&argument.name))
    });
    let arguments: String = arguments.collect();
    let about = header::about(function, &|name| names.of(name).to_owned());
    let about = header::comments(&about, "//");
    Ok(format!(
        "\n{about}static inline flopform_status {name}({arguments}{kind} *result) {{\n{}}}\n",
        writer.statements
    ))
}

/// What has to hold of an argument.
fn holds(argument: &Argument, name: &str) -> String {
    let holds = argument.domains.iter().map(|domain| match domain {
        Domain::Multiple(step @ 2..) => format!("{name} > 0 && {name} % {step} == 0"),
        Domain::Multiple(_) => format!("{name} > 0"),
        Domain::Whole => format!("{name} >= 0"),
        Domain::Flag => format!("({name} == 0 || {name} == 1)"),
        Domain::Real => format!("{name}.numerator > 0 && {name}.denominator > 0"),
        Domain::Integer => "1".to_owned(),
    });
    let holds: Vec<String> = holds.collect();
    holds.join(" && ")
}
