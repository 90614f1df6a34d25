//! What a dotted name goes on with: files of the library, names of a used file, children of a layer.

use std::rc::Rc;

use lsp_types::{CompletionItem, CompletionItemKind};

use crate::cost::formula::TargetBase;
use crate::cost::{Builtin, Declared, LayerId, Program, StatementKind, library};
use crate::lsp::view::View;
use crate::lsp::words::words;

/// What may follow a dotted name and its dot.
pub(super) fn after(views: &[Rc<View>], path: &str) -> Vec<CompletionItem> {
    let mut items = Vec::new();
    if path == "builtin" {
        items.extend(Builtin::all().map(|function| CompletionItem {
            label: function.name().to_owned(),
            kind: Some(CompletionItemKind::FUNCTION),
            detail: Some(function.about().to_owned()),
            ..CompletionItem::default()
        }));
    }
    for view in views {
        let program = view.program();
        for used in &program.module(view.module).uses {
            let used = program.module(*used);
            let stem = used.name.rsplit(['.', '/']).find(|part| *part != "cost");
            if used.name != path && stem != Some(path) {
                continue;
            }
            items.extend(used.names.iter().map(|(name, declared)| CompletionItem {
                label: name.clone(),
                kind: Some(kind_of(declared)),
                detail: Some(words(program, declared, name).heading),
                ..CompletionItem::default()
            }));
        }
        if let Some(layer) = layer_at(view, path) {
            items.extend(children(program, layer));
        }
    }
    let files = library::files().iter().map(|(file, _)| *file);
    let inside = files.filter_map(|file| file.strip_prefix(path)?.strip_prefix('.'));
    items.extend(inside.map(|file| CompletionItem {
        label: file.to_owned(),
        kind: Some(CompletionItemKind::FILE),
        ..CompletionItem::default()
    }));
    items
}

/// The layer that a path of children ends at.
fn layer_at(view: &View, path: &str) -> Option<LayerId> {
    let program = view.program();
    let (declared, parts) = program.named(view.module, path)?;
    let base = match declared {
        Declared::Layer(id) => TargetBase::Layer(*id),
        Declared::Config(id) => TargetBase::Config(*id),
        _ => return None,
    };
    let mut layer = program.layer_of(base)?;
    for name in path.split('.').skip(parts) {
        let body = program.layer(layer).body.iter();
        let mut named = body.filter_map(|line| match &line.kind {
            StatementKind::Child(child) => {
                let is_it = child.names.iter().any(|held| held == name);
                is_it.then_some(child.layer)
            }
            _ => None,
        });
        layer = named.next()?;
    }
    Some(layer)
}

fn children(program: &Program, layer: LayerId) -> Vec<CompletionItem> {
    let body = program.layer(layer).body.iter();
    let children = body.filter_map(|line| match &line.kind {
        StatementKind::Child(child) => Some(child),
        _ => None,
    });
    let items = children.flat_map(|child| {
        let callee = program.layer(child.layer);
        child.names.iter().map(|name| CompletionItem {
            label: name.clone(),
            kind: Some(CompletionItemKind::FIELD),
            detail: Some(callee.signature()),
            ..CompletionItem::default()
        })
    });
    items.collect()
}

/// How editors show a declared thing.
pub(super) fn kind_of(declared: &Declared) -> CompletionItemKind {
    match declared {
        Declared::Dim(_) => CompletionItemKind::VARIABLE,
        Declared::Quantity(_) => CompletionItemKind::PROPERTY,
        Declared::Let(_) => CompletionItemKind::CONSTANT,
        Declared::Layer(_) => CompletionItemKind::CLASS,
        Declared::Config(_) => CompletionItemKind::STRUCT,
    }
}
