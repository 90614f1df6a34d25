//! A derivation in the order in which a person would write it down: inner calls before outer ones, and
//! rules with their arguments put in but nothing simplified.

use std::collections::HashSet;
use std::sync::Arc;

use crate::algebra::{Form, Function, Rational, SignedForm};
use crate::cost::derive::node::Node;
use crate::cost::derive::target::Derived;
use crate::cost::formula::{Formula, FormulaKind, Joint};
use crate::cost::ids::QuantityId;
use crate::cost::program::{Program, StatementKind};

/// The distinct calls that a derived target is made of, each after those inside it.
pub fn calls_of(derived: &Derived) -> Vec<Arc<Node>> {
    let mut starts = vec![derived.node.clone()];
    for name in &derived.path {
        let branches = starts.iter().flat_map(|node| &node.branches);
        let parts = branches
            .filter(|branch| branch.name == *name)
            .flat_map(|branch| &branch.parts);
        starts = parts.map(|part| part.node.clone()).collect();
    }
    let mut calls = Vec::new();
    let mut seen: HashSet<*const Node> = HashSet::new();
    // A node waits here until those inside it are listed.
    let mut pending: Vec<(Arc<Node>, bool)> =
        starts.into_iter().rev().map(|node| (node, false)).collect();
    while let Some((node, inside_listed)) = pending.pop() {
        if inside_listed {
            calls.push(node);
            continue;
        }
        if !seen.insert(Arc::as_ptr(&node)) {
            continue;
        }
        pending.push((node.clone(), true));
        let parts = node.branches.iter().flat_map(|branch| &branch.parts);
        let inside: Vec<_> = parts.map(|part| (part.node.clone(), false)).collect();
        pending.extend(inside.into_iter().rev());
    }
    calls
}

/// The rule of a node's layer for a quantity.
pub fn rule_of<'p>(program: &'p Program, node: &Node, quantity: QuantityId) -> Option<&'p Formula> {
    let (_, place) = node.own.get(&quantity)?;
    let body = program.layer(node.layer).body.iter();
    let mut rules = body.filter_map(|statement| match &statement.kind {
        StatementKind::Cost(of, formula) if *of == quantity && statement.span == *place => {
            Some(formula)
        }
        _ => None,
    });
    rules.next()
}

/// The quantities and all that they are computed from, each after those it is computed from.
pub fn quantities_on_the_way(program: &Program, quantities: &[QuantityId]) -> Vec<QuantityId> {
    let mut found = Vec::new();
    let mut pending: Vec<(QuantityId, bool)> =
        quantities.iter().rev().map(|id| (*id, false)).collect();
    while let Some((quantity, inside_listed)) = pending.pop() {
        if found.contains(&quantity) {
            continue;
        }
        if inside_listed {
            found.push(quantity);
            continue;
        }
        pending.push((quantity, true));
        if let Some(formula) = &program.quantity(quantity).derived {
            let used = formula.uses(|kind| match kind {
                FormulaKind::Total(used) => Some(*used),
                _ => None,
            });
            pending.extend(used.into_iter().rev().map(|used| (used, false)));
        }
    }
    found
}

/// A formula with what its names stand for put in, and nothing simplified. `None` where it has a part
/// that no form shows, or where `leaf` knows a name's form not.
pub fn put_in(formula: &Formula, leaf: &dyn Fn(&FormulaKind) -> Option<Form>) -> Option<Form> {
    stacker::maybe_grow(64 * 1024, 4 << 20, || put_in_kind(&formula.kind, leaf))
}

fn put_in_kind(kind: &FormulaKind, leaf: &dyn Fn(&FormulaKind) -> Option<Form>) -> Option<Form> {
    let inner = |formula: &Formula| put_in(formula, leaf);
    let boxed = |formula: &Formula| inner(formula).map(Box::new);
    match kind {
        FormulaKind::Number(number) => Some(number_form(number)),
        FormulaKind::Local(_)
        | FormulaKind::FileLet(_)
        | FormulaKind::Dim(_)
        | FormulaKind::DimElse(..)
        | FormulaKind::Total(_) => leaf(kind),
        FormulaKind::Sum(addends) => {
            let mut terms = Vec::with_capacity(addends.len());
            for (negative, addend) in addends {
                let (negative, form) = (*negative, inner(addend)?);
                terms.push(SignedForm { negative, form });
            }
            if terms.len() == 1 {
                let only = terms.remove(0);
                return Some(Form::signed(only.negative, only.form));
            }
            Some(Form::Sum(terms))
        }
        FormulaKind::Product(factors) => product(factors, leaf),
        FormulaKind::Power(parts) => Some(Form::power(inner(&parts[0])?, inner(&parts[1])?)),
        FormulaKind::Call(builtin, arguments) => {
            let function = function_named(builtin.name())?;
            let arguments = arguments.iter().map(inner).collect::<Option<_>>()?;
            Some(Form::Call {
                function,
                arguments,
            })
        }
        FormulaKind::If(parts) => {
            let [condition, then, otherwise] = &**parts;
            Some(Form::If {
                condition: boxed(condition)?,
                then: boxed(then)?,
                otherwise: boxed(otherwise)?,
            })
        }
        FormulaKind::Compare(relation, sides) => Some(Form::Flag {
            left: boxed(&sides[0])?,
            relation: *relation,
            right: boxed(&sides[1])?,
        }),
        FormulaKind::Series { .. }
        | FormulaKind::InSymbol { .. }
        | FormulaKind::Cost(..)
        | FormulaKind::Opaque(_)
        | FormulaKind::Symbol(..)
        | FormulaKind::Key(_)
        | FormulaKind::Where(..) => None,
    }
}

fn product(
    factors: &[(Joint, Formula)],
    leaf: &dyn Fn(&FormulaKind) -> Option<Form>,
) -> Option<Form> {
    let mut above: Vec<Form> = Vec::new();
    let whole = |mut above: Vec<Form>| match above.len() {
        1 => above.remove(0),
        _ => Form::Product(above),
    };
    for (joint, factor) in factors {
        let form = put_in(factor, leaf)?;
        if *joint == Joint::Times {
            match form {
                Form::Product(inner) => above.extend(inner),
                form => above.push(form),
            }
            continue;
        }
        let quotient = Form::Quotient(Box::new(whole(above)), Box::new(form));
        above = vec![match joint {
            Joint::FloorOver => Form::Call {
                function: Function::Floor,
                arguments: vec![quotient],
            },
            _ => quotient,
        }];
    }
    Some(whole(above))
}

/// Numbers in a form are whole and not negative.
fn number_form(number: &Rational) -> Form {
    let whole = |number: Rational| Box::new(Form::Number(number));
    let size = number.abs();
    let form = if size.is_integer() {
        Form::Number(size)
    } else {
        Form::Quotient(whole(size.numerator()), whole(size.denominator()))
    };
    Form::signed(number.is_negative(), form)
}

fn function_named(name: &str) -> Option<Function> {
    const FUNCTIONS: [Function; 6] = [
        Function::Floor,
        Function::Ceil,
        Function::Max,
        Function::Min,
        Function::Log2,
        Function::Sqrt,
    ];
    FUNCTIONS
        .into_iter()
        .find(|function| function.name() == name)
}
