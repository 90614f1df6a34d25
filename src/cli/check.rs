//! `flopform check`: what lints find in formula files.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::cli::args::{Check, CheckFormat};
use crate::cli::exit::Exit;
use crate::cli::explain::lint_named;
use crate::cli::paths::inputs;
use crate::cli::session::{Session, Step};
use crate::cost::ModuleId;
use crate::diagnostic::{Diagnostic, Severity, diagnose_finding};
use crate::lint::{Finding, Level, named};
use crate::text::Sources;

/// The word that denies every lint.
const ALL: &str = "warnings";

/// Looks through the files named, or the library.
///
/// # Errors
/// When a folder cannot be read, or there is no lint of a name that is denied.
pub(super) fn run(session: &mut Session, arguments: &Check) -> Step {
    for name in arguments.deny.iter().filter(|name| *name != ALL) {
        lint_named(session, name)?;
    }
    let modules = modules(session, arguments)?;
    let found = session.engine.lint(&modules);
    let files = found.iter().filter(|found| !found.is_empty()).count();
    let (mut errors, mut warnings, mut objects) = (0_usize, 0_usize, Vec::new());
    for found in &found {
        let levels = found.iter().map(|finding| level(arguments, finding));
        let diagnostics = found.iter().zip(levels);
        let diagnostics: Vec<Diagnostic> = diagnostics
            .map(|(finding, level)| diagnose_finding(finding, level))
            .collect();
        let grave = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        errors += diagnostics.iter().filter(grave).count();
        warnings += diagnostics.iter().filter(|found| !grave(found)).count();
        match arguments.format {
            CheckFormat::Json => {
                let sources = session.engine.sources();
                let each = found.iter().zip(&diagnostics);
                objects
                    .extend(each.map(|(finding, diagnostic)| object(finding, diagnostic, sources)));
            }
            CheckFormat::Text if diagnostics.is_empty() => {}
            CheckFormat::Text => session.show(&diagnostics, Exit::DoesNotHold),
        }
    }
    if errors + warnings > 0 {
        session.exit_with(Exit::DoesNotHold);
    }
    if arguments.format == CheckFormat::Json {
        return session.print(&format!("{:#}\n", Json::Array(objects)));
    }
    if modules.is_empty() {
        return Ok(());
    }
    let looked = counted(modules.len(), "file");
    let summary = match [counted(errors, "error"), counted(warnings, "warning")] {
        _ if errors + warnings == 0 => format!("nothing found in {looked}"),
        [errors, _] if warnings == 0 => format!("{errors} in {files} of {looked}"),
        [_, warnings] if errors == 0 => format!("{warnings} in {files} of {looked}"),
        [errors, warnings] => format!("{errors} and {warnings} in {files} of {looked}"),
    };
    session.print(&format!("{summary}\n"))
}

/// How grave a finding is: what is denied is an error.
fn level(arguments: &Check, finding: &Finding) -> Level {
    let denied = |name: &String| name == ALL || name == finding.lint;
    if arguments.deny.iter().any(denied) {
        return Level::Error;
    }
    named(finding.lint).map_or(Level::Warning, |lint| lint.level)
}

/// The files that are looked through. The library is loaded before, since its formulas show what is usual.
fn modules(session: &mut Session, arguments: &Check) -> Step<Vec<ModuleId>> {
    let library = session.engine.load_whole_library();
    let library = session.need(library)?;
    if arguments.paths.is_empty() {
        return Ok(library);
    }
    let mut modules = Vec::new();
    for input in inputs(session, &arguments.paths)? {
        let path = input.path.as_deref().unwrap_or(Path::new("-"));
        // The other files are looked through all the same.
        if let Ok(module) = session.add_file(path)
            && !modules.contains(&module)
        {
            modules.push(module);
        }
    }
    Ok(modules)
}

fn object(finding: &Finding, diagnostic: &Diagnostic, sources: &Sources) -> Json {
    let position = sources.position(finding.span);
    let label = diagnostic.labels.first().map(|label| &label.text);
    json!({
        "lint": finding.lint,
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "file": sources.get(finding.span.source).map(|source| &source.name),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "text": sources.slice(finding.span),
        "message": diagnostic.headline,
        "label": label.filter(|label| !label.is_empty()),
        "help": diagnostic.help,
    })
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
