//! A document resolved, as it stands in one version.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cost::{ModuleId, Program, library};
use crate::engine::{Engine, Errors};
use crate::lsp::base::used_by;
use crate::lsp::shown::Costs;
use crate::lsp::text::Text;
use crate::syntax::ast::File;
use crate::syntax::parse_file;
use crate::text::SourceId;

/// Costs by what they are the costs of; nothing where they cannot be derived.
pub(super) type Remembered = RefCell<HashMap<String, Option<Arc<Costs>>>>;

/// A document resolved, as it stands in one version.
#[derive(Debug)]
pub(super) struct View {
    pub(super) engine: Engine,
    pub(super) module: ModuleId,
    pub(super) text: Arc<Text>,
    /// Everything wrong with the document and the files it uses.
    pub(super) errors: Errors,
    /// The files on the disk whose texts are in it.
    files: Vec<PathBuf>,
    tree: OnceCell<File>,
    /// What the layers and configs come to, as far as somebody asked.
    pub(super) costs: Remembered,
}

impl View {
    pub(super) fn new(engine: Engine, module: ModuleId, text: Arc<Text>, errors: Errors) -> View {
        let used = used_by(engine.program(), module);
        let files = used
            .into_iter()
            .filter_map(|module| file_of(engine.program(), module));
        let files = files.collect();
        View {
            engine,
            module,
            text,
            errors,
            files,
            tree: OnceCell::new(),
            costs: Remembered::default(),
        }
    }

    pub(super) fn program(&self) -> &Program {
        self.engine.program()
    }

    /// The source of the document.
    pub(super) fn source(&self) -> SourceId {
        self.program().module(self.module).span.source
    }

    /// The tree of the document; items that cannot be parsed are missing.
    pub(super) fn tree(&self) -> &File {
        self.tree
            .get_or_init(|| parse_file(self.source(), &self.text.text).0)
    }

    /// Whether it depends on the text of a file.
    pub(super) fn depends_on(&self, place: &Path) -> bool {
        // A file with mistakes may become whole by any other file.
        !self.errors.is_empty() || self.files.iter().any(|file| file == place)
    }
}

/// Where a file is on the disk; nothing for one that is in the program itself.
pub(super) fn file_of(program: &Program, module: ModuleId) -> Option<PathBuf> {
    let module = program.module(module);
    if module.built_in {
        return library::path_of(&module.name);
    }
    Some(library::place_of(Path::new(&module.name)))
}

/// The file that a source is the text of.
pub(super) fn module_of(program: &Program, source: SourceId) -> Option<ModuleId> {
    let mut modules = program.modules();
    let found = modules.find(|(_, module)| module.span.source == source);
    found.map(|(id, _)| id)
}
