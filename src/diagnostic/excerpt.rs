//! The few lines of source text that a diagnostic is about.
//!
//! A picture must stay small however large the text is, so only lines with labels are cut out, and of
//! a line of a million letters only what stands around the label.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::diagnostic::Label;
use crate::text::{Position, Source, SourceId, Sources, Span};

/// How many letters of one line are shown.
const WIDTH: usize = 120;

/// How many of them may stand before the label.
const BEFORE: usize = 40;

/// A label over more lines than this is shown on its first line only.
const MOST_LINES: usize = 6;

/// Labels further apart than this are shown in excerpts of their own.
const FURTHEST: usize = 200;

/// What marks where a line was cut.
const CUT: &str = "…";

/// Lines of one source, cut to what labels are about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What the source is called.
    pub(super) name: String,
    /// Where the first label of the excerpt stands in the source.
    pub(super) position: Position,
    /// The number of the first line of `text`.
    pub(super) first_line: usize,
    /// The lines; those between labels may be empty, since nobody sees them.
    pub(super) text: String,
    /// What is to be marked.
    pub(super) marks: Vec<Mark>,
}

/// A label in an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which label it is.
    pub(super) label: usize,
    /// The bytes of the excerpt's text.
    pub(super) range: Range<usize>,
}

/// The excerpts for labels, that of the first label first. Labels in texts that the collection does
/// not hold have none.
pub(super) fn excerpts(labels: &[Label], sources: &Sources) -> Vec<Excerpt> {
    let mut cuttings: Vec<Cutting<'_>> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(source) = sources.get(label.span.source) else {
            continue;
        };
        let place = Place::new(source, label.span);
        let joined = cuttings
            .iter_mut()
            .any(|cutting| cutting.id == label.span.source && cutting.join(at, &place));
        if !joined {
            cuttings.push(Cutting::new(label.span.source, source, at, &place));
        }
    }
    let cut = cuttings.into_iter();
    cut.map(|cutting| cutting.excerpt(sources)).collect()
}

/// A span that lies in its text, on few lines, and its lines.
struct Place {
    range: Range<usize>,
    first: usize,
    last: usize,
}

impl Place {
    fn new(source: &Source, span: Span) -> Place {
        let text = &source.text;
        let start = boundary_before(text, span.start as usize);
        let end = boundary_before(text, (span.end as usize).max(start));
        let marked = text[start..end].trim_end();
        let mut range = start..start + marked.len();
        if marked.is_empty() && text[start..].trim_start().is_empty() {
            // What is said of the end of a text is shown behind the last thing in it.
            let end = text.trim_end().len();
            range = end..end;
        }
        let first = source.line_at(range.start);
        let last = source.line_at(range.end.max(range.start + 1) - 1);
        let lines = first..=last;
        if lines.clone().count() > MOST_LINES || lines.clone().any(|line| is_long(source, line)) {
            return Place::on_line(source, first, &range);
        }
        if first == last {
            return Place::on_line(source, first, &range);
        }
        Place { range, first, last }
    }

    /// As much of a range as stands on a line.
    fn on_line(source: &Source, line: usize, range: &Range<usize>) -> Place {
        let end_of_line = source.line(line).end;
        let start = range.start.min(end_of_line);
        let end = range.end.clamp(start, end_of_line);
        Place {
            range: start..end,
            first: line,
            last: line,
        }
    }
}

/// The last boundary between letters that is not behind an offset.
fn boundary_before(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let boundary = (0..=offset).rev().find(|at| text.is_char_boundary(*at));
    boundary.unwrap_or(0)
}

fn is_long(source: &Source, line: usize) -> bool {
    let line = source.line(line);
    line.len() > WIDTH && source.text[line].chars().nth(WIDTH).is_some()
}

/// The part of a line around an offset that is shown.
fn window(source: &Source, line: usize, around: usize) -> Range<usize> {
    let range = source.line(line);
    if !is_long(source, line) {
        return range;
    }
    let (before, behind) = (
        &source.text[range.start..around],
        &source.text[around..range.end],
    );
    let room_behind = behind.chars().take(WIDTH - BEFORE).count();
    // Near the end of a line there is more room before the label.
    let room_before = before.char_indices().rev().take(WIDTH - room_behind);
    let start = room_before.last().map_or(0, |(at, _)| at);
    let start = range.start + start;
    let end = source.text[start..range.end].char_indices().nth(WIDTH);
    start..end.map_or(range.end, |(end, _)| start + end)
}

/// An excerpt to be.
struct Cutting<'s> {
    id: SourceId,
    source: &'s Source,
    /// What is shown of each line with a label on it.
    windows: BTreeMap<usize, Range<usize>>,
    marks: Vec<(usize, Range<usize>)>,
}

impl<'s> Cutting<'s> {
    fn new(id: SourceId, source: &'s Source, label: usize, place: &Place) -> Cutting<'s> {
        let mut cutting = Cutting {
            id,
            source,
            windows: BTreeMap::new(),
            marks: Vec::new(),
        };
        cutting.add(label, place);
        cutting
    }

    /// Takes in one more label, if it is near.
    fn join(&mut self, label: usize, place: &Place) -> bool {
        let held = |line| self.windows.get(&line);
        let above = self.windows.keys().next().copied().unwrap_or(place.first);
        let below = self
            .windows
            .keys()
            .next_back()
            .copied()
            .unwrap_or(place.last);
        let near = below.max(place.last) - above.min(place.first) <= FURTHEST;
        let seen = held(place.first).is_none_or(|window| {
            window.start <= place.range.start && place.range.start <= window.end
        });
        if near && seen {
            self.add(label, place);
        }
        near && seen
    }

    fn add(&mut self, label: usize, place: &Place) {
        for line in place.first..=place.last {
            let source = self.source;
            let around = place.range.start;
            let shown = || {
                if line == place.first {
                    window(source, line, around)
                } else {
                    source.line(line)
                }
            };
            self.windows.entry(line).or_insert_with(shown);
        }
        let end = place.range.end.min(self.windows[&place.last].end);
        let start = place.range.start;
        self.marks.push((label, start..end.max(start)));
    }

    fn excerpt(&self, sources: &Sources) -> Excerpt {
        let first = self.windows.keys().next().copied().unwrap_or(0);
        let last = self.windows.keys().next_back().copied().unwrap_or(0);
        let mut text = String::new();
        let mut begins = BTreeMap::new();
        for line in first..=last {
            if line > first {
                text.push('\n');
            }
            let shown = self.windows.get(&line);
            let between = || {
                let around = line
                    .checked_sub(1)
                    .and_then(|above| self.windows.get(&above));
                around.and(self.windows.get(&(line + 1)))?;
                Some(window(self.source, line, self.source.line(line).start))
            };
            let Some(window) = shown.cloned().or_else(between) else {
                continue;
            };
            let whole = self.source.line(line);
            if window.start > whole.start {
                text.push_str(CUT);
            }
            begins.insert(line, text.len());
            text.push_str(&self.source.text[window.clone()]);
            if window.end < whole.end {
                text.push_str(CUT);
            }
        }
        let in_text = |offset: usize| {
            let line = self.source.line_at(offset);
            begins[&line] + (offset - self.windows[&line].start)
        };
        let marks = self.marks.iter().map(|(label, range)| Mark {
            label: *label,
            range: in_text(range.start)..in_text(range.end),
        });
        let first_mark = self.marks.first().map_or(0, |(_, range)| range.start);
        let at = Span::new(self.id, first_mark, first_mark);
        Excerpt {
            name: self.source.name.clone(),
            position: sources
                .position(at)
                .unwrap_or(Position { line: 1, column: 1 }),
            first_line: first + 1,
            text,
            marks: marks.collect(),
        }
    }
}
