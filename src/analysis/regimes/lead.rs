//! Where each part of a whole is the largest.

use crate::algebra::{Algebra, AlgebraError, Comparison, Indeterminate, Value, Verdict};
use crate::analysis::regimes::crossing::{Crossing, Meeting};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Where a part is at least as large as every other.
#[derive(Clone, Debug)]
pub enum Lead {
    /// Nowhere: another part is always larger, or its conditions contradict each other.
    Never,
    /// Where all of these hold; everywhere if there are none.
    Where(Vec<Condition>),
    /// Not known, because of these other parts.
    Unknown(Vec<usize>),
}

/// A symbol is at least, or at most, a value.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The symbol.
    pub symbol: Indeterminate,
    /// The value.
    pub value: Value,
    /// Whether the symbol is to be at least the value, and not at most.
    pub above: bool,
}

/// The first of the parts that is at least as large as every other; `None` where that is not decided.
///
/// # Errors
/// When the limits are met.
pub fn leader(algebra: &Algebra, parts: &[Value]) -> Result<Option<usize>> {
    let mut held: Option<usize> = None;
    for (place, part) in parts.iter().enumerate() {
        let Some(other) = held.map(|at| &parts[at]) else {
            held = Some(place);
            continue;
        };
        if algebra.compare_values(other, Comparison::GreaterEqual, part)? == Verdict::Holds {
            continue;
        }
        if algebra.compare_values(part, Comparison::GreaterEqual, other)? != Verdict::Holds {
            return Ok(None);
        }
        held = Some(place);
    }
    Ok(held)
}

/// Where each of so many parts leads, from what is known of every two of them.
///
/// # Errors
/// When the limits are met.
pub fn leads(algebra: &Algebra, count: usize, crossings: &[Crossing]) -> Result<Vec<Lead>> {
    let leads = (0..count).map(|part| lead(algebra, part, crossings));
    leads.collect()
}

fn lead(algebra: &Algebra, part: usize, crossings: &[Crossing]) -> Result<Lead> {
    let mut conditions: Vec<Condition> = Vec::new();
    let mut unknown = Vec::new();
    for crossing in crossings {
        let (other, is_right) = match (crossing.left == part, crossing.right == part) {
            (true, _) => (crossing.right, false),
            (_, true) => (crossing.left, true),
            _ => continue,
        };
        match &crossing.meeting {
            Meeting::Same => {}
            Meeting::Always { right } | Meeting::AtLeast { right } if *right == is_right => {}
            Meeting::Always { .. } => return Ok(Lead::Never),
            Meeting::Unknown | Meeting::AtLeast { .. } => unknown.push(other),
            Meeting::At {
                symbol,
                value,
                right_above,
                ..
            } => {
                let condition = Condition {
                    symbol: *symbol,
                    value: value.clone(),
                    above: *right_above == is_right,
                };
                if contradicts(algebra, &conditions, &condition)? {
                    return Ok(Lead::Never);
                }
                add(algebra, &mut conditions, condition)?;
            }
        }
    }
    Ok(if unknown.is_empty() {
        Lead::Where(conditions)
    } else {
        Lead::Unknown(unknown)
    })
}

/// Whether a symbol would have to be below a value and above a larger one.
fn contradicts(algebra: &Algebra, held: &[Condition], new: &Condition) -> Result<bool> {
    for held in held {
        if held.symbol != new.symbol || held.above == new.above {
            continue;
        }
        let (low, high) = if new.above { (new, held) } else { (held, new) };
        if algebra.compare_values(&low.value, Comparison::Greater, &high.value)? == Verdict::Holds {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Adds a condition unless one that is there says more; takes out those that it says more than.
fn add(algebra: &Algebra, conditions: &mut Vec<Condition>, new: Condition) -> Result<()> {
    for held in conditions.iter() {
        if implies(algebra, held, &new)? {
            return Ok(());
        }
    }
    let mut kept = Vec::with_capacity(conditions.len() + 1);
    for held in std::mem::take(conditions) {
        if !implies(algebra, &new, &held)? {
            kept.push(held);
        }
    }
    kept.push(new);
    *conditions = kept;
    Ok(())
}

/// Whether two conditions are of one kind, and where the one holds the other is sure to.
fn implies(algebra: &Algebra, one: &Condition, other: &Condition) -> Result<bool> {
    if one.symbol != other.symbol || one.above != other.above {
        return Ok(false);
    }
    let relation = if one.above {
        Comparison::GreaterEqual
    } else {
        Comparison::LessEqual
    };
    let verdict = algebra.compare_values(&one.value, relation, &other.value)?;
    Ok(verdict == Verdict::Holds)
}
