//! Allow comments: what a file says is meant as it is.
//!
//! `# allow: unused-parameter because other files read it` stands on a line before an item or a line of
//! a body, for all of it, or at the end of a line, for what begins on that line. `# allow in this file:
//! …` stands anywhere, for all of the file.

use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind, MistakenAllow};
use crate::syntax::ast::{Comment, Item, ItemKind, Statement};
use crate::text::Span;

/// An allow comment that allows nothing.
pub(in crate::lint) const UNUSED: Lint = Lint {
    name: "unused-allow",
    level: Level::Warning,
    summary: "an allow comment for something that is not found there",
    explanation: explanations::UNUSED_ALLOW,
    // It only shows once all others have looked.
    find: None,
};

/// An allow comment that cannot be obeyed.
pub(in crate::lint) const MISTAKEN: Lint = Lint {
    name: "mistaken-allow",
    level: Level::Warning,
    summary: "an allow comment without a reason, or for a lint that does not exist",
    explanation: explanations::MISTAKEN_ALLOW,
    // It is found where allow comments are read.
    find: None,
};

/// An allow comment.
#[derive(Debug)]
struct Allow {
    names: Vec<String>,
    /// Where what it allows begins.
    covers: Covers,
    span: Span,
}

/// Where what is allowed begins.
#[derive(Debug)]
enum Covers {
    File,
    /// From the first byte up to the last.
    Part(Span),
    /// On one line.
    Line(usize),
}

/// Leaves out what allow comments allow, and adds what is wrong with these comments. `known` are the
/// names of all lints, `near` finds the one that was most likely meant.
pub(in crate::lint) fn obey(
    checked: &Checked<'_>,
    found: Vec<Finding>,
    known: impl Fn(&str) -> bool,
    near: impl Fn(&str) -> Option<&'static str>,
) -> Vec<Finding> {
    let mut kept = found;
    let mut about = Vec::new();
    for comment in &checked.tree.comments {
        let Some(rest) = words(comment) else {
            continue;
        };
        let allow = match read(checked, comment, rest, &known, &near) {
            Ok(allow) => allow,
            Err(mistake) => {
                let kind = FindingKind::MistakenAllow(mistake);
                about.push(Finding::new(MISTAKEN.name, kind, comment.span));
                continue;
            }
        };
        for name in &allow.names {
            let before = kept.len();
            kept.retain(|finding| finding.lint != name || !allow.covers(checked, finding));
            if kept.len() == before {
                let kind = FindingKind::UnusedAllow { name: name.clone() };
                about.push(Finding::new(UNUSED.name, kind, allow.span));
            }
        }
    }
    kept.extend(about);
    kept
}

/// What follows after `# allow`, if a comment begins so.
fn words(comment: &Comment) -> Option<&str> {
    let text = comment.text.trim_start_matches('#').trim_start();
    let rest = text.strip_prefix("allow")?;
    let is_allow = rest.starts_with(':') || rest.trim_start().starts_with("in this file:");
    is_allow.then_some(rest.trim_start())
}

fn read(
    checked: &Checked<'_>,
    comment: &Comment,
    rest: &str,
    known: &impl Fn(&str) -> bool,
    near: &impl Fn(&str) -> Option<&'static str>,
) -> Result<Allow, MistakenAllow> {
    let (place, text) = rest.split_once(':').expect("the colon was found");
    let (names, reason) = match text.split_once("because") {
        Some((names, reason)) => (names, reason.trim()),
        None => (text, ""),
    };
    let listed = names.split(',').map(str::trim);
    let listed: Vec<String> = listed
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if listed.is_empty() {
        return Err(MistakenAllow::NoName);
    }
    if let Some(name) = listed.iter().find(|name| !known(name)) {
        return Err(MistakenAllow::Unknown {
            name: name.clone(),
            near: near(name).map(str::to_owned),
        });
    }
    if reason.is_empty() {
        return Err(MistakenAllow::NoReason {
            names: listed.join(", "),
        });
    }
    let covers = if place.is_empty() {
        covered(checked, comment)
    } else {
        Covers::File
    };
    Ok(Allow {
        names: listed,
        covers,
        span: comment.span,
    })
}

/// What an allow comment for a part of the file covers.
fn covered(checked: &Checked<'_>, comment: &Comment) -> Covers {
    let start = comment.span.start as usize;
    let line = checked.text[..start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    if !checked.text[line..start].trim().is_empty() {
        return Covers::Line(line_of(checked, comment.span));
    }
    // Nothing but comments and documentation stands between it and what begins next.
    let next = parts(&checked.tree.items).filter(|part| part.start >= comment.span.end);
    let next = next.min_by_key(|part| (part.start, std::cmp::Reverse(part.end)));
    next.map_or(Covers::Line(line_of(checked, comment.span)), Covers::Part)
}

/// Items and the lines of their bodies.
fn parts(items: &[Item]) -> impl Iterator<Item = Span> {
    let bodies = items.iter().flat_map(|item| match &item.kind {
        ItemKind::Layer(layer) => &layer.body[..],
        ItemKind::Extend(extend) => &extend.body[..],
        _ => &[],
    });
    let lines = bodies.map(|line: &Statement| line.span);
    items.iter().map(|item| item.span).chain(lines)
}

impl Allow {
    fn covers(&self, checked: &Checked<'_>, finding: &Finding) -> bool {
        let at = finding.span;
        match self.covers {
            Covers::File => true,
            Covers::Part(part) => part.start <= at.start && at.start < part.end,
            Covers::Line(line) => line_of(checked, at) == line,
        }
    }
}

fn line_of(checked: &Checked<'_>, span: Span) -> usize {
    let source = checked.program.sources.get(span.source);
    source.map_or(0, |source| source.line_at(span.start as usize))
}
