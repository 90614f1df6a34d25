//! Answers for people: each target with a row for each quantity, an expression by itself.

use std::io::{self, Write};

use crate::cli::answers::records::{Content, Line, Origin, Reply};
use crate::cli::answers::tree::Tree;
use crate::cli::answers::{headings, in_a_tree, is_shown};
use crate::cli::table::{Align, Table};
use crate::notation::number::digits_and_figure_in;

pub(super) fn write(replies: &[Reply], content: Content, out: &mut impl Write) -> io::Result<()> {
    let mut targets = false;
    // What is missing is said elsewhere; a heading over nothing would look like an answer.
    let shown = |reply: &&Reply| reply.lines.iter().any(|line| is_shown(line, content));
    for (place, reply) in replies.iter().filter(shown).enumerate() {
        let target = reply.lines.iter().any(|line| line.quantity.is_some());
        if place > 0 && (target || targets) {
            writeln!(out)?;
        }
        targets = target;
        if target {
            writeln!(out, "{}", reply.target)?;
        }
        rows(&reply.lines, content, out)?;
        if !reply.assuming.is_empty() {
            let indent = if target { "  " } else { "" };
            writeln!(out, "{indent}assuming {}", reply.assuming.join(", "))?;
        }
        if !reply.taking.is_empty() {
            let indent = if target { "  " } else { "" };
            writeln!(out, "{indent}taking {}", reply.taking.join(", "))?;
        }
        if let Some(origin) = &reply.origin {
            writeln!(out, "\nread from {}", origin.file)?;
            origin_table(origin, out)?;
        }
        if let Some(tree) = &reply.tree {
            writeln!(out)?;
            tree_table(reply, tree, content, out)?;
        }
        if let Some(steps) = &reply.steps {
            write!(out, "\n{steps}")?;
        }
    }
    Ok(())
}

/// A row for each quantity of a target; what has no quantity has no name.
fn rows(lines: &[Line], content: Content, out: &mut impl Write) -> io::Result<()> {
    let mut table = Table::default();
    for line in lines.iter().filter(|line| is_shown(line, content)) {
        let answer = match (content, &line.value) {
            (Content::Numbers, Some(value)) => {
                let text = format!("{} {}", digits_and_figure_in(value, &line.sign), line.unit);
                text.trim_end().to_owned()
            }
            _ => line.form.clone(),
        };
        match &line.quantity {
            Some(quantity) => table.row([format!("  {quantity}"), answer]),
            None => table.row([answer]),
        }
    }
    table.write(out)
}

/// Which key each symbol came from.
fn origin_table(origin: &Origin, out: &mut impl Write) -> io::Result<()> {
    let mut table = Table::new(&[Align::Left, Align::Right, Align::Left]);
    for read in &origin.parameters {
        let symbol = format!("  {}", read.symbol);
        table.row([symbol, read.value.clone(), read.source()]);
    }
    table.write(out)
}

fn tree_table(
    reply: &Reply,
    tree: &Tree,
    content: Content,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut columns = vec![Align::Left; 3];
    if content == Content::Numbers {
        columns.extend(reply.lines.iter().map(|_| Align::Right));
    }
    let mut table = Table::new(&columns);
    let head = ["", "call", "count"].map(str::to_owned);
    table.row(head.into_iter().chain(headings(reply)));
    for row in &tree.rows {
        let head = [
            format!("{}{}", "  ".repeat(row.depth), row.name),
            row.call.clone(),
            row.count.clone(),
        ];
        let cells = row.values.iter().zip(&row.forms).zip(&reply.lines);
        let cells = cells.map(|((value, form), line)| match (content, value) {
            (Content::Numbers, Some(value)) => in_a_tree(value, &line.sign),
            _ => form.clone(),
        });
        table.row(head.into_iter().chain(cells));
    }
    table.write(out)
}
