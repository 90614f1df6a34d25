//! The picture of a diagnostic. The crate that draws it is named in this file only.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostic::diagnostic::{Diagnostic, Severity};
use crate::diagnostic::excerpt::{Excerpt, excerpts};
use crate::text::Sources;

/// Whether a picture is for a file or for a terminal with colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// Text and nothing else.
    #[default]
    Plain,
    /// With the escape sequences for colors.
    Colored,
}

/// Columns of a picture, line numbers included.
const COLUMNS: usize = 140;

/// How much of one message is shown.
const MOST_LETTERS: usize = 4_000;

/// How many places are shown.
const MOST_LABELS: usize = 8;

/// Stands where the place of an excerpt is written. A letter for private use: no text of ours holds it,
/// and [`clean`] takes it out of all others.
const PLACE: char = '\u{F8FF}';

/// The diagnostic as a picture: headline, source lines with labels, facts and help. It ends in a
/// newline.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let labels = &diagnostic.labels[..diagnostic.labels.len().min(MOST_LABELS)];
    let excerpts = excerpts(labels, sources);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(clean(&diagnostic.headline)));
    for excerpt in &excerpts {
        let marks = excerpt
            .marks
            .iter()
            .map(|mark| annotation(diagnostic, mark.label, mark.range.clone()));
        let snippet = Snippet::source(without_place(&excerpt.text))
            .line_start(excerpt.first_line)
            .path(PLACE.to_string())
            .annotations(marks);
        group = group.element(snippet);
    }
    let facts = &diagnostic.facts;
    let widest = facts.iter().map(|fact| fact.name.len()).max().unwrap_or(0);
    for fact in facts {
        let aligned = " ".repeat(widest - fact.name.len()) + &clean(&fact.text);
        group = group.element(Level::NOTE.with_name(fact.name).message(aligned));
    }
    let left_out = diagnostic.labels.len() - labels.len();
    if left_out > 0 {
        group = group.element(Level::NOTE.message(format!("and {left_out} more places")));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    let picture = renderer.term_width(COLUMNS).render(&[group]);
    let mut picture = with_places(&picture, &excerpts);
    picture.push('\n');
    picture
}

/// The diagnostic in a line, for tools that read messages: `mine.cost:3:7: error: …`.
pub fn render_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let headline = clean(&diagnostic.headline);
    let labels = &diagnostic.labels[..diagnostic.labels.len().min(1)];
    let excerpt = excerpts(labels, sources).pop();
    let place = excerpt.map_or_else(String::new, |excerpt| format!("{}: ", place_of(&excerpt)));
    format!("{place}{severity}: {headline}\n")
}

fn annotation(
    diagnostic: &Diagnostic,
    label: usize,
    range: std::ops::Range<usize>,
) -> Annotation<'static> {
    let kind = match label {
        0 => AnnotationKind::Primary,
        _ => AnnotationKind::Context,
    };
    let text = clean(&diagnostic.labels[label].text);
    kind.span(range)
        .label(Some(text).filter(|text| !text.is_empty()))
}

/// A message as one line without anything that a terminal would obey.
fn clean(text: &str) -> String {
    let cut = match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let line = cut.replace(['\n', '\r'], " ");
    without_place(&normalize_untrusted_str(&line))
}

/// A text without the letter that stands for places; one as long stands in for it.
fn without_place(text: &str) -> String {
    text.replace(PLACE, "\u{FFFD}")
}

/// The picture with the places written in. The crate counts columns in what it is given, and what it is
/// given of a long line is only a part.
fn with_places(picture: &str, excerpts: &[Excerpt]) -> String {
    let mut pieces = picture.split(PLACE);
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for (piece, excerpt) in pieces.zip(excerpts) {
        written += &place_of(excerpt);
        written +=
            piece.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit());
    }
    written
}

/// `mine.cost:3:7`
fn place_of(excerpt: &Excerpt) -> String {
    let position = excerpt.position;
    format!(
        "{}:{}:{}",
        clean(&excerpt.name),
        position.line,
        position.column
    )
}
