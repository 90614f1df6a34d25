//! Tables of text whose columns are aligned by the width that a terminal gives each letter.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// On which side of a cell the blanks stand that fill it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A right-aligned cell wider than this would push the others out of sight.
const MOST_RIGHT: usize = 48;

/// A wider cell has its own line run on, and no other cell is moved for it.
const MOST_PADDED: usize = 72;

/// Rows of cells. A row may have fewer cells than there are columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with columns aligned as given; further columns are aligned on the left.
    pub(super) fn new(columns: &[Align]) -> Table {
        Table {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The rows as text.
    pub(super) fn text(&self) -> String {
        let mut text = Vec::new();
        self.write(&mut text).expect("memory can be written to");
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Writes the rows with two blanks between columns.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let widths = self.widths();
        for row in &self.rows {
            let mut line = String::new();
            let filled = row.iter().rposition(|cell| !cell.is_empty());
            let cells = &row[..filled.map_or(0, |last| last + 1)];
            for (place, cell) in cells.iter().enumerate() {
                let blanks = " ".repeat(widths[place].saturating_sub(cell.width()));
                let gap = if place > 0 { "  " } else { "" };
                line += gap;
                if self.align(place, &widths) == Align::Right {
                    line += &blanks;
                    line += cell;
                } else {
                    line += cell;
                    if place + 1 < cells.len() {
                        line += &blanks;
                    }
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn align(&self, place: usize, widths: &[usize]) -> Align {
        match self.columns.get(place) {
            Some(Align::Right) if widths[place] <= MOST_RIGHT => Align::Right,
            _ => Align::Left,
        }
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; columns];
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate() {
                let width = cell.width();
                if width <= MOST_PADDED {
                    widths[place] = widths[place].max(width);
                }
            }
        }
        widths
    }
}
