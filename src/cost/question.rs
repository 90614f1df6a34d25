//! Questions: what a TARGET on the command line, or a string in a program, asks about.

use std::collections::HashMap;
use std::path::{Path as FilePath, PathBuf};

use indexmap::IndexSet;

use crate::algebra::Domain;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind, Target, TargetBase};
use crate::cost::ids::{ConfigId, ModuleId, QuantityId};
use crate::cost::library;
use crate::cost::load::Loader;
use crate::cost::program::{Declared, Program};
use crate::cost::resolve::{Resolver, paths_of_expression, target_of_expression};
use crate::cost::scope::{Scope, Undeclared, lookup_path};
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::parse_expression;
use crate::text::{Span, did_you_mean};

type Result<T> = std::result::Result<T, Vec<CostError>>;

/// Something to derive, evaluate or compare.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is called in answers.
    pub label: String,
    /// What is asked about.
    pub subject: Subject,
    /// The file whose names it sees.
    pub module: ModuleId,
    /// The names in printing order: dims, the target's parameters, others as they first appear.
    pub names: Vec<String>,
    /// What each dim may be.
    pub domains: HashMap<String, Domain>,
    /// Words that were read as products of letters nobody declared.
    pub splits: Vec<String>,
}

/// What a question is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A layer, a config, or a child of one: it costs every quantity.
    Target(Target),
    /// An expression: one value.
    Expression(Formula),
    /// A `config from`, which needs a file to read.
    Reader(ConfigId),
}

/// How a TARGET is spelled.
enum Spelling<'t> {
    File(PathBuf),
    InFile(PathBuf, &'t str),
    Expression,
}

fn spelling(text: &str) -> Spelling<'_> {
    if let Some(at) = text.find(".cost:") {
        let (file, rest) = text.split_at(at + ".cost".len());
        return Spelling::InFile(PathBuf::from(file), &rest[1..]);
    }
    let path = FilePath::new(text);
    let named_like_a_file = path
        .extension()
        .is_some_and(|extension| extension == "cost");
    let is_word = text
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_');
    if named_like_a_file || (!is_word && path.exists()) {
        return Spelling::File(path.to_owned());
    }
    Spelling::Expression
}

impl Loader<'_> {
    /// Everything that a TARGET asks about: a name, a file, `FILE:name`, or an expression. The files
    /// given are visible to names and expressions beside the library.
    ///
    /// # Errors
    /// Everything wrong with the text and the files it names.
    pub fn questions(&mut self, text: &str, files: &[ModuleId]) -> Result<Vec<Question>> {
        match spelling(text) {
            Spelling::File(path) => {
                let module = self.load_path(&path, None);
                let module = self.checked(module)?;
                Ok(questions_of_module(self.program(), module))
            }
            Spelling::InFile(path, rest) => {
                let module = self.load_path(&path, None);
                let module = self.checked(module)?;
                let tree = self.read_typed(rest)?;
                Ok(vec![self.asked(&tree, text, module)?])
            }
            Spelling::Expression => {
                let tree = self.read_typed(text)?;
                let paths = paths_of_expression(&tree);
                let module = self.command_line(&paths, files)?;
                Ok(vec![self.asked(&tree, text, module)?])
            }
        }
    }

    fn read_typed(&mut self, text: &str) -> Result<Expr> {
        let source = self.add_source("<command line>", text);
        parse_expression(source, text).map_err(|error| vec![error.into()])
    }

    /// What was typed: names that nothing declares are symbols, unless one stands by itself.
    fn asked(&self, tree: &Expr, label: &str, module: ModuleId) -> Result<Question> {
        refuse_lone_word(self.program(), module, tree)?;
        self.question(tree, label, module, Undeclared::Symbols)
    }

    fn question(
        &self,
        tree: &Expr,
        label: &str,
        module: ModuleId,
        undeclared: Undeclared,
    ) -> Result<Question> {
        let program = self.program();
        let mut scope = Scope::of_module(module);
        scope.undeclared = undeclared;
        let mut resolver = Resolver::new(program, scope);
        let subject = if is_target(program, module, tree) {
            resolver.target(tree).map(Subject::Target)
        } else {
            resolver.expression(tree).map(Subject::Expression)
        };
        let (errors, splits) = (resolver.errors, resolver.splits);
        let (Some(subject), true) = (subject, errors.is_empty()) else {
            return Err(errors);
        };
        Ok(Question::new(program, label, subject, module, splits))
    }

    /// A form that was printed for a question, read back: its names are those of the question.
    ///
    /// # Errors
    /// Everything wrong with the text.
    pub fn printed(&mut self, text: &str, question: &Question) -> Result<Question> {
        // Names of a question that are no parameters are declared nowhere that could be shown.
        let names = question.names.iter().map(|name| (name.clone(), Vec::new()));
        let names = Undeclared::Parameters(names.collect());
        let tree = self.read_typed(text)?;
        let read = self.question(&tree, text, question.module, names)?;
        Ok(read.beside(question))
    }

    /// A quantity by its name, as the question's file sees it, else from the library.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn quantity(
        &mut self,
        name: &str,
        question: &Question,
        files: &[ModuleId],
    ) -> Result<QuantityId> {
        let source = self.add_source("--quantities", name);
        let tree = parse_expression(source, name).map_err(|error| vec![error.into()])?;
        let paths = paths_of_expression(&tree);
        let mut scopes = question.modules(self.program());
        scopes.push(self.command_line(&paths, files)?);
        for module in &scopes {
            let Some(path) = paths.first() else {
                break;
            };
            let found = lookup_path(self.program(), *module, path).map_err(|error| vec![error])?;
            if let Some((Declared::Quantity(quantity), _)) = found {
                return Ok(*quantity);
            }
        }
        let declared = scopes.iter().flat_map(|module| {
            let module = self.program().module(*module);
            let used = module.uses.iter().map(|used| self.program().module(*used));
            std::iter::once(module)
                .chain(used)
                .flat_map(|module| module.names.keys())
        });
        let in_library = library::declared_names().map(|(name, _)| name);
        let near = did_you_mean(name, declared.map(String::as_str).chain(in_library));
        let kind = CostErrorKind::Unknown {
            what: "quantity",
            name: name.to_owned(),
            near: near.map(str::to_owned),
            help: Some("`flopform list quantities` lists them all".to_owned()),
        };
        Err(vec![CostError::new(kind, tree.span)])
    }
}

impl Question {
    fn new(
        program: &Program,
        label: &str,
        subject: Subject,
        module: ModuleId,
        splits: Vec<String>,
    ) -> Question {
        let mut names: IndexSet<String> = IndexSet::new();
        let mut domains = HashMap::new();
        let mut see_dims = |module| {
            for (name, dim) in program.dims(module) {
                domains.entry(name.clone()).or_insert(dim.domain);
                names.insert(name);
            }
        };
        let scope = program.module(module);
        if !scope.is_scope() {
            see_dims(module);
        }
        let mut bases = Vec::new();
        match &subject {
            Subject::Target(target) => bases.push(target.base),
            Subject::Reader(config) => bases.push(TargetBase::Config(*config)),
            Subject::Expression(formula) => bases.extend(formula.uses(|kind| match kind {
                FormulaKind::Cost(_, target) => Some(target.base),
                _ => None,
            })),
        }
        for base in &bases {
            see_dims(match base {
                TargetBase::Layer(layer) => program.layer(*layer).module,
                TargetBase::Config(config) => program.config(*config).module,
            });
            if let Some(layer) = program.layer_of(*base) {
                see_dims(program.layer(layer).module);
            }
        }
        for module in &scope.uses {
            // What the command line may name has the domain it is declared with, wherever it stands.
            for (name, dim) in program.dims(*module) {
                domains.entry(name).or_insert(dim.domain);
            }
        }
        for layer in bases.iter().filter_map(|base| program.layer_of(*base)) {
            let parameters = &program.layer(layer).parameters;
            names.extend(parameters.iter().map(|parameter| parameter.name.clone()));
        }
        if let Subject::Expression(formula) = &subject {
            names.extend(formula.uses(|kind| match kind {
                FormulaKind::Dim(name) | FormulaKind::DimElse(name, _) => Some(name.clone()),
                _ => None,
            }));
        }
        Question {
            label: label.to_owned(),
            subject,
            module,
            names: names.into_iter().collect(),
            domains,
            splits,
        }
    }

    /// Whether it is about a layer: a bare formula may be looked at also where its symbols mean nothing.
    pub fn is_about_layers(&self) -> bool {
        match &self.subject {
            Subject::Target(_) | Subject::Reader(_) => true,
            Subject::Expression(formula) => {
                let costs =
                    formula.uses(|kind| matches!(kind, FormulaKind::Cost(..)).then_some(()));
                costs.into_iter().next().is_some()
            }
        }
    }

    /// The question that an expectation of a file asks: it sees what the file sees, and the
    /// parameters of the layers on either side.
    pub fn of_sides(program: &Program, module: ModuleId, sides: [&Formula; 2]) -> Question {
        let [left, right] = sides.map(|side| {
            let subject = Subject::Expression(side.clone());
            Question::new(program, "", subject, module, Vec::new())
        });
        left.beside(&right)
    }

    /// The same question as it prints beside another: its own names first, then those of the other.
    #[must_use]
    pub fn beside(mut self, other: &Question) -> Question {
        let names = self.names.into_iter().chain(other.names.iter().cloned());
        let names: IndexSet<String> = names.collect();
        self.names = names.into_iter().collect();
        for (name, domain) in &other.domains {
            self.domains.entry(name.clone()).or_insert(*domain);
        }
        self
    }

    /// Names in printing order.
    pub fn in_order(&self, names: Vec<String>) -> Vec<String> {
        let place = |name: &String| {
            let listed = self.names.iter().position(|held| held == name);
            (listed.unwrap_or(usize::MAX), name.clone())
        };
        let mut names = names;
        names.sort_by_key(place);
        names
    }

    /// The files whose names matter to what is asked about.
    pub fn modules(&self, program: &Program) -> Vec<ModuleId> {
        let base = match &self.subject {
            Subject::Target(target) => target.base,
            Subject::Reader(config) => TargetBase::Config(*config),
            Subject::Expression(_) => return vec![self.module],
        };
        let declared_in = match base {
            TargetBase::Layer(layer) => program.layer(layer).module,
            TargetBase::Config(config) => program.config(config).module,
        };
        if program.module(self.module).is_scope() {
            return vec![declared_in];
        }
        vec![self.module, declared_in]
    }

    /// The question what a layer or a config costs, as its own file sees it; nothing for a config that
    /// binds values only.
    pub fn of_base(program: &Program, base: TargetBase) -> Option<Question> {
        program.layer_of(base)?;
        let (module, name, span) = match base {
            TargetBase::Layer(id) => {
                let layer = program.layer(id);
                (layer.module, &layer.name, layer.span)
            }
            TargetBase::Config(id) => {
                let config = program.config(id);
                (config.module, &config.name, config.span)
            }
        };
        Some(of_item(program, module, name, base, span))
    }

    /// The question that a `config from` asks of a file.
    pub fn of_reader(program: &Program, config: ConfigId, label: &str) -> Question {
        let module = program.config(config).module;
        Question::new(program, label, Subject::Reader(config), module, Vec::new())
    }
}

/// A question for each layer of a file, in order; for a file without layers, each config.
pub fn questions_of_module(program: &Program, module: ModuleId) -> Vec<Question> {
    let layers = layers_of_module(program, module);
    if layers.is_empty() {
        return configs_of_module(program, module);
    }
    layers
}

/// A question for each layer of a file, in order.
pub fn layers_of_module(program: &Program, module: ModuleId) -> Vec<Question> {
    let names = program.module(module).names.iter();
    let layers = names.filter_map(|(name, declared)| match declared {
        Declared::Layer(id) => {
            let base = TargetBase::Layer(*id);
            Some(of_item(
                program,
                module,
                name,
                base,
                program.layer(*id).span,
            ))
        }
        _ => None,
    });
    layers.collect()
}

/// A question for each config of a file that is a layer with its sizes, in order.
pub fn configs_of_module(program: &Program, module: ModuleId) -> Vec<Question> {
    let names = program.module(module).names.iter();
    let configs = names.filter_map(|(name, declared)| match declared {
        Declared::Config(id) => {
            let base = TargetBase::Config(*id);
            program.layer_of(base)?;
            Some(of_item(
                program,
                module,
                name,
                base,
                program.config(*id).span,
            ))
        }
        _ => None,
    });
    configs.collect()
}

fn of_item(
    program: &Program,
    module: ModuleId,
    name: &str,
    base: TargetBase,
    span: Span,
) -> Question {
    let target = Target {
        base,
        arguments: Vec::new(),
        path: Vec::new(),
        span,
    };
    Question::new(program, name, Subject::Target(target), module, Vec::new())
}

/// Whether an expression by itself names a layer or a config.
fn is_target(program: &Program, module: ModuleId, tree: &Expr) -> bool {
    let Some((path, _)) = target_of_expression(tree) else {
        return false;
    };
    let found = lookup_path(program, module, path);
    let is_target =
        |declared: &Declared| matches!(declared, Declared::Layer(_) | Declared::Config(_));
    matches!(found, Ok(Some((declared, _))) if is_target(declared))
}

/// A word by itself that nothing declares is more likely a slip than a symbol.
fn refuse_lone_word(program: &Program, module: ModuleId, tree: &Expr) -> Result<()> {
    let ExprKind::Path(path) = &*tree.kind else {
        return Ok(());
    };
    let name: Vec<&str> = path.parts.iter().map(|part| part.node.as_str()).collect();
    let name = name.join(".");
    let letters_only = name.chars().all(char::is_alphabetic);
    let short = name.chars().count() == 1;
    let declared = lookup_path(program, module, path).map_err(|error| vec![error])?;
    if declared.is_some() || short || (letters_only && name.chars().all(char::is_uppercase)) {
        return Ok(());
    }
    let module = program.module(module);
    let used = module.uses.iter().map(|used| program.module(*used));
    let visible = used
        .chain([module])
        .flat_map(|module| module.names.keys().map(String::as_str));
    let near = did_you_mean(&name, visible).map(str::to_owned);
    let (what, near, help) = if !module.is_scope() {
        let help = "`FILE` without a name asks about every layer in it".to_owned();
        ("layer or config", near, help)
    } else if library::text_of(&name).is_some() {
        let help = format!("this is a file of the library: `flopform doc {name}` lists its layers");
        ("layer or config", None, help)
    } else {
        let help = "`flopform list` shows what the library has; a file ends in `.cost`".to_owned();
        let near = near.or_else(|| library::nearest_name(&name));
        ("layer, config or file", near, help)
    };
    let help = Some(help);
    let kind = CostErrorKind::Unknown {
        what,
        near,
        help,
        name,
    };
    Err(vec![CostError::new(kind, tree.span)])
}
