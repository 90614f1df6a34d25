//! What the costs of an item depend on: the texts that could change them. While those stay as they are,
//! the costs are not derived again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::cost::{ModuleId, Program};
use crate::lsp::context::is_name_letter;
use crate::lsp::files::{file_of, used_by};
use crate::syntax::ast::{ConfigHead, File, ItemKind};

/// The texts of a document, in the parts that its costs depend on.
#[derive(Debug, Default)]
pub(super) struct Fingerprint {
    /// What every item may depend on: the files that are used, and all that is no layer, config or
    /// expectation.
    common: String,
    /// Layers and configs by name.
    items: BTreeMap<String, String>,
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
            let _ = writeln!(found.common, "{} {text}", module.name);
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
                None => found.common += text,
                Some(name) => *found.items.entry(name.clone()).or_default() += text,
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
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let mut pending: Vec<&str> = self
            .words(name)
            .chain(self.words_in(&self.common))
            .collect();
        while let Some(name) = pending.pop() {
            if names.insert(name) {
                pending.extend(self.words_in(&self.items[name]));
            }
        }
        let texts = names.into_iter().map(|name| self.items[name].as_str());
        let text: String = std::iter::once(self.common.as_str()).chain(texts).collect();
        self.known
            .borrow_mut()
            .insert(name.to_owned(), text.clone());
        text
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
