//! Sums whose body changes its form at a threshold of the index: `min(i, W)` is `i` up to `W`, and
//! `W` from there on.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::sum::Range;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::question::{Substitution, depends_on};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A body with more thresholds stays as it is: every split may double the form.
const MOST_THRESHOLDS: usize = 4;

/// A function that is one thing up to a threshold and another past it.
struct Threshold {
    function: Indeterminate,
    /// The last index of the first part.
    last: Value,
    /// What the function is there.
    before: Value,
    /// What it is past it.
    after: Value,
}

/// `slope·i + offset`, the slope not zero.
struct Line {
    slope: Rational,
    offset: Value,
}

impl Algebra {
    /// The sum in two parts, if the body has a threshold; right where the count is at least zero.
    pub(super) fn sum_in_pieces(&self, range: &Range, body: &Value) -> Result<Option<Value>> {
        let thresholds = self.thresholds(range.index, body)?;
        let alone = thresholds.len() == 1;
        if thresholds.len() > MOST_THRESHOLDS {
            return Ok(None);
        }
        for threshold in thresholds {
            if let Some(last) = self.last_before(range, &threshold, alone)? {
                return Ok(Some(self.sum_of_parts(range, body, &threshold, &last)?));
            }
        }
        Ok(None)
    }

    /// The last index of the first part, kept within the range and one before it. Where the
    /// threshold may lie before the range, the form grows so much that it is split only if there is
    /// no other.
    fn last_before(
        &self,
        range: &Range,
        threshold: &Threshold,
        alone: bool,
    ) -> Result<Option<Value>> {
        let before_first = self.subtract(&range.from, &Value::one())?;
        let last = self.minimum(&range.to, &threshold.last)?;
        let first_part = self.subtract(&threshold.last, &before_first)?;
        let last = if self.is_nonnegative(&first_part) {
            last
        } else {
            let kept = self.maximum(&before_first, &last)?;
            if !alone && kept != before_first && kept != last {
                return Ok(None);
            }
            kept
        };
        Ok(self.is_integer_valued(&last).then_some(last))
    }

    fn sum_of_parts(
        &self,
        range: &Range,
        body: &Value,
        threshold: &Threshold,
        last: &Value,
    ) -> Result<Value> {
        let next = self.add(last, &Value::one())?;
        let parts = [
            (&range.from, last, &threshold.before),
            (&next, &range.to, &threshold.after),
        ];
        let mut sum = Value::zero();
        for (from, to, value) in parts {
            let known = Substitution::from_iter([(threshold.function, value.clone())]);
            let part = self.range(range.index, from, to, true)?;
            let body = self.substitute(body, &known)?;
            sum = self.add(&sum, &self.sum_over(&part, &body)?)?;
        }
        Ok(sum)
    }

    fn thresholds(&self, index: Indeterminate, body: &Value) -> Result<Vec<Threshold>> {
        let mut thresholds = Vec::new();
        for function in body.indeterminates() {
            if let Some(kernel) = Kernel::of(function) {
                thresholds.extend(self.threshold(index, function, kernel)?);
            }
        }
        Ok(thresholds)
    }

    /// The threshold of a maximum or a comparison that is linear in the index.
    fn threshold(
        &self,
        index: Indeterminate,
        function: Indeterminate,
        kernel: &Kernel,
    ) -> Result<Option<Threshold>> {
        match kernel {
            Kernel::Max(arguments) => {
                let Some((moving, fixed)) = self.two_sides(index, arguments)? else {
                    return Ok(None);
                };
                let Some(line) = line(&self.subtract(&moving, &fixed)?, index) else {
                    return Ok(None);
                };
                let last = self.floor(&self.root(&line)?)?;
                let (before, after) = if line.slope.is_positive() {
                    (fixed, moving)
                } else {
                    (moving, fixed)
                };
                Ok(Some(Threshold {
                    function,
                    last,
                    before,
                    after,
                }))
            }
            Kernel::Positive(argument) => self.threshold_of_flag(index, function, argument, true),
            Kernel::NonNegative(argument) => {
                self.threshold_of_flag(index, function, argument, false)
            }
            _ => Ok(None),
        }
    }

    /// A comparison turns at the root of its argument; at the root itself it holds unless it is
    /// strict.
    fn threshold_of_flag(
        &self,
        index: Indeterminate,
        function: Indeterminate,
        argument: &Value,
        strict: bool,
    ) -> Result<Option<Threshold>> {
        let Some(line) = line(argument, index) else {
            return Ok(None);
        };
        let root = self.root(&line)?;
        let rising = line.slope.is_positive();
        // The root is the last index of the first part unless the comparison turns right there.
        let last = if rising == strict {
            self.floor(&root)?
        } else {
            self.subtract(&self.ceil(&root)?, &Value::one())?
        };
        let (before, after) = if rising {
            (Value::zero(), Value::one())
        } else {
            (Value::one(), Value::zero())
        };
        Ok(Some(Threshold {
            function,
            last,
            before,
            after,
        }))
    }

    /// The arguments of a maximum as two: one that moves with the index, and the largest of the
    /// others.
    fn two_sides(
        &self,
        index: Indeterminate,
        arguments: &[Value],
    ) -> Result<Option<(Value, Value)>> {
        let moves = |value: &&Value| {
            let indeterminates = value.indeterminates();
            indeterminates.into_iter().any(|one| depends_on(one, index))
        };
        let (moving, fixed): (Vec<&Value>, Vec<&Value>) = arguments.iter().partition(moves);
        match (&moving[..], fixed.split_first()) {
            ([moving], Some((first, rest))) => {
                let mut largest = (*first).clone();
                for other in rest {
                    largest = self.maximum(&largest, other)?;
                }
                Ok(Some(((*moving).clone(), largest)))
            }
            ([one, other], None) => Ok(Some(((*one).clone(), (*other).clone()))),
            _ => Ok(None),
        }
    }

    /// Where the line is zero.
    fn root(&self, line: &Line) -> Result<Value> {
        let slope = Value::from(-&line.slope);
        self.divide(&line.offset, &slope)
    }
}

/// The value as a line in the index, if it is one with a number for its slope.
fn line(value: &Value, index: Indeterminate) -> Option<Line> {
    let polynomial = value.as_polynomial()?;
    let parts = polynomial.collected(index);
    let [(1, slope), rest @ ..] = &parts[..] else {
        return None;
    };
    let slope = slope.as_constant()?;
    let offset = match rest {
        [] => Value::zero(),
        [(0, offset)] => Value::from(offset.clone()),
        _ => return None,
    };
    let fixed = |one: Indeterminate| !depends_on(one, index);
    offset
        .indeterminates()
        .into_iter()
        .all(fixed)
        .then_some(Line { slope, offset })
}
