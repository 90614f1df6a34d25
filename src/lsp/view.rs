//! A document resolved, as it stands in one version.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cost::{ModuleId, Program};
use crate::engine::{Engine, Errors};
use crate::lsp::files::{file_of, used_by};
use crate::lsp::fingerprint::Fingerprint;
use crate::lsp::shown::Remembered;
use crate::lsp::text::Text;
use crate::syntax::ast::File;
use crate::syntax::parse_file;
use crate::text::SourceId;

/// A document resolved, as it stands in one version.
#[derive(Debug)]
pub(super) struct View {
    pub(super) engine: Engine,
    pub(super) module: ModuleId,
    pub(super) text: Rc<Text>,
    /// Everything wrong with the document and the files it uses.
    pub(super) errors: Errors,
    /// The files on the disk whose texts are in it.
    files: Vec<PathBuf>,
    tree: OnceCell<File>,
    fingerprint: OnceCell<Fingerprint>,
    /// What the layers and configs come to, as far as somebody asked.
    pub(super) costs: Remembered,
}

impl View {
    pub(super) fn new(
        engine: Engine,
        module: ModuleId,
        text: Rc<Text>,
        errors: Errors,
        costs: Remembered,
    ) -> View {
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
            fingerprint: OnceCell::new(),
            costs,
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
            .get_or_init(|| parse_file(self.source(), &self.text.content).0)
    }

    /// What the costs of its items depend on.
    pub(super) fn fingerprint(&self) -> &Fingerprint {
        self.fingerprint
            .get_or_init(|| Fingerprint::of(self.program(), self.module, self.tree()))
    }

    /// Whether it depends on the text of a file.
    pub(super) fn depends_on(&self, place: &Path) -> bool {
        // A file with mistakes may become whole by any other file.
        !self.errors.is_empty() || self.files.iter().any(|file| file == place)
    }
}
