//! What can be wrong with formulas once they are read: names, arguments, cycles, and what cannot be
//! computed. The words a person reads are made in `diagnostic`.

use crate::algebra::AlgebraError;
use crate::syntax::SyntaxError;
use crate::text::Span;

/// A mistake, its place, and places that explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostError {
    /// What is wrong; boxed, so that every result that may be an error stays small.
    pub kind: Box<CostErrorKind>,
    /// Where; `None` for a file that could not be read at all.
    pub span: Option<Span>,
    /// Other places worth seeing, and what each shows.
    pub notes: Vec<(Span, String)>,
}

impl CostError {
    /// An error at a place.
    pub fn new(kind: CostErrorKind, span: Span) -> CostError {
        CostError::perhaps_at(kind, Some(span))
    }

    /// An error at a place, or at none: a file that was asked for on the command line.
    pub fn perhaps_at(kind: CostErrorKind, span: Option<Span>) -> CostError {
        CostError {
            kind: Box::new(kind),
            span,
            notes: Vec::new(),
        }
    }

    /// A name that is declared or given for the second time.
    pub(in crate::cost) fn duplicate(
        what: &'static str,
        name: &str,
        span: Span,
        first: Span,
    ) -> CostError {
        let name = name.to_owned();
        let error = CostError::new(CostErrorKind::Duplicate { what, name }, span);
        error.with_note(first, "first one here")
    }

    /// An error of the algebra about a value that stands in no text.
    pub fn of_algebra(error: AlgebraError) -> CostError {
        let kind = CostErrorKind::Algebra {
            error,
            expression: None,
        };
        CostError::perhaps_at(kind, None)
    }

    /// Whether numbers in the place of symbols would do away with it: a repeat that changes sizes, or a
    /// comparison that decides which children there are.
    pub fn wants_numbers(&self) -> bool {
        matches!(
            *self.kind,
            CostErrorKind::SymbolicRepeat { .. } | CostErrorKind::Undecided { .. }
        )
    }

    /// The same error with one more place to see.
    #[must_use]
    pub fn with_note(mut self, span: Span, words: impl Into<String>) -> CostError {
        self.notes.push((span, words.into()));
        self
    }
}

impl From<SyntaxError> for CostError {
    fn from(error: SyntaxError) -> CostError {
        let span = error.span;
        CostError::new(CostErrorKind::Syntax(error), span)
    }
}

/// The kinds of mistake; each is documented by text that causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostErrorKind {
    /// The text does not parse.
    Syntax(SyntaxError),
    /// `use nosuch.file`, or a file that cannot be read.
    MissingFile {
        /// The file as written.
        name: String,
        /// Why it could not be read.
        reason: String,
        /// A file of the library that may have been meant.
        near: Option<String>,
    },
    /// `use "a.cost"` inside `a.cost`, or a longer way around.
    UseCycle {
        /// The files on the way around, the first one again at the end.
        cycle: Vec<String>,
    },
    /// A name that nothing declares.
    Unknown {
        /// What was looked for: `name`, `layer`, `quantity`, `dim`, `function`, `parameter`, `child`.
        what: &'static str,
        /// The name.
        name: String,
        /// A name that may have been meant.
        near: Option<String>,
        /// What to do, where there is more to say than the nearest name.
        help: Option<String>,
    },
    /// A name that two used files declare.
    Ambiguous {
        /// The name.
        name: String,
        /// The qualified names to choose from.
        choices: Vec<String>,
    },
    /// `linear + 1`: a layer where a number is needed, a dim where a layer is needed, and the like.
    WrongKind {
        /// The name.
        name: String,
        /// What it is.
        is: &'static str,
        /// What is needed.
        needed: &'static str,
        /// What to do.
        help: String,
    },
    /// `dim B` twice, a child's name twice, two rules for one quantity.
    Duplicate {
        /// What: `dim`, `layer`, `parameter`, `child`, `rule for`, `argument`, …
        what: &'static str,
        /// The name.
        name: String,
    },
    /// `linear(E)`: a parameter without default and argument.
    MissingArgument {
        /// The layer.
        layer: String,
        /// The parameters that miss one.
        parameters: Vec<String>,
    },
    /// `linear(E, E, E, 1, 2)`, `floor(a, b)`
    WrongArgumentCount {
        /// What is called.
        callee: String,
        /// How it is called properly.
        signature: String,
        /// How many arguments it was given.
        given: usize,
    },
    /// `linear(E, E, bios = 1)`
    UnknownArgument {
        /// What is called.
        callee: String,
        /// The name that it lacks.
        name: String,
        /// How it is called properly.
        signature: String,
        /// A parameter that may have been meant.
        near: Option<String>,
    },
    /// `flops(1)`, `a(b = 1)` where the call makes no sense.
    BadCall {
        /// What is wrong.
        reason: String,
        /// What to do.
        help: String,
    },
    /// Layers that contain each other, and what is defined by itself.
    Circular {
        /// What: `layers`, `defaults`, `lets`, `quantities`, `configs`, `bindings`, `costs`.
        what: &'static str,
        /// The names on the way around, the first one again at the end.
        cycle: Vec<String>,
    },
    /// A `let` that is read above the line that defines it.
    UsedBeforeDefinition {
        /// The name.
        name: String,
    },
    /// A child that changes dims and is repeated a symbolic number of times.
    SymbolicRepeat {
        /// The child.
        child: String,
        /// How often it would be repeated.
        count: String,
        /// The dims it changes.
        dims: Vec<String>,
    },
    /// A count, or a bound of a range, that must be a whole number and is another.
    BadCount {
        /// What is counted.
        child: String,
        /// The count.
        count: String,
        /// Why it will not do.
        reason: &'static str,
    },
    /// A comparison that must be decided at once and cannot be.
    Undecided {
        /// The comparison.
        comparison: String,
    },
    /// `where B > 0 - S² …`: an assumption that contradicts what is known.
    Contradiction {
        /// The assumption.
        assumption: String,
    },
    /// A cost asked of a config that binds values only, or of a child that does not exist.
    NoCost {
        /// The target.
        target: String,
        /// Why.
        reason: String,
    },
    /// A key that a configuration file lacks.
    MissingKey {
        /// The names it goes by.
        keys: Vec<String>,
        /// A key that may have been meant.
        near: Option<String>,
    },
    /// A key whose value is none of those that a `config from` can read.
    BadKey {
        /// The key.
        key: String,
        /// What the file holds there.
        found: String,
        /// What it may hold.
        needed: String,
    },
    /// `D = hidden_size/num_attention_heads`, of a file in which the one is no multiple of the other.
    BadReading {
        /// The parameter.
        parameter: String,
        /// What it comes to.
        value: String,
        /// The keys it is read from.
        keys: Vec<String>,
    },
    /// `where H/K whole`, of a file in which it is not.
    Unmet {
        /// What is required, as written.
        requirement: String,
        /// The parameters and keys in it, the value of each, and the keys that it was read from.
        values: Vec<(String, String, Vec<String>)>,
    },
    /// What the algebra refuses.
    Algebra {
        /// Why.
        error: AlgebraError,
        /// The expression, as it came to be.
        expression: Option<String>,
    },
    /// Costs that ask for each other further than the limits allow, each with other arguments.
    EndlessCost {
        /// How many there may be inside each other.
        limit: usize,
    },
    /// More children or layers than the limits allow.
    TooMany {
        /// What there would be too many of.
        what: &'static str,
        /// How many there may be.
        limit: u64,
    },
}
