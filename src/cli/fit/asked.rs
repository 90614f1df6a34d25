//! What is asked of samples: the columns as symbols, the bounds, the denominator.

use crate::algebra::{Indeterminate, Rational, Value};
use crate::analysis::fit::Bounds;
use crate::cli::args::Fit;
use crate::cli::fit::table::Table;
use crate::cli::session::{Session, Step};
use crate::cost::{Question, Setting};
use crate::engine::Engine;
use crate::text::did_you_mean;

/// How large the polynomials are that are looked for.
pub(super) fn bounds(session: &mut Session, arguments: &Fit, table: &Table) -> Step<Bounds> {
    let mut every = None;
    let mut powers = vec![None; table.symbols.len()];
    let example = "write `--degree 2` for every symbol, or `--degree B=1,S=2`";
    for text in &arguments.degree {
        let (name, degree) = match text.split_once('=') {
            Some((name, degree)) => (Some(name.trim()), degree.trim()),
            None => (None, text.trim()),
        };
        let Ok(degree) = degree.parse::<u32>() else {
            return session.refuse(format!("`--degree {text}` has no whole number"), example);
        };
        let held = match name {
            None => &mut every,
            Some(name) => {
                let place = table.symbols.iter().position(|symbol| symbol == name);
                let Some(place) = place else {
                    let near = did_you_mean(name, table.symbols.iter().map(String::as_str));
                    let near = near.map(|near| format!("; did you mean `{near}`?"));
                    let near = near.unwrap_or_default();
                    let help = format!("its symbols are {}{near}", table.symbols.join(", "));
                    let headline = format!("`{}` has no column `{name}`", table.name);
                    return session.refuse(headline, &help);
                };
                &mut powers[place]
            }
        };
        if held.replace(degree).is_some() {
            let whose = name.unwrap_or("every symbol");
            return session.refuse(format!("`--degree` is given twice for {whose}"), example);
        }
    }
    for power in &mut powers {
        *power = power.or(every);
    }
    Ok(Bounds {
        total: arguments.total_degree,
        powers,
    })
}

/// The columns as symbols, and the question whose names they are.
pub(super) fn symbols(
    session: &mut Session,
    table: &Table,
) -> Step<(Question, Vec<Indeterminate>)> {
    let mut symbols = Vec::new();
    for name in &table.symbols {
        let Some(symbol) = symbol(&mut session.engine, name) else {
            let headline = format!("the column `{name}` cannot be a symbol of a formula");
            let help = "rename it to a letter, or to a word that no formula file has for something \
                        else; `--symbols` leaves columns out";
            return session.refuse(headline, help);
        };
        symbols.push(symbol);
    }
    let product = format!("1*{}", table.symbols.join("*"));
    let product = session.engine.questions(&product);
    let question = session.need(product)?.remove(0);
    Ok((question, symbols))
}

/// The symbol that a name by itself is in an expression.
fn symbol(engine: &mut Engine, name: &str) -> Option<Indeterminate> {
    // In a product, since a word by itself is looked for among layers.
    let question = engine.questions(&format!("2*{name}")).ok()?.pop()?;
    let answers = engine.answer(&question, &[], &Setting::default()).ok()?;
    let value = &answers.values.first()?.value;
    let [symbol] = value.indeterminates()[..] else {
        return None;
    };
    let (monomial, two) = value.as_polynomial()?.as_term()?;
    let alone = monomial.degree_in(symbol) == 1 && *two == Rational::from(2);
    (alone && symbol.text() == name).then_some(symbol)
}

/// What the form is divided by, and the question beside its names.
pub(super) fn denominator(
    session: &mut Session,
    arguments: &Fit,
    question: Question,
    symbols: &[Indeterminate],
) -> Step<(Question, Value)> {
    let Some(text) = &arguments.denominator else {
        return Ok((question, Value::one()));
    };
    let asked = session.engine.questions(text);
    let asked = session.need(asked)?;
    let help = "write a formula in the symbols of the file, such as `'E + 1'`";
    let [asked] = &asked[..] else {
        return session.refuse(format!("`{text}` is no formula"), help);
    };
    let answers = session.engine.answer(asked, &[], &Setting::default());
    let mut answers = session.need(answers)?;
    let Some(value) = answers.values.pop().map(|answer| answer.value) else {
        return session.refuse(format!("`{text}` is no formula"), help);
    };
    let names: Vec<&str> = symbols.iter().map(|symbol| symbol.text()).collect();
    let open = session.engine.symbols(&value).into_iter();
    if let Some(other) = open.into_iter().find(|name| !names.contains(&&name[..])) {
        let headline = format!("the denominator has `{other}` in it, which is no column");
        return session.refuse(headline, help);
    }
    if value.is_zero() {
        return session.refuse("the denominator is zero".to_owned(), help);
    }
    Ok((question.beside(asked), value))
}
