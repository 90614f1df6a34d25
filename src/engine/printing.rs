//! How answers are written: names in the order of their question, and what a form may not spell.

use indexmap::IndexMap;

use crate::algebra::{
    Algebra, AlgebraError, Form, Kernel, KnownNames, Layout, PrintOrder, Shape, Value,
};
use crate::cost::{Declared, Dim, Question, Subject, library};
use crate::engine::facade::Engine;

impl Engine {
    /// A value as it is printed: the names of the question in their order, in a shape.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn form(
        &self,
        question: &Question,
        value: &Value,
        shape: Shape,
    ) -> Result<Form, AlgebraError> {
        let layout = Layout {
            order: PrintOrder::new(question.names.iter().cloned()),
            shape,
        };
        Algebra::with_limits(self.limits.clone()).arrange(value, &layout)
    }

    /// The terms of a value in printing order, as they are printed: `E·min(S, W)` is one term, though it
    /// is stored as three.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn terms(&self, question: &Question, value: &Value) -> Result<Vec<Value>, AlgebraError> {
        let order = PrintOrder::new(question.names.iter().cloned());
        Algebra::with_limits(self.limits.clone()).printed_terms(value, &order)
    }

    /// The names of the symbols in a value, inside functions too; indices of sums are none.
    pub fn symbols(&self, value: &Value) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut pending: Vec<Value> = vec![value.clone()];
        while let Some(next) = pending.pop() {
            for indeterminate in next.indeterminates() {
                match Kernel::of(indeterminate) {
                    Some(kernel) => pending.extend(kernel.arguments().into_iter().cloned()),
                    None if indeterminate.text().contains('#') => {}
                    None => names.push(indeterminate.text().to_owned()),
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The dims that a question knows of, with what is said about them.
    pub fn dims(&self, question: &Question) -> IndexMap<String, Dim> {
        let modules = question.modules(&self.program).into_iter();
        let used = self.program.module(question.module).uses.iter().copied();
        let mut dims = IndexMap::new();
        for module in modules.chain(used) {
            for (name, dim) in self.program.dims(module) {
                dims.entry(name).or_insert(dim);
            }
        }
        dims
    }

    /// The names that a printed form must not spell by accident.
    pub fn known_names(&self, question: &Question) -> KnownNames {
        let called = library::declared_names().map(|(name, _)| name);
        let modules = question
            .modules(&self.program)
            .into_iter()
            .chain([question.module]);
        let declared = modules.flat_map(|module| {
            let module = self.program.module(module);
            let used = module.uses.iter().map(|used| self.program.module(*used));
            std::iter::once(module)
                .chain(used)
                .flat_map(|module| &module.names)
        });
        let callable =
            |declared: &Declared| !matches!(declared, Declared::Dim(_) | Declared::Let(_));
        let declared = declared.filter(|(_, declared)| callable(declared));
        // An expression is read back where it came from; a target's parameters are names of its file.
        let on_command_line = matches!(question.subject, Subject::Expression(_))
            && self.program.module(question.module).is_scope();
        let undeclared = question
            .names
            .iter()
            .filter(|name| on_command_line && !library::declares_dim(name));
        KnownNames::default()
            .with_undeclared(undeclared.cloned())
            .with_callables(called.filter(|name| name.chars().count() > 1))
            .with_callables(declared.map(|(name, _)| name.clone()))
            .with_symbols(question.names.iter().cloned())
    }
}
