//! Which part of a whole is the largest at each crossing of two rulers.

use crate::algebra::{Algebra, AlgebraError, Indeterminate, Rational, Substitution, Value};
use crate::analysis::regimes::lead::leader;

type Result<T> = std::result::Result<T, AlgebraError>;

/// The place of the largest part for every number of the first symbol (a row each) and of the second (a
/// column each); `None` where it is not decided, because it depends on other symbols too.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Value};
/// use flopform::analysis::map;
/// let algebra = Algebra::new();
/// let [x, y] = ["x", "y"].map(Indeterminate::symbol);
/// let parts = [Value::from(x), Value::from(y)];
/// let numbers = [1.into(), 2.into()];
/// let map = map(&algebra, &parts, [(x, &numbers), (y, &numbers)]).unwrap();
/// assert_eq!(map, [[Some(0), Some(1)], [Some(0), Some(0)]]);
/// ```
///
/// # Errors
/// When the limits are met.
pub fn map(
    algebra: &Algebra,
    parts: &[Value],
    [(first, down), (second, across)]: [(Indeterminate, &[Rational]); 2],
) -> Result<Vec<Vec<Option<usize>>>> {
    let mut rows = Vec::with_capacity(down.len());
    for number in down {
        let put = Substitution::from_iter([(first, Value::from(number.clone()))]);
        let there = parts.iter().map(|part| algebra.substitute(part, &put));
        let there: Vec<Value> = there.collect::<Result<_>>()?;
        let row = across.iter().map(|number| {
            let put = Substitution::from_iter([(second, Value::from(number.clone()))]);
            let there = there.iter().map(|part| algebra.substitute(part, &put));
            leader(algebra, &there.collect::<Result<Vec<Value>>>()?)
        });
        rows.push(row.collect::<Result<_>>()?);
    }
    Ok(rows)
}
