//! `flopform derive`: closed forms.

use crate::cli::args::{Derive, Format};
use crate::cli::asked::{Asked, ask};
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::{records, steps, table, tree};

/// Prints the closed forms of what is asked.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Derive) -> Step {
    let asking = &arguments.asking;
    let asked = ask(session, asking)?;
    if asking.format != Format::Text {
        return records::print(session, asking, &asked, false);
    }
    for (place, asked) in asked.iter().enumerate() {
        if place > 0 && asked.answers.derived.is_some() {
            session.print("\n")?;
        }
        print(session, arguments, asked)?;
    }
    Ok(())
}

fn print(session: &mut Session, arguments: &Derive, asked: &Asked) -> Step {
    let asking = &arguments.asking;
    let shown = (&asking.form, asking.style);
    let mut rows = Vec::new();
    for answer in &asked.answers.values {
        let form = session.closed_form(&asked.question, &answer.value, shown)?;
        rows.push(vec![format!("  {}", session.quantity_name(answer)), form]);
    }
    if asked.answers.derived.is_none() {
        for row in &rows {
            session.print(&format!("{}\n", row[1]))?;
        }
    } else {
        session.print(&format!("{}\n", asked.question.label))?;
        session.print(&table::aligned(&rows))?;
    }
    notes(session, asked)?;
    if let Some(derived) = &asked.answers.derived {
        if let Some(depth) = arguments.tree {
            session.print("\n")?;
            tree::print(session, asking, asked, derived, depth)?;
        }
        if arguments.steps {
            session.print("\n")?;
            steps::print(session, asking, asked, derived)?;
        }
    } else if arguments.tree.is_some() || arguments.steps {
        let headline = format!(
            "`{}` is an expression, and has no tree",
            asked.question.label
        );
        return session
            .refuse::<()>(headline, "ask for the tree of a layer or a config")
            .or(Err(Stopped));
    }
    Ok(())
}

/// What the forms hold under, and what stands in them without a rule.
///
/// # Errors
/// When a condition meets a limit.
pub(super) fn notes(session: &mut Session, asked: &Asked) -> Step {
    for condition in &asked.answers.conditions {
        let condition = session.condition(&asked.question, condition)?;
        session.print(&format!("  assuming {condition}\n"))?;
    }
    let mut unruled: Vec<&String> = Vec::new();
    for name in asked
        .answers
        .values
        .iter()
        .flat_map(|answer| &answer.unruled)
    {
        if !unruled.contains(&name) {
            unruled.push(name);
        }
    }
    for name in unruled {
        session.say(&format!(
            "note: {name} has no rule, so it stands in the form as a symbol\n"
        ));
    }
    Ok(())
}
