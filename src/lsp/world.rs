//! The open documents, and what is known of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use indexmap::IndexMap;
use lsp_types::{Location, TextDocumentContentChangeEvent, TextDocumentPositionParams, Uri};

use crate::cost::{ModuleId, Overlay, Program, library};
use crate::engine::Engine;
use crate::lsp::base::Base;
use crate::lsp::copies;
use crate::lsp::files::{file_of, module_of};
use crate::lsp::options::Options;
use crate::lsp::place::{path_of, uri_of};
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::shown::Remembered;
use crate::lsp::text::Text;
use crate::lsp::view::View;
use crate::text::Span;

/// More files than this are not looked for in the folders that an editor has open.
const MOST_FILES: usize = 2_000;

/// Folders deeper than this are not looked into.
const MOST_FOLDERS: usize = 12;

/// An open document.
struct Document {
    uri: Uri,
    path: PathBuf,
    version: i32,
    text: Rc<Text>,
    base: Base,
    /// What its layers and configs cost, in whatever version.
    costs: Remembered,
    /// What is known of this version.
    view: Option<Rc<View>>,
    /// What was known of the last version without mistakes.
    whole: Option<Rc<View>>,
    /// Whether something was said about it.
    published: bool,
    /// Whether something is to be said about it that was not said yet.
    unpublished: bool,
    /// Whether its expectations are to be tested when something is said about it.
    to_test: bool,
}

/// The open documents, and what is known of them.
pub(super) struct World {
    pub(super) options: Options,
    pub(super) overlay: Overlay,
    /// By the text of their addresses.
    documents: IndexMap<String, Document>,
    /// Documents that were closed, and about which nothing is to be said any more.
    closed: Vec<Uri>,
}

impl World {
    pub(super) fn new(options: Options) -> World {
        World {
            options,
            overlay: Overlay::default(),
            documents: IndexMap::new(),
            closed: Vec::new(),
        }
    }

    /// Takes in a document that is opened.
    pub(super) fn open(&mut self, uri: &Uri, version: i32, text: String) {
        let path = path_of(uri);
        let text = Rc::new(Text::new(text, self.options.encoding));
        self.overlay.put(&path, text.content.clone());
        self.closed.retain(|closed| closed != uri);
        let document = Document {
            uri: uri.clone(),
            path: path.clone(),
            version,
            text,
            base: Base::empty(),
            costs: Remembered::default(),
            view: None,
            whole: None,
            published: false,
            unpublished: true,
            to_test: true,
        };
        self.documents.insert(uri.as_str().to_owned(), document);
        self.changed(&path);
    }

    /// Edits a document. Changes of one that is not open are passed over.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(document) = self.documents.get_mut(uri.as_str()) else {
            return;
        };
        document.version = version;
        for change in changes {
            let edited = match change.range {
                None => Text::new(change.text, self.options.encoding),
                Some(range) => {
                    let bytes = document.text.bytes(range);
                    document.text.edited(bytes, &change.text)
                }
            };
            document.text = Rc::new(edited);
        }
        let (path, text) = (document.path.clone(), document.text.content.clone());
        self.overlay.put(&path, text);
        self.changed(&path);
    }

    /// Forgets a document that is closed: its file counts again as it is on the disk.
    pub(super) fn close(&mut self, uri: &Uri) {
        if let Some(document) = self.documents.shift_remove(uri.as_str()) {
            self.overlay.remove(&document.path);
            self.changed(&document.path);
            self.closed.push(document.uri);
        }
    }

    /// A document was saved, or files changed on the disk: everything is looked at again.
    pub(super) fn look_again(&mut self) {
        for document in self.documents.values_mut() {
            document.view = None;
            document.unpublished = true;
            document.to_test = true;
        }
    }

    /// Forgets everything that was worked out.
    pub(super) fn forget(&mut self) {
        for document in self.documents.values_mut() {
            document.base = Base::empty();
            document.costs = Remembered::default();
            document.view = None;
            document.whole = None;
        }
    }

    /// The text of a file is another one: whatever depends on it is to be worked out again.
    fn changed(&mut self, path: &Path) {
        let place = library::place_of(path);
        let in_library = library::name_of(path).is_some();
        for document in self.documents.values_mut() {
            let own = library::place_of(&document.path) == place;
            if in_library && !own {
                document.base = Base::empty();
            }
            let view = document.view.as_ref();
            if own || in_library || view.is_none_or(|view| view.depends_on(&place)) {
                document.view = None;
                document.unpublished = true;
            }
        }
    }

    /// What is known of a document.
    ///
    /// # Errors
    /// When it is not open.
    pub(super) fn view(&mut self, uri: &Uri) -> Answer<Rc<View>> {
        let Some(document) = self.documents.get_mut(uri.as_str()) else {
            let message = format!("`{}` is not open", uri.as_str());
            return Err(Refusal::failed(message));
        };
        if let Some(view) = &document.view {
            return Ok(view.clone());
        }
        let (engine, module, errors) = document.base.load(&document.path, &self.overlay);
        let Some(module) = module else {
            let message = format!("`{}` cannot be read", uri.as_str());
            return Err(Refusal::failed(message));
        };
        let costs = document.costs.clone();
        let view = Rc::new(View::new(
            engine,
            module,
            document.text.clone(),
            errors,
            costs,
        ));
        if view.errors.is_empty() {
            document.whole = Some(view.clone());
        }
        document.view = Some(view.clone());
        Ok(view)
    }

    /// What is known of a document, and the offset of a position in it.
    ///
    /// # Errors
    /// When it is not open.
    pub(super) fn at(&mut self, at: &TextDocumentPositionParams) -> Answer<(Rc<View>, usize)> {
        let view = self.view(&at.text_document.uri)?;
        let offset = view.text.offset(at.position);
        Ok((view, offset))
    }

    /// What was known of the last version of a document that had no mistakes.
    pub(super) fn last_whole(&self, uri: &Uri) -> Option<Rc<View>> {
        self.documents.get(uri.as_str())?.whole.clone()
    }

    /// The files of the library that a document uses, resolved.
    pub(super) fn base(&self, uri: &Uri) -> Base {
        let document = self.documents.get(uri.as_str());
        document.map_or_else(Base::empty, |document| document.base.clone())
    }

    /// The version of an open document.
    pub(super) fn version(&self, uri: &Uri) -> Option<i32> {
        Some(self.documents.get(uri.as_str())?.version)
    }

    /// A document that something is to be said about, and whether its expectations are to be tested for
    /// it; both are then taken as done. What is quickly said of a new document is said at once.
    pub(super) fn next_unpublished(&mut self) -> Option<(Uri, bool)> {
        if let Some(closed) = self.closed.pop() {
            return Some((closed, false));
        }
        let mut documents = self.documents.values_mut();
        if let Some(document) = documents.find(|document| document.unpublished) {
            let test = document.published && document.to_test;
            document.unpublished = false;
            document.published = true;
            document.to_test &= !test;
            return Some((document.uri.clone(), test));
        }
        let mut documents = self.documents.values_mut();
        let document = documents.find(|document| document.to_test)?;
        document.to_test = false;
        Some((document.uri.clone(), true))
    }

    /// The address of a file: as the client spells it where it is open.
    pub(super) fn uri_of(&self, path: &Path) -> Option<Uri> {
        let place = library::place_of(path);
        let mut documents = self.documents.values();
        let open = documents.find(|document| library::place_of(&document.path) == place);
        open.map(|document| document.uri.clone())
            .or_else(|| uri_of(&place))
    }

    /// Where a place in a program is, for an editor.
    pub(super) fn location(&self, program: &Program, span: Span) -> Option<Location> {
        let module = module_of(program, span.source)?;
        let path =
            file_of(program, module).or_else(|| copies::copy_of(&program.module(module).name))?;
        let source = program.sources.get(span.source)?;
        let text = Text::new(source.text.clone(), self.options.encoding);
        Some(Location::new(self.uri_of(&path)?, text.range(span.range())))
    }

    /// Everything at once: the open documents, the files in the folders of the editor, and what they
    /// use; and the module of a document in it.
    ///
    /// # Errors
    /// When the document cannot be read.
    pub(super) fn everything(
        &self,
        uri: &Uri,
        overlay: &Overlay,
    ) -> Answer<(Engine, ModuleId, usize)> {
        let (mut engine, module, mut errors) = Base::empty().load(&path_of(uri), overlay);
        let Some(module) = module else {
            let message = format!("`{}` cannot be read", uri.as_str());
            return Err(Refusal::failed(message));
        };
        let open = self.documents.values().map(|document| &document.path);
        let mut paths: BTreeSet<PathBuf> = open.cloned().collect();
        for folder in &self.options.folders {
            collect(folder, MOST_FOLDERS, &mut paths);
        }
        for path in paths {
            errors.extend(engine.open(&path, overlay).1);
        }
        Ok((engine, module, errors.len()))
    }
}

/// The formula files in a folder and those in it.
fn collect(folder: &Path, depth: usize, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let hidden = name.as_encoded_bytes().starts_with(b".");
        // What a link leads to is looked at where it is.
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if hidden || found.len() >= MOST_FILES {
            continue;
        }
        if kind.is_dir() && depth > 0 && name != "target" && name != "node_modules" {
            collect(&path, depth - 1, found);
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "cost") {
            found.insert(path);
        }
    }
}
