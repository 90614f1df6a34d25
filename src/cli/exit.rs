//! Exit codes: one list, the same in the book.

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// An expectation, a snapshot or a comparison does not hold.
    DoesNotHold = 1,
    /// Bad usage, or a file with errors.
    Mistake = 2,
    /// A symbol has no value.
    NoValue = 3,
    /// Interrupted before everything was done.
    Interrupted = 130,
}
