//! What is under the cursor: its documentation, its closed forms, its values in the configs of the file.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::cost::formula::TargetBase;
use crate::cost::{ConfigBody, ConfigId, LayerId, Referent, StatementKind};
use crate::diagnostic::diagnose;
use crate::lsp::context::in_comment;
use crate::lsp::found::found_at;
use crate::lsp::refusal::Answer;
use crate::lsp::shown::{Cost, Costs};
use crate::lsp::view::View;
use crate::lsp::words::{declared, words};
use crate::lsp::world::World;
use crate::notation::signature::{first_sentence, of_layer, source};
use crate::text::Span;

/// More configs than this are not shown.
const MOST_CONFIGS: usize = 6;

/// Of one config, no more quantities are shown than this.
const MOST_VALUES: usize = 4;

/// What is said about the name under the cursor.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn hover(world: &mut World, params: &HoverParams) -> Answer<Option<Hover>> {
    let place = &params.text_document_position_params;
    let (view, at) = world.at(place)?;
    if in_comment(&view.text.content, at) {
        return Ok(None);
    }
    let Some(found) = found_at(world, &place.text_document.uri, &view, at) else {
        return Ok(None);
    };
    let parts = found.to.iter().filter_map(|to| about(&found.view, to));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return Ok(None);
    }
    Ok(Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: parts.join("\n\n---\n\n"),
        }),
        range: Some(view.text.range(found.name)),
    }))
}

/// What is said about what a name stands for, in Markdown.
fn about(view: &View, referent: &Referent) -> Option<String> {
    let program = view.program();
    let mut parts = match referent {
        Referent::Function(function) => {
            let heading = format!("{}({})", function.name(), function.parameters());
            vec![code(&[heading]), function.about().to_owned()]
        }
        Referent::Module(id) => {
            let module = program.module(*id);
            let doc = module.doc.clone().unwrap_or_default();
            vec![code(&[format!("use {}", module.name)]), doc]
        }
        Referent::Local(place) => about_local(view, *place)?,
        referent => {
            let (name, declared) = declared(program, view.module, referent)?;
            let words = words(program, &declared, &name);
            vec![code(&[words.heading]), words.about]
        }
    };
    match referent {
        Referent::Layer(id) => {
            parts.push(forms(view, TargetBase::Layer(*id), &[]));
            parts.extend(in_configs(view, *id));
        }
        Referent::Config(id) => parts.push(forms(view, TargetBase::Config(*id), &[])),
        Referent::Let(id) => {
            let value = program.file_let(*id).value.as_ref();
            let worth = value.and_then(|value| view.worth(value));
            parts.extend(worth.map(|worth| format!("is worth `{worth}`")));
        }
        _ => {}
    }
    parts.retain(|part| !part.is_empty());
    Some(parts.join("\n\n"))
}

/// What is said about a parameter, a child, a `let` of a body, or an index.
fn about_local(view: &View, place: Span) -> Option<Vec<String>> {
    let program = view.program();
    let name = program.sources.slice(place);
    if let Some((layer, at)) = view.parameter_at(place) {
        let default = program.layer(layer).parameters[at].default.as_ref();
        let default = default.map(|value| format!(" = {}", source(program, value.span)));
        let signature = of_layer(program, program.layer(layer));
        let heading = format!("{name}{}", default.unwrap_or_default());
        let mut parts = vec![code(&[heading]), format!("parameter of `{signature}`")];
        let values = configs_of(view, layer).filter_map(|config| {
            let held = program.config(config);
            let ConfigBody::Call { arguments, .. } = &held.body else {
                return None;
            };
            let (_, value) = arguments.iter().find(|(place, _)| *place == at)?;
            let value = source(program, value.span);
            Some(format!("`{name} = {value}` in `{}`", held.name))
        });
        parts.extend(values.take(MOST_CONFIGS));
        return Some(parts);
    }
    if let Some((layer, child, _)) = view.child_at(place) {
        let line = program.layer(layer).body.iter().find(
            |line| matches!(&line.kind, StatementKind::Child(held) if held.places.contains(&place)),
        )?;
        let callee = program.layer(child.layer);
        let doc = callee.doc.as_deref().map(first_sentence);
        let path = [(name.to_owned(), place)];
        return Some(vec![
            code(&[source(program, line.span)]),
            doc.unwrap_or_default(),
            forms(view, TargetBase::Layer(layer), &path),
        ]);
    }
    if let Some(layer) = view.layer_of_let(place) {
        let question = view.question(TargetBase::Layer(layer), &[])?;
        let costs = view.costs(&question).ok();
        let worth = costs.and_then(|costs| {
            let held = costs.lets.iter().find(|(held, _)| held == name);
            held.map(|(_, value)| value.clone())
        });
        let layer = &program.layer(layer).name;
        let worth = worth.map(|worth| format!("is worth `{worth}` in `{layer}`"));
        return Some(vec![
            code(&[format!("let {name}")]),
            worth.unwrap_or_default(),
        ]);
    }
    Some(vec![code(&[name.to_owned()]), "index".to_owned()])
}

/// The closed forms of a layer, a config or a child.
fn forms(view: &View, base: TargetBase, path: &[(String, Span)]) -> String {
    let Some(question) = view.question(base, path) else {
        return String::new();
    };
    match view.costs(&question) {
        Ok(costs) if costs.costs.is_empty() => String::new(),
        Ok(costs) => code(&lines(&costs)),
        Err(errors) => errors.first().map_or_else(String::new, |error| {
            format!("Its cost cannot be derived: {}", diagnose(error).headline)
        }),
    }
}

/// `params = 12E² + 13E`, with the signs of equality below each other.
fn lines(costs: &Costs) -> Vec<String> {
    let widths = costs.costs.iter().map(|cost| cost.name.chars().count());
    let width = widths.max().unwrap_or(0);
    let line = |cost: &Cost| {
        let comment = match &cost.figure[..] {
            "" => String::new(),
            figure => format!("  # {figure}"),
        };
        format!("{:width$} = {}{comment}", cost.name, cost.form)
    };
    costs.costs.iter().map(line).collect()
}

/// The configs of the document that are a layer with its sizes.
fn configs_of(view: &View, layer: LayerId) -> impl Iterator<Item = ConfigId> + '_ {
    let names = view.program().module(view.module).names.values();
    names.filter_map(move |declared| match declared {
        crate::cost::Declared::Config(id) => {
            let called = view.program().layer_of(TargetBase::Config(*id));
            (called == Some(layer)).then_some(*id)
        }
        _ => None,
    })
}

/// What a layer comes to in the configs of the document.
fn in_configs(view: &View, layer: LayerId) -> Vec<String> {
    let configs = configs_of(view, layer).take(MOST_CONFIGS);
    let values = configs.filter_map(|config| {
        let question = view.question(TargetBase::Config(config), &[])?;
        let costs = view.costs(&question).ok()?;
        let derived = costs.costs.iter().filter(|cost| !cost.by_definition);
        let values = derived.take(MOST_VALUES).map(|cost| {
            let figure = match &cost.figure[..] {
                "" => String::new(),
                figure => format!(" ({figure})"),
            };
            format!("`{} = {}`{figure}", cost.name, cost.form)
        });
        let values: Vec<String> = values.collect();
        let name = &view.program().config(config).name;
        Some(format!("In `{name}`: {}", values.join(", ")))
    });
    values.collect()
}

fn code(lines: &[String]) -> String {
    format!("```cost\n{}\n```", lines.join("\n"))
}
