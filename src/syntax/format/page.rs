//! The lines of a formatted file, and how those below each other are aligned.

use crate::syntax::format::cells::{Cells, Shape};
use crate::syntax::format::phrase::{MAX_WIDTH, Phrase, width};

/// How much wider than the narrowest cell a cell may be for its column to be aligned.
const MOST_PADDING: usize = 16;
/// The same for the comments behind the lines.
const MOST_COMMENT_PADDING: usize = 32;

/// A line, or several where it was too long for one.
pub(super) struct Row {
    indent: usize,
    shape: Shape,
    cells: Vec<String>,
    /// Whether a blank line stands before it.
    blank_before: bool,
    /// The comment behind it.
    comment: Option<String>,
    /// Whether it is a comment or documentation, which nothing may follow on its line.
    remark: bool,
}

impl Row {
    /// A line of code, broken where it is too long.
    pub(super) fn code(indent: usize, blank_before: bool, line: &Cells) -> Row {
        let cells: Vec<String> = line.cells.iter().map(Phrase::flat).collect();
        let mut row = Row {
            indent,
            shape: line.shape,
            cells,
            blank_before,
            comment: None,
            remark: false,
        };
        if row.width() > MAX_WIDTH {
            row.shape = Shape::Plain;
            let phrases: Vec<Phrase> = line.cells.clone();
            row.cells = vec![Phrase::filled(&phrases, indent)];
        }
        row
    }

    /// A line of comment or documentation.
    pub(super) fn remark(indent: usize, blank_before: bool, text: &str) -> Row {
        Row {
            indent,
            shape: Shape::Plain,
            cells: vec![text.to_owned()],
            blank_before,
            comment: None,
            remark: true,
        }
    }

    fn text(&self) -> String {
        let filled = self.cells.iter().filter(|cell| !cell.is_empty());
        filled.cloned().collect::<Vec<_>>().join(" ")
    }

    fn width(&self) -> usize {
        self.indent + width(&self.text())
    }

    fn is_one_line(&self) -> bool {
        !self.cells.iter().any(|cell| cell.contains('\n'))
    }

    /// Whether a comment can stand behind it.
    fn takes_comment(&self) -> bool {
        !self.remark && self.comment.is_none()
    }
}

/// The lines so far.
#[derive(Default)]
pub(super) struct Page {
    rows: Vec<Row>,
}

impl Page {
    /// Adds a line; the first one has no blank line before it.
    pub(super) fn push(&mut self, mut row: Row) {
        row.blank_before &= !self.rows.is_empty();
        self.rows.push(row);
    }

    /// Puts a comment behind the last line, if that can take it.
    pub(super) fn push_comment(&mut self, text: &str) -> bool {
        match self.rows.last_mut().filter(|row| row.takes_comment()) {
            Some(row) => {
                row.comment = Some(text.to_owned());
                true
            }
            None => false,
        }
    }

    /// Puts a line of code behind the last one, three blanks between, if it fits.
    pub(super) fn join(&mut self, line: &Row) -> bool {
        let last = self.rows.last_mut();
        let Some(last) = last.filter(|row| row.takes_comment() && row.is_one_line()) else {
            return false;
        };
        let text = format!("{}   {}", last.text(), line.text());
        if last.indent + width(&text) > MAX_WIDTH || !line.is_one_line() {
            return false;
        }
        last.cells = vec![text];
        last.shape = Shape::Plain;
        true
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> String {
        for run in self.rows.chunk_by_mut(|above, below| {
            above.shape == below.shape
                && above.shape != Shape::Plain
                && above.indent == below.indent
                && !below.blank_before
        }) {
            align_cells(run);
        }
        let mut text = String::new();
        for run in self.rows.chunk_by(|_, below| !below.blank_before) {
            if !text.is_empty() {
                text.push('\n');
            }
            for group in run.chunk_by(|above, below| {
                above.indent == below.indent && above.is_one_line() && below.is_one_line()
            }) {
                write_rows(&mut text, group);
            }
        }
        text
    }
}

/// Makes the cells of each column equally wide, if that takes neither much nor too much room.
fn align_cells(rows: &mut [Row]) {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut aligned: Vec<Vec<String>> = rows.iter().map(|row| row.cells.clone()).collect();
    for column in 0..columns.saturating_sub(1) {
        // The last cell of a line needs no room behind it.
        let widths = rows
            .iter()
            .filter(|row| row.cells[column + 1..].iter().any(|cell| !cell.is_empty()))
            .map(|row| width(&row.cells[column]));
        let (Some(most), Some(least)) = (widths.clone().max(), widths.min()) else {
            continue;
        };
        if most - least > MOST_PADDING && column == 0 {
            return;
        }
        for cells in &mut aligned {
            if let Some(cell) = cells.get_mut(column) {
                cell.extend(std::iter::repeat_n(' ', most.saturating_sub(width(cell))));
            }
        }
    }
    let fits =
        |cells: &Vec<String>| rows[0].indent + width(cells.join(" ").trim_end()) <= MAX_WIDTH;
    if aligned.iter().all(fits) {
        for (row, mut cells) in rows.iter_mut().zip(aligned) {
            // A column that is empty throughout takes no room, not even its blank.
            cells.retain(|cell| !cell.is_empty());
            row.cells = cells;
        }
    }
}

/// Writes lines and the comments behind them, aligned if that takes little room.
fn write_rows(text: &mut String, rows: &[Row]) {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| format!("{}{}", " ".repeat(row.indent), row.text()))
        .collect();
    let end = |line: &String| {
        let last = line.rsplit('\n').next().unwrap_or(line);
        width(last.trim_end())
    };
    let commented = rows
        .iter()
        .zip(&lines)
        .filter(|(row, _)| row.comment.is_some());
    let widths = commented.map(|(_, line)| end(line));
    let most = widths.clone().max().unwrap_or(0);
    let least = widths.min().unwrap_or(0);
    let column = if most - least > MOST_COMMENT_PADDING {
        0
    } else {
        most
    };
    for (row, line) in rows.iter().zip(&lines) {
        text.push_str(line.trim_end());
        if let Some(comment) = &row.comment {
            let padding = column.saturating_sub(end(line)) + 2;
            text.extend(std::iter::repeat_n(' ', padding));
            text.push_str(comment);
        }
        text.push('\n');
    }
}
