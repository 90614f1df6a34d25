//! Many mistakes at once: in the order of their places, each once, and not more than anyone reads.

use std::collections::HashMap;

use crate::cost::{CostError, CostErrorKind};
use crate::diagnostic::diagnostic::{Diagnostic, Fact, Label};
use crate::diagnostic::render::{Style, render};
use crate::diagnostic::words::diagnose;
use crate::text::{SourceId, Sources};

/// How many are shown; whoever has mended these reads on.
const MOST_SHOWN: usize = 20;

/// How many more places of an unknown name are shown.
const MOST_PLACES: usize = 3;

/// What is said about errors, file by file and from top to bottom. What is reported twice is said once,
/// and a name that nothing declares is one mistake however often it is used in a file.
pub fn diagnose_all(errors: &[CostError]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(errors.len());
    let mut unknown: HashMap<(SourceId, &str, &str), Repeated> = HashMap::new();
    for error in in_order(errors) {
        if let CostErrorKind::Unknown { what, name, .. } = &*error.kind
            && let Some(span) = error.span
        {
            let repeated = unknown.entry((span.source, what, name)).or_default();
            repeated.times += 1;
            if repeated.times > 1 {
                let first = &mut diagnostics[repeated.diagnostic];
                if repeated.times <= 1 + MOST_PLACES {
                    let text = "here too".to_owned();
                    first.labels.push(Label { span, text });
                }
                continue;
            }
            repeated.diagnostic = diagnostics.len();
        }
        diagnostics.push(diagnose(error));
    }
    for repeated in unknown.values() {
        let more = repeated.times.saturating_sub(1 + MOST_PLACES);
        if more > 0 {
            let text = format!("and in {more} more places");
            let facts = &mut diagnostics[repeated.diagnostic].facts;
            facts.push(Fact { name: "note", text });
        }
    }
    diagnostics
}

/// How often a name is unknown, and what is said about it.
#[derive(Default)]
struct Repeated {
    diagnostic: usize,
    times: usize,
}

/// The errors in the order of their places, file by file, each once.
fn in_order(errors: &[CostError]) -> Vec<&CostError> {
    let mut files = HashMap::new();
    let mut placed: Vec<(usize, u32, &CostError)> = Vec::with_capacity(errors.len());
    for error in errors {
        let next = files.len();
        let file = error.span.map(|span| span.source);
        let file = *files.entry(file).or_insert(next);
        placed.push((file, error.span.map_or(0, |span| span.start), error));
    }
    placed.sort_by_key(|(file, start, _)| (*file, *start));
    placed.dedup_by(|(_, _, error), (_, _, earlier)| {
        error.span == earlier.span && error.kind == earlier.kind
    });
    placed.into_iter().map(|(_, _, error)| error).collect()
}

/// Diagnostics as pictures with a blank line between them. Of many, the first are shown, and how many
/// more there are.
pub fn render_all(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let shown = diagnostics.iter().take(MOST_SHOWN);
    let mut pictures: Vec<String> = shown
        .map(|diagnostic| render(diagnostic, sources, style))
        .collect();
    match diagnostics.len().saturating_sub(MOST_SHOWN) {
        0 => {}
        1 => pictures.push("… and 1 more\n".to_owned()),
        more => pictures.push(format!("… and {more} more\n")),
    }
    pictures.join("\n")
}
