//! From text to a tree: the driver. It reads item by item and, in a body, line by line, so that a
//! mistake in one does not hide the next, and so that what pest keeps of a text stays small.

use crate::syntax::ast::{
    Clause, Comment, Doc, Expr, Extend, File, Item, ItemKind, Layer, Statement, StatementKind,
};
use crate::syntax::blame::{Failure, character_error, no_cost_rule, unclosed, unreadable};
use crate::syntax::builder::{Builder, ItemPiece};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::nesting::Reading;
use crate::syntax::{recovery, trivia};
use crate::text::{SourceId, Span};

/// The largest text that is read.
pub const MAX_SOURCE_BYTES: usize = 16 << 20;

/// Reads a `.cost` file. What could not be read is missing in the tree and stands in the errors.
///
/// ```
/// use flopform::syntax::parse_file;
/// use flopform::text::SourceId;
/// let (file, errors) = parse_file(SourceId::LONE, "layer relu(C) { params = 0   macs = B*C }\n");
/// assert_eq!((file.items.len(), errors.len()), (1, 0));
/// ```
pub fn parse_file(source: SourceId, text: &str) -> (File, Vec<SyntaxError>) {
    parse_wanted(source, text, &|_, _| true)
}

/// Reads those items of a `.cost` file that are wanted, by the word that they begin with and the next;
/// others are passed over unread. An item that does not begin in the first column is always read, and
/// what is passed over ends where a line begins with the word of an item or with `##`.
///
/// ```
/// use flopform::syntax::parse_wanted;
/// use flopform::text::SourceId;
/// let text = "dim B\nexpect 2B == B + B\n## Wide.\nlet wide = 4B\n";
/// let (file, _) = parse_wanted(SourceId::LONE, text, &|word, _| word != "expect");
/// assert_eq!(file.items.len(), 2);
/// ```
pub fn parse_wanted(
    source: SourceId,
    text: &str,
    wanted: &dyn Fn(&str, &str) -> bool,
) -> (File, Vec<SyntaxError>) {
    if let Err(error) = check_text(source, text) {
        return (File::default(), vec![error]);
    }
    let reading = Reading::new(source, text);
    let mut reader = FileReader {
        source,
        text,
        wanted,
        reading,
        at: 0,
        file: File::default(),
        docs: Vec::new(),
        errors: Vec::new(),
        mistaken: false,
    };
    reading.with_stack(|| reader.read_items());
    let mut docs = std::mem::take(&mut reader.docs);
    // The documentation of an item is claimed after that of the lines in it.
    docs.sort_unstable();
    reader.file.comments = plain_comments(source, text, &docs);
    (reader.file, reader.errors)
}

/// Reads an expression, perhaps with `where`; nothing else may follow it.
///
/// # Errors
///
/// The first mistake in the text.
///
/// ```
/// use flopform::syntax::{format_expression, parse_expression};
/// use flopform::text::SourceId;
/// let expression = parse_expression(SourceId::LONE, "24BSE**2 + 4 * BS²E").unwrap();
/// assert_eq!(format_expression(&expression), "24BSE^2 + 4*BS²E");
/// ```
pub fn parse_expression(source: SourceId, text: &str) -> Result<Expr, SyntaxError> {
    parse_lone(
        source,
        text,
        Rule::lone_expression,
        Builder::lone_expression,
    )
}

/// Reads what is said of a symbol: `E = 768` binds it, `S >= W` assumes something of it.
///
/// # Errors
///
/// The first mistake in the text.
pub fn parse_relation(source: SourceId, text: &str) -> Result<Clause, SyntaxError> {
    parse_lone(source, text, Rule::lone_clause, Builder::lone_clause)
}

fn parse_lone<T>(
    source: SourceId,
    text: &str,
    rule: Rule,
    build: impl FnOnce(&Builder, Node<'_>) -> Result<T, SyntaxError>,
) -> Result<T, SyntaxError> {
    check_text(source, text)?;
    let base = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut reading = Reading::new(source, text);
    reading.with_stack(|| {
        let tree = reading.read(rule, base).map_err(|failure| failure.error)?;
        build(&Builder::new(source, base), tree.root())
    })
}

/// Refuses what is too large to be read, or no text.
fn check_text(source: SourceId, text: &str) -> Result<(), SyntaxError> {
    if text.len() > MAX_SOURCE_BYTES {
        return Err(unreadable(source, MAX_SOURCE_BYTES));
    }
    // Most texts have none of the bytes that begin a control character.
    let plain = |byte: &u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0x80..=0xBF | 0xC3..);
    if text.as_bytes().iter().all(plain) {
        return Ok(());
    }
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends_line = letter == '\r' && letters.peek().is_some_and(|(_, next)| *next == '\n');
        if letter.is_control() && !matches!(letter, '\n' | '\t') && !ends_line {
            return Err(character_error(source, at, letter));
        }
    }
    Ok(())
}

/// The comments that are not documentation of anything.
fn plain_comments(source: SourceId, text: &str, docs: &[Span]) -> Vec<Comment> {
    let mut docs = docs.iter().peekable();
    let mut comments = trivia::comments(source, text);
    comments.retain(|comment| {
        while docs.next_if(|doc| doc.end <= comment.span.start).is_some() {}
        docs.peek().is_none_or(|doc| comment.span.start < doc.start)
    });
    comments
}

/// A file being read.
struct FileReader<'t> {
    source: SourceId,
    text: &'t str,
    /// Which items are wanted.
    wanted: &'t dyn Fn(&str, &str) -> bool,
    reading: Reading<'t>,
    /// How far it has been read.
    at: usize,
    file: File,
    /// Where documentation was found, in order.
    docs: Vec<Span>,
    errors: Vec<SyntaxError>,
    /// Whether there is a mistake in the last body: its end may have been taken for that of a part of it,
    /// and a bracket too many behind it is most likely the consequence.
    mistaken: bool,
}

impl FileReader<'_> {
    fn read_items(&mut self) {
        loop {
            let doc = self.skip_trivia();
            if self.at == self.text.len() {
                return;
            }
            let start = self.at;
            if self.mistaken && self.text[start..].starts_with('}') {
                self.at += 1;
                continue;
            }
            let head = recovery::head(self.text, start);
            if head.is_some_and(|(word, next)| !(self.wanted)(word, next)) {
                self.at = recovery::end_of_item(self.text, start);
                continue;
            }
            self.mistaken = false;
            if let Some(kind) = self.read_item() {
                let span = Span::new(self.source, start, self.at);
                self.claim(doc.as_ref());
                self.file.items.push(Item { doc, kind, span });
            }
        }
    }

    /// Goes to the next token and returns the documentation before it.
    fn skip_trivia(&mut self) -> Option<Doc> {
        let trivia = trivia::skip(self.source, self.text, self.at);
        let at_head = self.at == 0;
        self.at = trivia.at;
        if at_head {
            self.docs.extend(trivia.parted.as_ref().map(|doc| doc.span));
            self.file.doc = trivia.parted;
        }
        trivia.doc
    }

    /// Documentation that has found what it documents is no comment any more.
    fn claim(&mut self, doc: Option<&Doc>) {
        self.docs.extend(doc.map(|doc| doc.span));
    }

    /// Reads one item and leaves `at` behind it, mistake or not.
    fn read_item(&mut self) -> Option<ItemKind> {
        let start = self.at;
        let piece = self.read_piece(Rule::item_piece, Builder::item_piece);
        match piece {
            Ok(ItemPiece::Plain(kind)) => Some(kind),
            Ok(ItemPiece::LayerHead {
                name,
                parameters,
                open,
            }) => {
                let mut body = self.read_body(open);
                body.shrink_to_fit();
                Some(ItemKind::Layer(Layer {
                    name,
                    parameters,
                    body,
                }))
            }
            Ok(ItemPiece::ExtendHead { layer, open }) => {
                let body = self.read_body(open);
                let misplaced = body.iter().filter(|line| {
                    matches!(line.kind, StatementKind::Child(_) | StatementKind::Out(_))
                });
                let errors = misplaced.map(|line| no_cost_rule(line.span));
                self.errors.extend(errors);
                Some(ItemKind::Extend(Extend { layer, body }))
            }
            Err(failure) => {
                self.errors.push(failure.error);
                self.at = recovery::next_item(self.text, start);
                None
            }
        }
    }

    /// Reads the lines of a body and its `}`.
    fn read_body(&mut self, open: Span) -> Vec<Statement> {
        let mut body = Vec::new();
        loop {
            let doc = self.skip_trivia();
            let start = self.at;
            if start == self.text.len() || recovery::surely_item(self.text, start) {
                // After another mistake in the body, this one is most likely its consequence.
                if !self.mistaken {
                    self.errors.push(unclosed(open, '{'));
                }
                return body;
            }
            let piece = self.read_piece(Rule::statement_piece, Builder::body_piece);
            match piece {
                Ok(None) => return body,
                Ok(Some((kind, span))) => {
                    self.claim(doc.as_ref());
                    body.push(Statement { doc, kind, span });
                }
                Err(failure) if failure.misses_brace() => {
                    self.errors.push(unclosed(open, '{'));
                    self.at = self.text.len();
                    return body;
                }
                Err(failure) => {
                    self.mistaken = true;
                    self.errors.push(failure.error);
                    let from = failure
                        .closed_at
                        .unwrap_or_else(|| self.after_letter(start));
                    self.at = recovery::next_statement(self.text, from, failure.at);
                }
            }
        }
    }

    /// Reads what a rule matches here and leaves `at` behind it.
    fn read_piece<T>(
        &mut self,
        rule: Rule,
        build: impl FnOnce(&Builder, Node<'_>) -> Result<T, SyntaxError>,
    ) -> Result<T, Failure> {
        let base = self.at;
        let tree = self.reading.read(rule, base)?;
        self.at = base + tree.root().tight_end();
        build(&Builder::new(self.source, base), tree.root()).map_err(Failure::from)
    }

    /// Where the letter at `at` ends, so that reading on makes progress.
    fn after_letter(&self, at: usize) -> usize {
        let letter = self.text[at..].chars().next();
        at + letter.map_or(0, char::len_utf8)
    }
}
