//! The bodies of layers, and what `extend` adds to them.

use indexmap::IndexMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::ids::{LayerId, QuantityId};
use crate::cost::library;
use crate::cost::program::{Child, Declared, Layer, Parameter, Statement, StatementKind};
use crate::cost::reference::Referent;
use crate::cost::resolve::arguments::Missing;
use crate::cost::resolve::cycles::{circle, order};
use crate::cost::resolve::expression::{Resolver, dotted};
use crate::cost::scope::lookup_path;
use crate::syntax::ast;
use crate::text::Span;

/// A body with more mistakes than this is not read to its end.
const MOST_ERRORS: usize = 100;

/// Resolves the parameters and the body of a layer.
pub(in crate::cost) fn layer(resolver: &mut Resolver<'_>, declared: &mut Layer, tree: &ast::Layer) {
    let mut seen: IndexMap<&str, Span> = IndexMap::new();
    for parameter in &tree.parameters {
        let name = &parameter.name;
        if let Some(first) = seen.insert(&name.node, name.span) {
            resolver.report(CostError::duplicate(
                "parameter",
                &name.node,
                name.span,
                first,
            ));
        }
        resolver.bind(name);
    }
    let defaults = tree.parameters.iter().map(|parameter| Parameter {
        name: parameter.name.node.to_string(),
        optional: parameter.default.is_some(),
        default: parameter
            .default
            .as_ref()
            .and_then(|default| resolver.expression(default)),
        span: parameter.name.span,
    });
    declared.parameters = defaults.collect();
    declared.default_order = default_order(resolver, &declared.parameters);
    declared.rules = IndexMap::new();
    let body: Vec<&ast::Statement> = tree.body.iter().collect();
    let body = statements(resolver, &declared.rules, &body);
    body.add_to(declared, resolver);
}

/// Resolves what an `extend` adds, and adds it.
pub(in crate::cost) fn extend(resolver: &mut Resolver<'_>, layer: &mut Layer, tree: &ast::Extend) {
    let lets = layer
        .body
        .iter()
        .filter_map(|statement| match &statement.kind {
            StatementKind::Let(slot, _) => Some(*slot),
            _ => None,
        });
    for slot in (0..layer.parameters.len()).chain(lets) {
        let declared = layer.slot_places[slot];
        resolver
            .scope
            .bind_to(&layer.slot_names[slot], slot, declared);
    }
    resolver.scope.slots = layer.slots;
    // The parser has reported whatever else stands there.
    let rules = tree.body.iter().filter(|statement| match statement.kind {
        ast::StatementKind::Child(_) | ast::StatementKind::Out(_) => false,
        ast::StatementKind::Cost(_) | ast::StatementKind::Let(_) | ast::StatementKind::ElseZero => {
            true
        }
    });
    let kept: Vec<&ast::Statement> = rules.collect();
    let body = statements(resolver, &layer.rules, &kept);
    body.add_to(layer, resolver);
}

/// A body that is resolved and not yet part of a layer.
struct Body {
    statements: Vec<Statement>,
    rules: IndexMap<QuantityId, Span>,
    else_zero: bool,
}

impl Body {
    fn add_to(self, layer: &mut Layer, resolver: &Resolver<'_>) {
        // Bodies are short and many: the room that a growing list keeps ready would double them.
        layer.body.reserve_exact(self.statements.len());
        layer.body.extend(self.statements);
        layer.rules.reserve_exact(self.rules.len());
        layer.rules.extend(self.rules);
        layer.else_zero |= self.else_zero;
        layer.slots = resolver.scope.slots;
        layer.slot_names.resize(layer.slots, String::new());
        layer.slot_places.resize(layer.slots, layer.span);
        for (slot, name) in &resolver.scope.slot_names {
            name.node.as_str().clone_into(&mut layer.slot_names[*slot]);
            layer.slot_places[*slot] = name.span;
        }
    }
}

fn statements(
    resolver: &mut Resolver<'_>,
    earlier: &IndexMap<QuantityId, Span>,
    body: &[&ast::Statement],
) -> Body {
    resolver.scope.later = body
        .iter()
        .filter_map(|statement| match &statement.kind {
            ast::StatementKind::Let(definition) => {
                Some((definition.name.node.to_string(), definition.name.span))
            }
            _ => None,
        })
        .collect();
    let mut resolved = Body {
        statements: Vec::new(),
        rules: IndexMap::new(),
        else_zero: false,
    };
    let mut children: IndexMap<String, Span> = IndexMap::new();
    let mut lets: IndexMap<String, Span> = IndexMap::new();
    for statement in body {
        if resolver.errors.len() > MOST_ERRORS {
            break;
        }
        let span = statement.span;
        let kind = match &statement.kind {
            ast::StatementKind::ElseZero => {
                resolved.else_zero = true;
                continue;
            }
            ast::StatementKind::Let(definition) => {
                let name = &definition.name;
                if let Some(first) = lets.insert(name.node.to_string(), name.span) {
                    resolver.report(CostError::duplicate("let", &name.node, name.span, first));
                }
                local(resolver, definition)
            }
            ast::StatementKind::Out(definition) => out(resolver, definition),
            ast::StatementKind::Cost(rule) => cost(resolver, earlier, &mut resolved.rules, rule),
            ast::StatementKind::Child(child) => {
                for name in &child.names {
                    resolver.note(name.span, Referent::Local(name.span));
                    if let Some(first) = children.insert(name.node.to_string(), name.span) {
                        resolver
                            .report(CostError::duplicate("child", &name.node, name.span, first));
                    }
                }
                resolve_child(resolver, child).map(|child| StatementKind::Child(Box::new(child)))
            }
        };
        if let Some(kind) = kind {
            resolved.statements.push(Statement { kind, span });
        }
    }
    resolved
}

fn local(resolver: &mut Resolver<'_>, definition: &ast::Let) -> Option<StatementKind> {
    let name = &definition.name;
    // The name itself is not yet visible in its value, so `let E = 2E` uses the E outside.
    resolver.scope.later.remove(name.node.as_str());
    let value = resolver.expression(&definition.value);
    let slot = resolver.bind(name);
    Some(StatementKind::Let(slot, value?))
}

fn out(resolver: &mut Resolver<'_>, definition: &ast::Let) -> Option<StatementKind> {
    let value = resolver.expression(&definition.value);
    let name = dim(resolver, &definition.name, None)?;
    Some(StatementKind::Out(name, value?))
}

/// The name of a declared dim; for a child, `called` is the layer that may have a parameter of the name.
fn dim(resolver: &mut Resolver<'_>, name: &ast::Name, called: Option<LayerId>) -> Option<String> {
    if resolver.program.has_dim(resolver.scope.module, &name.node) {
        resolver.note(name.span, Referent::Dim(name.node.to_string()));
        return Some(name.node.to_string());
    }
    let dims = resolver.program.dims(resolver.scope.module);
    let near = crate::text::did_you_mean(&name.node, dims.keys().map(String::as_str));
    let called = called.map(|id| resolver.program.layer(id));
    let is_parameter = |layer: &&Layer| layer.parameters.iter().any(|held| held.name == name.node);
    let help = match called.filter(is_parameter) {
        Some(layer) => format!(
            "it is a parameter of `{}`: give it in the brackets, `{}(…, {} = …)`",
            layer.name, layer.name, name.node
        ),
        None => format!("declare it in this file: `dim {}`", name.node),
    };
    let kind = CostErrorKind::Unknown {
        what: "dim",
        name: name.node.to_string(),
        near: near.map(str::to_owned),
        help: Some(help),
    };
    resolver.refuse(kind, name.span)
}

fn cost(
    resolver: &mut Resolver<'_>,
    earlier: &IndexMap<QuantityId, Span>,
    rules: &mut IndexMap<QuantityId, Span>,
    rule: &ast::Let,
) -> Option<StatementKind> {
    let value = resolver.expression(&rule.value);
    let name = &rule.name;
    let path = ast::Path {
        parts: name.clone().into(),
        span: name.span,
    };
    let quantity = match lookup_path(resolver.program, resolver.scope.module, &path) {
        Err(error) => {
            resolver.report(error);
            return None;
        }
        Ok(Some((Declared::Quantity(quantity), _))) => {
            resolver.note(name.span, Referent::Quantity(*quantity));
            *quantity
        }
        Ok(found) => {
            let fits = |declared: &Declared| matches!(declared, Declared::Quantity(_));
            let near = resolver
                .scope
                .nearest(resolver.program, &name.node, fits, false);
            if let Some((declared, _)) = found {
                let kind = CostErrorKind::WrongKind {
                    name: name.node.to_string(),
                    is: declared.kind(),
                    needed: "quantity",
                    help: "only quantities have rules; write `let` to name a value".to_owned(),
                };
                return resolver.refuse(kind, name.span);
            }
            let file = library::declaring(&name.node).next();
            let help = match (&*rule.value.kind, file) {
                _ if near.is_some() => None,
                (ast::ExprKind::Call { .. }, _) if value.is_none() => Some(format!(
                    "a child is written with a colon: `{}: …`",
                    name.node
                )),
                (_, Some(file)) => Some(format!("the library has it: write `use {file}`")),
                (_, None) => Some(format!(
                    "write `let {} = …` for a name of your own; what is counted is declared with \
                     `quantity`",
                    name.node
                )),
            };
            let (what, name_text) = ("quantity", name.node.to_string());
            let kind = CostErrorKind::Unknown {
                what,
                name: name_text,
                near,
                help,
            };
            return resolver.refuse(kind, name.span);
        }
    };
    let declared = resolver.program.quantity(quantity);
    if declared.derived.is_some() {
        let reason = format!(
            "`{}` is derived from other quantities, so it has no rules",
            name.node
        );
        let help = "give rules for the quantities it is derived from".to_owned();
        let kind = CostErrorKind::BadCall { reason, help };
        let error = CostError::new(kind, name.span);
        resolver.report(error.with_note(declared.span, "derived here"));
        return None;
    }
    let first = rules.get(&quantity).or_else(|| earlier.get(&quantity));
    if let Some(first) = first.copied() {
        resolver.report(CostError::duplicate(
            "rule for", &name.node, name.span, first,
        ));
        return None;
    }
    rules.insert(quantity, name.span);
    Some(StatementKind::Cost(quantity, value?))
}

fn resolve_child(resolver: &mut Resolver<'_>, child: &ast::Child) -> Option<Child> {
    let index = child.repeat.as_ref().map(|repeat| {
        let first = resolver.expression(&repeat.first);
        let last = resolver.expression(&repeat.last);
        (resolver.bind(&repeat.index), first, last)
    });
    let layer = child_layer(resolver, &child.layer);
    let arguments = match layer {
        Some(layer) => {
            resolver.arguments(layer, &child.arguments, child.call_span, Missing::Refused)
        }
        None => Vec::new(),
    };
    let calls = child.calls.as_ref().map(|calls| resolver.expression(calls));
    let instances = child
        .instances
        .as_ref()
        .map(|count| resolver.expression(count));
    let mut with: Vec<Option<(String, Formula)>> = Vec::new();
    let mut bound: IndexMap<&str, Span> = IndexMap::new();
    for binding in &child.with {
        let (name, span) = (&binding.name.node, binding.name.span);
        if let Some(first) = bound.insert(name, span) {
            resolver.report(CostError::duplicate("binding of", name, span, first));
        }
        let value = resolver.expression(&binding.value);
        let name = dim(resolver, &binding.name, layer);
        with.push(name.zip(value));
    }
    if let Some(repeat) = &child.repeat {
        resolver.scope.unbind(&repeat.index.node);
    }
    let repeat = match index {
        None => None,
        Some((slot, first, last)) => Some((slot, first?, last?)),
    };
    Some(Child {
        names: child
            .names
            .iter()
            .map(|name| name.node.to_string())
            .collect(),
        places: child.names.iter().map(|name| name.span).collect(),
        aside: child.aside.is_some(),
        layer: layer?,
        arguments,
        call_span: child.call_span,
        calls: transpose(calls)?,
        instances: transpose(instances)?,
        with: with.into_iter().collect::<Option<_>>()?,
        repeat,
    })
}

/// An optional part that was written and resolved, or not written.
#[expect(clippy::option_option, reason = "not written differs from mistaken")]
fn transpose(part: Option<Option<Formula>>) -> Option<Option<Formula>> {
    match part {
        None => Some(None),
        Some(resolved) => resolved.map(Some),
    }
}

fn child_layer(resolver: &mut Resolver<'_>, path: &ast::Path) -> Option<LayerId> {
    resolver.note_path(path);
    match lookup_path(resolver.program, resolver.scope.module, path) {
        Err(error) => {
            resolver.report(error);
            None
        }
        Ok(Some((Declared::Layer(layer), parts))) if parts == path.parts.len() => Some(*layer),
        Ok(Some((declared, parts))) if parts == path.parts.len() => {
            let help = match declared {
                Declared::Config(_) => "call the layer that the config is made of",
                _ => "name a layer after the colon; a rule is written with `=`",
            };
            let kind = CostErrorKind::WrongKind {
                name: dotted(path),
                is: declared.kind(),
                needed: "layer",
                help: help.to_owned(),
            };
            resolver.refuse(kind, path.span)
        }
        Ok(_) => {
            let fits = |declared: &Declared| matches!(declared, Declared::Layer(_));
            let name = dotted(path);
            // What stands before a point may be the file of another language.
            let sought = name.rsplit_once('.').map_or(&name[..], |(_, last)| last);
            let near = resolver.scope.nearest(resolver.program, &name, fits, false);
            let near = near.or_else(|| {
                resolver
                    .scope
                    .nearest(resolver.program, sought, fits, false)
            });
            // A file of the library may have it, or what it is a slip for.
            let meant = near
                .is_none()
                .then(|| library::nearest_name(sought))
                .flatten();
            let in_library = library::declaring(&name).next();
            let slip = || library::declaring(meant.as_deref()?).next();
            let help = match in_library.or_else(slip) {
                Some(file) => Some(format!("the library has one: write `use {file}`")),
                None if near.is_some() => None,
                None => Some(match name.rsplit_once('.') {
                    Some((file, _)) => format!("write `use {file}` for a file of that name"),
                    None => format!("declare it: `layer {name}(…) {{ … }}`"),
                }),
            };
            let near = near.or(meant);
            let kind = CostErrorKind::Unknown {
                what: "layer",
                name,
                near,
                help,
            };
            resolver.refuse(kind, path.span)
        }
    }
}

/// The order in which defaults find what they use; reports a cycle.
fn default_order(resolver: &mut Resolver<'_>, parameters: &[Parameter]) -> Vec<usize> {
    let uses = |at: usize| match &parameters[at].default {
        Some(default) => default.uses(|kind| match kind {
            FormulaKind::Local(slot) if *slot < parameters.len() => Some(*slot),
            _ => None,
        }),
        None => Vec::new(),
    };
    match order(parameters.len(), uses) {
        Ok(order) => order,
        Err(cycle) => {
            let names = cycle.iter().map(|at| parameters[*at].name.clone());
            let places = cycle.iter().map(|at| parameters[*at].span);
            resolver.report(circle("defaults", names.collect(), places));
            (0..parameters.len()).collect()
        }
    }
}
