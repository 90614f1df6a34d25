//! What stands at a place of a document.

use std::ops::Range;
use std::rc::Rc;

use crate::cost::{Child, Declared, LayerId, Referent, StatementKind};
use crate::lsp::context::word_at;
use crate::lsp::view::View;
use crate::lsp::world::World;
use crate::text::Span;

/// A name in a document, and what it stands for in a view of it.
pub(super) struct Found {
    /// The view: of this version, or where that does not know the name, of the last whole one.
    pub(super) view: Rc<View>,
    /// The bytes of the name in this version.
    pub(super) name: Range<usize>,
    /// What it stands for; a name in an `expect` may stand for a dim and a parameter.
    pub(super) to: Vec<Referent>,
}

/// What the name at a place stands for.
pub(super) fn found_at(
    world: &World,
    uri: &lsp_types::Uri,
    view: &Rc<View>,
    at: usize,
) -> Option<Found> {
    let to = view.referents_at(at);
    if let Some((name, to)) = to {
        let view = view.clone();
        return Some(Found { view, name, to });
    }
    // What is broken here may have been whole before.
    let name = word_at(&view.text.content, at)?;
    let word = &view.text.content[name.clone()];
    let whole = world.last_whole(uri);
    for view in [Some(view.clone()), whole].into_iter().flatten() {
        let module = view.program().module(view.module);
        let visible = std::iter::once(view.module).chain(module.uses.iter().copied());
        let to = visible
            .filter_map(|module| view.program().module(module).names.get(word))
            .map(|declared| Referent::of(declared, word))
            .next();
        if let Some(to) = to {
            let to = vec![to];
            return Some(Found { view, name, to });
        }
    }
    None
}

impl View {
    /// The name at an offset and what it stands for.
    pub(super) fn referents_at(&self, at: usize) -> Option<(Range<usize>, Vec<Referent>)> {
        let source = self.source();
        let references = self.program().references(self.module).iter();
        let here = references.filter(|reference| {
            let span = reference.span;
            span.source == source && span.range().start <= at && at <= span.range().end
        });
        let here: Vec<_> = here.collect();
        // Between two letters that touch, the place is that of the second.
        let best = here
            .iter()
            .map(|reference| reference.span)
            .max_by_key(|span| {
                let begins_before = span.range().end > at;
                (begins_before, std::cmp::Reverse(span.end - span.start))
            })?;
        let to = here.iter().filter(|reference| reference.span == best);
        let mut to: Vec<Referent> = to.map(|reference| reference.to.clone()).collect();
        to.dedup();
        Some((best.range(), to))
    }

    /// What a dotted name is declared as, where the document uses it.
    pub(super) fn declared(&self, dotted: &str) -> Option<&Declared> {
        let (declared, parts) = self.program().named(self.module, dotted)?;
        (parts == dotted.split('.').count()).then_some(declared)
    }

    /// The layer whose child is declared at a place, and the child.
    pub(super) fn child_at(&self, place: Span) -> Option<(LayerId, &Child, usize)> {
        self.program().all_layers().find_map(|(id, layer)| {
            let children = layer.body.iter().filter_map(|line| match &line.kind {
                StatementKind::Child(child) => Some(child),
                _ => None,
            });
            let mut named = children.filter_map(|child| {
                let at = child.places.iter().position(|held| *held == place)?;
                Some((id, &**child, at))
            });
            named.next()
        })
    }

    /// The layer whose parameter is declared at a place, and the place of the parameter in it.
    pub(super) fn parameter_at(&self, place: Span) -> Option<(LayerId, usize)> {
        self.program().all_layers().find_map(|(id, layer)| {
            let mut parameters = layer.parameters.iter();
            let at = parameters.position(|parameter| parameter.span == place)?;
            Some((id, at))
        })
    }

    /// The layer in whose body a `let` is declared at a place.
    pub(super) fn layer_of_let(&self, place: Span) -> Option<LayerId> {
        let layers = self.program().all_layers();
        let mut holding = layers.filter(|(_, layer)| {
            let lines = layer.body.iter();
            let mut lets = lines.filter(|line| matches!(line.kind, StatementKind::Let(..)));
            lets.any(|line| {
                line.span.source == place.source
                    && line.span.start <= place.start
                    && place.end <= line.span.end
            })
        });
        holding.next().map(|(id, _)| id)
    }
}
