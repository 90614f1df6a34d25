//! Where any two parts of a whole are equal.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Rational, Sign, Value, Verdict,
};
use crate::analysis::regimes::growth::doubling_at;
use crate::analysis::solve::{Equation, solve};

type Result<T> = std::result::Result<T, AlgebraError>;

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
    /// One of them is never less than the other: the left one, or the right one.
    AtLeast {
        /// Whether it is the right part.
        right: bool,
    },
    /// They are equal everywhere.
    Same,
    /// Neither could be shown, or they are equal at several places.
    Unknown,
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

/// Where any two of the parts of a whole are equal, each solved for the symbol in which that is simplest.
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
            crossings.push(Crossing {
                left,
                right,
                meeting: meeting(algebra, [&parts[left], &parts[right]], whole, symbols)?,
            });
        }
    }
    Ok(crossings)
}

fn meeting(
    algebra: &Algebra,
    [left, right]: [&Value; 2],
    whole: &Value,
    symbols: &[Indeterminate],
) -> Result<Meeting> {
    if algebra.equal(left, right)? == Verdict::Holds {
        return Ok(Meeting::Same);
    }
    for (relation, right_is_larger) in [(Comparison::Greater, false), (Comparison::Less, true)] {
        if algebra.compare_values(left, relation, right)? == Verdict::Holds {
            let right = right_is_larger;
            return Ok(Meeting::Always { right });
        }
    }
    for (relation, right_is_larger) in [
        (Comparison::GreaterEqual, false),
        (Comparison::LessEqual, true),
    ] {
        if algebra.compare_values(left, relation, right)? == Verdict::Holds {
            let right = right_is_larger;
            return Ok(Meeting::AtLeast { right });
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
        let roots = solve(algebra, &equation)?.numbers();
        let [root] = &roots[..] else { continue };
        // Where a quotient of polynomials is negative, the symbol is above it, as it should be.
        let is_fit =
            |form: &Value| root.positive || form.indeterminates().iter().all(|one| one.is_symbol());
        let Some(value) = root.form.clone().filter(is_fit) else {
            continue;
        };
        let Some(right_above) = is_positive_above(algebra, &difference, *symbol)? else {
            continue;
        };
        let simplicity = simplicity(&value);
        if found.as_ref().is_none_or(|(held, _)| simplicity < *held) {
            let doubling = doubling_at(algebra, whole, *symbol, &value)?;
            let meeting = Meeting::At {
                symbol: *symbol,
                value,
                right_above,
                doubling,
            };
            found = Some((simplicity, meeting));
        }
    }
    Ok(found.map_or(Meeting::Unknown, |(_, meeting)| meeting))
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
