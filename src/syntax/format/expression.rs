//! How expressions are written.

use crate::syntax::ast::{
    Argument, BinaryOperator, Clause, DimDomain, Expr, ExprKind, Let, Must, Path, Relation,
    Requirement,
};
use crate::syntax::deep::deep;
use crate::syntax::format::phrase::Phrase;

/// Writes an expression: blanks around `+`, `-` and relations, none around what binds tighter.
pub(super) fn write_expression(phrase: &mut Phrase, expression: &Expr) {
    deep(|| write_kind(phrase, &expression.kind));
}

fn write_kind(phrase: &mut Phrase, kind: &ExprKind) {
    match kind {
        ExprKind::Number(digits) => phrase.push(digits),
        ExprKind::Path(path) => phrase.push(&dotted(path)),
        ExprKind::Text(text) => phrase.push(&format!("\"{text}\"")),
        ExprKind::Group(content) => {
            phrase.push("(");
            phrase.deeper(|phrase| write_expression(phrase, content));
            phrase.push(")");
        }
        ExprKind::Call { callee, arguments } => {
            phrase.push(&dotted(callee));
            write_arguments(phrase, arguments);
        }
        ExprKind::Opaque(cost) => {
            phrase.push(&dotted(&cost.quantity));
            phrase.push("[");
            phrase.deeper(|phrase| {
                write_call(phrase, &cost.layer, &cost.arguments);
                write_with(phrase, &cost.with);
            });
            phrase.push("]");
        }
        ExprKind::Negate(operand) => {
            phrase.push("-");
            write_expression(phrase, operand);
        }
        ExprKind::Binary {
            operator,
            left,
            right,
        } => {
            write_expression(phrase, left);
            write_operator(phrase, operator.node);
            write_expression(phrase, right);
        }
        ExprKind::Superscript { base, exponent } => {
            write_expression(phrase, base);
            phrase.push(&exponent.node.chars().map(raised).collect::<String>());
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            for (word, part) in [("if ", condition), ("then ", then), ("else ", otherwise)] {
                if word != "if " {
                    phrase.blank();
                }
                phrase.push(word);
                write_expression(phrase, part);
            }
        }
        ExprKind::Comparison {
            left,
            relation,
            right,
            bracketed,
        } => {
            phrase.push(if *bracketed { "[" } else { "" });
            phrase.deeper(|phrase| write_comparison(phrase, left, relation.node, right));
            phrase.push(if *bracketed { "]" } else { "" });
        }
        ExprKind::KeyElse { key, otherwise } => {
            phrase.push(&dotted(key));
            phrase.blank_push("else ");
            write_expression(phrase, otherwise);
        }
        ExprKind::Where { body, clauses } => {
            write_expression(phrase, body);
            write_where(phrase, clauses);
        }
    }
}

fn write_operator(phrase: &mut Phrase, operator: BinaryOperator) {
    match operator {
        BinaryOperator::Add => phrase.blank_push("+ "),
        BinaryOperator::Subtract => phrase.blank_push("- "),
        BinaryOperator::Multiply => phrase.push("*"),
        BinaryOperator::Touch => {}
        BinaryOperator::Divide => phrase.push("/"),
        BinaryOperator::FloorDivide => phrase.push("//"),
        BinaryOperator::Power => phrase.push("^"),
    }
}

/// Two sides with a relation between.
pub(super) fn write_comparison(phrase: &mut Phrase, left: &Expr, relation: Relation, right: &Expr) {
    write_expression(phrase, left);
    phrase.blank_push(relation_sign(relation));
    phrase.push(" ");
    write_expression(phrase, right);
}

/// How a relation is written.
pub(super) fn relation_sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "==",
        Relation::Different => "!=",
        Relation::Less => "<",
        Relation::LessEqual => "<=",
        Relation::Greater => ">",
        Relation::GreaterEqual => ">=",
        Relation::SameGrowth => "~",
    }
}

/// `multiple of 32`
pub(super) fn domain_text(domain: &DimDomain) -> String {
    match domain {
        DimDomain::Whole => "whole".to_owned(),
        DimDomain::Flag => "flag".to_owned(),
        DimDomain::Real => "real".to_owned(),
        DimDomain::MultipleOf(step) => format!("multiple of {}", step.node),
    }
}

/// ` where S = 1024, E >= H`; nothing where there is nothing.
pub(super) fn write_where(phrase: &mut Phrase, clauses: &[Clause]) {
    for (index, clause) in clauses.iter().enumerate() {
        if index == 0 {
            phrase.blank_push("where ");
        } else {
            phrase.push(",");
            phrase.blank();
        }
        match clause {
            Clause::Bind(binding) => write_binding(phrase, binding),
            Clause::Narrow { name, domain } => {
                phrase.push(&format!("{} {}", name.node, domain_text(&domain.node)));
            }
            Clause::Assume {
                left,
                relation,
                right,
            } => write_comparison(phrase, left, relation.node, right),
        }
    }
}

/// ` where H/K whole, X >= top`; nothing where there is nothing.
pub(super) fn write_requirements(phrase: &mut Phrase, requires: &[Requirement]) {
    for (index, requirement) in requires.iter().enumerate() {
        if index == 0 {
            phrase.blank_push("where ");
        } else {
            phrase.push(",");
            phrase.blank();
        }
        let value = &requirement.value;
        match &requirement.must {
            Must::Lie(domain) => {
                write_expression(phrase, value);
                phrase.push(&format!(" {}", domain_text(&domain.node)));
            }
            Must::Compare(relation, right) => write_comparison(phrase, value, relation.node, right),
        }
    }
}

/// ` with h = 2h, w = 2w`; nothing where there is nothing.
pub(super) fn write_with(phrase: &mut Phrase, with: &[Let]) {
    for (index, binding) in with.iter().enumerate() {
        if index == 0 {
            phrase.blank_push("with ");
        } else {
            phrase.push(",");
            phrase.blank();
        }
        write_binding(phrase, binding);
    }
}

/// `h = 2h`
pub(super) fn write_binding(phrase: &mut Phrase, binding: &Let) {
    phrase.push(&binding.name.node);
    phrase.push(" = ");
    write_expression(phrase, &binding.value);
}

/// `linear(E, E)`, `rmsnorm`
pub(super) fn write_call(phrase: &mut Phrase, layer: &Path, arguments: &[Argument]) {
    phrase.push(&dotted(layer));
    if !arguments.is_empty() {
        write_arguments(phrase, arguments);
    }
}

fn write_arguments(phrase: &mut Phrase, arguments: &[Argument]) {
    phrase.push("(");
    phrase.deeper(|phrase| {
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                phrase.push(",");
                phrase.blank();
            }
            if let Some(name) = &argument.name {
                phrase.push(&name.node);
                phrase.push(" = ");
            }
            phrase.deeper(|phrase| write_expression(phrase, &argument.value));
        }
    });
    phrase.push(")");
}

/// `gpt.blocks.attn`
pub(super) fn dotted(path: &Path) -> String {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.node.as_str()).collect();
    parts.join(".")
}

fn raised(digit: char) -> char {
    match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}
