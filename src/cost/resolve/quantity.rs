//! Derived quantities and the `let`s of a file.

use crate::cost::formula::Formula;
use crate::cost::resolve::expression::Resolver;
use crate::syntax::ast;

/// The formula of a derived quantity: names of quantities are the target's totals.
pub(in crate::cost) fn derived_quantity(
    resolver: &mut Resolver<'_>,
    tree: &ast::Quantity,
) -> Option<Formula> {
    resolver.scope.totals = true;
    resolver.expression(tree.derived.as_ref()?)
}

/// The value of a `let` of a file.
pub(in crate::cost) fn file_let(resolver: &mut Resolver<'_>, tree: &ast::Let) -> Option<Formula> {
    resolver.expression(&tree.value)
}
