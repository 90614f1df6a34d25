//! `flopform derive`: closed forms, trees and derivations.

mod steps;

use crate::cli::answers::records::{Content, Reply, reply, style_of, writer};
use crate::cli::answers::{self, tree};
use crate::cli::args::{Asking, Derive, Format};
use crate::cli::asked::{Asked, OwnSizes, ask_each};
use crate::cli::session::{Session, Step};
use crate::engine::{Engine, Errors};

/// Prints the closed forms of what is asked.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Derive) -> Step {
    let asking = &arguments.asking;
    refuse_format(session, asking, arguments.steps)?;
    let (asked, complete) = ask_each(session, asking, OwnSizes::Open)?;
    if asked.is_empty() {
        return complete;
    }
    let mut replies = Vec::new();
    for asked in &asked {
        refuse_expression(session, asking, asked, arguments.steps)?;
        let reply = answered(&session.engine, asking, asked, arguments.steps);
        replies.push(session.need(reply)?);
    }
    print(session, asking, &replies, Content::Forms)?;
    note_unruled(session, &replies);
    complete
}

/// The answers to a question as text, with the tree and the derivation where they are asked for.
pub(super) fn answered(
    engine: &Engine,
    asking: &Asking,
    asked: &Asked,
    steps: bool,
) -> Result<Reply, Errors> {
    let writer = writer(engine, asked, asking);
    let mut reply = reply(&writer, asked)?;
    if let Some(derived) = &asked.answers.derived {
        if let Some(depth) = asking.tree {
            reply.tree = Some(tree::tree(&writer, derived, &asked.quantities, depth)?);
        }
        if steps {
            let derivation = steps::derivation(&writer, derived, &asked.quantities, &asked.answers);
            reply.steps = Some(derivation?);
        }
    }
    Ok(reply)
}

/// Prints replies, and says where a tree goes on.
pub(super) fn print(
    session: &mut Session,
    asking: &Asking,
    replies: &[Reply],
    content: Content,
) -> Step {
    let mut text = Vec::new();
    let layout = (asking.format, style_of(asking));
    answers::write(replies, content, layout, &mut text).expect("memory can be written to");
    session.print(&String::from_utf8_lossy(&text))?;
    for reply in replies {
        if let Some(tree) = reply.tree.as_ref().filter(|tree| tree.cut) {
            let rows = tree.rows.len();
            session.note(&format!(
                "only the first {rows} rows of {} are shown; give a depth, as in --tree=2",
                reply.target
            ));
        }
    }
    Ok(())
}

/// Equations show no tree, and only text shows a derivation.
pub(super) fn refuse_format(session: &mut Session, asking: &Asking, steps: bool) -> Step {
    let help = "leave out one of the two";
    if asking.tree.is_some() && asking.format == Format::Latex {
        return session.refuse("`--tree` is no table in LaTeX".to_owned(), help);
    }
    if steps && asking.format != Format::Text {
        return session.refuse(
            "`--steps` is text, and has no other format".to_owned(),
            help,
        );
    }
    Ok(())
}

/// An expression has no tree.
pub(super) fn refuse_expression(
    session: &mut Session,
    asking: &Asking,
    asked: &Asked,
    steps: bool,
) -> Step {
    if asked.answers.derived.is_some() || (asking.tree.is_none() && !steps) {
        return Ok(());
    }
    let headline = format!(
        "`{}` is an expression, and has no tree",
        asked.question.label
    );
    session.refuse(headline, "ask for the tree of a layer or a config")
}

fn note_unruled(session: &mut Session, replies: &[Reply]) {
    let mut noted: Vec<&String> = Vec::new();
    let lines = replies.iter().flat_map(|reply| &reply.lines);
    for name in lines.flat_map(|line| &line.unruled) {
        if !noted.contains(&name) {
            noted.push(name);
            session.note(&format!(
                "{name} has no rule, so it stands in the form as a symbol"
            ));
        }
    }
}
