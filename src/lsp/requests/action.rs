//! Accepting what is derived: as an `expect` of its own, or in the place of one that does not hold.

use std::collections::HashMap;
use std::ops::Range;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, TextEdit, Uri, WorkspaceEdit,
};

use crate::cost::Outcome;
use crate::cost::formula::TargetBase;
use crate::lsp::place::path_of;
use crate::lsp::refusal::Answer;
use crate::lsp::requests::unmet::unmet;
use crate::lsp::view::View;
use crate::lsp::world::World;
use crate::syntax::ast::{ConfigHead, ItemKind};

/// What may be accepted where the cursor is.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn action(
    world: &mut World,
    params: &CodeActionParams,
) -> Answer<Option<Vec<CodeActionOrCommand>>> {
    let uri = &params.text_document.uri;
    let view = world.view(uri)?;
    let at = view.text.bytes(params.range).start;
    // Where names are unknown, what is derived now is not what will be.
    if !view.errors.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let mut actions = in_place(&view, uri, at);
    actions.extend(beside(world, &view, uri, at));
    let actions = actions.into_iter().map(CodeActionOrCommand::CodeAction);
    Ok(Some(actions.collect()))
}

/// What is derived, in the place of what was expected.
fn in_place(view: &View, uri: &Uri, at: usize) -> Vec<CodeAction> {
    let unmet = unmet(view, Some(at)).into_iter();
    let equations = unmet.filter(|unmet| unmet.is_equation);
    let accept = |unmet: crate::lsp::requests::unmet::Unmet| {
        let title = format!("Expect what is derived: {}", unmet.derived);
        let (kind, place) = (CodeActionKind::QUICKFIX, unmet.right.range());
        edit(view, uri, (title, kind), place, unmet.derived)
    };
    equations.map(accept).collect()
}

/// What the item around the cursor comes to, as an `expect` behind it.
fn beside(world: &World, view: &View, uri: &Uri, at: usize) -> Vec<CodeAction> {
    let Some((name, base, item)) = item_at(view, at) else {
        return Vec::new();
    };
    let question = view.question(base, &[]);
    let Some(costs) = question.and_then(|question| view.costs(&question).ok()) else {
        return Vec::new();
    };
    let expectations = &view.program().module(view.module).expectations;
    let asked = |subject: &str| {
        let sources = &view.program().sources;
        let mut sides = expectations.iter().map(|one| sources.slice(one.left.span));
        sides.any(|side| side == subject)
    };
    let derived = costs.costs.iter().filter(|cost| !cost.by_definition);
    let lines = derived.filter_map(|cost| {
        let subject = format!("{}({name})", cost.name);
        let line = format!("expect {subject} == {}", cost.form);
        (!asked(&subject)).then_some((cost.name.clone(), line))
    });
    let lines: Vec<(String, String)> = lines.collect();
    let place = view.text.line(view.text.line_at(item.end)).end;
    let holding = holding(world, view, uri, place, &lines);
    let accept = lines.into_iter().zip(holding).filter(|(_, holds)| *holds);
    let accept = accept.map(|((quantity, line), _)| {
        let title = format!("Accept the derived {quantity} of `{name}` as an `expect`");
        let kind = CodeActionKind::REFACTOR_REWRITE;
        edit(view, uri, (title, kind), place..place, format!("\n{line}"))
    });
    accept.collect()
}

/// Whether each of some expectations can be written at a place, and holds there: the file may not see
/// every name that is in a form.
fn holding(
    world: &World,
    view: &View,
    uri: &Uri,
    place: usize,
    lines: &[(String, String)],
) -> Vec<bool> {
    let base = world.base(uri);
    let tested = |lines: &[(String, String)]| -> Option<Vec<bool>> {
        let inserted = lines.iter().flat_map(|(_, line)| ["\n", line]);
        let inserted: String = inserted.collect();
        let edited = view.text.edited(place..place, &inserted);
        let path = path_of(uri);
        let mut overlay = world.overlay.clone();
        overlay.put(&path, edited.content);
        let (engine, module, errors) = base.clone().load(&path, &overlay);
        let module = module.filter(|_| errors.is_empty())?;
        let inserted = place..place + inserted.len();
        let tested = engine.test(module).into_iter().filter(|(at, _, _)| {
            let span = engine.program().module(module).expectations[*at].span;
            inserted.contains(&(span.start as usize))
        });
        let met = tested.map(
            |(_, _, tested)| matches!(tested, Ok(tested) if matches!(tested.outcome, Outcome::Met)),
        );
        Some(met.collect())
    };
    if let Some(all) = tested(lines).filter(|held| held.len() == lines.len()) {
        return all;
    }
    let one_by_one = lines.iter().map(|line| {
        let held = tested(std::slice::from_ref(line));
        held.is_some_and(|held| held == [true])
    });
    one_by_one.collect()
}

/// The layer or config around an offset, and the bytes of its item.
fn item_at(view: &View, at: usize) -> Option<(String, TargetBase, Range<usize>)> {
    let items = view.tree().items.iter();
    let mut around = items.filter(|item| {
        let range = item.span.range();
        range.start <= at && at <= range.end
    });
    let item = around.next()?;
    let (name, is_layer) = match &item.kind {
        ItemKind::Layer(layer) => (&layer.name, true),
        ItemKind::Config(config) => match &config.head {
            ConfigHead::Named { name, .. } => (name, false),
            ConfigHead::From { .. } => return None,
        },
        _ => return None,
    };
    let base = match view
        .program()
        .module(view.module)
        .names
        .get(name.node.as_str())?
    {
        crate::cost::Declared::Layer(id) if is_layer => TargetBase::Layer(*id),
        crate::cost::Declared::Config(id) if !is_layer => TargetBase::Config(*id),
        _ => return None,
    };
    Some((name.node.to_string(), base, item.span.range()))
}

#[expect(
    clippy::mutable_key_type,
    reason = "the protocol's type for edits is a map from addresses"
)]
fn edit(
    view: &View,
    uri: &Uri,
    (title, kind): (String, CodeActionKind),
    place: Range<usize>,
    with: String,
) -> CodeAction {
    let edit = TextEdit::new(view.text.range(place), with);
    let changes = HashMap::from([(uri.clone(), vec![edit])]);
    CodeAction {
        title,
        kind: Some(kind),
        edit: Some(WorkspaceEdit::new(changes)),
        ..CodeAction::default()
    }
}
