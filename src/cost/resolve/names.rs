//! Every dotted name that an expression mentions, before anything is resolved.

use crate::syntax::ast::{Clause, Expr, ExprKind, Path};

/// The names in an expression, in order of their text.
pub(in crate::cost) fn paths_of_expression(expression: &Expr) -> Vec<Path> {
    let mut paths = Vec::new();
    // Long sums lean to the left, so pending parts wait here instead of on the stack.
    let mut pending = vec![expression];
    while let Some(expression) = pending.pop() {
        match &*expression.kind {
            ExprKind::Number(_) | ExprKind::Text(_) => {}
            ExprKind::Path(path) => paths.push(path.clone()),
            ExprKind::Group(inner) | ExprKind::Negate(inner) => pending.push(inner),
            ExprKind::Superscript { base, .. } => pending.push(base),
            ExprKind::Call { callee, arguments } => {
                paths.push(callee.clone());
                pending.extend(arguments.iter().map(|argument| &argument.value));
            }
            ExprKind::Opaque(cost) => {
                // Of the leaf no more than its name may be known.
                paths.push(cost.quantity.clone());
                pending.extend(cost.arguments.iter().map(|argument| &argument.value));
                pending.extend(cost.with.iter().map(|binding| &binding.value));
            }
            ExprKind::Binary { left, right, .. } | ExprKind::Comparison { left, right, .. } => {
                pending.extend([left, right]);
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => pending.extend([condition, then, otherwise]),
            ExprKind::KeyElse { key, otherwise } => {
                paths.push(key.clone());
                pending.push(otherwise);
            }
            ExprKind::Where { body, clauses } => {
                pending.push(body);
                paths.extend(paths_of_clauses(clauses));
            }
        }
    }
    paths.sort_by_key(|path| path.span);
    paths
}

/// The names in the clauses of a `where`, those that are bound included.
pub(in crate::cost) fn paths_of_clauses(clauses: &[Clause]) -> Vec<Path> {
    clauses
        .iter()
        .flat_map(|clause| match clause {
            Clause::Bind(binding) => {
                let name = Path {
                    parts: binding.name.clone().into(),
                    span: binding.name.span,
                };
                let mut paths = vec![name];
                paths.extend(paths_of_expression(&binding.value));
                paths
            }
            Clause::Narrow { name, .. } => vec![Path {
                parts: name.clone().into(),
                span: name.span,
            }],
            Clause::Assume { left, right, .. } => {
                let mut paths = paths_of_expression(left);
                paths.extend(paths_of_expression(right));
                paths
            }
        })
        .collect()
}
