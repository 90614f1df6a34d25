//! How two values differ: the one less the other, the one over the other, and term by term.

use indexmap::IndexMap;

use crate::algebra::{Algebra, AlgebraError, Monomial, Polynomial, Rational, Value, Verdict};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Two values compared.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The left value less the right one.
    pub difference: Value,
    /// The left value over the right one; `None` where the right one is zero.
    pub quotient: Option<Value>,
    /// Whether they are equal wherever both are defined.
    pub verdict: Verdict,
}

/// A term that one of two values has, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPair {
    /// The term with a coefficient of one.
    pub term: Value,
    /// Its coefficient on the left.
    pub left: Rational,
    /// Its coefficient on the right.
    pub right: Rational,
}

/// Compares two values.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Value, Verdict};
/// use flopform::analysis::difference;
/// let algebra = Algebra::new();
/// let s = Value::from(Indeterminate::symbol("S"));
/// let double = algebra.add(&s, &s).unwrap();
/// let compared = difference(&algebra, &double, &s).unwrap();
/// assert_eq!(compared.difference, s);
/// assert_eq!(compared.quotient, Some(Value::integer(2)));
/// assert!(matches!(compared.verdict, Verdict::Fails(_)));
/// ```
///
/// # Errors
/// When the limits are met.
pub fn difference(algebra: &Algebra, left: &Value, right: &Value) -> Result<Difference> {
    let verdict = algebra.equal(left, right)?;
    // Forms that are equal case by case may be written differently, and their difference too.
    if verdict == Verdict::Holds {
        return Ok(Difference {
            difference: Value::zero(),
            quotient: (!right.is_zero()).then(Value::one),
            verdict,
        });
    }
    let quotient = if right.is_zero() {
        None
    } else {
        Some(algebra.divide(left, right)?)
    };
    Ok(Difference {
        difference: algebra.subtract(left, right)?,
        quotient,
        verdict,
    })
}

/// The terms of two values with their coefficients side by side, in no particular order. Values over
/// different denominators have no terms in common, so there is no list.
///
/// # Errors
/// When the limits are met.
pub fn term_pairs(algebra: &Algebra, left: &Value, right: &Value) -> Result<Option<Vec<TermPair>>> {
    let of = |value: &Value| value.denominator().clone();
    // Zero is over anything.
    let denominator = match (left.is_zero(), right.is_zero()) {
        (true, false) => of(right),
        (false, true) => of(left),
        (false, false) if of(left) == of(right) => of(left),
        _ => return Ok(None),
    };
    let mut pairs: IndexMap<&Monomial, [Rational; 2]> = IndexMap::new();
    for (side, value) in [left, right].into_iter().enumerate() {
        for (monomial, coefficient) in value.numerator().terms() {
            let pair = pairs
                .entry(monomial)
                .or_insert_with(|| [0.into(), 0.into()]);
            pair[side] = coefficient.clone();
        }
    }
    let over = Value::from(denominator);
    let pairs = pairs.into_iter().map(|(monomial, [left, right])| {
        let term = Value::from(Polynomial::term(monomial.clone(), 1.into()));
        Ok(TermPair {
            term: algebra.divide(&term, &over)?,
            left,
            right,
        })
    });
    pairs.collect::<Result<_>>().map(Some)
}
