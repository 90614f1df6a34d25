//! The words for expectations that are not met, or cannot be decided.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::words::phrase::{cut, quoted};
use crate::text::Span;

/// How much of a form is shown in a report that is about the form.
const MOST_LETTERS: usize = 2_000;

/// An expectation and what became of it, with every form as it is to be read.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// What was asked, as written: `flops(block)`.
    pub subject: String,
    /// How the sides are compared, as written: `==`, `~` or `<=`.
    pub relation: String,
    /// The right side.
    pub expected: String,
    /// The left side.
    pub derived: String,
    /// The left side less the right; `None` where it says nothing.
    pub difference: Option<String>,
    /// How far apart the sides may be, as written: `1%`.
    pub within: Option<String>,
    /// The note in the file.
    pub note: Option<String>,
}

/// Numbers at which an expectation fails.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// A number for each symbol.
    pub values: Vec<(String, String)>,
    /// What the left side is worth there.
    pub derived: Option<String>,
    /// What the right side is worth there.
    pub expected: Option<String>,
}

impl Expected {
    /// What is said of an expectation that is not met.
    ///
    /// ```
    /// use flopform::diagnostic::{Expected, Style, render};
    /// use flopform::text::{Sources, Span};
    ///
    /// let mut sources = Sources::new();
    /// let source = sources.add("mine.cost", "expect params(block) == 12E² + 9E");
    /// let expected = Expected {
    ///     subject: "params(block)".to_owned(),
    ///     relation: "==".to_owned(),
    ///     expected: "12E² + 9E".to_owned(),
    ///     derived: "12E² + 13E".to_owned(),
    ///     difference: Some("4E".to_owned()),
    ///     ..Expected::default()
    /// };
    /// let diagnostic = expected.not_met(Span::new(source, 0, 34), None);
    /// assert_eq!(
    ///     render(&diagnostic, &sources, Style::Plain),
    ///     "\
    /// error: `params(block)` is not what this expects
    ///  --> mine.cost:1:1
    ///   |
    /// 1 | expect params(block) == 12E² + 9E
    ///   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   |
    ///   = expected:   12E² + 9E
    ///   = derived:    12E² + 13E
    ///   = difference: 4E
    ///   = help: correct the expectation, or the rules that it is about
    /// ",
    /// );
    /// ```
    pub fn not_met(&self, span: Span, point: Option<&Point>) -> Diagnostic {
        let subject = quoted(&self.subject);
        let headline = match (&self.within, &self.relation[..]) {
            (Some(within), _) => format!("{subject} is not within {within} of what this expects"),
            (None, "!=") => format!("{subject} is what this says it is not"),
            (None, "==") => format!("{subject} is not what this expects"),
            (None, "~") => format!("{subject} does not grow as this expects"),
            (None, relation) => {
                let claim = format!("{} {relation} {}", self.subject, self.expected);
                format!("{} does not always hold", quoted(&claim))
            }
        };
        let diagnostic = self.facts(Diagnostic::error(headline).label(span, ""));
        let diagnostic = match point.and_then(Point::words) {
            // A number says nothing about how two forms grow.
            Some(words) if self.relation != "~" => diagnostic.fact("for example", words),
            _ => diagnostic,
        };
        diagnostic.help("correct the expectation, or the rules that it is about")
    }

    /// What is said of an expectation that the rules cannot decide.
    pub fn not_decided(&self, span: Span, reason: &str) -> Diagnostic {
        let subject = quoted(&self.subject);
        let headline = format!("whether {subject} is what this expects is not decided");
        let diagnostic = self.facts(Diagnostic::error(headline).label(span, ""));
        let diagnostic = match reason {
            "" => diagnostic,
            reason => diagnostic.fact("note", reason),
        };
        diagnostic.help("assume what is known of the symbols, as in `where S >= W`, or bind them")
    }

    fn facts(&self, diagnostic: Diagnostic) -> Diagnostic {
        let expected = match &self.relation[..] {
            "==" => cut(&self.expected, MOST_LETTERS),
            relation => format!("{relation} {}", cut(&self.expected, MOST_LETTERS)),
        };
        let mut diagnostic = diagnostic
            .fact("expected", expected)
            .fact("derived", cut(&self.derived, MOST_LETTERS));
        if let Some(difference) = &self.difference
            && !matches!(&self.relation[..], "!=" | "~")
        {
            diagnostic = diagnostic.fact("difference", cut(difference, MOST_LETTERS));
        }
        match &self.note {
            Some(note) => diagnostic.fact("note", note),
            None => diagnostic,
        }
    }
}

impl Point {
    /// `S = 2, W = 1: derived 3, expected 4`; nothing where there are no symbols.
    fn words(&self) -> Option<String> {
        if self.values.is_empty() {
            return None;
        }
        let values = self
            .values
            .iter()
            .map(|(name, value)| format!("{name} = {value}"));
        let values = values.collect::<Vec<_>>().join(", ");
        let sides = [("derived", &self.derived), ("expected", &self.expected)];
        let sides = sides.into_iter().filter_map(|(side, number)| {
            let number = number.as_ref()?;
            Some(format!("{side} {number}"))
        });
        let sides = sides.collect::<Vec<_>>().join(", ");
        let words = match &sides[..] {
            "" => values,
            sides => format!("{values}: {sides}"),
        };
        Some(cut(&words, MOST_LETTERS))
    }
}
