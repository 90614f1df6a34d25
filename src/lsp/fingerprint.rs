//! What the costs of an item depend on: the texts that could change them. While those stay as they are,
//! the costs are not derived again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::cost::{CostError, ModuleId, Program};
use crate::lsp::context::is_name_letter;
use crate::lsp::files::{file_of, used_by};
use crate::syntax::ast::{ConfigHead, File, ItemKind};
use crate::text::{SourceId, Span};

/// A text, and the places in the document that it was put together from.
#[derive(Debug, Default)]
struct Part {
    text: String,
    spans: Vec<Span>,
}

impl Part {
    fn add(&mut self, text: &str, span: Span) {
        self.text += text;
        self.spans.push(span);
    }

    fn covers(&self, span: Span) -> bool {
        let mut spans = self.spans.iter();
        spans.any(|held| held.start <= span.start && span.start <= held.end)
    }
}

/// The texts of a document, in the parts that its costs depend on.
#[derive(Debug, Default)]
pub(super) struct Fingerprint {
    /// What every item may depend on: the files that are used, and all that is no layer, config or
    /// expectation.
    common: Part,
    /// Layers and configs by name.
    items: BTreeMap<String, Part>,
    /// What each item depends on, once somebody asked.
    known: RefCell<BTreeMap<String, String>>,
}

impl Fingerprint {
    /// The texts of a document.
    pub(super) fn of(program: &Program, document: ModuleId, tree: &File) -> Fingerprint {
        let mut found = Fingerprint::default();
        for used in used_by(program, document) {
            let module = program.module(used);
            // What is in the program itself does not change.
            let text = file_of(program, used).filter(|_| used != document);
            let text = text.map_or("", |_| program.sources.slice(module.span));
            let _ = writeln!(found.common.text, "{} {text}", module.name);
        }
        for item in &tree.items {
            let text = program.sources.slice(item.span);
            let name = match &item.kind {
                ItemKind::Expect(_) => continue,
                ItemKind::Layer(layer) => Some(&layer.name.node),
                ItemKind::Config(config) => match &config.head {
                    ConfigHead::Named { name, .. } => Some(&name.node),
                    ConfigHead::From { .. } => None,
                },
                _ => None,
            };
            match name {
                None => found.common.add(text, item.span),
                Some(name) => {
                    let part = found.items.entry(name.to_string()).or_default();
                    part.add(text, item.span);
                }
            }
        }
        found
    }

    /// Every text that the costs of an item may depend on: an item that another one depends on is named
    /// in it.
    pub(super) fn text(&self, name: &str) -> String {
        if let Some(known) = self.known.borrow().get(name) {
            return known.clone();
        }
        let text: String = self.parts(name).map(|part| part.text.as_str()).collect();
        self.known
            .borrow_mut()
            .insert(name.to_owned(), text.clone());
        text
    }

    /// A mistake in something that the costs of an item may depend on: then they are not derived, since
    /// what is missing would count nothing, and what goes in a circle would have no end.
    pub(super) fn mistake<'e>(
        &self,
        name: &str,
        errors: &'e [CostError],
        document: SourceId,
    ) -> Option<&'e CostError> {
        let parts: Vec<&Part> = self.parts(name).collect();
        errors.iter().find(|error| match error.span {
            Some(span) if span.source == document => parts.iter().any(|part| part.covers(span)),
            // It is in a file that this one uses.
            _ => true,
        })
    }

    /// Everything that the costs of an item may depend on.
    fn parts(&self, name: &str) -> impl Iterator<Item = &Part> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let common = self.words_in(&self.common.text);
        let mut pending: Vec<&str> = self.words(name).chain(common).collect();
        while let Some(name) = pending.pop() {
            if names.insert(name) {
                pending.extend(self.words_in(&self.items[name].text));
            }
        }
        let items = names.into_iter().map(|name| &self.items[name]);
        std::iter::once(&self.common).chain(items)
    }

    /// The names of items in a text.
    fn words_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let words = text.split(|letter| !is_name_letter(letter));
        words.filter_map(|word| Some(self.items.get_key_value(word)?.0.as_str()))
    }

    /// An item by itself, where there is one of the name.
    fn words<'t>(&'t self, name: &str) -> impl Iterator<Item = &'t str> {
        let item = self.items.get_key_value(name);
        item.map(|(name, _)| name.as_str()).into_iter()
    }
}
