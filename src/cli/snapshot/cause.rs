//! Where in a file a change of a derivation comes from.

use crate::cli::snapshot::kept::Beside;
use crate::cost::formula::TargetBase;
use crate::cost::{Layer, LayerId, Program, QuantityId, Question, Setting, StatementKind, Subject};
use crate::diagnostic::Origin;
use crate::engine::{Engine, Errors};
use crate::notation::derivation::{CostChange, Derivation};
use crate::text::Span;

/// More children than this are not looked at.
const MOST_ROWS: usize = 1_000;

/// Where a cost is made.
pub(super) struct Cause {
    /// The rule, the child or the call; the layer's name for a child that is no longer there.
    pub(super) span: Span,
    /// What makes it.
    pub(super) origin: Origin,
}

/// The places that a changed cost comes from: the children whose parts differ, or the rule.
///
/// # Errors
/// Whatever its rules run into.
pub(super) fn causes(
    engine: &mut Engine,
    file: &Beside,
    item: &Derivation,
    change: &CostChange,
) -> Result<Vec<Cause>, Errors> {
    let Some(question) = question_of(engine, file, item) else {
        return Ok(Vec::new());
    };
    let Subject::Target(target) = &question.subject else {
        return Ok(Vec::new());
    };
    let layer = match target.base {
        TargetBase::Layer(layer) => layer,
        TargetBase::Config(id) => {
            let program = engine.program();
            let layer = program.layer_of(target.base);
            return Ok(vec![Cause {
                span: program.config(id).span,
                origin: called(program, layer),
            }]);
        }
    };
    let Ok(quantity) = engine.quantity(&question, change.quantity()) else {
        return Ok(Vec::new());
    };
    let parts = change.parts();
    let named: Vec<&str> = parts.iter().map(|(name, _, _)| *name).collect();
    // Where what children add is kept and is the same, the layer's own rule is another.
    if named.is_empty() && change.has_parts() {
        return Ok(vec![rule(engine, layer, quantity)]);
    }
    let mut causes = children(engine, &question, quantity, &named)?;
    let declared = engine.program().layer(layer);
    let span = declared.span;
    for (child, kept, _) in parts {
        if let Some(kept) = kept.filter(|_| !has_child(declared, child)) {
            let (child, kept) = (child.to_owned(), kept.to_owned());
            let origin = Origin::Gone { child, kept };
            causes.push(Cause { span, origin });
        }
    }
    if causes.is_empty() {
        causes.push(rule(engine, layer, quantity));
    }
    Ok(causes)
}

/// The question that an item of a file asks.
pub(super) fn question_of(engine: &Engine, file: &Beside, item: &Derivation) -> Option<Question> {
    let mut questions = engine.items_of(file.module).into_iter();
    questions.find(|question| question.label == item.name)
}

/// Whether a child of a layer has this name.
fn has_child(layer: &Layer, name: &str) -> bool {
    layer.body.iter().any(|line| {
        let StatementKind::Child(child) = &line.kind else {
            return false;
        };
        child.names.iter().any(|held| held == name)
    })
}

/// The calls of the children of these names; of all that cost anything where no names are given.
fn children(
    engine: &Engine,
    question: &Question,
    quantity: QuantityId,
    named: &[&str],
) -> Result<Vec<Cause>, Errors> {
    let answers = engine.answer(question, &[quantity], &Setting::default())?;
    let Some(derived) = &answers.derived else {
        return Ok(Vec::new());
    };
    let (rows, _) = engine.rows(question, derived, &[quantity], (1, MOST_ROWS))?;
    let mut causes: Vec<Cause> = Vec::new();
    for (row, values) in rows.into_iter().skip(1) {
        let name = row.path.last().map_or("", String::as_str);
        let meant = if named.is_empty() {
            values.iter().any(|value| !value.is_zero())
        } else {
            named.contains(&name)
        };
        if !meant || causes.iter().any(|cause| cause.span == row.span) {
            continue;
        }
        let layer = row.node.as_ref().map(|node| node.layer);
        causes.push(Cause {
            span: row.span,
            origin: called(engine.program(), layer),
        });
    }
    Ok(causes)
}

fn called(program: &Program, layer: Option<LayerId>) -> Origin {
    let name = layer.map(|layer| program.layer(layer).name.clone());
    name.map_or(Origin::Rule, Origin::Call)
}

/// The layer's own rule for a quantity; for a quantity without one, its name.
fn rule(engine: &Engine, layer: LayerId, quantity: QuantityId) -> Cause {
    let layer = engine.program().layer(layer);
    let span = layer.rules.get(&quantity).copied().unwrap_or(layer.span);
    let origin = Origin::Rule;
    Cause { span, origin }
}
