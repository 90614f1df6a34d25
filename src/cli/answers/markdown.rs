//! Answers as a table in Markdown, closed forms as mathematics.

use std::io::{self, Write};

use crate::cli::answers::records::{Content, Reply};
use crate::cli::answers::tree::Tree;
use crate::cli::answers::{headings, in_a_tree, is_shown};
use crate::cli::args::Style;
use crate::notation::number::{digits, figure_in};

pub(super) fn write(
    replies: &[Reply],
    content: Content,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if replies.iter().any(|reply| reply.tree.is_some()) {
        return trees(replies, content, style, out);
    }
    match content {
        Content::Forms => {
            row(out, ["target", "quantity", "closed form", "unit"])?;
            row(out, ["---"; 4])?;
        }
        Content::Numbers => {
            row(out, ["target", "quantity", "value", "figure", "unit"])?;
            row(out, ["---", "---", "---:", "---:", "---"])?;
        }
    }
    for reply in replies {
        for line in reply.lines.iter().filter(|line| is_shown(line, content)) {
            let target = text(&reply.target);
            let quantity = text(line.quantity.as_deref().unwrap_or_default());
            let unit = text(&line.unit);
            match (content, &line.value) {
                (Content::Numbers, Some(value)) => {
                    let rounded = figure_in(value, &line.sign).unwrap_or_default();
                    row(out, [&target, &quantity, &digits(value), &rounded, &unit])?;
                }
                _ => row(out, [&target, &quantity, &form(&line.form, style), &unit])?,
            }
        }
    }
    for origin in replies.iter().filter_map(|reply| reply.origin.as_ref()) {
        writeln!(out, "\nRead from `{}`:\n", origin.file)?;
        row(out, ["symbol", "value", "key"])?;
        row(out, ["---"; 3])?;
        for read in &origin.parameters {
            row(
                out,
                [&code(&read.symbol), &read.value, &text(&read.source())],
            )?;
        }
    }
    for reply in replies.iter().filter(|reply| !reply.taking.is_empty()) {
        let taking: Vec<String> = reply.taking.iter().map(|default| code(default)).collect();
        writeln!(
            out,
            "\n{}: taking {}",
            text(&reply.target),
            taking.join(", ")
        )?;
    }
    for reply in replies.iter().filter(|reply| !reply.assuming.is_empty()) {
        let conditions = reply
            .assuming
            .iter()
            .map(|condition| form(condition, style));
        let conditions: Vec<String> = conditions.collect();
        writeln!(
            out,
            "\n{}: assuming {}",
            text(&reply.target),
            conditions.join(", ")
        )?;
    }
    Ok(())
}

fn trees(
    replies: &[Reply],
    content: Content,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for (place, reply) in replies.iter().enumerate() {
        let Some(tree) = &reply.tree else {
            continue;
        };
        if place > 0 {
            writeln!(out)?;
        }
        tree_table(reply, tree, (content, style), out)?;
    }
    Ok(())
}

fn tree_table(
    reply: &Reply,
    tree: &Tree,
    (content, style): (Content, Style),
    out: &mut impl Write,
) -> io::Result<()> {
    let head = ["child", "call", "count"].map(str::to_owned);
    let head: Vec<String> = head.into_iter().chain(headings(reply)).collect();
    row(out, head.iter().map(|cell| text(cell)))?;
    row(out, head.iter().map(|_| "---"))?;
    for shown in &tree.rows {
        let name = "\u{2003}".repeat(shown.depth) + &text(&shown.name);
        let mut cells = vec![name, code(&shown.call), code(&shown.count)];
        let values = shown.values.iter().zip(&shown.forms).zip(&reply.lines);
        for ((value, closed), line) in values {
            cells.push(match (content, value) {
                (Content::Numbers, Some(value)) => in_a_tree(value, &line.sign),
                _ => form(closed, style),
            });
        }
        row(out, cells)?;
    }
    Ok(())
}

/// A table of plain text with a line of names first.
pub(super) fn table<'a, const N: usize>(
    rows: impl Iterator<Item = [&'a str; N]>,
    head: [&str; N],
    out: &mut impl Write,
) -> io::Result<()> {
    row(out, head)?;
    row(out, ["---"; N])?;
    for cells in rows {
        row(out, cells.map(text))?;
    }
    Ok(())
}

fn row<C: AsRef<str>>(out: &mut impl Write, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
    for cell in cells {
        match cell.as_ref() {
            "" => write!(out, "| ")?,
            cell => write!(out, "| {cell} ")?,
        }
    }
    writeln!(out, "|")
}

/// A closed form as mathematics, or as code where it is not LaTeX.
fn form(form: &str, style: Style) -> String {
    match style {
        Style::Latex => format!("${}$", form.replace('|', r"\vert ")),
        Style::Unicode | Style::Ascii => code(form),
    }
}

/// Text between backticks; empty text has none.
fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("`{}`", text.replace('|', r"\|").replace('`', "'")),
    }
}

/// Text in which nothing is markup.
fn text(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '<' | '[' | ']' | '$') {
            escaped.push('\\');
        }
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}
