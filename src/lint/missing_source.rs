//! Figures that come from nowhere.

use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::{Config, ConfigBody, Declared};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind, Unsourced};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-source",
    level: Level::Warning,
    summary: "figures in a file that does not say where they come from",
    explanation: explanations::MISSING_SOURCE,
    find: Some(find),
};

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    if is_sourced(checked) {
        return Vec::new();
    }
    let mut figures: Vec<Finding> = Vec::new();
    let mut add = |what, name: &str, span| {
        let unsourced = Unsourced {
            what,
            name: name.to_owned(),
            more: 0,
        };
        figures.push(Finding::new(
            LINT.name,
            FindingKind::MissingSource(unsourced),
            span,
        ));
    };
    for declared in checked.module.names.values() {
        if let Declared::Config(id) = declared {
            let config = checked.program.config(*id);
            if has_figures(config) {
                add("config", &config.name, config.span);
            }
        }
    }
    for expectation in &checked.module.expectations {
        // A note says whose figure it is.
        if expectation.note.is_none() && is_figure(&expectation.right) {
            let figure = checked.program.sources.slice(expectation.right.span);
            add("expect", figure, expectation.right.span);
        }
    }
    let more = figures.len().saturating_sub(1);
    let first = figures.into_iter().next().map(|mut finding| {
        if let FindingKind::MissingSource(unsourced) = &mut finding.kind {
            unsourced.more = more;
        }
        finding
    });
    first.into_iter().collect()
}

/// Whether the documentation or a comment of the file says where something comes from: it has the word
/// "source" in it, an address, or the year of a publication.
fn is_sourced(checked: &Checked<'_>) -> bool {
    let comments = checked
        .tree
        .comments
        .iter()
        .map(|comment| &comment.text[..]);
    let docs = checked
        .tree
        .items
        .iter()
        .filter_map(|item| item.doc.as_ref());
    let docs = docs.chain(&checked.tree.doc).map(|doc| &doc.node[..]);
    comments.chain(docs).any(names_a_source)
}

fn names_a_source(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = || lower.split(|letter: char| !letter.is_alphanumeric());
    let is_year = |word: &str| {
        let year = word.parse::<u32>();
        word.len() == 4 && year.is_ok_and(|year| (1900..2100).contains(&year))
    };
    lower.contains("://") || words().any(|word| word.starts_with("source") || is_year(word))
}

fn has_figures(config: &Config) -> bool {
    match &config.body {
        ConfigBody::Call { arguments, .. } => arguments.iter().any(|(_, given)| is_figure(given)),
        ConfigBody::Values(values) => values.iter().any(|(_, value)| is_figure(value)),
        ConfigBody::Broken => false,
    }
}

/// Whether a formula is a number that somebody has looked up: two digits at least.
fn is_figure(formula: &Formula) -> bool {
    match &formula.kind {
        FormulaKind::Number(number) => number.to_string().len() > 1,
        _ => false,
    }
}
