//! What was defined so far: a formula file that grows line by line.

use std::path::PathBuf;

use crate::cost::ModuleId;
use crate::engine::{Engine, Errors};
use crate::syntax::ast::ItemKind;
use crate::syntax::parse_file;
use crate::text::SourceId;

/// What the definitions are called in messages.
const NAME: &str = "<repl>";

/// What is known before anything is defined.
const KNOWN: &str = include_str!("../../../templates/repl.cost");

/// Files that were loaded, and definitions that were typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Definitions {
    /// The files.
    pub(super) files: Vec<PathBuf>,
    /// Each definition with what it defines, if it defines a name: `layer mine`.
    items: Vec<(Option<String>, String)>,
}

impl Definitions {
    /// Files, and nothing defined yet.
    pub(super) fn of_files(files: Vec<PathBuf>) -> Definitions {
        Definitions {
            files,
            items: Vec::new(),
        }
    }

    /// The same and one more. What has the name of something defined before takes its place.
    pub(super) fn with(&self, text: &str) -> Definitions {
        let mut changed = self.clone();
        let item = (Definitions::name_in(text), text.to_owned());
        let held = changed.items.iter_mut();
        let mut held = held.filter(|held| held.0.is_some());
        match held.find(|held| held.0 == item.0) {
            Some(held) => *held = item,
            None => changed.items.push(item),
        }
        changed
    }

    /// The name that a definition defines, if it defines one.
    pub(super) fn name_in(text: &str) -> Option<String> {
        let (file, _) = parse_file(SourceId::LONE, text);
        file.items.first().and_then(|item| name_of(&item.kind))
    }

    /// All definitions, as a formula file.
    pub(super) fn text(&self) -> String {
        let items = self.items.iter().map(|(_, text)| format!("{text}\n"));
        items.collect()
    }

    /// The names that were defined.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|(name, _)| name.as_deref())
    }

    /// An engine that knows them, also where something is wrong with them.
    pub(super) fn engine(&self) -> (Engine, Result<ModuleId, Errors>) {
        let mut engine = Engine::new();
        for file in &self.files {
            if let Err(errors) = engine.add_file(file) {
                return (engine, Err(errors));
            }
        }
        // What is known comes last, so that the lines of the definitions are counted from one.
        let added = engine.add_text(NAME, &(self.text() + KNOWN));
        (engine, added)
    }
}

/// What an item declares; names of one item are one name space.
fn name_of(kind: &ItemKind) -> Option<String> {
    Some(match kind {
        ItemKind::Dim(dim) => dim.name.node.to_string(),
        ItemKind::Quantity(quantity) => quantity.name.node.to_string(),
        ItemKind::Let(item) => item.name.node.to_string(),
        ItemKind::Layer(layer) => layer.name.node.to_string(),
        _ => return None,
    })
}
