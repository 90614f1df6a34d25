//! `flopform export`: closed forms in other languages.

mod changes;
mod functions;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::algebra::{KnownNames, Rational};
use crate::cli::args::{Asking, Export, Format};
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::exit::Exit;
use crate::cli::export::changes::changes;
use crate::cli::export::functions::functions;
use crate::cli::quoted::quoted;
use crate::cli::replace::replace;
use crate::cli::same_file::refuse_input;
use crate::cli::session::{Session, Step};
use crate::cli::writer::Writer;
use crate::cost::library::read_file;
use crate::diagnostic::Diagnostic;
use crate::notation::code;

/// Writes what is asked in another language, or says whether a file of it is current.
///
/// # Errors
/// When anything asked is mistaken, or the language cannot say it.
pub(super) fn run(session: &mut Session, arguments: &Export) -> Step {
    let asking = &arguments.asking;
    refuse_format(session, asking)?;
    let asked = ask_and_say_taken(session, asking)?;
    let found = functions(&session.engine, asking, &asked);
    let mut functions = session.need(found)?;
    if let Some(name) = &arguments.name {
        let [function] = &mut functions[..] else {
            let headline = format!(
                "`--name {name}` is for one function, and here are {}",
                functions.len()
            );
            return session.refuse(headline, "choose one target, and one quantity with `-q`");
        };
        function.name.clone_from(name);
    }
    let export = code::Export {
        functions,
        command: command(arguments),
        settings: settings(session, asking, &asked)?,
    };
    let text = match code::write(&export, &arguments.to) {
        Ok(text) => text,
        Err(refusal) => {
            let headline = format!(
                "this cannot be written as {}: {}",
                arguments.to, refusal.what
            );
            return session.refuse(headline, &refusal.help);
        }
    };
    let output = arguments.output.as_deref();
    match (
        &arguments.check,
        output.filter(|file| *file != Path::new("-")),
    ) {
        (Some(file), _) => check(session, asking, file, &text, &export),
        (None, Some(file)) => {
            refuse_input(session, file, asking.config.as_deref())?;
            if let Err(error) = replace(file, text.as_bytes()) {
                let headline = format!("`{}` cannot be written: {error}", file.display());
                return session.refuse(
                    headline,
                    "name a file in a folder that is there and may be written to",
                );
            }
            if asking.format == Format::Json {
                return session.print_as_it_is(&pretty(&written(&export, Some(file), None)));
            }
            Ok(())
        }
        (None, None) if asking.format == Format::Json => {
            session.print_as_it_is(&pretty(&written(&export, None, Some(&text))))
        }
        (None, None) => session.print_as_it_is(&text),
    }
}

fn refuse_format(session: &mut Session, asking: &Asking) -> Step {
    if !matches!(asking.format, Format::Text | Format::Json) {
        let headline = "`export` answers in text or JSON".to_owned();
        return session.refuse(
            headline,
            "choose the notation with `--to`, as in `--to markdown`",
        );
    }
    if asking.tree.is_some() {
        let headline = "`export` writes whole forms, not trees".to_owned();
        return session.refuse(headline, "name a child as a target: `gpt.blocks`");
    }
    Ok(())
}

/// What was written, as JSON.
fn written(export: &code::Export, file: Option<&Path>, text: Option<&str>) -> serde_json::Value {
    let names: Vec<&String> = export
        .functions
        .iter()
        .map(|function| &function.name)
        .collect();
    json!({
        "content_hash": export.hash(),
        "functions": names,
        "file": file.map(|file| file.display().to_string()),
        "text": text,
    })
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// Says whether a file is what would be written, and what changed.
fn check(
    session: &mut Session,
    asking: &Asking,
    file: &Path,
    text: &str,
    export: &code::Export,
) -> Step {
    let held = match read_file(file) {
        Ok(held) => held,
        Err(reason) => {
            let headline = format!("`{}` cannot be read: {reason}", file.display());
            return session.refuse(headline, "write it first, with `-o` in place of `--check`");
        }
    };
    let current = held == text;
    let formulas = held.contains(&export.hash());
    if !current {
        session.exit_with(Exit::DoesNotHold);
    }
    let changed = changes(&held, text);
    if asking.format == Format::Json {
        return session.print_as_it_is(&pretty(&json!({
            "file": file.display().to_string(),
            "current": current,
            "content_hash": export.hash(),
            "formulas_changed": !formulas,
            "changes": changed,
        })));
    }
    let name = file.display();
    let mut answer = match (current, formulas) {
        (true, _) => format!("{name} is current\n"),
        (false, false) => format!("{name} is not current: its formulas are others\n"),
        (false, true) => {
            format!("{name} is not current: its formulas are the same, its text is not\n")
        }
    };
    for line in &changed {
        answer += &format!("  {line}\n");
    }
    if !current {
        session.show(
            &[
                Diagnostic::warning(format!("`{name}` has to be written again"))
                    .help(format!("{} -o {name}", export.command)),
            ],
            Exit::DoesNotHold,
        );
    }
    session.print(&answer)
}

/// What has to be typed to write the same again.
fn command(arguments: &Export) -> String {
    let asking = &arguments.asking;
    let mut words = vec!["flopform".to_owned(), "export".to_owned()];
    words.extend(asking.targets.iter().map(|target| quoted(target)));
    let mut option = |name: &str, value: &str| words.extend([name.to_owned(), quoted(value)]);
    if !asking.quantities.is_empty() {
        option("-q", &asking.quantities.join(","));
    }
    for value in &asking.set {
        option("--set", value);
    }
    for value in &asking.with {
        option("--with", value);
    }
    for value in &asking.assume {
        option("--assume", value);
    }
    for file in &asking.files {
        option("-f", &file.display().to_string());
    }
    if let Some(file) = &asking.config {
        option("--config", &file.display().to_string());
    }
    match &asking.form {
        crate::cli::args::Form::Expanded => {}
        crate::cli::args::Form::Factored => option("--form", "factored"),
        crate::cli::args::Form::Collected(symbol) => {
            option("--form", &format!("collected={symbol}"));
        }
    }
    if let Some(name) = &arguments.name {
        option("--name", name);
    }
    option("--to", &arguments.to);
    words.join(" ")
}

/// What was bound and assumed, and the defaults that stood in for what was not.
fn settings(session: &mut Session, asking: &Asking, asked: &[Asked]) -> Step<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(asking.set.iter().map(|text| format!("set to {text}")));
    for config in &asking.with {
        let values = values_of(session, config, asked)?;
        lines.push(format!("with the values of {config}: {values}"));
    }
    let taken = asked.iter().flat_map(|asked| &asked.answers.taken);
    let taken: BTreeMap<&String, &Rational> = taken.map(|(name, value)| (name, value)).collect();
    lines.extend(
        taken
            .iter()
            .map(|(name, value)| format!("taking {name} = {value}, which nothing says otherwise")),
    );
    lines.extend(asking.assume.iter().map(|text| format!("assuming {text}")));
    Ok(lines)
}

/// Those values of a config that were of use.
fn values_of(session: &mut Session, config: &String, asked: &[Asked]) -> Step<String> {
    let setting = session
        .engine
        .setting(&[], std::slice::from_ref(config), &[]);
    let setting = session.need(setting)?;
    let mut values = Vec::new();
    if let Some(first) = asked.first() {
        let bound = session.engine.bindings(&first.question, &setting);
        for (symbol, value) in session.need(bound)? {
            let name = symbol.text();
            let mut unused = asked.iter().map(|asked| &asked.answers.unused);
            if !unused.all(|unused| unused.iter().any(|held| held == name)) {
                let writer = Writer::new(&session.engine, &first.question);
                let form = writer.form(&value);
                let form = session.need(form)?;
                let text = form.ascii(&KnownNames::default());
                values.push(format!("{name} = {text}"));
            }
        }
    }
    values.sort_unstable();
    if values.is_empty() {
        return Ok("none of use here".to_owned());
    }
    Ok(values.join(", "))
}
