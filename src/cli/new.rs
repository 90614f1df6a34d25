//! `flopform new`: a formula file to start from.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::args::{Format, Kind, New};
use crate::cli::quoted::quoted;
use crate::cli::session::{Session, Step};
use crate::cli::template::{filled, is_taken, placeholder, put};
use crate::cost::Outcome;
use crate::engine::Engine;
use crate::syntax::ast::ExprKind;
use crate::syntax::{RESERVED_WORDS, parse_expression};
use crate::text::SourceId;

/// Writes the file, unless there is one.
///
/// # Errors
/// When the name cannot be one, the place is taken, or the file cannot be written.
pub(super) fn run(session: &mut Session, arguments: &New) -> Step {
    if !matches!(arguments.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`new` writes text or JSON".to_owned(), help);
    }
    let name = &arguments.name;
    let kind = match arguments.kind {
        Kind::Layer => "layer",
        Kind::Model => "model",
    };
    if !is_name(name) {
        let help = if RESERVED_WORDS.contains(&&name[..]) {
            "it is a word of the language; choose another"
        } else {
            "a name is a letter, then letters, digits and `_`"
        };
        return session.refuse(format!("`{name}` cannot name a {kind}"), help);
    }
    let text = filled(arguments.kind, name);
    if !holds(&text) {
        if !holds(&filled(arguments.kind, placeholder(arguments.kind))) {
            let headline = format!("the library in use lacks what the file of a {kind} needs");
            let help = "the file is written for the library in the program: leave out `--library`";
            return session.refuse(headline, help);
        }
        let headline = format!("`{name}` cannot name the {kind} of this file");
        let help = "the file needs what has this name already, such as a dim or a layer of the library; \
                    choose another";
        return session.refuse(headline, help);
    }
    let path = place(arguments.into.as_deref(), name);
    if is_taken(&path) {
        let headline = format!("`{}` is there already", path.display());
        let help = "choose another name, or another place with `--into`; nothing was changed";
        return session.refuse(headline, help);
    }
    put(session, &path, &text)?;
    let shown = path.display().to_string();
    if arguments.format == Format::Json {
        let written = json!({ "file": shown, "kind": kind, "name": name });
        return session.print_as_it_is(&format!("{written:#}\n"));
    }
    let word = quoted(&shown);
    session.print(&format!(
        "wrote {shown}; what its last lines say holds, and is to be replaced by yours\n  \
         flopform derive {word}\n  flopform test {word}\n  flopform fmt {word}\n"
    ))
}

/// Whether a text is one name of the language and nothing else.
fn is_name(text: &str) -> bool {
    let expression = parse_expression(SourceId::LONE, text);
    expression.is_ok_and(|expression| match &*expression.kind {
        ExprKind::Path(path) => path.parts.len() == 1 && path.parts[0].node == text,
        _ => false,
    })
}

/// Whether a file can be read, and all it expects is met: its name may be one that it uses itself.
fn holds(text: &str) -> bool {
    let mut engine = Engine::new();
    let Ok(module) = engine.add_text("<new>", text) else {
        return false;
    };
    let met = |tested: &Outcome| matches!(tested, Outcome::Met);
    let mut tested = engine.test(module).into_iter();
    tested.all(|(_, _, tested)| tested.is_ok_and(|tested| met(&tested.outcome)))
}

/// Where the file goes.
fn place(into: Option<&Path>, name: &str) -> PathBuf {
    let file = format!("{name}.cost");
    match into {
        None => PathBuf::from(file),
        Some(path) if path.extension().is_some_and(|ending| ending == "cost") => path.to_owned(),
        Some(folder) => folder.join(file),
    }
}
