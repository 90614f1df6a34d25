//! What names stand for, looked up in a program.

use crate::cost::ids::ModuleId;
use crate::cost::program::{Declared, Program, StatementKind};
use crate::cost::reference::{ChildPath, Reference, Referent};
use crate::cost::scope::lookup_path;
use crate::syntax::ast::Path;
use crate::text::{SourceId, Span, Spanned};

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
        let parts = parts.map(|part| Spanned::new(part.into(), nowhere));
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
