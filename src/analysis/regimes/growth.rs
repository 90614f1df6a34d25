//! How a value grows in each symbol, and what doubling one does to it.

use crate::algebra::{
    Algebra, AlgebraError, Indeterminate, Polynomial, Rational, Substitution, Value,
};

type Result<T> = std::result::Result<T, AlgebraError>;

/// How a value grows in one symbol.
#[derive(Clone, Debug)]
pub struct Growth {
    /// The symbol.
    pub symbol: Indeterminate,
    /// The leading term as it grows; `None` where it is not known.
    pub leading: Option<Value>,
    /// The least and the largest power of it, where every term is positive: doubling the symbol
    /// multiplies the value by no less than two to the one, and by no more than two to the other.
    pub powers: Option<(i64, i64)>,
}

/// How a value grows in each of some symbols.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Value};
/// use flopform::analysis::growth;
/// let algebra = Algebra::new();
/// let symbol = Indeterminate::symbol("S");
/// let s = Value::from(symbol);
/// let value = algebra.add(&algebra.multiply(&s, &s).unwrap(), &s).unwrap();
/// let grown = growth(&algebra, &value, &[symbol]).unwrap();
/// assert_eq!(grown[0].powers, Some((1, 2)));
/// ```
///
/// # Errors
/// When the limits are met.
pub fn growth(algebra: &Algebra, value: &Value, symbols: &[Indeterminate]) -> Result<Vec<Growth>> {
    let growths = symbols.iter().map(|symbol| {
        let leading = match algebra.leading(value, *symbol) {
            Ok(leading) => Some(leading),
            Err(AlgebraError::NoLeadingTerm { .. }) => None,
            Err(other) => return Err(other),
        };
        Ok(Growth {
            symbol: *symbol,
            leading,
            powers: powers(value, *symbol),
        })
    });
    growths.collect()
}

/// The least and the largest power of a symbol in a value whose terms are all positive.
fn powers(value: &Value, symbol: Indeterminate) -> Option<(i64, i64)> {
    let range = |polynomial: &Polynomial| {
        let mut powers = Vec::new();
        for (monomial, coefficient) in polynomial.terms() {
            let hidden = monomial
                .factors()
                .any(|(factor, _)| factor != symbol && Value::from(factor).depends_on(symbol));
            if hidden || !coefficient.is_positive() {
                return None;
            }
            powers.push(i64::from(monomial.degree_in(symbol)));
        }
        Some((powers.iter().copied().min()?, powers.iter().copied().max()?))
    };
    let (least, most) = range(value.numerator())?;
    let (least_below, most_below) = range(value.denominator())?;
    Some((least - most_below, most - least_below))
}

/// What doubling a symbol multiplies a value by, as a form; `None` for zero.
///
/// # Errors
/// When the limits are met.
pub fn doubling(algebra: &Algebra, value: &Value, symbol: Indeterminate) -> Result<Option<Value>> {
    if value.is_zero() {
        return Ok(None);
    }
    let twice = algebra.multiply(&Value::integer(2), &Value::from(symbol))?;
    let doubled = algebra.substitute(value, &Substitution::from_iter([(symbol, twice)]))?;
    algebra.divide(&doubled, value).map(Some)
}

/// What doubling a symbol where it has a value multiplies a whole by, where that is a number.
pub(super) fn doubling_at(
    algebra: &Algebra,
    whole: &Value,
    symbol: Indeterminate,
    at: &Value,
) -> Result<Option<Rational>> {
    let Some(ratio) = doubling(algebra, whole, symbol)? else {
        return Ok(None);
    };
    let there = algebra.substitute(&ratio, &Substitution::from_iter([(symbol, at.clone())]))?;
    Ok(there.as_constant())
}
