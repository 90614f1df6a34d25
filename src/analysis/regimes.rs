//! Which part of a sum leads when: how it grows in each symbol, and where two of its parts are equal.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Polynomial, Rational, Sign, Substitution,
    Value, Verdict,
};
use crate::analysis::solve::{Equation, Solution, solve};

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

/// What is known of two parts.
#[derive(Clone, Debug)]
pub enum Meeting {
    /// They are equal where the symbol has this value; above it, `larger_above` is the larger one.
    At {
        /// The symbol that is solved for.
        symbol: Indeterminate,
        /// Its value.
        value: Value,
        /// Whether the right part is the larger one above it.
        right_above: bool,
        /// What doubling the symbol there multiplies the whole by, where that is a number.
        doubling: Option<Rational>,
    },
    /// One of them is always larger: the left one, or the right one.
    Always {
        /// Whether it is the right part.
        right: bool,
    },
    /// They are equal everywhere.
    Same,
}

/// Two parts of a sum, and where they meet.
#[derive(Clone, Debug)]
pub struct Crossing {
    /// The place of the left part.
    pub left: usize,
    /// The place of the right part.
    pub right: usize,
    /// What is known of them.
    pub meeting: Meeting,
}

/// The terms of a value, each over its denominator.
///
/// # Errors
/// When the limits are met.
pub fn terms(algebra: &Algebra, value: &Value) -> Result<Vec<Value>> {
    let over = Value::from(value.denominator().clone());
    let terms = value.numerator().terms().map(|(monomial, coefficient)| {
        let term = Value::from(Polynomial::term(monomial.clone(), coefficient.clone()));
        algebra.divide(&term, &over)
    });
    terms.collect()
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

/// Where any two of the parts of a whole are equal, each solved for the symbol in which that is simplest.
/// Pairs of which nothing is known are left out.
///
/// # Errors
/// When the limits are met.
pub fn crossings(
    algebra: &Algebra,
    parts: &[Value],
    whole: &Value,
    symbols: &[Indeterminate],
) -> Result<Vec<Crossing>> {
    let mut crossings = Vec::new();
    for left in 0..parts.len() {
        for right in left + 1..parts.len() {
            let meeting = meeting(algebra, [&parts[left], &parts[right]], whole, symbols)?;
            crossings.extend(meeting.map(|meeting| Crossing {
                left,
                right,
                meeting,
            }));
        }
    }
    Ok(crossings)
}

fn meeting(
    algebra: &Algebra,
    [left, right]: [&Value; 2],
    whole: &Value,
    symbols: &[Indeterminate],
) -> Result<Option<Meeting>> {
    if algebra.equal(left, right)? == Verdict::Holds {
        return Ok(Some(Meeting::Same));
    }
    for (relation, right_is_larger) in [(Comparison::Greater, false), (Comparison::Less, true)] {
        if algebra.compare_values(left, relation, right)? == Verdict::Holds {
            let right = right_is_larger;
            return Ok(Some(Meeting::Always { right }));
        }
    }
    let difference = algebra.subtract(right, left)?;
    let mut found: Option<(usize, Meeting)> = None;
    for symbol in symbols
        .iter()
        .filter(|symbol| difference.depends_on(**symbol))
    {
        let equation = Equation {
            left: left.clone(),
            relation: Comparison::Equal,
            right: right.clone(),
            symbol: *symbol,
        };
        let Solution::At(roots) = solve(algebra, &equation)? else {
            continue;
        };
        let [root] = &roots[..] else { continue };
        let Some(value) = root.form.clone().filter(|_| root.positive) else {
            continue;
        };
        let Some(right_above) = is_positive_above(algebra, &difference, *symbol)? else {
            continue;
        };
        let simplicity = simplicity(&value);
        if found.as_ref().is_none_or(|(held, _)| simplicity < *held) {
            let doubling = doubling(algebra, whole, *symbol, &value)?;
            let meeting = Meeting::At {
                symbol: *symbol,
                value,
                right_above,
                doubling,
            };
            found = Some((simplicity, meeting));
        }
    }
    Ok(found.map(|(_, meeting)| meeting))
}

/// Whether a value is positive where a symbol is large; `None` where it is not known.
fn is_positive_above(
    algebra: &Algebra,
    value: &Value,
    symbol: Indeterminate,
) -> Result<Option<bool>> {
    let leading = match algebra.leading(value, symbol) {
        Ok(leading) => leading,
        Err(AlgebraError::NoLeadingTerm { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    Ok(match algebra.sign_of_value(&leading) {
        Some(Sign::Positive) => Some(true),
        Some(Sign::Negative) => Some(false),
        _ => None,
    })
}

/// A measure by which `6E` is simpler than `S/6`, and both than a root.
fn simplicity(value: &Value) -> usize {
    let fraction = usize::from(!value.denominator().is_one());
    let coefficients = value.numerator().terms();
    let broken = coefficients
        .filter(|(_, coefficient)| !coefficient.is_integer())
        .count();
    let functions = value.indeterminates().into_iter().map(|factor| {
        let inside = Value::from(factor).free_symbols();
        usize::from(!inside.contains(&factor))
    });
    let functions: usize = functions.sum();
    value.numerator().len() + 2 * broken + 4 * fraction + 16 * functions
}

/// What doubling a symbol where it has a value multiplies a whole by, where that is a number.
fn doubling(
    algebra: &Algebra,
    whole: &Value,
    symbol: Indeterminate,
    at: &Value,
) -> Result<Option<Rational>> {
    let twice = algebra.multiply(&Value::integer(2), &Value::from(symbol))?;
    let doubled = algebra.substitute(whole, &Substitution::from_iter([(symbol, twice)]))?;
    if whole.is_zero() {
        return Ok(None);
    }
    let ratio = algebra.divide(&doubled, whole)?;
    let there = algebra.substitute(&ratio, &Substitution::from_iter([(symbol, at.clone())]))?;
    Ok(there.as_constant())
}
