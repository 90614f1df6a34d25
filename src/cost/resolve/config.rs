//! Configs: a layer with its parameters bound, or values by name.

use indexmap::IndexMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, Must, Requirement, TargetBase};
use crate::cost::ids::LayerId;
use crate::cost::narrow::domain_of;
use crate::cost::program::{ConfigBody, Declared};
use crate::cost::reference::Referent;
use crate::cost::resolve::arguments::Missing;
use crate::cost::resolve::expression::{Resolver, comparison, dotted};
use crate::cost::scope::{Undeclared, lookup_whole};
use crate::syntax::ast;
use crate::text::Span;

/// What a config calls, before its values are resolved: formulas above it may already ask for its cost.
pub(in crate::cost) fn config_head(resolver: &mut Resolver<'_>, tree: &ast::Config) -> ConfigBody {
    let ast::ConfigBody::Call { layer: path, .. } = &tree.body else {
        return ConfigBody::Values(Vec::new());
    };
    resolver.note_path(path);
    let Some(base) = called(resolver, path) else {
        return ConfigBody::Broken;
    };
    if resolver.program.is_broken(base) {
        return ConfigBody::Broken;
    }
    let Some(layer) = resolver.program.layer_of(base) else {
        let target = dotted(path);
        let reason = "it binds values and has no cost of its own".to_owned();
        let kind = CostErrorKind::NoCost { target, reason };
        resolver.report(CostError::new(kind, path.span));
        return ConfigBody::Broken;
    };
    ConfigBody::Call {
        base,
        layer,
        arguments: Vec::new(),
        with: Vec::new(),
        requires: Vec::new(),
    }
}

/// The layer or the config that is called.
fn called(resolver: &mut Resolver<'_>, path: &ast::Path) -> Option<TargetBase> {
    let kind = match lookup_whole(resolver.program, resolver.scope.module, path) {
        Err(error) => {
            resolver.report(error);
            return None;
        }
        Ok(Some(Declared::Layer(id))) => return Some(TargetBase::Layer(*id)),
        Ok(Some(Declared::Config(id))) => return Some(TargetBase::Config(*id)),
        Ok(Some(other)) => CostErrorKind::WrongKind {
            name: dotted(path),
            is: other.kind(),
            needed: "layer or config",
            help: "name what the config calls, as in `config gpt2 = gpt(N = 12)`".to_owned(),
        },
        Ok(None) => {
            let fits =
                |declared: &Declared| matches!(declared, Declared::Layer(_) | Declared::Config(_));
            let name = dotted(path);
            let near = resolver.scope.nearest(resolver.program, &name, fits, false);
            let help = near
                .is_none()
                .then(|| "a config names a layer or another config after `=`".to_owned());
            CostErrorKind::Unknown {
                what: "layer",
                name,
                near,
                help,
            }
        }
    };
    resolver.report(CostError::new(kind, path.span));
    None
}

/// What a config stands for, given its head.
pub(in crate::cost) fn config(
    resolver: &mut Resolver<'_>,
    tree: &ast::Config,
    head: ConfigBody,
) -> ConfigBody {
    match (&tree.body, head) {
        (ast::ConfigBody::Values(values), _) => ConfigBody::Values(named_values(resolver, values)),
        (
            ast::ConfigBody::Call {
                arguments,
                span,
                with,
                requires,
                ..
            },
            ConfigBody::Call { base, layer, .. },
        ) => {
            if matches!(tree.head, ast::ConfigHead::From { .. }) {
                resolver.scope.undeclared = Undeclared::Keys;
            }
            let arguments = resolver.arguments(layer, arguments, *span, Missing::Allowed);
            let with = named_values(resolver, with);
            let requires = requirements(resolver, layer, &arguments, requires);
            ConfigBody::Call {
                base,
                layer,
                arguments,
                with,
                requires,
            }
        }
        _ => ConfigBody::Broken,
    }
}

/// What must hold of a file; the parameters that are given are names in it.
fn requirements(
    resolver: &mut Resolver<'_>,
    called: LayerId,
    arguments: &[(usize, Formula)],
    trees: &[ast::Requirement],
) -> Vec<Requirement> {
    let parameters = &resolver.program.layer(called).parameters;
    for (slot, (place, _)) in arguments.iter().enumerate() {
        let parameter = &parameters[*place];
        let declared = parameter.span;
        resolver.scope.bind_to(&parameter.name, slot, declared);
    }
    // Indexes of sums in the arguments took places of their own, which are free again.
    resolver.scope.slots = resolver.scope.slots.max(arguments.len());
    let requires = trees.iter().map(|tree| {
        let value = resolver.expression(&tree.value);
        let must = match &tree.must {
            ast::Must::Lie(domain) => match domain_of(&domain.node) {
                Ok(domain) => Some(Must::Lie(domain)),
                Err(error) => {
                    resolver.report(error);
                    None
                }
            },
            ast::Must::Compare(relation, right) => {
                let right = resolver.expression(right);
                right.map(|right| Must::Compare(comparison(relation.node), right))
            }
        };
        Some(Requirement {
            value: value?,
            must: must?,
            span: tree.span,
        })
    });
    let requires: Vec<Option<Requirement>> = requires.collect();
    requires.into_iter().flatten().collect()
}

/// Values of dims by name: `peak = 989e12`.
fn named_values(resolver: &mut Resolver<'_>, values: &[ast::Let]) -> Vec<(String, Formula)> {
    let dims = resolver.program.dims(resolver.scope.module);
    let mut resolved: Vec<(String, Formula)> = Vec::new();
    let mut seen: IndexMap<&str, Span> = IndexMap::new();
    for value in values {
        let name = &value.name;
        if let Some(first) = seen.insert(&name.node, name.span) {
            resolver.report(CostError::duplicate("value", &name.node, name.span, first));
            continue;
        }
        if dims.contains_key(name.node.as_str()) {
            resolver.note(name.span, Referent::Dim(name.node.to_string()));
        } else {
            let near = crate::text::did_you_mean(&name.node, dims.keys().map(String::as_str));
            let kind = CostErrorKind::Unknown {
                what: "dim",
                name: name.node.to_string(),
                near: near.map(str::to_owned),
                help: Some(
                    "a config binds dims: declare it with `dim`, or `use` its file".to_owned(),
                ),
            };
            resolver.report(CostError::new(kind, name.span));
        }
        if let Some(formula) = resolver.expression(&value.value) {
            resolved.push((name.node.to_string(), formula));
        }
    }
    resolved
}
