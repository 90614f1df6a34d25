//! Calls as they are shown: the layer, and the arguments that its caller gave it.

use crate::algebra::Value;
use crate::cli::writer::Writer;
use crate::cost::{Branch, Child, LayerId, Node, Part, Program, Range, StatementKind};
use crate::engine::Errors;
use crate::notation::signature::source;
use crate::text::Span;

/// The child of a layer that a span is the place of.
pub(super) fn child_at(program: &Program, layer: LayerId, span: Span) -> Option<&Child> {
    let statements = program.layer(layer).body.iter();
    let mut children = statements.filter_map(|statement| match &statement.kind {
        StatementKind::Child(child) if statement.span == span => Some(&**child),
        _ => None,
    });
    children.next()
}

/// `linear(E, 4E, bias = 0)`: the arguments that the child gives, or those without a default where
/// there is no child. An argument that says what the default says is left out.
pub(super) fn call(
    writer: &Writer<'_>,
    node: &Node,
    child: Option<&Child>,
) -> Result<String, Errors> {
    let program = writer.engine().program();
    let layer = program.layer(node.layer);
    let mut listed = Vec::new();
    for (place, (name, value)) in node.arguments.iter().enumerate() {
        let optional = layer.parameters[place].optional;
        let given = match child {
            Some(child) => child.arguments.iter().any(|(at, _)| *at == place),
            None => !optional,
        };
        if !given {
            continue;
        }
        let value = writer.value(value)?;
        let default = layer.parameters[place].default.as_ref();
        let default = default.map(|default| source(program, default.span));
        if child.is_some() && default.as_ref() == Some(&value) {
            continue;
        }
        // Past an argument that was left out, the others are named.
        if listed.len() == place && !optional {
            listed.push(value);
        } else {
            listed.push(format!("{name} = {value}"));
        }
    }
    Ok(format!("{}({})", layer.name, listed.join(", ")))
}

/// `× N`, `× 1 of 0`, `× K of X, i = 1..n`; empty for a child that is there once.
pub(super) fn count(
    writer: &Writer<'_>,
    (calls, instances): (&Value, &Value),
    range: Option<&Range>,
) -> Result<String, Errors> {
    let mut parts = Vec::new();
    if calls != instances {
        let (calls, instances) = (writer.value(calls)?, writer.value(instances)?);
        parts.push(format!("× {calls} of {instances}"));
    } else if !calls.is_one() {
        parts.push(format!("× {}", writer.value(calls)?));
    }
    if let Some(range) = range {
        let (from, to) = (writer.value(&range.from)?, writer.value(&range.to)?);
        parts.push(format!("{} = {from}..{to}", range.name));
    }
    Ok(parts.join(", "))
}

/// `unit[3]` for the third turn of a loop, else the name of the child.
pub(super) fn turn(writer: &Writer<'_>, branch: &Branch, part: &Part) -> Result<String, Errors> {
    Ok(match &part.turn {
        Some(turn) => format!("{}[{}]", branch.name, writer.value(turn)?),
        None => branch.name.clone(),
    })
}
