//! `flopform explain`: what lints are about.

use crate::cli::args::Explain;
use crate::cli::session::{Session, Step};
use crate::cli::table::Table;
use crate::lint::{LINTS, Lint, named, nearest};

/// Lists the lints, or explains one.
///
/// # Errors
/// When there is none of the name.
pub(super) fn run(session: &mut Session, arguments: &Explain) -> Step {
    let Some(name) = &arguments.name else {
        return session.print(&list());
    };
    let lint = lint_named(session, name)?;
    let heading = format!("{} ({}): {}", lint.name, lint.level.text(), lint.summary);
    session.print(&format!("{heading}\n\n{}", lint.explanation))
}

/// The lint of a name.
///
/// # Errors
/// When there is none.
pub(super) fn lint_named(session: &mut Session, name: &str) -> Step<&'static Lint> {
    if let Some(lint) = named(name) {
        return Ok(lint);
    }
    let headline = format!("there is no lint `{name}`");
    match nearest(name) {
        Some(near) => session.refuse(headline, &format!("did you mean `{}`?", near.name)),
        None => session.refuse(headline, "`flopform explain` lists them all"),
    }
}

fn list() -> String {
    let mut table = Table::default();
    for lint in LINTS {
        table.row([lint.name, lint.level.text(), lint.summary].map(str::to_owned));
    }
    table.text()
}
