//! Noting what each name stands for while it is resolved.

use crate::cost::formula::Slot;
use crate::cost::reference::{Reference, Referent};
use crate::cost::resolve::expression::Resolver;
use crate::cost::scope::{Meaning, Undeclared, lookup_path};
use crate::syntax::ast::{Name, Path};
use crate::text::Span;

impl Resolver<'_> {
    /// Notes that the name at a place stands for something.
    pub(super) fn note(&mut self, span: Span, to: Referent) {
        if self.is_noting {
            self.references.push(Reference { span, to });
        }
    }

    /// Makes a lexical name visible, and notes where it is declared.
    pub(super) fn bind(&mut self, name: &Name) -> Slot {
        self.note(name.span, Referent::Local(name.span));
        self.scope.bind(name)
    }

    /// Notes what a bare name that is a value stands for. In an `expect`, the name of a parameter of one
    /// of its layers stands for that parameter too.
    pub(in crate::cost) fn note_name(&mut self, name: &str, span: Span) {
        if !self.is_noting {
            return;
        }
        let Ok(Some(meaning)) = self.scope.lookup(self.program, name, span) else {
            return;
        };
        let to = match meaning {
            Meaning::Local(_, declared) => Some(Referent::Local(declared)),
            Meaning::Declared(declared) => Some(Referent::of(declared, name)),
            Meaning::Itself => None,
        };
        if let Undeclared::Parameters(parameters) = &self.scope.undeclared
            && !matches!(to, Some(Referent::Local(_)))
        {
            let places = parameters.get(name).cloned().unwrap_or_default();
            let parameters = places.into_iter().map(Referent::Local);
            let noted = parameters.map(|to| Reference { span, to });
            self.references.extend(noted);
        }
        if let Some(to) = to {
            self.note(span, to);
        }
    }

    /// Notes what the letters of a word stand for that is their product.
    pub(super) fn note_letters(&mut self, letters: &[String], span: Span) {
        let mut start = span.start as usize;
        for letter in letters {
            let end = start + letter.len();
            self.note_name(letter, Span::new(span.source, start, end));
            start = end;
        }
    }

    /// Notes what a dotted name stands for, up to the names of children.
    pub(super) fn note_path(&mut self, path: &Path) {
        if !self.is_noting {
            return;
        }
        let found = lookup_path(self.program, self.scope.module, path);
        if let Ok(Some((declared, parts))) = found {
            let name = &path.parts[parts - 1];
            self.note(name.span, Referent::of(declared, &name.node));
        }
    }
}
