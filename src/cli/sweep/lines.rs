//! Rows as lines of text: CSV, JSON, Markdown.

use std::fmt::Write as _;

use crate::evaluator::Cell;
use crate::notation::number::digits;

/// Whole numbers up to this are the same number to every reader of JSON.
const EXACT_IN_DOUBLES: i128 = 1 << 53;

/// A way to write rows as lines, and the names of their columns.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) kind: Kind,
    pub(super) names: Vec<String>,
    /// How many of the columns are symbols; the others are results.
    pub(super) symbols: usize,
}

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    Json,
    Markdown,
}

impl Lines {
    /// What stands before the first row.
    pub(super) fn head(&self) -> String {
        match self.kind {
            Kind::Csv => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer
                    .write_record(&self.names)
                    .expect("memory can be written to");
                let text = writer.into_inner().expect("memory can be written to");
                String::from_utf8_lossy(&text).into_owned()
            }
            Kind::Json => String::new(),
            Kind::Markdown => {
                let rule = self.names.iter().map(|_| " ---: |");
                let names = self.names.iter().map(|name| format!(" {name} |"));
                format!(
                    "|{}\n|{}\n",
                    names.collect::<String>(),
                    rule.collect::<String>()
                )
            }
        }
    }

    /// Adds a row.
    pub(super) fn row(&self, cells: impl Iterator<Item = Cell>, text: &mut String) {
        match self.kind {
            // Digits, a slash, a point and an exponent need no quotes; only names may.
            Kind::Csv => {
                for (place, cell) in cells.enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    plain(&cell, text);
                }
            }
            Kind::Json => {
                text.push('{');
                for (place, (cell, name)) in cells.zip(&self.names).enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    *text += &serde_json::Value::from(name.as_str()).to_string();
                    text.push(':');
                    json(&cell, place < self.symbols, text);
                }
                text.push('}');
            }
            Kind::Markdown => {
                text.push('|');
                for cell in cells {
                    text.push(' ');
                    *text += &for_people(&cell);
                    *text += " |";
                }
            }
        }
        text.push('\n');
    }
}

/// All digits, and nothing else.
fn plain(cell: &Cell, text: &mut String) {
    let written = match cell {
        Cell::Whole(number) => match i64::try_from(*number) {
            Ok(number) => write!(text, "{number}"),
            Err(_) => write!(text, "{number}"),
        },
        Cell::Exact(number) => write!(text, "{number}"),
        Cell::Double(number) => {
            *text += &double(*number);
            Ok(())
        }
    };
    written.expect("memory can be written to");
}

/// A result is text, so that no reader rounds it, as everywhere in this program's JSON; a symbol is a
/// number where every reader keeps it.
fn json(cell: &Cell, symbol: bool, text: &mut String) {
    match cell {
        Cell::Double(number) if number.is_finite() => *text += &double(*number),
        Cell::Double(_) => *text += "null",
        Cell::Whole(number) if symbol && number.abs() <= EXACT_IN_DOUBLES => plain(cell, text),
        _ => {
            text.push('"');
            plain(cell, text);
            text.push('"');
        }
    }
}

/// The shortest text that reads back as the double.
fn double(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    format!("{number:?}")
}

/// Digits in groups of three.
pub(super) fn for_people(cell: &Cell) -> String {
    match cell {
        Cell::Double(number) => double(*number),
        exact => digits(&exact.exact()),
    }
}
