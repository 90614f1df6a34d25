//! Answers as comma-separated values, quoted where they must be (RFC 4180), with a line of names first.

use std::io::{self, Write};

use crate::cli::answers::records::{Line, Reply};
use crate::cli::answers::tree::TreeRow;

pub(super) fn write(replies: &[Reply], out: &mut impl Write) -> io::Result<()> {
    if replies.iter().any(|reply| reply.tree.is_some()) {
        return trees(replies, out);
    }
    let names = [
        "target",
        "quantity",
        "unit",
        "closed_form",
        "symbols",
        "value",
        "unruled",
    ];
    record(out, names)?;
    for reply in replies {
        for line in &reply.lines {
            let value = line.value.as_ref().map(ToString::to_string);
            let (symbols, unruled) = (line.symbols.join(" "), line.unruled.join(" "));
            let (quantity, value) = (text(line.quantity.as_ref()), text(value.as_ref()));
            let cells = [
                &reply.target,
                quantity,
                &line.unit,
                &line.form,
                &symbols,
                value,
                &unruled,
            ];
            record(out, cells)?;
        }
    }
    Ok(())
}

fn trees(replies: &[Reply], out: &mut impl Write) -> io::Result<()> {
    let names = [
        "target",
        "path",
        "call",
        "count",
        "quantity",
        "unit",
        "closed_form",
        "value",
    ];
    record(out, names)?;
    for reply in replies {
        let Some(tree) = &reply.tree else {
            continue;
        };
        for row in &tree.rows {
            for (place, line) in reply.lines.iter().enumerate() {
                tree_record(out, reply, row, (place, line))?;
            }
        }
    }
    Ok(())
}

fn tree_record(
    out: &mut impl Write,
    reply: &Reply,
    row: &TreeRow,
    (place, line): (usize, &Line),
) -> io::Result<()> {
    let value = row.values[place].as_ref().map(ToString::to_string);
    let (quantity, value) = (text(line.quantity.as_ref()), text(value.as_ref()));
    let (target, form) = (&reply.target, &row.forms[place]);
    let cells = [
        target, &row.path, &row.call, &row.count, quantity, &line.unit, form, value,
    ];
    record(out, cells)
}

fn text(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// A table with a line of names first.
pub(super) fn table<'a, const N: usize>(
    rows: impl Iterator<Item = [&'a str; N]>,
    head: [&str; N],
    out: &mut impl Write,
) -> io::Result<()> {
    record(out, head)?;
    for row in rows {
        record(out, row)?;
    }
    Ok(())
}

fn record<C: AsRef<str>>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = C>,
) -> io::Result<()> {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            write!(out, ",")?;
        }
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{cell}")?;
        }
    }
    writeln!(out)
}
