//! What is wrong with a document, published whenever it changes.

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Range, Uri,
};

use crate::cost::{CostError, ModuleId, Referent};
use crate::diagnostic::{self, Severity, diagnose, diagnose_finding};
use crate::lint::{Level, named};
use crate::lsp::files::module_of;
use crate::lsp::files::used_by;
use crate::lsp::requests::unmet::{underivable, unmet};
use crate::lsp::view::View;
use crate::lsp::world::World;

/// No more is said about one document.
const MOST_SHOWN: usize = 200;

/// Everything wrong with a document, its expectations tested or not, and the version of it; nothing for
/// one that is closed.
pub(in crate::lsp) fn diagnostics(
    world: &mut World,
    uri: &Uri,
    test: bool,
) -> Option<(Vec<Diagnostic>, Option<i32>)> {
    let Some(version) = world.version(uri) else {
        return Some((Vec::new(), None));
    };
    let view = world.view(uri).ok()?;
    let source = view.source();
    let (own, others): (Vec<&CostError>, Vec<&CostError>) = view
        .errors
        .iter()
        .partition(|error| error.span.is_none_or(|span| span.source == source));
    let mut found: Vec<diagnostic::Diagnostic> = own.into_iter().map(diagnose).collect();
    found.extend(in_used_files(&view, &others));
    if test && view.errors.is_empty() {
        found.extend(underivable(&view));
        found.extend(unmet(&view, None).into_iter().map(|unmet| unmet.diagnostic));
        found.extend(lints(&view));
    }
    let mut shown: Vec<Diagnostic> = Vec::new();
    for diagnostic in found.into_iter().take(MOST_SHOWN) {
        let diagnostic = for_editors(world, &view, diagnostic);
        if !shown.contains(&diagnostic) {
            shown.push(diagnostic);
        }
    }
    shown.sort_by_key(|diagnostic| diagnostic.range.start);
    Some((shown, Some(version)))
}

/// What the file says and most likely does not mean.
fn lints(view: &View) -> Vec<diagnostic::Diagnostic> {
    let found = view.engine.lint(&[view.module]).into_iter().flatten();
    let diagnostics = found.map(|finding| {
        let level = named(finding.lint).map_or(Level::Warning, |lint| lint.level);
        diagnose_finding(&finding, level)
    });
    diagnostics.collect()
}

/// One remark for each used file with mistakes, where the document uses it.
fn in_used_files(view: &View, errors: &[&CostError]) -> Vec<diagnostic::Diagnostic> {
    let program = view.program();
    let mut files: Vec<(ModuleId, Vec<&CostError>)> = Vec::new();
    for error in errors {
        let Some(module) = error.span.and_then(|span| module_of(program, span.source)) else {
            continue;
        };
        match files.iter_mut().find(|(file, _)| *file == module) {
            Some((_, held)) => held.push(error),
            None => files.push((module, vec![error])),
        }
    }
    let remarks = files.into_iter().filter_map(|(file, errors)| {
        let uses = program.references(view.module).iter();
        let mut uses = uses.filter(|reference| match reference.to {
            Referent::Module(used) => used_by(program, used).contains(&file),
            _ => false,
        });
        let place = uses.next()?.span;
        let first = diagnose(errors[0]);
        let mistakes = match errors.len() {
            1 => "a mistake".to_owned(),
            count => format!("{count} mistakes"),
        };
        let name = &program.module(file).name;
        let headline = format!("there is {mistakes} in `{name}`: {}", first.headline);
        let mut remark = diagnostic::Diagnostic::error(headline).label(place, "");
        remark.labels.extend(first.labels);
        Some(remark)
    });
    remarks.collect()
}

fn for_editors(world: &World, view: &View, diagnostic: diagnostic::Diagnostic) -> Diagnostic {
    let mut labels = diagnostic.labels.into_iter();
    let first = labels.next();
    let mut message = diagnostic.headline;
    let range = first.map_or_else(Range::default, |label| {
        if !label.text.is_empty() {
            message += &format!(": {}", label.text);
        }
        view.text.range(label.span.range())
    });
    for fact in diagnostic.facts {
        message += &format!("\n{}: {}", fact.name, fact.text);
    }
    for help in diagnostic.help {
        message += &format!("\nhelp: {help}");
    }
    let related = labels.filter_map(|label| {
        let location: Location = world.location(view.program(), label.span)?;
        let message = label.text;
        Some(DiagnosticRelatedInformation { location, message })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range,
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        source: Some("flopform".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}
