//! Resolving a file once all its names are declared.

use std::collections::HashMap;

use crate::cost::declarations::Declarations;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::ids::{ConfigId, LayerId, LetId, QuantityId};
use crate::cost::lookup::children_on_path;
use crate::cost::program::{Declared, Program};
use crate::cost::reference::{ChildPath, Reference, Referent};
use crate::cost::resolve::{
    Resolver, circle, circular_layers, circular_lets, circular_quantities, config, config_head,
    derived_quantity, dotted, expectation, extend, file_let, layer, order,
};
use crate::cost::scope::{Scope, lookup_path, lookup_whole};
use crate::syntax::ast;

/// Resolves everything a file declares, in the order in which one needs the other, and returns what
/// is wrong.
pub(in crate::cost) fn resolve_module(
    program: &mut Program,
    declarations: &Declarations,
) -> Vec<CostError> {
    let mut pass = Pass {
        program,
        scope: Scope::of_module(declarations.module),
        errors: Vec::new(),
        references: Vec::new(),
        child_paths: Vec::new(),
    };
    pass.config_heads(&declarations.configs);
    for (id, tree) in &declarations.quantities {
        let derived = pass.resolve(|resolver| derived_quantity(resolver, tree));
        pass.program.quantities[id.0].derived = derived;
    }
    for (id, tree) in &declarations.lets {
        let value = pass.resolve(|resolver| file_let(resolver, tree));
        pass.program.lets[id.0].value = value;
    }
    for (id, tree) in &declarations.layers {
        let mut resolved = pass.program.layer(*id).clone();
        pass.resolve(|resolver| layer(resolver, &mut resolved, tree));
        pass.program.layers[id.0] = resolved;
    }
    for tree in &declarations.extends {
        pass.extend(tree);
    }
    for (id, tree) in &declarations.configs {
        let head = pass.program.config(*id).body.clone();
        let body = pass.resolve(|resolver| config(resolver, tree, head));
        pass.program.configs[id.0].body = body;
    }
    pass.cycles(declarations);
    for (tree, span) in &declarations.expectations {
        if let Some(resolved) = pass.resolve(|resolver| expectation(resolver, tree, *span)) {
            pass.program.modules[declarations.module.0]
                .expectations
                .push(resolved);
        }
    }
    for path in &pass.child_paths {
        pass.references.extend(children_on_path(pass.program, path));
    }
    let references = &mut pass.program.modules[declarations.module.0].references;
    references.append(&mut pass.references);
    references.sort_by_key(|reference| reference.span);
    pass.errors
}

struct Pass<'p> {
    program: &'p mut Program,
    scope: Scope,
    errors: Vec<CostError>,
    references: Vec<Reference>,
    child_paths: Vec<ChildPath>,
}

impl Pass<'_> {
    fn resolve<T>(&mut self, resolve: impl FnOnce(&mut Resolver<'_>) -> T) -> T {
        let mut resolver = Resolver::new(self.program, self.scope.clone());
        let resolved = resolve(&mut resolver);
        self.errors.append(&mut resolver.errors);
        self.references.append(&mut resolver.references);
        self.child_paths.append(&mut resolver.child_paths);
        resolved
    }

    fn extend(&mut self, tree: &ast::Extend) {
        let whole = match lookup_whole(self.program, self.scope.module, &tree.layer) {
            Err(error) => {
                self.errors.push(error);
                return;
            }
            Ok(whole) => whole,
        };
        let name = dotted(&tree.layer);
        if let Some(other) = whole
            && !matches!(other, Declared::Layer(_))
        {
            let kind = CostErrorKind::WrongKind {
                name,
                is: other.kind(),
                needed: "layer",
                help: "`extend` adds rules to a layer that is declared elsewhere".to_owned(),
            };
            self.errors.push(CostError::new(kind, tree.layer.span));
            return;
        }
        let Some(Declared::Layer(id)) = whole else {
            let fits = |declared: &Declared| matches!(declared, Declared::Layer(_));
            let near = self.scope.nearest(self.program, &name, fits, false);
            let help = near
                .is_none()
                .then(|| "`use` the file that declares the layer".to_owned());
            let kind = CostErrorKind::Unknown {
                what: "layer",
                name,
                near,
                help,
            };
            self.errors.push(CostError::new(kind, tree.layer.span));
            return;
        };
        let id = *id;
        if let Some(name) = tree.layer.parts.last() {
            let (span, to) = (name.span, Referent::Layer(id));
            self.references.push(Reference { span, to });
        }
        let mut resolved = self.program.layer(id).clone();
        self.resolve(|resolver| extend(resolver, &mut resolved, tree));
        self.program.layers[id.0] = resolved;
    }

    /// What each config calls, in the order of their bases, which may be declared further down.
    fn config_heads(&mut self, configs: &[(ConfigId, ast::Config)]) {
        let place: HashMap<ConfigId, usize> = configs.iter().map(|(id, _)| *id).zip(0..).collect();
        let base = |at: usize| {
            self.base_of(&configs[at].1)
                .and_then(|id| place.get(&id).copied())
        };
        match order(configs.len(), |at| base(at).into_iter().collect()) {
            Ok(order) => {
                for at in order {
                    let (id, tree) = &configs[at];
                    let head = self.resolve(|resolver| config_head(resolver, tree));
                    self.program.configs[id.0].body = head;
                }
            }
            Err(cycle) => {
                let names = cycle
                    .iter()
                    .map(|at| self.program.config(configs[*at].0).name.clone());
                let names: Vec<String> = names.collect();
                let places = cycle
                    .iter()
                    .map(|at| self.program.config(configs[*at].0).span);
                let error = circle("configs", names, places);
                self.errors.push(error);
            }
        }
    }

    /// The config that a config is made of, if it is made of one.
    fn base_of(&self, tree: &ast::Config) -> Option<ConfigId> {
        let ast::ConfigBody::Call { layer, .. } = &tree.body else {
            return None;
        };
        match lookup_path(self.program, self.scope.module, layer) {
            Ok(Some((Declared::Config(id), _))) => Some(*id),
            _ => None,
        }
    }

    fn cycles(&mut self, declarations: &Declarations) {
        let layers: Vec<LayerId> = declarations.layers.iter().map(|(id, _)| *id).collect();
        let lets: Vec<LetId> = declarations.lets.iter().map(|(id, _)| *id).collect();
        let quantities: Vec<QuantityId> =
            declarations.quantities.iter().map(|(id, _)| *id).collect();
        let found = [
            circular_layers(self.program, &layers),
            circular_lets(self.program, &lets),
            circular_quantities(self.program, &quantities),
        ];
        self.errors.extend(found.into_iter().flatten());
    }
}
