//! Expectations, and the facts of a `where` that stands alone.

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::TargetBase;
use crate::cost::program::{Declared, Expectation, Program};
use crate::cost::resolve::expression::Resolver;
use crate::cost::resolve::names::{paths_of_clauses, paths_of_expression};
use crate::cost::scope::{Parameters, Undeclared, lookup_path};
use crate::syntax::ast;
use crate::text::Span;

/// Resolves an `expect`: the parameters of every layer it names are visible in it.
pub(in crate::cost) fn expectation(
    resolver: &mut Resolver<'_>,
    tree: &ast::Expect,
    span: Span,
) -> Option<Expectation> {
    let mut paths = paths_of_expression(&tree.left);
    paths.extend(paths_of_expression(&tree.right));
    paths.extend(paths_of_clauses(&tree.clauses));
    let parameters = parameters_of(resolver.program, resolver.scope.module, &paths);
    resolver.scope.undeclared = Undeclared::Parameters(parameters);
    let left = resolver.expression(&tree.left);
    let right = resolver.expression(&tree.right);
    let within = tree.within.as_ref().map(|within| {
        let amount = resolver.expression(&within.amount)?;
        Some((amount, within.percent))
    });
    let facts = resolver.facts(&tree.clauses);
    if let Some(growing) = &tree.growing {
        let (name, span) = (&growing.node, growing.span);
        if !resolver.scope.is_value(resolver.program, name, span) {
            resolver.unknown::<()>(name, span);
            return None;
        }
        resolver.note_name(name, span);
    }
    forget_parameters(resolver);
    let within = match within {
        None => None,
        Some(within) => Some(within?),
    };
    Some(Expectation {
        left: left?,
        relation: tree.relation.node,
        right: right?,
        within,
        growing: tree.growing.as_ref().map(|name| name.node.to_string()),
        note: tree.note.as_ref().map(|note| note.node.to_string()),
        facts: facts?,
        slots: resolver.scope.slots,
        span,
    })
}

/// Where a layer is not known its parameters are not known either, and need no errors of their own.
fn forget_parameters(resolver: &mut Resolver<'_>) {
    let unknown = |error: &CostError, sought| match &*error.kind {
        CostErrorKind::Unknown { what, .. } => *what == sought,
        _ => false,
    };
    if resolver.errors.iter().any(|error| unknown(error, "layer")) {
        resolver.errors.retain(|error| !unknown(error, "name"));
    }
}

/// The parameters of every layer and config among the names.
pub(in crate::cost) fn parameters_of(
    program: &Program,
    module: crate::cost::ids::ModuleId,
    paths: &[ast::Path],
) -> Parameters {
    let mut parameters = Parameters::new();
    for path in paths {
        let base = match lookup_path(program, module, path) {
            Ok(Some((Declared::Layer(layer), _))) => TargetBase::Layer(*layer),
            Ok(Some((Declared::Config(config), _))) => TargetBase::Config(*config),
            _ => continue,
        };
        let Some(layer) = program.layer_of(base) else {
            continue;
        };
        for parameter in &program.layer(layer).parameters {
            let places = parameters.entry(parameter.name.clone()).or_default();
            if !places.contains(&parameter.span) {
                places.push(parameter.span);
            }
        }
    }
    parameters
}
