//! Whether two formulas are written alike, wherever their brackets and blanks stand.

use crate::cost::Program;
use crate::cost::formula::{Fact, Formula, FormulaKind, Joint, Target, TargetBase};

/// A text that is the same for formulas of the same shape and names. Brackets that change nothing are
/// not in it.
pub(in crate::lint) fn shape(program: &Program, formula: &Formula) -> String {
    stacker::maybe_grow(128 * 1024, 4 << 20, || of_kind(program, formula))
}

/// The shape of a derived quantity's formula for a target, each quantity in it being asked of that.
pub(in crate::lint) fn shape_for(program: &Program, formula: &Formula, target: &Target) -> String {
    let whole = shape(program, formula);
    let totals = formula.uses(|kind| match kind {
        FormulaKind::Total(quantity) => Some(*quantity),
        _ => None,
    });
    let asked = of_target(program, target);
    totals.into_iter().fold(whole, |whole, quantity| {
        let name = &program.quantity(quantity).name;
        whole.replace(&total(name), &format!("cost {name} {asked}"))
    })
}

/// What stands for a quantity of the target itself; no name has such letters.
fn total(name: &str) -> String {
    format!("<{name}>")
}

fn of_kind(program: &Program, formula: &Formula) -> String {
    let list = |formulas: &[&Formula]| {
        let shapes = formulas.iter().map(|formula| shape(program, formula));
        shapes.collect::<Vec<String>>().join(", ")
    };
    match &formula.kind {
        FormulaKind::Number(number) => number.to_string(),
        FormulaKind::Local(slot) => format!("local {slot}"),
        FormulaKind::FileLet(id) => format!("let {id:?}"),
        FormulaKind::Dim(name) | FormulaKind::DimElse(name, _) | FormulaKind::Symbol(name, _) => {
            format!("dim {name}")
        }
        FormulaKind::Total(quantity) => total(&program.quantity(*quantity).name),
        FormulaKind::Sum(addends) => {
            if let [(false, only)] = &addends[..] {
                return shape(program, only);
            }
            let signed = addends.iter().map(|(negative, addend)| {
                let sign = if *negative { '-' } else { '+' };
                format!("{sign} {}", shape(program, addend))
            });
            format!("({})", signed.collect::<Vec<_>>().join(" "))
        }
        FormulaKind::Product(factors) => {
            let mut joined = Vec::new();
            flatten(program, factors, &mut joined);
            format!("({})", joined.join(" "))
        }
        FormulaKind::Power(parts) => {
            let [base, exponent] = &**parts;
            format!("power({})", list(&[base, exponent]))
        }
        FormulaKind::Call(function, arguments) => {
            let arguments: Vec<&Formula> = arguments.iter().collect();
            format!("{}({})", function.name(), list(&arguments))
        }
        FormulaKind::Series {
            index,
            from,
            to,
            body,
        } => format!("sum {index}({})", list(&[from, to, body])),
        FormulaKind::InSymbol {
            function,
            body,
            symbol,
        } => format!("{function:?}({}, {symbol})", list(&[body])),
        FormulaKind::If(parts) => {
            let [condition, then, otherwise] = &**parts;
            format!("if({})", list(&[condition, then, otherwise]))
        }
        FormulaKind::Compare(comparison, sides) => {
            let [left, right] = &**sides;
            format!("[{comparison:?} {}]", list(&[left, right]))
        }
        FormulaKind::Cost(quantity, target) => {
            let name = &program.quantity(*quantity).name;
            format!("cost {name} {}", of_target(program, target))
        }
        FormulaKind::Opaque(cost) => {
            let mut with: Vec<String> = cost
                .with
                .iter()
                .map(|(name, value)| format!("{name} = {}", shape(program, value)))
                .collect();
            with.sort();
            let (quantity, layer) = (&cost.quantity, &cost.layer);
            let arguments = of_arguments(program, &cost.arguments);
            format!("{quantity:?}[{layer:?} {arguments:?} with {with:?}]")
        }
        // A key stands in a `config from`, where nothing is compared with it.
        FormulaKind::Key(_) => format!("key {:?}", formula.span),
        FormulaKind::Where(body, facts) => {
            let facts = facts.iter().map(|fact| match fact {
                Fact::Bind(name, value) => format!("{name} = {}", shape(program, value)),
                Fact::BindLocal(slot, value) => format!("{slot} = {}", shape(program, value)),
                Fact::Assume(comparison, left, right) => {
                    format!("{comparison:?} {}", list(&[left, right]))
                }
            });
            let facts: Vec<String> = facts.collect();
            format!("({} where {})", shape(program, body), facts.join(", "))
        }
    }
}

/// The factors of a product, those of products inside it included.
fn flatten(program: &Program, factors: &[(Joint, Formula)], joined: &mut Vec<String>) {
    for (joint, factor) in factors {
        if let (FormulaKind::Product(inside), Joint::Times) = (&factor.kind, joint) {
            flatten(program, inside, joined);
            continue;
        }
        let sign = match joint {
            Joint::Times => "*",
            Joint::Over => "/",
            Joint::FloorOver => "//",
        };
        joined.push(format!("{sign} {}", shape(program, factor)));
    }
}

fn of_target(program: &Program, target: &Target) -> String {
    let base = match target.base {
        TargetBase::Layer(id) => format!("{id:?}"),
        TargetBase::Config(id) => format!("{id:?}"),
    };
    let arguments = of_arguments(program, &target.arguments);
    let path = target.path.iter().map(|(name, _)| &name[..]);
    format!("{base}{arguments:?}.{}", path.collect::<Vec<_>>().join("."))
}

/// Arguments in the order of the parameters.
fn of_arguments(program: &Program, arguments: &[(usize, Formula)]) -> Vec<(usize, String)> {
    let arguments = arguments.iter();
    let mut shapes: Vec<(usize, String)> = arguments
        .map(|(place, argument)| (*place, shape(program, argument)))
        .collect();
    shapes.sort();
    shapes
}
