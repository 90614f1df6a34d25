//! What lints find, as data and places.

use crate::text::Span;

/// Something that a lint found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the lint.
    pub lint: &'static str,
    /// What was found.
    pub kind: FindingKind,
    /// Where it is.
    pub span: Span,
    /// The places that explain it; what is to be seen there follows from the kind.
    pub notes: Vec<Span>,
}

impl Finding {
    pub(in crate::lint) fn new(lint: &'static str, kind: FindingKind, span: Span) -> Finding {
        Finding {
            lint,
            kind,
            span,
            notes: Vec::new(),
        }
    }

    /// The same with one more place that explains it.
    pub(in crate::lint) fn with_note(mut self, span: Span) -> Finding {
        self.notes.push(span);
        self
    }
}

/// What a lint found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// `layer up(E, F) { params = E }`: the layer and its parameter `F`.
    UnusedParameter {
        /// The layer.
        layer: String,
        /// The parameter.
        name: String,
    },
    /// `dim Q` in a file that never reads it.
    UnusedDim {
        /// The dim.
        name: String,
    },
    /// `let D = E/H` that nothing reads.
    UnusedLet {
        /// Its name.
        name: String,
        /// The layer that it stands in; `None` at the top of a file.
        layer: Option<String>,
    },
    /// `use layers.conv` in a file that needs nothing of it.
    UnusedUse {
        /// The file as it is used.
        file: String,
    },
    /// `dim BS` beside `dim B` and `dim S`.
    HiddenProduct {
        /// `dim`, `parameter`, `let` or `index`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A leaf without a rule for a quantity that those beside it have rules for.
    MissingRule {
        /// The leaf.
        layer: String,
        /// The quantity.
        quantity: String,
        /// One that has a rule.
        sibling: String,
        /// Whether it is declared elsewhere and only called here.
        called: bool,
    },
    /// `flops(a) + macs(b)`
    UnlikeUnits(Mixture),
    /// A term that has a symbol in another degree than all terms beside it.
    Uneven(Unevenness),
    /// An `expect` that holds whatever the formulas say.
    IdleExpect(Idle),
    /// Figures that come from nowhere.
    MissingSource(Unsourced),
    /// A layer that reads a dim which the layers it is made of take as a parameter.
    ForgottenParameter {
        /// The layer.
        layer: String,
        /// The dim.
        dim: String,
        /// A child that takes it as a parameter.
        taker: String,
    },
    /// An allow comment for something that is not found where it stands.
    UnusedAllow {
        /// The lint that it allows.
        name: String,
    },
    /// An allow comment that cannot be obeyed.
    MistakenAllow(MistakenAllow),
}

/// Costs of unlike units that are added, compared, or given for one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mixture {
    /// They are added, or the larger one is taken.
    Added {
        /// The unit of what stands before.
        left: String,
        /// The unit of what is added.
        right: String,
        /// What turns the one into the other.
        conversion: Option<Conversion>,
    },
    /// They are compared.
    Compared {
        /// The unit of the left side.
        left: String,
        /// The unit of the right side.
        right: String,
        /// What turns the one into the other.
        conversion: Option<Conversion>,
    },
    /// A quantity has a rule, or a formula, of another unit.
    Given {
        /// The quantity.
        quantity: String,
        /// Its unit.
        unit: String,
        /// The unit of what is given for it.
        given: String,
        /// What turns the one into the other.
        conversion: Option<Conversion>,
    },
}

/// A quantity that is derived from one of another unit, as files declare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The derived quantity: `flops`.
    pub quantity: String,
    /// Its unit: `FLOP`.
    pub unit: String,
    /// The unit of what it is derived from: `MAC`.
    pub from: String,
    /// Its formula as written: `2macs`.
    pub formula: String,
}

/// A term of a degree of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unevenness {
    /// What the term belongs to: the rule of a layer, a `let`, or a side as it is written; with backticks.
    pub subject: String,
    /// The term, as it is printed.
    pub term: String,
    /// The symbol.
    pub symbol: String,
    /// The degree that the term has in it.
    pub degree: i64,
    /// The degrees that the other terms have in it; never empty.
    pub usual: Vec<i64>,
    /// A term that has the usual degree.
    pub example: String,
    /// Whether the usual degrees are those of the other side of an expectation.
    pub other_side: bool,
}

/// Why an expectation cannot fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Both sides are written alike.
    SameSides,
    /// Neither side names anything.
    Constants,
    /// One side is how the other is defined.
    Definition {
        /// What is defined: `flops`, or the name of a `let`.
        name: String,
    },
}

/// Figures without a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsourced {
    /// `config` or `expect`.
    pub what: &'static str,
    /// Its name, or the figure.
    pub name: String,
    /// How many more there are in the file.
    pub more: usize,
}

/// What is wrong with an allow comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MistakenAllow {
    /// It names no lint.
    NoName,
    /// No lint has this name.
    Unknown {
        /// The name.
        name: String,
        /// The lint that was most likely meant.
        near: Option<String>,
    },
    /// It does not say why.
    NoReason {
        /// The names before the reason that is missing.
        names: String,
    },
}
