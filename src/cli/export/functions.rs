//! What is asked, as functions that can be exported.

use crate::algebra::{Comparison, Polynomial, Value};
use crate::cli::args::Asking;
use crate::cli::asked::Asked;
use crate::cli::writer::{Writer, sides};
use crate::engine::{Answer, Engine, Errors};
use crate::notation::code::{Argument, Function, Requirement, symbols};

/// A function for each target and quantity, in the order in which they were asked for.
///
/// # Errors
/// When arranging a form meets a limit.
pub(super) fn functions(
    engine: &Engine,
    asking: &Asking,
    asked: &[Asked],
) -> Result<Vec<Function>, Errors> {
    let mut functions: Vec<Function> = Vec::new();
    for asked in asked {
        let writer = Writer::new(engine, &asked.question).with(&asking.form, asking.style);
        for answer in &asked.answers.values {
            functions.push(function(&writer, asked, answer)?);
        }
    }
    Ok(functions)
}

fn function(writer: &Writer<'_>, asked: &Asked, answer: &Answer) -> Result<Function, Errors> {
    let engine = writer.engine();
    let question = writer.question();
    let quantity = answer.quantity.map(|id| engine.program().quantity(id));
    let form = writer.form(&answer.value)?;
    let found = symbols(&answer.value);
    let dims = engine.dims(question);
    let names = question.in_order(found.keys().cloned().collect());
    let arguments = names.into_iter().map(|name| Argument {
        about: dims.get(&name).and_then(|dim| dim.about.clone()),
        domains: found.get(&name).cloned().unwrap_or_default(),
        name,
    });
    let algebra = engine.algebra(question, &asked.setting)?;
    let needed = |polynomial: &Polynomial, relation| -> Result<Option<Requirement>, Errors> {
        let value = Value::from(polynomial.clone());
        // What is about other symbols cannot be looked at in the function.
        if !symbols(&value).keys().all(|name| found.contains_key(name)) {
            return Ok(None);
        }
        let (left, right) = sides(&writer.form(&value)?);
        Ok(Some(Requirement {
            left,
            relation,
            right,
        }))
    };
    let mut requirements = Vec::new();
    for assumed in algebra.assumptions() {
        requirements.extend(needed(assumed, Comparison::GreaterEqual)?);
    }
    for cancelled in &asked.answers.conditions {
        requirements.extend(needed(cancelled, Comparison::Different)?);
    }
    let label = &question.label;
    Ok(Function {
        name: match quantity {
            Some(quantity) => format!("{}_{}", quantity.name, in_one_word(label)),
            None => match label.rsplit_once(".cost:") {
                // What a file calls by a name goes by it.
                Some((_, name)) if name == in_one_word(name) => name.to_owned(),
                _ => "formula".to_owned(),
            },
        },
        of: match quantity {
            Some(quantity) => format!("{}({label})", quantity.name),
            None => label.clone(),
        },
        about: quantity.and_then(|quantity| quantity.about.clone()),
        unit: quantity.map_or_else(String::new, |quantity| quantity.unit.clone()),
        arguments: arguments.collect(),
        text: writer.text(&form),
        whole: algebra.is_integer_valued(&answer.value),
        form,
        requirements,
    })
}

/// What a target is called, with one underscore for all that is no letter and no digit.
fn in_one_word(label: &str) -> String {
    // A target in a file goes by its own name.
    let label = label.rsplit_once(".cost:").map_or(label, |(_, name)| name);
    let mut word = String::new();
    for letter in label.chars() {
        if letter.is_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() && !word.ends_with('_') {
            word.push('_');
        }
    }
    word.trim_end_matches('_').to_owned()
}
