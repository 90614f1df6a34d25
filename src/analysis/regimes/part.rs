//! The parts of a whole: those that are equal, and the share that each has.

use crate::algebra::{Algebra, AlgebraError, Value, Verdict};

type Result<T> = std::result::Result<T, AlgebraError>;

/// The places of the parts that are equal everywhere, together, in the order of the first of each.
///
/// # Errors
/// When the limits are met.
pub fn alike(algebra: &Algebra, parts: &[Value]) -> Result<Vec<Vec<usize>>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let mut found = None;
        for (at, group) in groups.iter().enumerate() {
            if algebra.equal(&parts[group[0]], part)? == Verdict::Holds {
                found = Some(at);
                break;
            }
        }
        match found {
            Some(at) => groups[at].push(place),
            None => groups.push(vec![place]),
        }
    }
    Ok(groups)
}

/// What each part is of the whole; nothing where the whole is zero.
///
/// # Errors
/// When the limits are met.
pub fn shares(algebra: &Algebra, parts: &[Value], whole: &Value) -> Result<Vec<Value>> {
    if whole.is_zero() {
        return Ok(Vec::new());
    }
    let shares = parts.iter().map(|part| algebra.divide(part, whole));
    shares.collect()
}
