//! `NumPy`: the functions of Python, over arrays whose elements are integers of Python.
//!
//! The integers of `NumPy` itself have 64 bits and wrap without a word, so the arrays here have the
//! dtype `object`: slower, and right at any size.

use crate::notation::code::export::Export;
use crate::notation::code::fraction::Result;
use crate::notation::code::header;
use crate::notation::code::python::{definitions, preamble};

/// The file.
///
/// # Errors
/// When a form has no exact translation.
pub(super) fn write(export: &Export) -> Result<String> {
    let functions = definitions(export, "_", "_of_numbers")?;
    let mut lines = header::lines(export);
    lines.push(
        "Arguments are numbers or arrays and broadcast; results are exact integers of Python in"
            .to_owned(),
    );
    lines.push(
        "arrays of dtype object, because the integers of NumPy wrap past 64 bits.".to_owned(),
    );
    let mut file = header::comments(&lines, "#");
    file += &preamble(&functions, "\nimport numpy\n");
    for function in &functions {
        file += &format!("\n\n{}", function.text);
        let arguments = function.arguments.join(", ");
        let (name, count) = (&function.name, function.arguments.len());
        let about = function.about.first().map_or("", String::as_str);
        file += &format!(
            "\n\ndef {name}({arguments}):\n    \"\"\"{about}\n\n    \
             _{name}_of_numbers for each element of arrays that broadcast.\n    \"\"\"\n"
        );
        file += &if count == 0 {
            format!("    return _{name}_of_numbers()\n")
        } else {
            format!("    return numpy.frompyfunc(_{name}_of_numbers, {count}, 1)({arguments})\n")
        };
    }
    Ok(file)
}
