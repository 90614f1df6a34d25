//! Targets: what has a cost.

use crate::cost::error::CostErrorKind;
use crate::cost::formula::{Formula, Target, TargetBase};
use crate::cost::program::Declared;
use crate::cost::resolve::arguments::Missing;
use crate::cost::resolve::expression::{Resolver, dotted};
use crate::cost::scope::lookup_path;
use crate::syntax::ast::{Argument, Expr, ExprKind, Path};

/// The dotted name and the arguments of an expression that may be a target.
pub(in crate::cost) fn target_of_expression(expression: &Expr) -> Option<(&Path, &[Argument])> {
    match &*expression.kind {
        ExprKind::Path(path) => Some((path, &[])),
        ExprKind::Call { callee, arguments } => Some((callee, arguments)),
        ExprKind::Group(inner) => target_of_expression(inner),
        _ => None,
    }
}

impl Resolver<'_> {
    /// A layer, a config or a child of one, perhaps with arguments.
    pub(in crate::cost) fn target(&mut self, expression: &Expr) -> Option<Target> {
        let span = expression.span;
        let Some((path, arguments)) = target_of_expression(expression) else {
            let reason = "a cost is asked of a layer, a config, or a child of one".to_owned();
            let help = "name it, as in `flops(block)` or `flops(gpt.blocks)`".to_owned();
            return self.refuse(CostErrorKind::BadCall { reason, help }, span);
        };
        let (declared, parts) = match lookup_path(self.program, self.scope.module, path) {
            Err(error) => {
                self.report(error);
                return None;
            }
            Ok(Some(found)) => found,
            Ok(None) => {
                let name = path.parts[0].node.clone();
                let fits = |declared: &Declared| {
                    matches!(declared, Declared::Layer(_) | Declared::Config(_))
                };
                let near = self.scope.nearest(self.program, &name, fits, false);
                let help = near
                    .is_none()
                    .then(|| "declare it in this file, or `use` the file that does".to_owned());
                let what = "layer";
                let kind = CostErrorKind::Unknown {
                    what,
                    name: name.to_string(),
                    near,
                    help,
                };
                return self.refuse(kind, path.parts[0].span);
            }
        };
        self.note_path(path);
        let base = match declared {
            Declared::Layer(layer) => TargetBase::Layer(*layer),
            Declared::Config(config) => TargetBase::Config(*config),
            other => {
                let name = dotted(path);
                let (is, needed) = (other.kind(), "layer or config");
                let help = "name a layer or a config".to_owned();
                return self.refuse(
                    CostErrorKind::WrongKind {
                        name,
                        is,
                        needed,
                        help,
                    },
                    span,
                );
            }
        };
        if self.program.is_broken(base) {
            return None;
        }
        let Some(layer) = self.program.layer_of(base) else {
            let target = dotted(path);
            let reason = "it binds values and has no cost of its own".to_owned();
            return self.refuse(CostErrorKind::NoCost { target, reason }, span);
        };
        let children = &path.parts[parts..];
        if !children.is_empty() && !arguments.is_empty() {
            let reason = "a child takes its arguments from its parent".to_owned();
            let help = "leave out the brackets, or give the arguments to the layer".to_owned();
            return self.refuse(CostErrorKind::BadCall { reason, help }, span);
        }
        let arguments: Vec<(usize, Formula)> =
            self.arguments(layer, arguments, span, Missing::Allowed);
        let path = children
            .iter()
            .map(|part| (part.node.to_string(), part.span))
            .collect::<Vec<_>>();
        if !path.is_empty() {
            self.child_paths.push((layer, path.clone()));
        }
        Some(Target {
            base,
            arguments,
            path,
            span,
        })
    }
}
