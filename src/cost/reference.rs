//! What each name in a file stands for: found when names are resolved, kept for editors.

use crate::cost::builtin::Builtin;
use crate::cost::ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
use crate::cost::program::{Declared, Program, StatementKind};
use crate::cost::scope::lookup_path;
use crate::syntax::ast::Path;
use crate::text::{SourceId, Span, Spanned};

/// A name in a file, and what it stands for there. The place where something is declared is a
/// reference to it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name; of a product such as `BSE²`, one of its letters.
    pub span: Span,
    /// What it stands for.
    pub to: Referent,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A file, after `use`.
    Module(ModuleId),
    /// `dim B`: dims of one name are one symbol, wherever they are declared.
    Dim(String),
    /// `quantity flops`
    Quantity(QuantityId),
    /// `let F = 4E` of a file.
    Let(LetId),
    /// `layer block`
    Layer(LayerId),
    /// `config gpt2`
    Config(ConfigId),
    /// A parameter, a `let` of a body, a child, or the index of a loop or a sum: what is declared at
    /// this place.
    Local(Span),
    /// A function of the language.
    Function(Builtin),
}

impl Referent {
    /// What a declared name stands for.
    pub fn of(declared: &Declared, name: &str) -> Referent {
        match declared {
            Declared::Dim(_) => Referent::Dim(name.to_owned()),
            Declared::Quantity(id) => Referent::Quantity(*id),
            Declared::Let(id) => Referent::Let(*id),
            Declared::Layer(id) => Referent::Layer(*id),
            Declared::Config(id) => Referent::Config(*id),
        }
    }
}

/// `gpt.blocks.attn`: names of children that stand below a layer, until the bodies are resolved.
pub(in crate::cost) type ChildPath = (LayerId, Vec<(String, Span)>);

/// The children that the names of a path stand for.
pub(in crate::cost) fn children_on_path(
    program: &Program,
    (layer, path): &ChildPath,
) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut layer = *layer;
    for (name, span) in path {
        let body = program.layer(layer).body.iter();
        let named = body.filter_map(|statement| match &statement.kind {
            StatementKind::Child(child) => {
                let at = child.names.iter().position(|held| held == name)?;
                Some((child.layer, child.places[at]))
            }
            _ => None,
        });
        let Some((callee, place)) = named.into_iter().next() else {
            break;
        };
        let to = Referent::Local(place);
        found.push(Reference { span: *span, to });
        layer = callee;
    }
    found
}

impl Program {
    /// The names in a file with what they stand for, those that stand there first in front.
    pub fn references(&self, module: ModuleId) -> &[Reference] {
        &self.module(module).references
    }

    /// What a dotted name stands for where a file uses it, and how many of its parts that took; the rest
    /// names children. Nothing where nothing visible has the name, or more than one thing has it.
    pub fn named(&self, module: ModuleId, dotted: &str) -> Option<(&Declared, usize)> {
        let nowhere = Span::new(SourceId::LONE, 0, 0);
        let parts = dotted.split('.');
        let parts = parts.map(|part| Spanned::new(part.to_owned(), nowhere));
        let path = Path {
            parts: parts.collect(),
            span: nowhere,
        };
        lookup_path(self, module, &path).ok().flatten()
    }

    /// Where what a name of a file stands for is declared; nothing for a function.
    pub fn declaration(&self, module: ModuleId, referent: &Referent) -> Option<Span> {
        Some(match referent {
            Referent::Module(id) => self.module(*id).span,
            Referent::Dim(name) => self.dims(module).get(name)?.span,
            Referent::Quantity(id) => self.quantity(*id).span,
            Referent::Let(id) => self.file_let(*id).span,
            Referent::Layer(id) => self.layer(*id).span,
            Referent::Config(id) => self.config(*id).span,
            Referent::Local(place) => *place,
            Referent::Function(_) => return None,
        })
    }
}
