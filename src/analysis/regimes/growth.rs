//! How a value grows in each symbol, and what doubling one does to it.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Polynomial, Rational, Sign, Substitution,
    Value, Verdict,
};

type Result<T> = std::result::Result<T, AlgebraError>;

/// How a value grows in one symbol.
#[derive(Clone, Debug)]
pub struct Growth {
    /// The symbol.
    pub symbol: Indeterminate,
    /// The leading term as it grows; `None` where it is not known.
    pub leading: Option<Value>,
    /// Doubling the symbol multiplies the value by no less than two to the one, and by no more than
    /// two to the other; `None` where no such bounds are known.
    pub powers: Option<(i64, i64)>,
}

/// How a value, which is the sum of some terms, grows in each of some symbols.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Value};
/// use flopform::analysis::growth;
/// let algebra = Algebra::new();
/// let symbol = Indeterminate::symbol("S");
/// let s = Value::from(symbol);
/// let value = algebra.add(&algebra.multiply(&s, &s).unwrap(), &s).unwrap();
/// let terms = [algebra.multiply(&s, &s).unwrap(), s];
/// let grown = growth(&algebra, &value, &terms, &[symbol]).unwrap();
/// assert_eq!(grown[0].powers, Some((1, 2)));
/// ```
///
/// # Errors
/// When the limits are met.
pub fn growth(
    algebra: &Algebra,
    value: &Value,
    terms: &[Value],
    symbols: &[Indeterminate],
) -> Result<Vec<Growth>> {
    let growths = symbols.iter().map(|symbol| {
        let leading = match algebra.leading(value, *symbol) {
            Ok(leading) => Some(leading),
            Err(AlgebraError::NoLeadingTerm { .. }) => None,
            Err(other) => return Err(other),
        };
        Ok(Growth {
            symbol: *symbol,
            leading,
            powers: match powers(value, *symbol) {
                Some(powers) => Some(powers),
                None => powers_of_terms(algebra, terms, *symbol)?,
            },
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

/// No term grows faster than this where its growth has to be proved.
const HIGHEST_PROVED: i64 = 4;

/// The least and the largest power of a symbol in terms that are shown not to be negative.
fn powers_of_terms(
    algebra: &Algebra,
    terms: &[Value],
    symbol: Indeterminate,
) -> Result<Option<(i64, i64)>> {
    let mut found: Option<(i64, i64)> = None;
    for term in terms {
        let sign = algebra.sign_of_value(term);
        if !matches!(sign, Some(Sign::Positive | Sign::NonNegative)) {
            return Ok(None);
        }
        let powers = match powers(term, symbol) {
            Some(powers) => Some(powers),
            None => proved_powers(algebra, term, symbol)?,
        };
        let Some((least, most)) = powers else {
            return Ok(None);
        };
        let (held_least, held_most) = found.unwrap_or((least, most));
        found = Some((held_least.min(least), held_most.max(most)));
    }
    Ok(found)
}

/// The powers between which a term with functions in it grows, as far as comparisons prove them.
fn proved_powers(
    algebra: &Algebra,
    term: &Value,
    symbol: Indeterminate,
) -> Result<Option<(i64, i64)>> {
    let twice = algebra.multiply(&Value::integer(2), &Value::from(symbol))?;
    let doubled = algebra.substitute(term, &Substitution::from_iter([(symbol, twice)]))?;
    let holds = |relation: Comparison, power: i64| {
        let bound = algebra.multiply(&Value::integer(1 << power), term)?;
        let verdict = algebra.compare_values(&doubled, relation, &bound)?;
        Ok::<bool, AlgebraError>(verdict == Verdict::Holds)
    };
    let (mut least, mut most) = (None, None);
    for power in 0..=HIGHEST_PROVED {
        if holds(Comparison::GreaterEqual, power)? {
            least = Some(power);
        } else {
            break;
        }
    }
    for power in least.unwrap_or(0)..=HIGHEST_PROVED {
        if holds(Comparison::LessEqual, power)? {
            most = Some(power);
            break;
        }
    }
    Ok(least.zip(most))
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
