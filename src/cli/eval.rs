//! `flopform eval`: exact numbers.

use crate::algebra::{AlgebraError, Rational};
use crate::cli::args::{Asking, Eval, Format};
use crate::cli::asked::{Asked, ask};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::{derive, records, table};
use crate::diagnostic::{Diagnostic, Unbound, unbound};
use crate::engine::Answer;
use crate::notation::number::digits_and_figure;

/// Prints the numbers that what is asked comes to.
///
/// # Errors
/// When anything asked is mistaken, or a symbol has no value.
pub(super) fn run(session: &mut Session, arguments: &Eval) -> Step {
    let asking = &arguments.asking;
    let mut asked = ask(session, asking)?;
    for asked in &mut asked {
        drop_open(session, asking, asked);
        for answer in &asked.answers.values {
            number(session, asked, answer)?;
        }
    }
    if asking.format != Format::Text {
        return records::print(session, asking, &asked, true);
    }
    for (place, asked) in asked.iter().enumerate() {
        if place > 0 && asked.answers.derived.is_some() {
            session.print("\n")?;
        }
        print(session, asked)?;
    }
    Ok(())
}

/// Where no quantities were chosen, those that need more bindings are left out if any needs none.
fn drop_open(session: &mut Session, asking: &Asking, asked: &mut Asked) {
    if !asking.quantities.is_empty() {
        return;
    }
    let open = |answer: &Answer| !session.engine.symbols(&answer.value).is_empty();
    let (open, closed): (Vec<Answer>, Vec<Answer>) =
        asked.answers.values.iter().cloned().partition(open);
    if closed.is_empty() || open.is_empty() {
        return;
    }
    let names: Vec<String> = open
        .iter()
        .map(|answer| session.quantity_name(answer))
        .collect();
    asked.answers.values = closed;
    session.say(&format!(
        "note: {} left out: a symbol has no value\n",
        names.join(", ")
    ));
}

fn print(session: &mut Session, asked: &Asked) -> Step {
    let mut rows = Vec::new();
    for answer in &asked.answers.values {
        let number = number(session, asked, answer)?;
        let mut cell = digits_and_figure(&number);
        let unit = session.unit(answer);
        if !unit.is_empty() {
            cell = format!("{cell} {unit}");
        }
        rows.push(vec![format!("  {}", session.quantity_name(answer)), cell]);
    }
    if asked.answers.derived.is_none() {
        for row in &rows {
            session.print(&format!("{}\n", row[1]))?;
        }
    } else {
        session.print(&format!("{}\n", asked.question.label))?;
        session.print(&table::aligned(&rows))?;
    }
    derive::notes(session, asked)
}

/// The number of an answer; says which symbols have no value.
fn number(session: &mut Session, asked: &Asked, answer: &Answer) -> Step<Rational> {
    let symbols = session.engine.symbols(&answer.value);
    if !symbols.is_empty() {
        let mut target = asked.question.label.clone();
        if answer.quantity.is_some() {
            target = format!("{}({target})", session.quantity_name(answer));
        }
        let dims = session.engine.dims(&asked.question);
        let symbols: Vec<Unbound> = asked
            .question
            .in_order(symbols)
            .into_iter()
            .map(|name| {
                let about = dims.get(&name).and_then(|dim| dim.about.clone());
                Unbound { name, about }
            })
            .collect();
        session.show(&[unbound(&target, &symbols)], Exit::NoValue);
        return Err(Stopped);
    }
    match session.engine.number(&answer.value) {
        Err(AlgebraError::Opaque { .. }) => {
            let missing = answer.unruled.join(", ");
            let headline = format!(
                "`{}` has no number: {missing} has no rule",
                asked.question.label
            );
            let help = "give the layer a rule, or write `else 0` in it if zero is meant";
            session.show(&[Diagnostic::error(headline).help(help)], Exit::NoValue);
            Err(Stopped)
        }
        other => session.need_algebra(other),
    }
}
