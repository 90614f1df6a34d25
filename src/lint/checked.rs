//! A file as lints see it: what it says, what its names stand for, and what it can see.

use crate::algebra::{Algebra, KnownNames, Layout, PrintOrder, Shape, Value};
use crate::cost::{Deriver, Layer, LayerId, Module, ModuleId, Program, Question};
use crate::lint::homogeneity::evidence::Evidence;
use crate::syntax::ast::{File, ItemKind, StatementKind};
use crate::syntax::parse_file;
use crate::text::{SourceId, Span};

/// A loaded file that is looked through.
pub(in crate::lint) struct Checked<'p> {
    pub(in crate::lint) program: &'p Program,
    pub(in crate::lint) id: ModuleId,
    pub(in crate::lint) module: &'p Module,
    /// The text as a tree: documentation, comments and the places of `use`s are nowhere else.
    pub(in crate::lint) tree: File,
    /// The text.
    pub(in crate::lint) text: &'p str,
    /// What is known of the degrees of quantities in each dim.
    pub(in crate::lint) evidence: &'p Evidence<'p>,
    pub(in crate::lint) algebra: Algebra,
    /// The texts that are loaded whenever this one is: its own, and those it uses, and so on.
    reachable: Vec<SourceId>,
}

impl<'p> Checked<'p> {
    pub(in crate::lint) fn new(
        program: &'p Program,
        id: ModuleId,
        evidence: &'p Evidence<'p>,
        algebra: Algebra,
    ) -> Checked<'p> {
        let module = program.module(id);
        let text = program.sources.slice(module.span);
        let (tree, _) = parse_file(module.span.source, text);
        Checked {
            program,
            id,
            module,
            tree,
            text,
            evidence,
            algebra,
            reachable: reachable(program, id),
        }
    }

    /// Whether a place is in this file.
    pub(in crate::lint) fn owns(&self, span: Span) -> bool {
        span.source == self.module.span.source
    }

    /// Whether a place is in a file that is loaded whenever this one is. What other files add to a layer
    /// must not count, else a finding would depend on what else happens to be loaded.
    pub(in crate::lint) fn reaches(&self, span: Span) -> bool {
        self.reachable.contains(&span.source)
    }

    /// The layers that this file declares, in order.
    pub(in crate::lint) fn layers(&self) -> impl Iterator<Item = (LayerId, &'p Layer)> {
        let id = self.id;
        let layers = self.program.all_layers();
        layers.filter(move |(_, layer)| layer.module == id)
    }

    /// The file itself, and the files it uses.
    pub(in crate::lint) fn visible(&self) -> impl Iterator<Item = &'p Module> {
        let used = self.module.uses.iter();
        std::iter::once(self.module).chain(used.map(|id| self.program.module(*id)))
    }

    /// A deriver for a question.
    pub(in crate::lint) fn deriver(&self, question: &Question) -> Deriver<'p> {
        Deriver::new(self.program, self.algebra.clone(), question.domains.clone())
    }

    /// The place of the name in a `let` of a body, whose line stands there.
    pub(in crate::lint) fn name_of_let(&self, line: Span) -> Span {
        let bodies = self.tree.items.iter().flat_map(|item| match &item.kind {
            ItemKind::Layer(layer) => &layer.body[..],
            ItemKind::Extend(extend) => &extend.body[..],
            _ => &[],
        });
        let mut lines = bodies.filter(|held| held.span == line);
        match lines.next().map(|held| &held.kind) {
            Some(StatementKind::Let(definition)) => definition.name.span,
            _ => line,
        }
    }

    /// A value as this file would print it.
    pub(in crate::lint) fn shown(&self, value: &Value, names: &[String]) -> String {
        let layout = Layout {
            order: PrintOrder::new(names.iter().cloned()),
            shape: Shape::Expanded,
        };
        let form = self.algebra.arrange(value, &layout);
        form.map_or_else(
            |_| value.to_string(),
            |form| form.unicode(&KnownNames::default()),
        )
    }
}

fn reachable(program: &Program, id: ModuleId) -> Vec<SourceId> {
    let mut found = Vec::new();
    let mut pending = vec![id];
    while let Some(next) = pending.pop() {
        let module = program.module(next);
        if !found.contains(&module.span.source) {
            found.push(module.span.source);
            pending.extend(&module.uses);
        }
    }
    found
}
