//! LaTeX: an equation for each function, and a list of what its symbols mean.

use crate::algebra::{Comparison, Form};
use crate::notation::code::export::{Export, Function};
use crate::notation::code::header;
use crate::notation::code::refusal::Refusal;
use crate::notation::latex::{latex, upright};

/// The file.
///
/// # Errors
/// Never; every form can be shown.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all notations")]
pub(super) fn write(export: &Export) -> Result<String, Refusal> {
    let mut lines = header::lines(export);
    lines.push("To be included in a document that loads amsmath.".to_owned());
    let mut file = header::comments(&lines, "%");
    for function in &export.functions {
        file += &format!(
            "\n% {}\n\\begin{{equation}}\n  {}\n\\end{{equation}}\n",
            header::plain(&function.summary()),
            equation(function)
        );
        let mut items = String::new();
        for argument in &function.arguments {
            let symbol = latex(&Form::name(&argument.name));
            items += &format!("  \\item ${symbol}$: {}\n", words(&argument.description()));
        }
        for needed in &function.requirements {
            items += &format!(
                "  \\item where ${} {} {}$\n",
                latex(&needed.left),
                sign(needed.relation),
                latex(&needed.right)
            );
        }
        if !items.is_empty() {
            file += &format!("\\begin{{itemize}}\n{items}\\end{{itemize}}\n");
        }
    }
    Ok(file)
}

/// The function and its form: `\mathrm{flops\_block}(B, S, E) = 24 B S E^{2}`.
pub(super) fn equation(function: &Function) -> String {
    let arguments = function.arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|argument| latex(&Form::name(&argument.name)))
        .collect();
    let name = upright(&function.name);
    let head = if arguments.is_empty() {
        name
    } else {
        format!("{name}({})", arguments.join(", "))
    };
    format!("{head} = {}", latex(&function.form))
}

pub(super) fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => r"\leq",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => r"\geq",
        Comparison::Equal => "=",
        Comparison::Different => r"\neq",
    }
}

/// A text of words, with everything in it that means something to LaTeX made harmless.
fn words(text: &str) -> String {
    let mut harmless = String::new();
    for letter in header::plain(text).chars() {
        match letter {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
                harmless.push('\\');
                harmless.push(letter);
            }
            '~' => harmless += r"\textasciitilde{}",
            '^' => harmless += r"\textasciicircum{}",
            letter => harmless.push(letter),
        }
    }
    harmless
}
