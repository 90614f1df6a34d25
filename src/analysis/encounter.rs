//! Where two curves meet on a range of one symbol.

use std::cmp::Ordering;

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Rational, Sign, Substitution, Value,
};
use crate::analysis::curve::{Sample, Stretch};
use crate::analysis::solve::{Equation, Range, Solution, Solved, solve};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Halvings of what encloses a number.
const MOST_HALVINGS: u32 = 60;

/// A curve, and what it was found to be worth at some places.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// The value.
    pub value: &'a Value,
    /// Its samples; those of two curves that are compared stand at the same places.
    pub samples: &'a [Sample],
}

/// One thing that is known of two curves on a range.
#[derive(Clone, Debug)]
pub enum Encounter {
    /// They are equal everywhere.
    Same,
    /// They are equal at a number.
    At(Solved),
    /// They are equal on these whole numbers.
    Along(Stretch),
    /// They are equal wherever they were looked at in this range, which may be one number.
    Seen(Stretch),
    /// One is larger at the first of two numbers, the other at the second; nothing that the symbol may
    /// be lies between them, or they are too close to each other to matter.
    Between([Rational; 2]),
}

/// Everything that two curves have in common on a range, rising; and why it is not sure to be
/// everything, where it is not.
///
/// ```
/// use flopform::algebra::{Algebra, Domain, Indeterminate, Value};
/// use flopform::analysis::{Course, Encounter, Spacing, Stretch, encounters, places, sample};
/// let algebra = Algebra::new();
/// let symbol = Indeterminate::symbol("S");
/// let line = algebra.multiply(&Value::integer(4608), &Value::from(symbol)).unwrap();
/// let square = algebra.multiply(&Value::from(symbol), &Value::from(symbol)).unwrap();
/// let stretch = Stretch { from: 1.into(), to: 8192.into() };
/// let at = places(&[Domain::default()], &stretch, Spacing::Even, 100);
/// let samples = [&line, &square].map(|value| sample(&algebra, value, symbol, &at).unwrap());
/// let curves = [
///     Course { value: &line, samples: &samples[0] },
///     Course { value: &square, samples: &samples[1] },
/// ];
/// let (found, unsure) = encounters(&algebra, curves, symbol, &stretch).unwrap();
/// let [Encounter::At(solved)] = &found[..] else { panic!() };
/// assert_eq!(solved.form, Some(Value::integer(4608)));
/// assert!(unsure.is_none());
/// ```
///
/// # Errors
/// When the limits are met.
pub fn encounters(
    algebra: &Algebra,
    [left, right]: [Course<'_>; 2],
    symbol: Indeterminate,
    stretch: &Stretch,
) -> Result<(Vec<Encounter>, Option<String>)> {
    let equation = Equation {
        left: left.value.clone(),
        relation: Comparison::Equal,
        right: right.value.clone(),
        symbol,
    };
    let difference = algebra.subtract(left.value, right.value)?;
    let passing = || passings(algebra, &difference, [left.samples, right.samples], symbol);
    Ok(match solve(algebra, &equation)? {
        Solution::Everywhere => (vec![Encounter::Same], None),
        Solution::At(found) => {
            let inside = found
                .into_iter()
                .filter(|solved| is_inside(solved, stretch));
            (inside.map(Encounter::At).collect(), None)
        }
        Solution::Whole { from, to } => {
            let to = to.map_or(stretch.to.clone(), |to| to.min(stretch.to.clone()));
            let from = from.max(stretch.from.clone());
            let along = (from <= to).then_some(Encounter::Along(Stretch { from, to }));
            (along.into_iter().collect(), None)
        }
        Solution::Nowhere => (Vec::new(), None),
        // No whole number solves it, and yet the curves may pass each other between two.
        Solution::NoWhole { .. } => (passing()?, None),
        Solution::Within(ranges) => {
            let ranges = ranges.iter();
            (
                ranges.filter_map(|range| along(range, stretch)).collect(),
                None,
            )
        }
        Solution::Unless { .. } => {
            let reason = "where they meet depends on other symbols".to_owned();
            (passing()?, Some(reason))
        }
        Solution::NotDecided(reason) => (passing()?, Some(reason)),
    })
}

/// Two curves that are equal on a range, as far as that is within another; or at one number.
fn along(range: &Range, stretch: &Stretch) -> Option<Encounter> {
    let number = |end: &Option<(Solved, bool)>, other: &Rational, low: bool| {
        let root = end.as_ref().and_then(|(solved, _)| solved.root.as_ref());
        root.map_or(other.clone(), |root| {
            if low {
                root.high().clone().max(other.clone())
            } else {
                root.low().clone().min(other.clone())
            }
        })
    };
    if let (Some((from, _)), Some((to, _))) = (&range.from, &range.to)
        && from.root == to.root
    {
        return is_inside(from, stretch).then(|| Encounter::At(from.clone()));
    }
    let from = number(&range.from, &stretch.from, true);
    let to = number(&range.to, &stretch.to, false);
    (from <= to).then_some(Encounter::Along(Stretch { from, to }))
}

fn is_inside(solved: &Solved, stretch: &Stretch) -> bool {
    let Some(root) = &solved.root else {
        return false;
    };
    let mut root = root.clone();
    for _ in 0..MOST_HALVINGS {
        // The enclosure may be wider than the range; an end of the range is never an irrational root.
        if stretch.contains(root.low()) && stretch.contains(root.high()) {
            return true;
        }
        if *root.high() < stretch.from || *root.low() > stretch.to || root.exact().is_some() {
            return false;
        }
        let half = Rational::new(1, 2).expect("two is not zero");
        let width = &(root.high() - root.low()) * &half;
        root = root.narrowed(&width);
    }
    true
}

/// Where one curve is seen to pass the other from one place to the next, and where they touch.
fn passings(
    algebra: &Algebra,
    difference: &Value,
    [left, right]: [&[Sample]; 2],
    symbol: Indeterminate,
) -> Result<Vec<Encounter>> {
    let mut found = Vec::new();
    let mut before: Option<(&Rational, Ordering)> = None;
    let mut equal: Option<Stretch> = None;
    for (left, right) in left.iter().zip(right) {
        let (Ok(over), Ok(under)) = (&left.value, &right.value) else {
            before = None;
            continue;
        };
        let at = &left.at;
        let order = over.cmp(under);
        if order == Ordering::Equal {
            match &mut equal {
                Some(stretch) => stretch.to = at.clone(),
                None => {
                    equal = Some(Stretch {
                        from: at.clone(),
                        to: at.clone(),
                    });
                }
            }
            before = None;
            continue;
        }
        found.extend(equal.take().map(Encounter::Seen));
        if let Some((last, held)) = before
            && held != order
            && let Some(ends) = narrowed(algebra, difference, symbol, [last, at])?
        {
            found.push(Encounter::Between(ends));
        }
        before = Some((at, order));
    }
    found.extend(equal.take().map(Encounter::Seen));
    Ok(found)
}

/// Two places, as close to each other as the symbol allows, at which the difference has other signs.
/// `None` where the signs are not proved.
fn narrowed(
    algebra: &Algebra,
    difference: &Value,
    symbol: Indeterminate,
    [low, high]: [&Rational; 2],
) -> Result<Option<[Rational; 2]>> {
    let sign_at = |at: &Rational| {
        let put = Substitution::from_iter([(symbol, Value::from(at.clone()))]);
        let there = algebra.substitute(difference, &put)?;
        Ok(algebra.sign_of_value(&there))
    };
    let (mut low, mut high) = (low.clone(), high.clone());
    let Some(first @ (Sign::Positive | Sign::Negative)) = sign_at(&low)? else {
        return Ok(None);
    };
    let Some(last @ (Sign::Positive | Sign::Negative)) = sign_at(&high)? else {
        return Ok(None);
    };
    if last == first {
        return Ok(None);
    }
    let step = Rational::from(symbol.domain().step().max(1));
    let half = Rational::new(1, 2).expect("two is not zero");
    for _ in 0..MOST_HALVINGS.max(u32::try_from((&high - &low).bits()).unwrap_or(u32::MAX)) {
        let mut middle = &(&low + &high) * &half;
        if symbol.domain().is_integer() {
            let steps = middle.divided_by(&step);
            middle = &steps.expect("a step is not zero").floor() * &step;
            if middle <= low {
                break;
            }
        }
        match sign_at(&middle)? {
            Some(sign) if sign == first => low = middle,
            Some(sign) if sign == last => high = middle,
            _ => break,
        }
    }
    Ok(Some([low, high]))
}
