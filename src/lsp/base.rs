//! The files of the library that a document uses, kept resolved while the document changes.

use std::path::Path;

use crate::algebra::Limits;
use crate::cost::{ModuleId, Overlay, Program};
use crate::engine::{Engine, Errors};
use crate::lsp::files::used_by;

/// How much work one answer may be: an editor must not wait for the rest.
const MOST_STEPS: u64 = 1 << 20;

/// How many terms a form may have: nobody reads more beside a line.
const MOST_TERMS: u64 = 1 << 14;

/// How many bits a coefficient may have.
const MOST_BITS: u64 = 1 << 12;

/// An engine with files of the library, and nothing else, in it.
#[derive(Clone, Debug)]
pub(super) struct Base {
    files: Vec<String>,
    engine: Engine,
    errors: Errors,
}

impl Base {
    /// A base without files.
    pub(super) fn empty() -> Base {
        let limits = Limits {
            steps: MOST_STEPS,
            products: MOST_STEPS,
            terms: MOST_TERMS,
            bits: MOST_BITS,
            ..Limits::default()
        };
        Base {
            files: Vec::new(),
            engine: Engine::with_limits(limits),
            errors: Vec::new(),
        }
    }

    fn of(files: Vec<String>, overlay: &Overlay) -> Base {
        let mut base = Base::empty();
        for file in &files {
            let (_, errors) = base.engine.open_library(file, overlay);
            base.errors.extend(errors);
        }
        base.files = files;
        base
    }

    /// Loads a document over the base: the engine, the module of the document, and everything wrong.
    /// Where the document uses other files of the library than those of the base, the base becomes one
    /// of those first, so that no file has a say that the document does not use.
    pub(super) fn load(
        &mut self,
        path: &Path,
        overlay: &Overlay,
    ) -> (Engine, Option<ModuleId>, Errors) {
        let (engine, module, errors) = self.load_once(path, overlay);
        let used = module.map_or_else(Vec::new, |module| used_library(engine.program(), module));
        if used == self.files {
            return (engine, module, errors);
        }
        *self = Base::of(used, overlay);
        self.load_once(path, overlay)
    }

    fn load_once(&self, path: &Path, overlay: &Overlay) -> (Engine, Option<ModuleId>, Errors) {
        let mut engine = self.engine.clone();
        let (module, errors) = engine.open(path, overlay);
        let errors = self.errors.iter().cloned().chain(errors).collect();
        (engine, module, errors)
    }
}

/// The files of the library among those that a file uses, without itself.
fn used_library(program: &Program, module: ModuleId) -> Vec<String> {
    let used = used_by(program, module).into_iter();
    let used = used.filter(|used| *used != module);
    let modules = used.map(|used| program.module(used));
    let built_in = modules.filter(|module| module.built_in);
    built_in.map(|module| module.name.clone()).collect()
}
