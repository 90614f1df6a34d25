//! How a file is laid out: which lines there are, and where the comments go.

use crate::syntax::ast::{Comment, ConfigBody, Doc, File, Item, ItemKind, Let, Statement};
use crate::syntax::format::cells::{Cells, Shape, item_cells, statement_cells, value_cells};
use crate::syntax::format::page::{Page, Row};
use crate::syntax::format::phrase::{INDENT, MAX_WIDTH, Phrase, width};
use crate::syntax::lexeme::lexeme_at;
use crate::syntax::trivia::{begins_line, is_blank};
use crate::text::Span;

/// A line of a body, whatever the body is of.
struct Entry<'a> {
    doc: Option<&'a Doc>,
    span: Span,
    line: Cells,
}

impl Entry<'_> {
    /// Where it begins, documentation included.
    fn start(&self) -> usize {
        self.doc.map_or(self.span, |doc| doc.span).start as usize
    }
}

/// A body in its braces.
struct Body<'a> {
    entries: Vec<Entry<'a>>,
    /// Where the `{` stands.
    open: usize,
    /// Where the `}` stands.
    close: usize,
}

/// A file being laid out.
pub(super) struct Layout<'a> {
    text: &'a str,
    /// The comments that have not been written yet.
    comments: &'a [Comment],
    page: Page,
    indent: usize,
    /// Whether the last line opened a body, so that no blank line follows.
    opened: bool,
}

impl<'a> Layout<'a> {
    /// Lays out a file that was read from `text`.
    pub(super) fn of(file: &'a File, text: &'a str) -> Page {
        let mut layout = Layout {
            text,
            comments: &file.comments,
            page: Page::default(),
            indent: 0,
            opened: false,
        };
        if let Some(doc) = &file.doc {
            layout.write_comments(doc.span.start as usize);
            layout.write_doc(doc, layout.blank_before(doc.span.start as usize));
        }
        for item in &file.items {
            layout.write_item(item);
        }
        layout.write_comments(text.len());
        layout.page
    }

    fn write_item(&mut self, item: &'a Item) {
        let line = item_cells(&item.kind);
        let entry = Entry {
            doc: item.doc.as_ref(),
            span: item.span,
            line,
        };
        match self.body(item) {
            None => self.write_entry(&entry, false),
            Some(body) => self.write_with_body(entry, &body),
        }
    }

    /// The body of an item that has one.
    fn body(&self, item: &'a Item) -> Option<Body<'a>> {
        let (entries, after): (Vec<Entry<'a>>, Span) = match &item.kind {
            ItemKind::Layer(layer) => (statements(&layer.body), layer.name.span),
            ItemKind::Extend(extend) => (statements(&extend.body), extend.layer.span),
            ItemKind::Config(config) => match &config.body {
                ConfigBody::Values(values) => (values.iter().map(value).collect(), item.span),
                ConfigBody::Call { .. } => return None,
            },
            _ => return None,
        };
        let mut brace = lexeme_at(self.text, after.start as usize);
        while brace.text != "{" && !brace.text.is_empty() {
            brace = lexeme_at(self.text, brace.end);
        }
        Some(Body {
            entries,
            open: brace.start,
            close: item.span.end as usize - 1,
        })
    }

    fn write_with_body(&mut self, mut head: Entry<'_>, body: &Body<'_>) {
        let blank = self.write_before(&head, body.open);
        if let Some(line) = self.one_line(&head.line, body) {
            head.line.cells.push(Phrase::new(&line));
            self.page.push(Row::code(self.indent, blank, &head.line));
            return;
        }
        let was_one_line = self.is_one_line(body);
        if let Some(last) = head.line.cells.last_mut() {
            last.push(" {");
        }
        head.line.shape = Shape::Plain;
        self.page.push(Row::code(self.indent, blank, &head.line));
        self.indent += INDENT;
        self.opened = true;
        let mut previous: Option<&Entry<'_>> = None;
        for entry in &body.entries {
            let shares = !was_one_line
                && entry.doc.is_none()
                && previous.is_some_and(|previous| {
                    self.is_on_line(previous.span.end as usize, entry.span.start as usize)
                });
            self.write_entry(entry, shares);
            previous = Some(entry);
        }
        self.write_comments(body.close);
        self.indent -= INDENT;
        self.opened = false;
        let close = Cells {
            shape: Shape::Plain,
            cells: vec![Phrase::new("}")],
        };
        self.page.push(Row::code(self.indent, false, &close));
    }

    /// The body as it is written on the line of its head, if it was there and fits.
    fn one_line(&self, head: &Cells, body: &Body<'_>) -> Option<String> {
        let inside = self
            .comments
            .iter()
            .any(|comment| (body.open..body.close).contains(&(comment.span.start as usize)));
        let has_doc = body.entries.iter().any(|entry| entry.doc.is_some());
        if inside || has_doc || !(self.is_one_line(body) || body.entries.is_empty()) {
            return None;
        }
        let lines: Vec<String> = body.entries.iter().map(|entry| flat(&entry.line)).collect();
        let line = match lines.as_slice() {
            [] => "{ }".to_owned(),
            _ => format!("{{ {} }}", lines.join("   ")),
        };
        let whole = width(&flat(head)) + 1 + width(&line);
        (self.indent + whole <= MAX_WIDTH).then_some(line)
    }

    fn is_one_line(&self, body: &Body<'_>) -> bool {
        self.is_on_line(body.open, body.close)
    }

    fn is_on_line(&self, start: usize, end: usize) -> bool {
        !self.text[start..end].contains('\n')
    }

    /// Writes an entry without a body, behind the line above it if it `shares` that.
    fn write_entry(&mut self, entry: &Entry<'_>, shares: bool) {
        let comments = self.comments.len();
        let blank = self.write_before(entry, entry.span.end as usize);
        let row = Row::code(self.indent, blank, &entry.line);
        let undisturbed = comments == self.comments.len();
        if !(shares && undisturbed && self.page.join(&row)) {
            self.page.push(row);
        }
    }

    /// Writes what stands before an entry: the comments before it, those in it up to `end`, and its
    /// documentation. Returns whether a blank line follows.
    fn write_before(&mut self, entry: &Entry<'_>, end: usize) -> bool {
        self.write_comments(entry.start());
        let mut blank = self.blank_before(entry.start());
        while let Some((comment, rest)) = self.next_comment(end) {
            self.comments = rest;
            // Directly before a statement `##` would document it.
            let words = comment.text.trim_start_matches('#');
            self.write_remark(blank, &format!("#{words}"));
            blank = false;
        }
        if let Some(doc) = entry.doc {
            self.write_doc(doc, blank);
            blank = false;
        }
        self.opened = false;
        blank
    }

    fn write_doc(&mut self, doc: &Doc, blank: bool) {
        let mut blank = blank;
        for line in doc.node.split('\n') {
            self.write_remark(blank, format!("## {line}").trim_end());
            blank = false;
        }
    }

    /// Writes the comments that begin before `end`: on lines of their own, or behind the last line.
    fn write_comments(&mut self, end: usize) {
        while let Some((comment, rest)) = self.next_comment(end) {
            self.comments = rest;
            let start = comment.span.start as usize;
            if begins_line(self.text, start) {
                self.write_remark(self.blank_before(start), &comment.text);
            } else if !self.page.push_comment(&comment.text) {
                let words = comment.text.trim_start_matches('#');
                self.write_remark(false, &format!("#{words}"));
            }
        }
    }

    fn write_remark(&mut self, blank: bool, text: &str) {
        self.page.push(Row::remark(self.indent, blank, text));
        self.opened = false;
    }

    /// The next comment, if it begins before `end`, and those after it.
    fn next_comment(&self, end: usize) -> Option<(&'a Comment, &'a [Comment])> {
        let (first, rest) = self.comments.split_first()?;
        ((first.span.start as usize) < end).then_some((first, rest))
    }

    /// Whether a blank line is kept before what begins at `at`.
    fn blank_before(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let blanks = before.trim_end_matches(is_blank).len();
        !self.opened && before[blanks..].matches('\n').count() > 1
    }
}

fn statements(body: &[Statement]) -> Vec<Entry<'_>> {
    body.iter()
        .map(|statement| Entry {
            doc: statement.doc.as_ref(),
            span: statement.span,
            line: statement_cells(&statement.kind),
        })
        .collect()
}

fn value(binding: &Let) -> Entry<'_> {
    Entry {
        doc: None,
        span: binding.name.span.to(binding.value.span),
        line: value_cells(binding),
    }
}

fn flat(line: &Cells) -> String {
    let cells: Vec<String> = line.cells.iter().map(Phrase::flat).collect();
    cells.join(" ")
}
