//! `flopform fmt`: formula files in the one layout.

use crate::cli::args::Fmt;
use crate::cli::exit::Exit;
use crate::cli::paths::{Input, inputs};
use crate::cli::replace::replace;
use crate::cli::session::{Session, Step};
use crate::diagnostic::{Diagnostic, diagnose_all};
use crate::syntax::{format_file, parse_file};
use crate::text::{SourceId, Sources};

/// Formats the files named, or says which are not formatted.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn run(session: &mut Session, arguments: &Fmt) -> Step {
    for input in inputs(session, &arguments.paths)? {
        let text = match input.read() {
            Ok(text) => text,
            Err(reason) => {
                let headline = format!("`{}` cannot be read: {reason}", input.name);
                session.show(&[Diagnostic::error(headline)], Exit::Mistake);
                continue;
            }
        };
        let Some(formatted) = formatted(session, &input, &text) else {
            continue;
        };
        match (&input.path, arguments.check) {
            (None, false) => session.print_as_it_is(&formatted)?,
            (_, true) if formatted != text => {
                session.print(&format!(
                    "{}\n{}",
                    input.name,
                    first_difference(&text, &formatted)
                ))?;
                session.exit_with(Exit::DoesNotHold);
            }
            (Some(path), false) if formatted != text => {
                if let Err(error) = replace(path, formatted.as_bytes()) {
                    let headline = format!("`{}` cannot be written: {error}", input.name);
                    session.show(&[Diagnostic::error(headline)], Exit::Mistake);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The text in the one layout; a file with mistakes is left alone.
fn formatted(session: &mut Session, input: &Input, text: &str) -> Option<String> {
    let (tree, errors) = parse_file(SourceId::LONE, text);
    if errors.is_empty() {
        return Some(format_file(&tree, text));
    }
    // Parsed once more with a name, so that the messages can show the place.
    let mut sources = Sources::new();
    let source = sources.add(&input.name, text);
    let (_, errors) = parse_file(source, text);
    let errors: Vec<_> = errors
        .into_iter()
        .map(crate::cost::CostError::from)
        .collect();
    session.show_from(&diagnose_all(&errors), &sources);
    None
}

/// The first line that differs, before and after.
fn first_difference(before: &str, after: &str) -> String {
    let lines = before.lines().map(Some).chain(std::iter::repeat(None));
    let others = after.lines().map(Some).chain(std::iter::repeat(None));
    let most = before.lines().count().max(after.lines().count());
    let found = lines
        .zip(others)
        .take(most)
        .enumerate()
        .find(|(_, (old, new))| old != new);
    match found {
        None => "  the line ends differ\n".to_owned(),
        Some((number, (old, new))) => format!(
            "  line {}\n  - {}\n  + {}\n",
            number + 1,
            old.unwrap_or("(nothing)"),
            new.unwrap_or("(nothing)")
        ),
    }
}
