//! The words for calls: arguments missing, too many, or not known.

use crate::diagnostic::words::phrase::{counted, meant, names, quoted};
use crate::diagnostic::words::remark::Remark;

pub(super) fn missing_argument(layer: &str, parameters: &[String]) -> Remark {
    let missing = names(parameters);
    let are = if parameters.len() == 1 { "is" } else { "are" };
    let added: Vec<String> = parameters
        .iter()
        .map(|name| format!("{name} = …"))
        .collect();
    Remark::new(format!("{} needs a value for {missing}", quoted(layer)))
        .label(format!("{missing} {are} missing"))
        .help(format!("add {} to the call", quoted(&added.join(", "))))
}

pub(super) fn wrong_argument_count(callee: &str, signature: &str, given: usize) -> Remark {
    let given = counted(given, "argument");
    Remark::new(format!("{} cannot take {given}", quoted(callee)))
        .label(format!("{given} here"))
        .help(call_it_as(signature))
}

pub(super) fn unknown_argument(
    callee: &str,
    name: &str,
    signature: &str,
    near: Option<&String>,
) -> Remark {
    Remark::new(format!(
        "{} has no parameter {}",
        quoted(callee),
        quoted(name)
    ))
    .label("not one of its parameters")
    .help_if(meant(near))
    .help(call_it_as(signature))
}

fn call_it_as(signature: &str) -> String {
    format!("call it as {}", quoted(signature))
}
