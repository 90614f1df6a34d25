//! Many mistakes at once: in the order of their places, each once, and not more than anyone reads.

use std::collections::HashMap;

use crate::cost::CostError;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::render::{Style, render};
use crate::diagnostic::words::diagnose;
use crate::text::Sources;

/// How many are shown; whoever has mended these reads on.
const MOST_SHOWN: usize = 20;

/// What is said about errors, file by file and from top to bottom. What is reported twice is said once.
pub fn diagnose_all(errors: &[CostError]) -> Vec<Diagnostic> {
    let mut files = HashMap::new();
    let mut placed: Vec<(usize, u32, &CostError)> = Vec::with_capacity(errors.len());
    for error in errors {
        let next = files.len();
        let file = files
            .entry(error.span.map(|span| span.source))
            .or_insert(next);
        placed.push((*file, error.span.map_or(0, |span| span.start), error));
    }
    placed.sort_by_key(|(file, start, _)| (*file, *start));
    placed.dedup_by(|(_, _, error), (_, _, earlier)| {
        error.span == earlier.span && error.kind == earlier.kind
    });
    placed
        .into_iter()
        .map(|(_, _, error)| diagnose(error))
        .collect()
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
