//! A text and the positions that editors use in it: lines, and units of UTF-16 or UTF-8 in them.

use std::ops::Range;
use std::sync::Arc;

use lsp_types::{Position, Range as LineRange};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: a character outside the basic plane counts two.
    #[default]
    Utf16,
}

impl Encoding {
    /// How many units a character counts.
    fn units(self, letter: char) -> usize {
        match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
        }
    }
}

/// A text with the beginnings of its lines.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) content: Arc<str>,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Text {
    pub(super) fn new(text: impl Into<Arc<str>>, encoding: Encoding) -> Text {
        let content = text.into();
        let bytes = content.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            // A carriage return by itself ends a line for editors.
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        let starts = starts.collect();
        Text {
            content,
            starts,
            encoding,
        }
    }

    /// The bytes of a line, without its end of line; empty at the end of the text past the last line.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let Some(start) = self.starts.get(line).copied() else {
            return self.content.len()..self.content.len();
        };
        let next = self.starts.get(line + 1).copied();
        let text = &self.content[start..next.unwrap_or(self.content.len())];
        let end = match next {
            Some(_) => text.trim_end_matches('\n').trim_end_matches('\r').len(),
            None => text.len(),
        };
        start..start + end
    }

    /// The line of an offset, from zero.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The offset of a position; one past the end of its line, or past the last line, means that end.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line as usize);
        let mut left = position.character as usize;
        let mut offset = line.start;
        for letter in self.content[line].chars() {
            let units = self.encoding.units(letter);
            // A position inside a character is before it.
            if units > left {
                break;
            }
            left -= units;
            offset += letter.len_utf8();
        }
        offset
    }

    /// The position of an offset; one inside a character is before it.
    pub(super) fn position(&self, offset: usize) -> Position {
        let inside = (0..=offset.min(self.content.len())).rev();
        let mut places = inside.filter(|at| self.content.is_char_boundary(*at));
        let offset = places.next().unwrap_or(0);
        let line = self.line_at(offset);
        let before = &self.content[self.starts[line]..offset];
        let units = before.chars().map(|letter| self.encoding.units(letter));
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position::new(number(line), number(units.sum()))
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: Range<usize>) -> LineRange {
        LineRange::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The bytes of a range; one that is turned around is turned back.
    pub(super) fn bytes(&self, range: LineRange) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }

    /// The text with another one in the place of a range.
    pub(super) fn edited(&self, bytes: Range<usize>, with: &str) -> Text {
        let text = [
            &self.content[..bytes.start],
            with,
            &self.content[bytes.end..],
        ]
        .concat();
        Text::new(text, self.encoding)
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::Position;

    use super::{Encoding, Text};

    #[test]
    fn columns_count_units_of_the_encoding() {
        let line = "# 𝐱·S²\nB";
        let place = line.find('S').expect("it is there");
        for (encoding, column) in [(Encoding::Utf16, 5), (Encoding::Utf8, 8)] {
            let text = Text::new(line, encoding);
            assert_eq!(text.position(place), Position::new(0, column));
            assert_eq!(text.offset(Position::new(0, column)), place);
        }
    }

    #[test]
    fn positions_outside_the_text_are_at_its_ends() {
        let text = Text::new("ab\r\nc\r𝐱", Encoding::Utf16);
        assert_eq!(text.offset(Position::new(0, 99)), 2);
        assert_eq!(text.offset(Position::new(1, 99)), 5);
        assert_eq!(text.offset(Position::new(2, 1)), 6);
        assert_eq!(text.offset(Position::new(99, 0)), text.content.len());
    }
}
