//! What a symbol may stand for.

/// The values a symbol may take. Rules that simplify use the domain as a fact; a binding that is
/// made before anything is derived replaces the symbol, and the fact with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// A positive multiple of the number: `multiple of 32`. One is every positive integer, the
    /// domain of a symbol about which nothing is said.
    Multiple(u64),
    /// Zero or a positive integer: `whole`.
    Whole,
    /// Zero or one: `flag`.
    Flag,
    /// A positive real number: `real`.
    Real,
    /// Any integer: the index of a sum.
    Integer,
}

impl Default for Domain {
    fn default() -> Domain {
        Domain::Multiple(1)
    }
}

impl Domain {
    /// Whether the symbol is worth 0 or 1.
    pub fn is_flag(self) -> bool {
        self == Domain::Flag
    }

    /// Whether every value is a whole number.
    pub fn is_integer(self) -> bool {
        self != Domain::Real
    }

    /// Whether zero is excluded.
    pub fn is_positive(self) -> bool {
        matches!(self, Domain::Multiple(_) | Domain::Real)
    }

    /// The largest number every value is a multiple of.
    pub fn step(self) -> u64 {
        match self {
            Domain::Multiple(step) => step,
            _ => 1,
        }
    }
}
