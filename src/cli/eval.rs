//! `flopform eval`: exact numbers.

use crate::algebra::AlgebraError;
use crate::cli::answers::records::Content;
use crate::cli::args::{Asking, Eval};
use crate::cli::asked::{Asked, OwnSizes, ask_each};
use crate::cli::derive::{answered, print, refuse_expression, refuse_format};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::diagnostic::{Diagnostic, Unbound, diagnose_algebra, unbound};
use crate::engine::Answer;

/// Prints the numbers that what is asked comes to.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Eval) -> Step {
    let asking = &arguments.asking;
    refuse_format(session, asking, false)?;
    let (mut asked, complete) = ask_each(session, asking, OwnSizes::AsTheFileSays)?;
    if asked.is_empty() {
        return complete;
    }
    let mut replies = Vec::new();
    for asked in &mut asked {
        refuse_expression(session, asking, asked, false)?;
        drop_open(session, asking, asked);
        say_missing(session, asked);
        refuse_irrational(session, asked);
        let reply = answered(&session.engine, asking, asked, false);
        replies.push(session.need(reply)?);
    }
    print(session, asking, &replies, Content::Numbers)?;
    complete
}

/// Where no quantities were chosen, those that need more bindings are left out if any needs none.
fn drop_open(session: &mut Session, asking: &Asking, asked: &mut Asked) {
    if !asking.quantities.is_empty() {
        return;
    }
    let open = |answer: &Answer| {
        !session.engine.symbols(&answer.value).is_empty() || !answer.unruled.is_empty()
    };
    let (open, closed): (Vec<Answer>, Vec<Answer>) =
        asked.answers.values.iter().cloned().partition(open);
    if closed.is_empty() || open.is_empty() {
        return;
    }
    let names = open.iter().filter_map(|answer| answer.quantity);
    let names = names.map(|id| session.engine.program().quantity(id).name.clone());
    let names: Vec<String> = names.collect();
    let dropped = |id| open.iter().any(|answer| answer.quantity == Some(id));
    asked.quantities.retain(|id| !dropped(*id));
    asked.answers.values = closed;
    session.note(&format!(
        "{} left out of {}: not everything in them has a value",
        names.join(", "),
        asked.question.label
    ));
}

/// Says which symbols have no value and which costs no rule; all of them, so that nobody has to ask
/// again and again.
fn say_missing(session: &mut Session, asked: &Asked) {
    let engine = &session.engine;
    let label = &asked.question.label;
    let (mut subjects, mut symbols, mut unruled) = (Vec::new(), Vec::new(), Vec::new());
    for answer in &asked.answers.values {
        let open = engine.symbols(&answer.value);
        if !open.is_empty() {
            subjects.push(match answer.quantity {
                Some(id) => format!("{}({label})", engine.program().quantity(id).name),
                None => label.clone(),
            });
        }
        symbols.extend(open);
        unruled.extend(answer.unruled.iter().cloned());
    }
    symbols.sort_unstable();
    symbols.dedup();
    unruled.sort_unstable();
    unruled.dedup();
    let mut diagnostics = Vec::new();
    if !unruled.is_empty() {
        let missing = unruled.join(", ");
        let has = if unruled.len() == 1 { "has" } else { "have" };
        let headline = format!("`{label}` has no number: {missing} {has} no rule");
        let help = "give the layer a rule, or write `else 0` in it if zero is meant";
        diagnostics.push(Diagnostic::error(headline).help(help));
    }
    if !symbols.is_empty() {
        let dims = engine.dims(&asked.question);
        let symbols = asked.question.in_order(symbols).into_iter().map(|name| {
            let about = dims.get(&name).and_then(|dim| dim.about.clone());
            Unbound { name, about }
        });
        let symbols: Vec<Unbound> = symbols.collect();
        let subject = if subjects.len() == 1 {
            &subjects[0]
        } else {
            label
        };
        diagnostics.push(unbound(subject, &symbols));
    }
    if !diagnostics.is_empty() {
        session.show(&diagnostics, Exit::NoValue);
    }
}

/// Says which values are no rational numbers.
fn refuse_irrational(session: &mut Session, asked: &Asked) {
    let closed = asked.answers.values.iter().filter(|answer| {
        answer.unruled.is_empty() && session.engine.symbols(&answer.value).is_empty()
    });
    let refused: Vec<AlgebraError> = closed
        .filter_map(|answer| session.engine.number(&answer.value).err())
        .collect();
    for error in refused {
        session.show(&[diagnose_algebra(&error)], Exit::Mistake);
    }
}
