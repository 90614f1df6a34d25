//! What is said about a mistake, as data: the words and the places, not the picture.

use crate::text::Span;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// There is no answer.
    Error,
    /// There is an answer, and something about it deserves a look.
    Warning,
}

/// A remark about a formula: what is wrong, where, and what to do.
///
/// ```
/// use flopform::diagnostic::{Diagnostic, Style, render};
/// use flopform::text::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let source = sources.add("mine.cost", "layer up(E) { w: lienar(E, 4E) }");
/// let diagnostic = Diagnostic::error("there is no layer `lienar`")
///     .label(Span::new(source, 17, 23), "nothing visible here declares it")
///     .help("did you mean `linear`?");
/// assert_eq!(
///     render(&diagnostic, &sources, Style::Plain),
///     "\
/// error: there is no layer `lienar`
///  --> mine.cost:1:18
///   |
/// 1 | layer up(E) { w: lienar(E, 4E) }
///   |                  ^^^^^^ nothing visible here declares it
///   |
///   = help: did you mean `linear`?
/// ",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in one line that begins in lower case and names the thing.
    pub headline: String,
    /// The places: the first is where it is wrong, the others explain it.
    pub labels: Vec<Label>,
    /// What else there is to know, each under a name of its own: `expected`, `derived`.
    pub facts: Vec<Fact>,
    /// What to do, each an imperative or a "did you mean".
    pub help: Vec<String>,
}

/// A place and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen; empty where the headline says it all.
    pub text: String,
}

/// Something to know, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is: `expected`, `derived`, `note`.
    pub name: &'static str,
    /// The fact.
    pub text: String,
}

impl Diagnostic {
    /// A mistake, without a place so far.
    pub fn error(headline: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            headline: headline.into(),
            labels: Vec::new(),
            facts: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Something to look at, without a place so far.
    pub fn warning(headline: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(headline)
        }
    }

    /// The same with one more place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// The same with one more fact.
    #[must_use]
    pub fn fact(mut self, name: &'static str, text: impl Into<String>) -> Diagnostic {
        let text = text.into();
        self.facts.push(Fact { name, text });
        self
    }

    /// The same with one more thing to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }
}
