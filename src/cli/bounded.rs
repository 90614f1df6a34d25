//! Texts whose lines have a longest length, so that reading one never takes all memory.

use std::io::{self, Read};

/// The longest line that is read, in bytes.
pub(super) const LONGEST: usize = 1 << 20;

/// What is said of a longer one.
pub(super) const TOO_LONG: &str = "a line is longer than a mebibyte";

/// A text that is an error from the first line on that is too long.
pub(super) struct BoundedLines<R> {
    text: R,
    /// How much of a line has been read.
    length: usize,
}

impl<R> BoundedLines<R> {
    pub(super) fn of(text: R) -> BoundedLines<R> {
        BoundedLines { text, length: 0 }
    }
}

impl<R: Read> Read for BoundedLines<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(room)?;
        let mut lines = room[..count].split(|byte| *byte == b'\n');
        let rest = lines.next().unwrap_or_default();
        let mut longest = self.length + rest.len();
        self.length = longest;
        for line in lines {
            self.length = line.len();
            longest = longest.max(line.len());
        }
        if longest > LONGEST {
            return Err(io::Error::other(TOO_LONG));
        }
        Ok(count)
    }
}
