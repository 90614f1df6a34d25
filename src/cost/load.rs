//! Loading: a file is read, parsed, declared and resolved, after the files that it uses.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::algebra::{Domain, Rational};
use crate::cost::declarations::Declarations;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
use crate::cost::library;
use crate::cost::narrow::domain_of;
use crate::cost::number::number_of;
use crate::cost::overlay::Overlay;
use crate::cost::program::{
    Config, ConfigBody, Declared, Dim, FileLet, Layer, Module, Parameter, Program, Quantity,
};
use crate::cost::reference::{Reference, Referent};
use crate::cost::resolve_module::resolve_module;
use crate::cost::wanted::{Read, Wanted};
use crate::syntax::ast::{self, ItemKind, UseTarget};
use crate::syntax::parse_wanted;
use crate::text::{SourceId, Span, did_you_mean};

/// Loads files into a program and collects what is wrong with them.
pub struct Loader<'p> {
    pub(in crate::cost) program: &'p mut Program,
    pub(in crate::cost) errors: Vec<CostError>,
    /// The files being loaded, outermost first: what each is known by, and what people call it.
    open: Vec<(String, String)>,
    /// Texts that take the place of files.
    overlay: Option<&'p Overlay>,
    /// What is read of files of the embedded library.
    pub(in crate::cost) wanted: Wanted,
    /// The files of which that much has been read.
    pub(in crate::cost) settled: HashSet<ModuleId>,
}

impl<'p> Loader<'p> {
    /// A loader that adds to a program.
    pub fn new(program: &'p mut Program) -> Loader<'p> {
        Loader {
            program,
            errors: Vec::new(),
            open: Vec::new(),
            overlay: None,
            wanted: Wanted::Everything,
            settled: HashSet::new(),
        }
    }

    /// The same, which leaves unread what no answer needs of the embedded library: expectations, and
    /// layers and configs that nothing names.
    #[must_use]
    pub fn sparing(self) -> Loader<'p> {
        Loader {
            wanted: Wanted::Costs,
            ..self
        }
    }

    /// The same, with texts that take the place of files. A file of the folder that was chosen as the
    /// library is then a file of the library, by whichever way it is loaded.
    #[must_use]
    pub fn over(self, overlay: &'p Overlay) -> Loader<'p> {
        Loader {
            overlay: Some(overlay),
            ..self
        }
    }

    /// What was wrong with everything loaded.
    pub fn finish(self) -> Vec<CostError> {
        self.errors
    }

    /// Loads a file of the embedded library by its dotted name.
    pub fn load_library(&mut self, name: &str, from: Option<Span>) -> Option<ModuleId> {
        if let Some(known) = self.known(name, from) {
            if let Some(known) = known {
                self.read_more(known);
            }
            return known;
        }
        let edited = self
            .overlay
            .zip(library::path_of(name))
            .and_then(|(overlay, path)| overlay.text(&path).cloned());
        let text = edited.as_deref().or_else(|| library::text_of(name));
        let Some(text) = text else {
            let names = library::files().iter().map(|(name, _)| *name);
            let near = did_you_mean(name, names).map(str::to_owned);
            let reason = "the library has no file of this name".to_owned();
            self.missing(name, reason, near, from);
            return None;
        };
        Some(self.load_text(
            name,
            &format!("formulas/{}.cost", name.replace('.', "/")),
            text,
            true,
        ))
    }

    /// Loads a file from disk.
    pub fn load_path(&mut self, path: &Path, from: Option<Span>) -> Option<ModuleId> {
        let name = path.display().to_string();
        if self.overlay.is_some()
            && let Some(in_library) = library::name_of(path)
        {
            return self.load_library(&in_library, from);
        }
        // Two spellings of one path are one file.
        let key = library::place_of(path).display().to_string();
        if let Some(known) = self.known(&key, from) {
            return known;
        }
        if let Some(text) = self.overlay.and_then(|overlay| overlay.text(path)) {
            return Some(self.load_text(&key, &name, text, false));
        }
        match library::read_file(path) {
            Ok(text) => Some(self.load_text(&key, &name, &text, false)),
            Err(reason) => {
                self.missing(&name, reason, None, from);
                None
            }
        }
    }

    /// Loads a text that stands in no file.
    pub fn load_loose(&mut self, name: &str, text: &str) -> ModuleId {
        self.load_text(name, name, text, false)
    }

    /// The module of this name if it is loaded; an error if it is being loaded right now.
    #[expect(
        clippy::option_option,
        reason = "known and broken differs from not known"
    )]
    fn known(&mut self, key: &str, from: Option<Span>) -> Option<Option<ModuleId>> {
        if let Some(at) = self.open.iter().position(|(open, _)| open == key) {
            let names = self.open[at..].iter().chain([&self.open[at]]);
            let cycle = names.map(|(_, name)| name.clone()).collect();
            let kind = CostErrorKind::UseCycle { cycle };
            self.errors.push(CostError::perhaps_at(kind, from));
            return Some(None);
        }
        self.program.module_names.get(key).map(|id| Some(*id))
    }

    /// The program as loaded so far.
    pub(in crate::cost) fn program(&self) -> &Program {
        self.program
    }

    /// Adds a text that is no file.
    pub(in crate::cost) fn add_source(&mut self, name: &str, text: &str) -> SourceId {
        self.program.sources.add(name, text)
    }

    /// An empty file that uses others: the scope of a command line.
    pub(in crate::cost) fn scope_over(&mut self, uses: Vec<ModuleId>) -> ModuleId {
        let module = ModuleId(self.program.modules.len());
        self.program.modules.push(Module {
            name: "<command line>".to_owned(),
            doc: None,
            span: Span::new(SourceId::LONE, 0, 0),
            built_in: false,
            names: IndexMap::new(),
            uses,
            expectations: Vec::new(),
            readers: Vec::new(),
            references: Vec::new(),
            read: Read::Everything,
        });
        module
    }

    /// A module, if nothing was wrong with all that has been loaded.
    pub(in crate::cost) fn checked(
        &mut self,
        module: Option<ModuleId>,
    ) -> Result<ModuleId, Vec<CostError>> {
        match module {
            Some(module) if self.errors.is_empty() => Ok(module),
            _ => Err(std::mem::take(&mut self.errors)),
        }
    }

    fn missing(&mut self, name: &str, reason: String, near: Option<String>, from: Option<Span>) {
        let name = name.to_owned();
        let kind = CostErrorKind::MissingFile { name, reason, near };
        self.errors.push(CostError::perhaps_at(kind, from));
    }

    fn load_text(&mut self, key: &str, display: &str, text: &str, built_in: bool) -> ModuleId {
        let source = self.program.sources.add(display, text);
        let everything = Wanted::Everything;
        let spared = built_in && self.overlay.is_none() && library::is_embedded();
        let wanted = if spared { &self.wanted } else { &everything };
        let read = wanted.read();
        let wants = |word: &str, next: &str| wanted.wants(word, next);
        let (tree, syntax_errors) = parse_wanted(source, text, &wants);
        self.errors
            .extend(syntax_errors.into_iter().map(CostError::from));
        self.open.push((key.to_owned(), display.to_owned()));
        // Files may use each other in a chain as long as a disk is large.
        let (uses, references) =
            stacker::maybe_grow(128 * 1024, 4 << 20, || self.load_uses(&tree, display));
        self.open.pop();
        let module = ModuleId(self.program.modules.len());
        self.program.module_names.insert(key.to_owned(), module);
        self.program.modules.push(Module {
            name: if built_in {
                key.to_owned()
            } else {
                display.to_owned()
            },
            doc: tree.doc.as_ref().map(|doc| doc.node.clone()),
            span: Span::new(source, 0, text.len()),
            built_in,
            names: IndexMap::new(),
            uses,
            expectations: Vec::new(),
            readers: Vec::new(),
            references,
            read,
        });
        self.settled.insert(module);
        let declarations = self.declare(module, tree);
        self.errors
            .extend(resolve_module(self.program, &declarations));
        module
    }

    /// Loads the files that a file uses; paths are relative to it, as it was named.
    fn load_uses(&mut self, tree: &ast::File, display: &str) -> (Vec<ModuleId>, Vec<Reference>) {
        let (mut uses, mut references) = (Vec::new(), Vec::new());
        for item in &tree.items {
            let ItemKind::Use(target) = &item.kind else {
                continue;
            };
            let span = match target {
                UseTarget::Library(path) => path.span,
                UseTarget::File(name) => name.span,
            };
            let used = match target {
                UseTarget::Library(path) => {
                    let name: Vec<&str> =
                        path.parts.iter().map(|part| part.node.as_str()).collect();
                    self.load_library(&name.join("."), Some(path.span))
                }
                UseTarget::File(name) => {
                    let folder = Path::new(display)
                        .parent()
                        .map_or_else(PathBuf::new, Path::to_owned);
                    self.load_path(&folder.join(name.node.as_str()), Some(name.span))
                }
            };
            let Some(used) = used else {
                continue;
            };
            let to = Referent::Module(used);
            references.push(Reference { span, to });
            if !uses.contains(&used) {
                uses.push(used);
            }
        }
        (uses, references)
    }

    pub(in crate::cost) fn declare(&mut self, module: ModuleId, tree: ast::File) -> Declarations {
        let mut found = Declarations {
            module,
            quantities: Vec::new(),
            lets: Vec::new(),
            layers: Vec::new(),
            extends: Vec::new(),
            configs: Vec::new(),
            expectations: Vec::new(),
        };
        for item in tree.items {
            let doc = item.doc.map(|doc| doc.node);
            match item.kind {
                ItemKind::Use(_) => {}
                ItemKind::Dim(tree) => self.declare_dim(module, &tree),
                ItemKind::Quantity(tree) => {
                    let id = self.declare_quantity(module, &tree, doc);
                    found.quantities.push((id, tree));
                }
                ItemKind::Let(tree) => {
                    let id = LetId(self.program.lets.len());
                    self.program.lets.push(FileLet {
                        name: tree.name.node.to_string(),
                        value: None,
                        span: tree.name.span,
                    });
                    self.declare_name(module, &tree.name, Declared::Let(id));
                    found.lets.push((id, tree));
                }
                ItemKind::Layer(tree) => {
                    let id = self.declare_layer(module, &tree, doc);
                    found.layers.push((id, tree));
                }
                ItemKind::Extend(tree) => found.extends.push(tree),
                ItemKind::Config(tree) => {
                    let id = self.declare_config(module, &tree, doc, item.span);
                    found.configs.push((id, tree));
                }
                ItemKind::Expect(tree) => found.expectations.push((tree, item.span)),
            }
        }
        found
    }

    fn declare_name(&mut self, module: ModuleId, name: &ast::Name, declared: Declared) {
        let (span, to) = (name.span, Referent::of(&declared, &name.node));
        let references = &mut self.program.modules[module.0].references;
        references.push(Reference { span, to });
        if let Some(first) = self.program.modules[module.0].names.get(name.node.as_str()) {
            let first_at = self.program.span_of(first);
            let kind = CostErrorKind::Duplicate {
                what: declared.kind(),
                name: name.node.to_string(),
            };
            let words = format!("first declared here, as a {}", first.kind());
            self.errors
                .push(CostError::new(kind, name.span).with_note(first_at, words));
            return;
        }
        self.program.modules[module.0]
            .names
            .insert(name.node.to_string(), declared);
    }

    fn declare_dim(&mut self, module: ModuleId, tree: &ast::Dim) {
        let domain = tree.domain.as_ref().map(|domain| domain_of(&domain.node));
        let domain = domain.unwrap_or(Ok(Domain::default()));
        let domain = domain.map_err(|error| self.errors.push(error)).ok();
        let default = domain.and_then(|domain| self.default_of(tree, domain));
        let domain = domain.unwrap_or_default();
        let agreed = self.program.defaults.entry(tree.name.node.to_string());
        let said = default.clone().map(|default| (default, domain));
        let agreed = agreed.or_insert_with(|| said.clone());
        if *agreed != said {
            *agreed = None;
        }
        let dim = Dim {
            about: tree.about.as_ref().map(|about| about.node.to_string()),
            domain,
            default,
            span: tree.name.span,
        };
        self.declare_name(module, &tree.name, Declared::Dim(dim));
    }

    /// What a dim is where nothing binds it, which is something that it may be.
    fn default_of(&mut self, tree: &ast::Dim, domain: Domain) -> Option<Rational> {
        let default = tree.default.as_ref()?;
        let number = number_of(&default.node, default.span);
        let number = number.map_err(|error| self.errors.push(error)).ok()?;
        if domain.contains(&number) {
            return Some(number);
        }
        let (dim, number) = (&tree.name.node, number.to_string());
        let reason = format!("`{dim}` cannot be `{number}` by default: it is {domain}");
        let help = "choose another default, or say what else the dim may be, as `whole` or `real`";
        let help = help.to_owned();
        let kind = CostErrorKind::BadCall { reason, help };
        self.errors.push(CostError::new(kind, default.span));
        None
    }

    fn declare_quantity(
        &mut self,
        module: ModuleId,
        tree: &ast::Quantity,
        doc: Option<String>,
    ) -> QuantityId {
        let id = QuantityId(self.program.quantities.len());
        self.program.quantities.push(Quantity {
            name: tree.name.node.to_string(),
            about: tree.about.as_ref().map(|about| about.node.to_string()),
            doc,
            unit: tree
                .unit
                .as_ref()
                .map_or_else(String::new, |unit| unit.node.to_string()),
            sign: tree
                .sign
                .as_ref()
                .map_or_else(String::new, |sign| sign.node.to_string()),
            per: tree.per.as_ref().map_or(ast::Per::Call, |per| per.node),
            else_zero: tree.else_zero.is_some(),
            derived: None,
            span: tree.name.span,
            module,
        });
        self.declare_name(module, &tree.name, Declared::Quantity(id));
        id
    }

    fn declare_layer(
        &mut self,
        module: ModuleId,
        tree: &ast::Layer,
        doc: Option<String>,
    ) -> LayerId {
        let id = LayerId(self.program.layers.len());
        let parameters = tree.parameters.iter().map(|parameter| Parameter {
            name: parameter.name.node.to_string(),
            optional: parameter.default.is_some(),
            default: None,
            span: parameter.name.span,
        });
        self.program.layers.push(Layer {
            name: tree.name.node.to_string(),
            doc,
            parameters: parameters.collect(),
            default_order: Vec::new(),
            body: Vec::new(),
            slots: 0,
            slot_names: Vec::new(),
            slot_places: Vec::new(),
            else_zero: false,
            rules: IndexMap::new(),
            span: tree.name.span,
            module,
        });
        self.declare_name(module, &tree.name, Declared::Layer(id));
        id
    }

    fn declare_config(
        &mut self,
        module: ModuleId,
        tree: &ast::Config,
        doc: Option<String>,
        span: Span,
    ) -> ConfigId {
        let id = ConfigId(self.program.configs.len());
        let (name, about, reads, span) = match &tree.head {
            ast::ConfigHead::Named { name, about } => {
                let about = about.as_ref().map(|about| about.node.to_string());
                (name.node.to_string(), about, None, name.span)
            }
            ast::ConfigHead::From { format, kinds } => {
                let kinds: Vec<String> = kinds.iter().map(|kind| kind.node.to_string()).collect();
                (
                    kinds.join(", "),
                    None,
                    Some((format.node.to_string(), kinds)),
                    span,
                )
            }
        };
        self.program.configs.push(Config {
            name,
            about,
            doc,
            body: ConfigBody::Broken,
            reads,
            span,
            module,
        });
        match &tree.head {
            ast::ConfigHead::Named { name, .. } => {
                self.declare_name(module, name, Declared::Config(id));
            }
            ast::ConfigHead::From { .. } => self.program.modules[module.0].readers.push(id),
        }
        id
    }
}
