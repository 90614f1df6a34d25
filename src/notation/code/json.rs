//! JSON: everything that the other notations say, and each form as a tree for programs.
//!
//! A tree is a number as a text of digits, `{"name": …}`, or a list of an operator and its operands:
//! `["add", …]`, `["subtract", …]` (the first less all others), `["multiply", …]`, `["divide", a, b]`,
//! `["power", a, b]`, `["negate", a]`, a function by its name in the language, a comparison by its
//! sign, `["if", c, a, b]`, `["sum", index, from, to, body]`, and `["cost", text]` for a cost without a
//! rule.

use serde_json::{Value as Json, json};

use crate::algebra::{Form, KnownNames, SignedForm};
use crate::notation::code::export::{Export, Function};
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::sign;

/// The file.
///
/// # Errors
/// Never; every form can be shown.
pub(super) fn write(export: &Export) -> Result<String, Refusal> {
    let functions: Vec<Json> = export.functions.iter().map(function).collect();
    let file = json!({
        "command": export.command,
        "content_hash": export.hash(),
        "settings": export.settings,
        "functions": functions,
    });
    let text = serde_json::to_string_pretty(&file)
        .map_err(|error| Refusal::new(error.to_string(), "export it in another notation"))?;
    Ok(text + "\n")
}

fn function(function: &Function) -> Json {
    let arguments = function.arguments.iter().map(|argument| {
        json!({
            "name": argument.name,
            "about": argument.about,
            "domain": argument.domain(),
            "whole": argument.is_whole(),
        })
    });
    let requirements = function.requirements.iter().map(|needed| {
        json!([
            sign(needed.relation),
            tree(&needed.left),
            tree(&needed.right)
        ])
    });
    json!({
        "name": function.name,
        "of": function.of,
        "about": function.about,
        "unit": function.unit,
        "arguments": arguments.collect::<Vec<_>>(),
        "requirements": requirements.collect::<Vec<_>>(),
        "whole": function.whole,
        "text": function.text,
        "ascii": function.ascii(),
        "form": tree(&function.form),
    })
}

fn tree(form: &Form) -> Json {
    stacker::maybe_grow(64 * 1024, 4 << 20, || bare(form))
}

fn bare(form: &Form) -> Json {
    match form {
        Form::Number(number) => Json::String(number.to_string()),
        Form::Name(name) => json!({ "name": name }),
        Form::Sum(terms) => sum(terms),
        Form::Product(factors) => operator("multiply", factors.iter().collect()),
        Form::Quotient(top, bottom) => operator("divide", vec![top, bottom]),
        Form::Power(power) => operator("power", vec![&power.0, &power.1]),
        Form::Negative(inner) => operator("negate", vec![inner]),
        Form::Call {
            function,
            arguments,
        } => operator(function.name(), arguments.iter().collect()),
        Form::Flag {
            left,
            relation,
            right,
        } => operator(sign(*relation), vec![left, right]),
        Form::If {
            condition,
            then,
            otherwise,
        } => operator("if", vec![condition, then, otherwise]),
        Form::Opaque(_) => json!(["cost", form.ascii(&KnownNames::default())]),
    }
}

fn operator(name: &str, operands: Vec<&Form>) -> Json {
    let operands = operands.into_iter().map(tree);
    Json::Array(std::iter::once(json!(name)).chain(operands).collect())
}

/// A sum whose terms are added, less those that are taken away.
fn sum(terms: &[SignedForm]) -> Json {
    let part = |wanted: bool| -> Vec<&Form> {
        let terms = terms.iter().filter(|term| term.negative == wanted);
        terms.map(|term| &term.form).collect()
    };
    let (added, taken) = (part(false), part(true));
    let first = match &added[..] {
        [] => json!("0"),
        [one] => tree(one),
        _ => operator("add", added),
    };
    if taken.is_empty() {
        return first;
    }
    let taken = taken.into_iter().map(tree);
    Json::Array(
        [json!("subtract"), first]
            .into_iter()
            .chain(taken)
            .collect(),
    )
}
