//! Reading what is wanted of the embedded library. Nothing is mistaken in it, so that what nobody asks
//! about may stay unread; it is read later, once somebody does. Every other file is read whole.

use crate::cost::error::CostError;
use crate::cost::ids::ModuleId;
use crate::cost::library;
use crate::cost::load::Loader;
use crate::cost::program::{Module, Program};
use crate::cost::reach::reach;
use crate::cost::resolve_module::resolve_module;
use crate::cost::wanted::{Read, Wanted};
use crate::syntax::parse_wanted;

/// Whether an item of a file has been read.
fn has_read(module: &Module, word: &str, next: &str) -> bool {
    match (word, next) {
        ("expect", _) => module.read == Read::Everything,
        ("config", "from") => module.read >= Read::Costs,
        ("layer" | "config", name) => module.names.contains_key(name),
        _ => true,
    }
}

impl Loader<'_> {
    /// What is wanted for some names, of files of the library: what they need. Beside other files, which
    /// may name anything, everything that costs may need.
    pub(in crate::cost) fn want(&mut self, names: Option<(&[&str], &[&str])>) {
        if self.wanted == Wanted::Everything {
            return;
        }
        self.settled.clear();
        self.wanted = match names.filter(|_| library::is_embedded()) {
            Some((files, names)) => Wanted::Names(reach(files, names.iter().copied())),
            None => Wanted::Costs,
        };
    }

    /// Reads what is wanted of a file of the library, and of those it uses, and has not been read.
    pub(in crate::cost) fn read_more(&mut self, id: ModuleId) {
        let module = self.program.module(id);
        let is_read = module.read >= self.wanted.read().max(Read::Costs);
        if is_read || !self.settled.insert(id) {
            return;
        }
        for used in module.uses.clone() {
            self.read_more(used);
        }
        let module = self.program.module(id);
        let source = module.span.source;
        let text = self
            .program
            .sources
            .get(source)
            .map(|source| source.text.clone());
        let text = text.unwrap_or_default();
        let wants =
            |word: &str, next: &str| self.wanted.wants(word, next) && !has_read(module, word, next);
        let (tree, errors) = parse_wanted(source, &text, &wants);
        if !(tree.items.is_empty() && errors.is_empty()) {
            self.errors.extend(errors.into_iter().map(CostError::from));
            let declarations = self.declare(id, tree);
            self.errors
                .extend(resolve_module(self.program, &declarations));
            in_order(self.program, id);
        }
        let read = self.wanted.read();
        let module = &mut self.program.modules[id.0];
        module.read = module.read.max(read);
    }
}

/// The names of a file in the order in which it declares them.
fn in_order(program: &mut Program, id: ModuleId) {
    let mut names = std::mem::take(&mut program.modules[id.0].names);
    names.sort_by_cached_key(|_, declared| program.span_of(declared));
    program.modules[id.0].names = names;
}
