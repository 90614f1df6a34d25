//! How items and statements are written: in cells, the columns of lines that stand below each other.

use crate::syntax::ast::{
    Child, Config, ConfigBody, ConfigHead, Dim, Expect, Expr, Extend, ItemKind, Layer, Let, Name,
    Per, Quantity, StatementKind, UseTarget,
};
use crate::syntax::format::expression::{
    domain_text, dotted, relation_sign, write_call, write_expression, write_requirements,
    write_where, write_with,
};
use crate::syntax::format::phrase::Phrase;

/// What a line holds. Only lines of one shape are aligned with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Not aligned with anything.
    Plain,
    Child,
    Cost,
    Let,
    Out,
    Quantity,
    Layer,
    Config,
    Values,
    Expect,
}

/// A line: its cells, and what they are.
pub(super) struct Cells {
    pub(super) shape: Shape,
    pub(super) cells: Vec<Phrase>,
}

impl Cells {
    fn new(shape: Shape, cells: Vec<Phrase>) -> Cells {
        Cells { shape, cells }
    }
}

/// An item without a body, or the head of one with a body, without its `{`.
pub(super) fn item_cells(kind: &ItemKind) -> Cells {
    match kind {
        ItemKind::Use(target) => Cells::new(Shape::Plain, vec![use_phrase(target)]),
        ItemKind::Dim(dim) => Cells::new(Shape::Plain, vec![dim_phrase(dim)]),
        ItemKind::Quantity(quantity) => Cells::new(Shape::Quantity, quantity_cells(quantity)),
        ItemKind::Let(binding) => Cells::new(Shape::Let, binding_cells("let ", binding)),
        ItemKind::Layer(layer) => Cells::new(Shape::Layer, vec![layer_head(layer)]),
        ItemKind::Extend(extend) => Cells::new(Shape::Layer, vec![extend_head(extend)]),
        ItemKind::Config(config) => {
            let shape = match &config.body {
                ConfigBody::Call { .. } => Shape::Config,
                ConfigBody::Values(_) => Shape::Values,
            };
            Cells::new(shape, config_cells(config))
        }
        ItemKind::Expect(expect) => Cells::new(Shape::Expect, expect_cells(expect)),
    }
}

/// A line of a body.
pub(super) fn statement_cells(kind: &StatementKind) -> Cells {
    match kind {
        StatementKind::Child(child) => Cells::new(Shape::Child, child_cells(child)),
        StatementKind::Cost(binding) => Cells::new(Shape::Cost, binding_cells("", binding)),
        StatementKind::Let(binding) => Cells::new(Shape::Let, binding_cells("let ", binding)),
        StatementKind::Out(binding) => Cells::new(Shape::Out, binding_cells("out ", binding)),
        StatementKind::ElseZero => Cells::new(Shape::Plain, vec![Phrase::new("else 0")]),
    }
}

/// `peak = 989e12` in the braces of a config.
pub(super) fn value_cells(binding: &Let) -> Cells {
    Cells::new(Shape::Cost, binding_cells("", binding))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn use_phrase(target: &UseTarget) -> Phrase {
    match target {
        UseTarget::Library(path) => Phrase::new(&format!("use {}", dotted(path))),
        UseTarget::File(path) => Phrase::new(&format!("use {}", quoted(&path.node))),
    }
}

fn dim_phrase(dim: &Dim) -> Phrase {
    let mut phrase = Phrase::new(&format!("dim {}", dim.name.node));
    if let Some(about) = &dim.about {
        phrase.blank_push(&quoted(&about.node));
    }
    if let Some(domain) = &dim.domain {
        phrase.blank_push(&domain_text(&domain.node));
    }
    if let Some(default) = &dim.default {
        phrase.blank_push(&format!("else {}", default.node));
    }
    phrase
}

fn quantity_cells(quantity: &Quantity) -> Vec<Phrase> {
    let name = Phrase::new(&format!("quantity {}", quantity.name.node));
    let about = quantity.about.as_ref();
    let about = about.map_or_else(Phrase::default, |about| Phrase::new(&quoted(&about.node)));
    let mut unit = Phrase::default();
    for (word, name) in [("unit", &quantity.unit), ("as", &quantity.sign)] {
        let Some(name) = name else { continue };
        unit.blank_push(&format!("{word} {}", name_or_text(name)));
    }
    let mut clauses = Vec::new();
    clauses.extend(quantity.per.as_ref().map(|per| match per.node {
        Per::Call => "per call".to_owned(),
        Per::Weight => "per weight".to_owned(),
    }));
    clauses.extend(quantity.else_zero.map(|_| "else 0".to_owned()));
    let mut rest = Phrase::default();
    for (index, clause) in clauses.iter().enumerate() {
        if index > 0 {
            rest.blank();
        }
        rest.push(clause);
    }
    if let Some(derived) = &quantity.derived {
        if !clauses.is_empty() {
            rest.blank();
        }
        rest.push("= ");
        write_expression(&mut rest, derived);
    }
    vec![name, about, unit, rest]
}

/// A name as it was written: bare, or in quotes.
fn name_or_text(name: &Name) -> String {
    if name.span.range().len() == name.node.len() {
        name.node.to_string()
    } else {
        quoted(&name.node)
    }
}

fn binding_cells(word: &str, binding: &Let) -> Vec<Phrase> {
    let head = Phrase::new(&format!("{word}{}", binding.name.node));
    vec![head, after("= ", &binding.value)]
}

/// A sign and an expression.
fn after(sign: &str, value: &Expr) -> Phrase {
    let mut phrase = Phrase::new(sign);
    write_expression(&mut phrase, value);
    phrase
}

fn layer_head(layer: &Layer) -> Phrase {
    let mut phrase = Phrase::new(&format!("layer {}", layer.name.node));
    if layer.parameters.is_empty() {
        return phrase;
    }
    phrase.push("(");
    phrase.deeper(|phrase| {
        for (index, parameter) in layer.parameters.iter().enumerate() {
            if index > 0 {
                phrase.push(",");
                phrase.blank();
            }
            phrase.push(&parameter.name.node);
            if let Some(default) = &parameter.default {
                phrase.push(" = ");
                phrase.deeper(|phrase| write_expression(phrase, default));
            }
        }
    });
    phrase.push(")");
    phrase
}

fn extend_head(extend: &Extend) -> Phrase {
    Phrase::new(&format!("extend {}", dotted(&extend.layer)))
}

fn config_cells(config: &Config) -> Vec<Phrase> {
    let mut head = Phrase::new("config ");
    match &config.head {
        ConfigHead::Named { name, about } => {
            head.push(&name.node);
            if let Some(about) = about {
                head.blank_push(&quoted(&about.node));
            }
        }
        ConfigHead::From { format, kinds } => {
            head.push(&format!("from {}", format.node));
            for (index, kind) in kinds.iter().enumerate() {
                head.push(if index > 0 { "," } else { "" });
                head.blank_push(&quoted(&kind.node));
            }
        }
    }
    match &config.body {
        ConfigBody::Values(_) => vec![head],
        ConfigBody::Call {
            layer,
            arguments,
            with,
            requires,
            ..
        } => {
            let mut call = Phrase::new("= ");
            write_call(&mut call, layer, arguments);
            write_with(&mut call, with);
            write_requirements(&mut call, requires);
            vec![head, call]
        }
    }
}

fn expect_cells(expect: &Expect) -> Vec<Phrase> {
    let head = after("expect ", &expect.left);
    let sign = format!("{} ", relation_sign(expect.relation.node));
    let mut rest = after(&sign, &expect.right);
    if let Some(within) = &expect.within {
        rest.blank_push("within ");
        write_expression(&mut rest, &within.amount);
        rest.push(if within.percent { "%" } else { "" });
    }
    if let Some(growing) = &expect.growing {
        rest.blank_push(&format!("as {}", growing.node));
    }
    if let Some(note) = &expect.note {
        rest.blank_push(&quoted(&note.node));
    }
    write_where(&mut rest, &expect.clauses);
    vec![head, rest]
}

fn child_cells(child: &Child) -> Vec<Phrase> {
    let names: Vec<&str> = child.names.iter().map(|name| name.node.as_str()).collect();
    let aside = if child.aside.is_some() { "aside " } else { "" };
    let head = Phrase::new(&format!("{aside}{}:", names.join(", ")));
    let mut call = Phrase::default();
    write_call(&mut call, &child.layer, &child.arguments);
    if let Some(calls) = &child.calls {
        call.blank_push("* ");
        write_expression(&mut call, calls);
    }
    if let Some(instances) = &child.instances {
        call.blank_push("of ");
        write_expression(&mut call, instances);
    }
    write_with(&mut call, &child.with);
    if let Some(repeat) = &child.repeat {
        call.blank_push(&format!("for {} in ", repeat.index.node));
        write_expression(&mut call, &repeat.first);
        call.push("..");
        write_expression(&mut call, &repeat.last);
    }
    vec![head, call]
}
