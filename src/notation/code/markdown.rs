//! Markdown: a section with an equation for each function, and a table of what its symbols mean.

use crate::algebra::Form;
use crate::notation::code::export::{Export, Function};
use crate::notation::code::header;
use crate::notation::code::latex::{equation, sign};
use crate::notation::code::refusal::Refusal;
use crate::notation::latex::latex;

/// The file.
///
/// # Errors
/// Never; every form can be shown.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all notations")]
pub(super) fn write(export: &Export) -> Result<String, Refusal> {
    let mut file = String::new();
    for line in header::lines(export) {
        file += &format!("<!-- {} -->\n", line.replace("-->", "- ->").trim_end());
    }
    for function in &export.functions {
        file += &section(function);
    }
    Ok(file)
}

fn section(function: &Function) -> String {
    let mut text = format!("\n## {}\n", words(&function.name));
    text += &format!(
        "\n{}\n\n$$\n{}\n$$\n",
        words(&function.summary()),
        equation(function)
    );
    if !function.arguments.is_empty() {
        text += "\n| symbol | means |\n| --- | --- |\n";
    }
    for argument in &function.arguments {
        let symbol = latex(&Form::name(&argument.name));
        text += &format!("| ${symbol}$ | {} |\n", words(&argument.description()));
    }
    for needed in &function.requirements {
        text += &format!(
            "\nWhere ${} {} {}$.\n",
            latex(&needed.left),
            sign(needed.relation),
            latex(&needed.right)
        );
    }
    text
}

/// A text of words, with everything in it that means something to Markdown made harmless.
fn words(text: &str) -> String {
    let mut harmless = String::new();
    for letter in header::plain(text).chars() {
        if "\\`*_{}[]<>#|$~".contains(letter) {
            harmless.push('\\');
        }
        harmless.push(letter);
    }
    harmless
}
