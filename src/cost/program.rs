//! Everything that is loaded: files and what they declare, with names resolved.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::algebra::{Domain, Rational};
use crate::cost::formula::{Fact, Formula, Requirement, Slot, TargetBase};
use crate::cost::ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
use crate::cost::reference::Reference;
use crate::cost::wanted::Read;
use crate::syntax::ast::{Per, Relation};
use crate::text::{SourceId, Sources, Span};

/// Everything that is loaded. Things are only ever added, so ids stay good.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The texts.
    pub sources: Sources,
    /// The files, by the name they are used by.
    pub(in crate::cost) modules: Vec<Module>,
    pub(in crate::cost) module_names: HashMap<String, ModuleId>,
    pub(in crate::cost) layers: Vec<Layer>,
    pub(in crate::cost) quantities: Vec<Quantity>,
    pub(in crate::cost) configs: Vec<Config>,
    pub(in crate::cost) lets: Vec<FileLet>,
    /// What the dims of a name are where nothing binds them, and may be; none where files disagree.
    pub(in crate::cost) defaults: HashMap<String, Option<(Rational, Domain)>>,
}

/// A loaded file.
#[derive(Clone, Debug)]
pub struct Module {
    /// What it is called: `layers.linear`, or a path.
    pub name: String,
    /// The `##` block at its head.
    pub doc: Option<String>,
    /// The whole file.
    pub span: Span,
    /// Whether it is part of the embedded library.
    pub built_in: bool,
    /// What it declares, by name, in order.
    pub names: IndexMap<String, Declared>,
    /// The files it uses, in order.
    pub uses: Vec<ModuleId>,
    /// Its expectations, in order.
    pub expectations: Vec<Expectation>,
    /// Its `config from` items, in order.
    pub readers: Vec<ConfigId>,
    /// What each name in it stands for.
    pub(in crate::cost) references: Vec<Reference>,
    /// How much of it has been read.
    pub(in crate::cost) read: Read,
}

impl Module {
    /// Whether it is no file but the scope of a command line: it declares nothing, and its order of
    /// uses means nothing.
    pub fn is_scope(&self) -> bool {
        self.span.source == SourceId::LONE
    }
}

/// What a name declared in a file stands for.
#[derive(Clone, Debug)]
pub enum Declared {
    /// `dim B`
    Dim(Dim),
    /// `quantity flops`
    Quantity(QuantityId),
    /// `let F = 4E`
    Let(LetId),
    /// `layer block`
    Layer(LayerId),
    /// `config gpt2`
    Config(ConfigId),
}

impl Declared {
    /// What kind of thing it is, for a person.
    pub fn kind(&self) -> &'static str {
        match self {
            Declared::Dim(_) => "dim",
            Declared::Quantity(_) => "quantity",
            Declared::Let(_) => "let",
            Declared::Layer(_) => "layer",
            Declared::Config(_) => "config",
        }
    }
}

/// A dim of a file.
#[derive(Clone, Debug)]
pub struct Dim {
    /// The quoted description.
    pub about: Option<String>,
    /// What it may be.
    pub domain: Domain,
    /// What it is where nothing binds it.
    pub default: Option<Rational>,
    /// Its name where it is declared.
    pub span: Span,
}

/// A quantity: something that layers cost.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Its name.
    pub name: String,
    /// The quoted description.
    pub about: Option<String>,
    /// The `##` lines before it.
    pub doc: Option<String>,
    /// Its unit; empty where none is given.
    pub unit: String,
    /// The sign that prefixes are written before, `B` for GB and GiB; empty where figures are plain.
    pub sign: String,
    /// What the count of a child multiplies.
    pub per: Per,
    /// Whether a leaf without a rule counts zero.
    pub else_zero: bool,
    /// Its formula over other quantities; `None` for one that layers have rules for.
    pub derived: Option<Formula>,
    /// Its name where it is declared.
    pub span: Span,
    /// The file it is declared in.
    pub module: ModuleId,
}

/// A `let` of a file.
#[derive(Clone, Debug)]
pub struct FileLet {
    /// Its name.
    pub name: String,
    /// Its value; `None` only while the file is being resolved, or where that failed.
    pub value: Option<Formula>,
    /// Its name where it is declared.
    pub span: Span,
}

/// A layer.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// The `##` lines before it.
    pub doc: Option<String>,
    /// Its parameters, in order; they take the first slots of the frame.
    pub parameters: Vec<Parameter>,
    /// The order in which defaults are computed, so that each finds what it uses.
    pub default_order: Vec<usize>,
    /// Its statements, in order; those that `extend` adds come last.
    pub body: Vec<Statement>,
    /// How many slots a frame of it needs.
    pub slots: usize,
    /// The names of the slots.
    pub slot_names: Vec<String>,
    /// Where the name of each slot is declared.
    pub(in crate::cost) slot_places: Vec<Span>,
    /// Whether it, or an `extend` of it, says `else 0`.
    pub else_zero: bool,
    /// The place of the rule of each quantity.
    pub rules: IndexMap<QuantityId, Span>,
    /// Its name where it is declared.
    pub span: Span,
    /// The file it is declared in.
    pub module: ModuleId,
}

impl Layer {
    /// How it is called: `linear(I, O, rows = …, bias = …)`.
    pub fn signature(&self) -> String {
        let parameters = self.parameters.iter().map(|parameter| {
            let default = if parameter.optional { " = …" } else { "" };
            format!("{}{default}", parameter.name)
        });
        format!(
            "{}({})",
            self.name,
            parameters.collect::<Vec<_>>().join(", ")
        )
    }

    /// Whether it has no children.
    pub fn is_leaf(&self) -> bool {
        !(self.body.iter()).any(|statement| matches!(statement.kind, StatementKind::Child(_)))
    }
}

/// A parameter of a layer.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Whether it may be left out of a call.
    pub optional: bool,
    /// What it is worth where no argument is given; `None` also where the default is mistaken.
    pub default: Option<Formula>,
    /// Its name where it is declared.
    pub span: Span,
}

/// One line of a body.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// Where it stands.
    pub span: Span,
}

/// What a line of a body does.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// `params = (I + bias)O`
    Cost(QuantityId, Formula),
    /// `let D = E/H`
    Let(Slot, Formula),
    /// `out h = h//2`
    Out(String, Formula),
    /// `blocks: block(E, H) * N`
    Child(Box<Child>),
}

/// A child of a layer.
#[derive(Clone, Debug)]
pub struct Child {
    /// Its names: each is a child of its own.
    pub names: Vec<String>,
    /// Where each name stands.
    pub places: Vec<Span>,
    /// Whether its changes of dims are undone after it.
    pub aside: bool,
    /// The layer called.
    pub layer: LayerId,
    /// The arguments, by place of the parameter.
    pub arguments: Vec<(usize, Formula)>,
    /// Where the call stands.
    pub call_span: Span,
    /// How often it is called; once where nothing is said.
    pub calls: Option<Formula>,
    /// How often its weights exist; as often as it is called where nothing is said.
    pub instances: Option<Formula>,
    /// The dims bound for it.
    pub with: Vec<(String, Formula)>,
    /// The loop: its index and its first and last value.
    pub repeat: Option<(Slot, Formula, Formula)>,
}

/// A named set of values.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name; for a `config from`, the kinds of file it reads, joined.
    pub name: String,
    /// The quoted description.
    pub about: Option<String>,
    /// The `##` lines before it.
    pub doc: Option<String>,
    /// What it stands for.
    pub body: ConfigBody,
    /// Whose files it reads, and which: `("huggingface", ["llama"])`.
    pub reads: Option<(String, Vec<String>)>,
    /// Its name where it is declared.
    pub span: Span,
    /// The file it is declared in.
    pub module: ModuleId,
}

/// What a config stands for.
#[derive(Clone, Debug)]
pub enum ConfigBody {
    /// A layer, or another config, with parameters bound.
    Call {
        /// What is called.
        base: TargetBase,
        /// The layer in the end.
        layer: LayerId,
        /// What is bound, by place of the parameter.
        arguments: Vec<(usize, Formula)>,
        /// Of a `config from`: the dims that a file has a size of its own for.
        with: Vec<(String, Formula)>,
        /// Of a `config from`: what must hold of the arguments, which are its lexical names in order.
        requires: Vec<Requirement>,
    },
    /// Values by name.
    Values(Vec<(String, Formula)>),
    /// It could not be resolved; the error is reported already.
    Broken,
}

/// An `expect` of a file.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The side that is derived.
    pub left: Formula,
    /// How they are compared.
    pub relation: Relation,
    /// The side that is expected.
    pub right: Formula,
    /// How far apart they may be: the amount, and whether it is in percent of the right side.
    pub within: Option<(Formula, bool)>,
    /// The symbol that grows, for `~`.
    pub growing: Option<String>,
    /// The quoted note.
    pub note: Option<String>,
    /// The `where`.
    pub facts: Vec<Fact>,
    /// How many slots a frame for it needs.
    pub slots: usize,
    /// Where it stands.
    pub span: Span,
}

impl Program {
    /// A loaded file.
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }

    /// Every loaded file, in order of loading.
    pub fn modules(&self) -> impl Iterator<Item = (ModuleId, &Module)> {
        let modules = self.modules.iter().enumerate();
        modules.map(|(at, module)| (ModuleId(at), module))
    }

    /// Every layer, in order of loading.
    pub fn all_layers(&self) -> impl Iterator<Item = (LayerId, &Layer)> {
        let layers = self.layers.iter().enumerate();
        layers.map(|(at, layer)| (LayerId(at), layer))
    }

    /// A layer.
    pub fn layer(&self, id: LayerId) -> &Layer {
        &self.layers[id.0]
    }

    /// A quantity.
    pub fn quantity(&self, id: QuantityId) -> &Quantity {
        &self.quantities[id.0]
    }

    /// A config.
    pub fn config(&self, id: ConfigId) -> &Config {
        &self.configs[id.0]
    }

    /// A `let` of a file.
    pub fn file_let(&self, id: LetId) -> &FileLet {
        &self.lets[id.0]
    }

    /// What every file that declares a dim says that it is where nothing binds it.
    pub(in crate::cost) fn default_of(&self, dim: &str) -> Option<&Rational> {
        let (default, _) = self.defaults.get(dim)?.as_ref()?;
        Some(default)
    }

    /// What every file that declares a dim with a default says that it may be.
    pub(in crate::cost) fn domain_with_default(&self, dim: &str) -> Option<Domain> {
        let (_, domain) = self.defaults.get(dim)?.as_ref()?;
        Some(*domain)
    }

    /// Where a declared name was declared.
    pub(in crate::cost) fn span_of(&self, declared: &Declared) -> Span {
        match declared {
            Declared::Dim(dim) => dim.span,
            Declared::Quantity(id) => self.quantity(*id).span,
            Declared::Let(id) => self.file_let(*id).span,
            Declared::Layer(id) => self.layer(*id).span,
            Declared::Config(id) => self.config(*id).span,
        }
    }

    /// The layer that a target comes to in the end; `None` for a config that binds values only.
    pub fn layer_of(&self, base: TargetBase) -> Option<LayerId> {
        match base {
            TargetBase::Layer(layer) => Some(layer),
            TargetBase::Config(config) => match self.config(config).body {
                ConfigBody::Call { layer, .. } => Some(layer),
                ConfigBody::Values(_) | ConfigBody::Broken => None,
            },
        }
    }

    /// Whether it is a config with a mistake, which is reported where the config stands.
    pub(in crate::cost) fn is_broken(&self, base: TargetBase) -> bool {
        let TargetBase::Config(config) = base else {
            return false;
        };
        matches!(self.config(config).body, ConfigBody::Broken)
    }

    /// The name of what is called.
    pub(in crate::cost) fn name_of(&self, base: TargetBase) -> &str {
        match base {
            TargetBase::Layer(layer) => &self.layer(layer).name,
            TargetBase::Config(config) => &self.config(config).name,
        }
    }

    /// Whether a file sees a dim of a name.
    pub(in crate::cost) fn has_dim(&self, id: ModuleId, name: &str) -> bool {
        let module = self.module(id);
        let used = module.uses.iter().map(|id| self.module(*id));
        let mut named = used
            .chain([module])
            .filter_map(|module| module.names.get(name));
        named.any(|declared| matches!(declared, Declared::Dim(_)))
    }

    /// The dims a file sees, in printing order: those of the files it uses, which come first in it,
    /// then its own. What its own declaration says of a dim counts.
    pub fn dims(&self, id: ModuleId) -> IndexMap<String, Dim> {
        let module = self.module(id);
        let used = module.uses.iter().map(|id| self.module(*id));
        let mut dims: IndexMap<String, Dim> = IndexMap::new();
        for (name, declared) in used.chain([module]).flat_map(|module| &module.names) {
            let Declared::Dim(dim) = declared else {
                continue;
            };
            let own = module.names.contains_key(name);
            // An insertion keeps the place of a name that is there already.
            if own || !dims.contains_key(name) {
                dims.insert(name.clone(), dim.clone());
            }
        }
        dims
    }
}
