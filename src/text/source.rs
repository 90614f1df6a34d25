//! The texts that formulas are read from.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text::span::{SourceId, Span};

/// One text: a file, the command line, or standard input.
#[derive(Clone, Debug)]
pub struct Source {
    /// What a person calls it: a path, `<command line>`, `<stdin>`.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Where each line begins; found once, and only for a text that something is said about.
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let newlines = self.text.match_indices('\n');
            let after = newlines.map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// The line that an offset is in, from zero; offsets past the end are in the last line.
    pub fn line_at(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        starts.partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line, from zero, without its end of line; empty past the last line.
    pub fn line(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let end = self.text.len();
        let Some(start) = starts.get(line).copied() else {
            return end..end;
        };
        let next = starts.get(line + 1).map_or(end, |next| next - 1);
        let carriage = self.text[start..next].ends_with('\r');
        start..next - usize::from(carriage)
    }
}

/// A place as people count it, both from one; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from one.
    pub line: usize,
    /// The column, from one, in characters.
    pub column: usize,
}

/// Every text read so far. Texts are only ever added, so a [`SourceId`] stays good.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: Vec<Source>,
}

impl Sources {
    /// An empty collection.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a text and names it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = u32::try_from(self.texts.len()).expect("fewer than 2³² sources");
        self.texts.push(Source {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        });
        SourceId(id)
    }

    /// Puts another text in the place of one, of the same name.
    pub(crate) fn replace(&mut self, id: SourceId, text: impl Into<String>) {
        if let Some(source) = self.texts.get_mut(id.0 as usize) {
            source.text = text.into();
            source.line_starts = OnceLock::new();
        }
    }

    /// The text of an id that [`Sources::add`] of this collection returned; `None` for any other id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.texts.get(id.0 as usize)
    }

    /// What people call each text, in the order in which they were read.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|source| source.name.as_str())
    }

    /// The text a span covers; empty when the span is of another collection.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source)
            .and_then(|source| source.text.get(span.range()))
            .unwrap_or("")
    }

    /// Line and column of the start of a span.
    pub fn position(&self, span: Span) -> Option<Position> {
        let source = self.get(span.source)?;
        let start = span.start as usize;
        let line = source.line_at(start);
        let before = source.text.get(source.line(line).start..start)?;
        Some(Position {
            line: line + 1,
            column: before.chars().count() + 1,
        })
    }
}
