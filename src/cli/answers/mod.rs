//! Answers as rows of text, and laid out: one format a file.

mod csv;
mod json;
mod latex;
mod markdown;
pub(super) mod records;
mod text;
pub(super) mod tree;

use std::io::{self, Write};

use crate::algebra::Rational;
use crate::cli::answers::records::{Content, Line, Reply};
use crate::cli::args::{Format, Style};
use crate::notation::number::{digits, digits_and_figure_in};

/// Writes answers in a format.
pub(super) fn write(
    replies: &[Reply],
    content: Content,
    (format, style): (Format, Style),
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(replies, content, out),
        Format::Json => json::write(replies, out),
        Format::Markdown => markdown::write(replies, content, style, out),
        Format::Latex => latex::write(replies, content, out),
        Format::Csv => csv::write(replies, out),
    }
}

/// The quantities of a reply, each with its unit in brackets.
fn headings(reply: &Reply) -> Vec<String> {
    let headings = reply.lines.iter().map(|line| {
        let name = line.quantity.clone().unwrap_or_default();
        match &line.unit[..] {
            "" => name,
            unit => format!("{name} [{unit}]"),
        }
    });
    headings.collect()
}

/// A number in a tree: its digits, and its figure where the unit takes prefixes.
fn in_a_tree(value: &Rational, sign: &str) -> String {
    match sign {
        "" => digits(value),
        sign => digits_and_figure_in(value, sign),
    }
}

/// Whether a line has what is to be shown.
fn is_shown(line: &Line, content: Content) -> bool {
    content == Content::Forms || line.value.is_some()
}

/// A table of plain text as comma-separated values.
pub(super) fn csv_table<'a, const N: usize>(
    rows: impl Iterator<Item = [&'a str; N]>,
    head: [&str; N],
) -> String {
    let mut text = Vec::new();
    csv::table(rows, head, &mut text).expect("memory can be written to");
    String::from_utf8_lossy(&text).into_owned()
}

/// A table of plain text in Markdown.
pub(super) fn markdown_table<'a, const N: usize>(
    rows: impl Iterator<Item = [&'a str; N]>,
    head: [&str; N],
) -> String {
    let mut text = Vec::new();
    markdown::table(rows, head, &mut text).expect("memory can be written to");
    String::from_utf8_lossy(&text).into_owned()
}
