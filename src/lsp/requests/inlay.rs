//! The closed forms of layers and configs, shown beside their first line.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use crate::cost::Declared;
use crate::cost::formula::{FormulaKind, TargetBase};
use crate::lsp::refusal::Answer;
use crate::lsp::shown::{Cost, Costs};
use crate::lsp::view::View;
use crate::lsp::world::World;
use crate::syntax::lexeme_at;

/// How many quantities are shown beside a layer where the client names none.
const MOST_SHOWN: usize = 2;

/// A longer form is cut there; the whole is shown when one points at it.
const MOST_LETTERS: usize = 80;

/// The hints in a range of the document.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn inlay(
    world: &mut World,
    params: &InlayHintParams,
) -> Answer<Option<Vec<InlayHint>>> {
    let view = world.view(&params.text_document.uri)?;
    let range = view.text.bytes(params.range);
    let wanted = &world.options.quantities;
    let asked = quantities_in_question(&view);
    let mut hints = Vec::new();
    for declared in view.program().module(view.module).names.values() {
        let (base, span, is_layer) = match declared {
            Declared::Layer(id) => (TargetBase::Layer(*id), view.program().layer(*id).span, true),
            Declared::Config(id) => (
                TargetBase::Config(*id),
                view.program().config(*id).span,
                false,
            ),
            _ => continue,
        };
        let at = line_end(&view, span.range().end, is_layer);
        if at < range.start || at > range.end {
            continue;
        }
        let question = view.question(base, &[]);
        let Some(costs) = question.and_then(|question| view.costs(&question).ok()) else {
            continue;
        };
        let shown = chosen(&costs, wanted, &asked);
        if shown.is_empty() {
            continue;
        }
        let labels = shown.iter().map(|cost| cut(cost)).collect::<Vec<_>>();
        let all = costs.costs.iter();
        let all = all.map(|cost| format!("{} = {}", cost.name, cost.form));
        hints.push(InlayHint {
            position: view.text.position(at),
            label: InlayHintLabel::String(labels.join("   ")),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(all.collect::<Vec<_>>().join("\n"))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    Ok(Some(hints))
}

/// The end of the line on which the header of an item ends.
fn line_end(view: &View, name_end: usize, is_layer: bool) -> usize {
    let text = &view.text.content;
    let mut lexeme = lexeme_at(text, name_end);
    while is_layer && !matches!(lexeme.text, "{" | "") {
        lexeme = lexeme_at(text, lexeme.end);
    }
    let at = if is_layer { lexeme.start } else { name_end };
    view.text.line(view.text.line_at(at)).end
}

/// The quantities that the expectations of the document are about.
fn quantities_in_question(view: &View) -> Vec<&str> {
    let expectations = view.program().module(view.module).expectations.iter();
    let sides = expectations.flat_map(|one| [&one.left, &one.right]);
    let asked = sides.flat_map(|side| {
        side.uses(|kind| match kind {
            FormulaKind::Cost(quantity, _) => Some(*quantity),
            _ => None,
        })
    });
    let names = asked.map(|quantity| view.program().quantity(quantity).name.as_str());
    names.collect()
}

/// The quantities that are shown: those that the client names, or those that the document is most about,
/// in order of declaration.
fn chosen<'c>(costs: &'c Costs, wanted: &[String], asked: &[&str]) -> Vec<&'c Cost> {
    let derived = costs.costs.iter().filter(|cost| !cost.by_definition);
    let all: Vec<&Cost> = derived.collect();
    if !wanted.is_empty() {
        let named = all.into_iter();
        return named.filter(|cost| wanted.contains(&cost.name)).collect();
    }
    let times = |cost: &Cost| asked.iter().filter(|name| **name == cost.name).count();
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(times(all[*at])));
    places.truncate(MOST_SHOWN);
    places.sort_unstable();
    places.into_iter().map(|at| all[at]).collect()
}

fn cut(cost: &Cost) -> String {
    let number = cost.figure.chars().next().filter(char::is_ascii_digit);
    let form = match number {
        Some(_) => cost.figure.clone(),
        None if cost.form.chars().count() > MOST_LETTERS => {
            let start: String = cost.form.chars().take(MOST_LETTERS).collect();
            format!("{start}…")
        }
        None => cost.form.clone(),
    };
    format!("{} = {form}", cost.name)
}
