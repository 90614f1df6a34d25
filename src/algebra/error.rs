//! What an exact computation may refuse.

/// Why a value could not be computed. Values inside are canonical texts; whoever holds the source
/// adds the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlgebraError {
    /// `1/(S - S)`
    #[error("division by zero")]
    DivisionByZero,
    /// `E^(1/2)`, `2^(n/3)`: only whole exponents have an exact meaning; `sqrt` is a function.
    #[error("the exponent {exponent} is not a whole number")]
    ExponentNotInteger {
        /// The exponent as text.
        exponent: String,
    },
    /// `E^n`: a power with a symbol in both places has no closed form here.
    #[error("the base {base} of a symbolic power is not a number")]
    SymbolicPower {
        /// The base as text.
        base: String,
        /// The exponent as text.
        exponent: String,
    },
    /// `(B+S+E)^100000`: more work or memory than the limits allow.
    #[error("needs {needed} {what}, more than {limit}")]
    Limit {
        /// What there would be too many of.
        what: &'static str,
        /// How many; saturates.
        needed: u64,
        /// How many there may be.
        limit: u64,
    },
    /// `if 2 then a else b`
    #[error("a condition must be 0 or 1, and this one is {condition}")]
    ConditionNotFlag {
        /// The condition as text.
        condition: String,
    },
    /// `log2(0)`, `sqrt(-1)`: outside the function's domain.
    #[error("{function} is not defined at {argument}")]
    Undefined {
        /// The function.
        function: &'static str,
        /// Its argument as text.
        argument: String,
    },
    /// `log2(3)` where a number is needed: the value exists and is irrational.
    #[error("{expression} has no exact value")]
    Irrational {
        /// The expression as text.
        expression: String,
    },
    /// `sum(i, 1, 5/2, i)`: bounds of a sum must be whole numbers.
    #[error("the bound {bound} of a sum is not a whole number")]
    BoundNotInteger {
        /// The bound as text.
        bound: String,
    },
    /// `derivative(floor(S/2), S)`
    #[error("{expression} has no derivative in {symbol}")]
    NoDerivative {
        /// The function that is not smooth.
        expression: String,
        /// The symbol.
        symbol: String,
    },
    /// `leading(floor(S/2), S)`: no leading term that the rules know.
    #[error("the leading term of {expression} in {symbol} is not known")]
    NoLeadingTerm {
        /// The expression.
        expression: String,
        /// The symbol.
        symbol: String,
    },
    /// Evaluation met a symbol without a value.
    #[error("{symbol} has no value")]
    Unbound {
        /// The symbol.
        symbol: String,
    },
    /// Evaluation was given a value that the symbol's domain excludes.
    #[error("{symbol} cannot be {value}: it is {domain}")]
    OutsideDomain {
        /// The symbol.
        symbol: String,
        /// The value given.
        value: String,
        /// What it may be.
        domain: String,
    },
    /// A number of more than 308 digits where doubles are computed with.
    #[error("the number is too large for a double")]
    PastDoubles,
    /// An opaque cost such as `macs[softmax(S)]` has no number.
    #[error("{expression} has no rule, so it has no value")]
    Opaque {
        /// The expression.
        expression: String,
    },
}
