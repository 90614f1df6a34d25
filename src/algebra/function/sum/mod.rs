//! `sum(i, a, b, f)`.
//!
//! A sum is taken apart into addends of the form `c·g`, where `c` is free of the index and `g` a
//! product of what depends on it. Powers of the index times powers of constants have closed forms;
//! literal ranges are added up; what changes its form at a threshold is split there; all else stays.

mod closed;
mod index;
mod pieces;

use std::collections::BTreeMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::flag::Comparison;
use crate::algebra::function::sum::closed::Summand;
use crate::algebra::function::sum::index::canonical_index;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::{Sign, Substitution, depends_on};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// What an index runs over.
#[derive(Clone, Debug)]
struct Range {
    index: Indeterminate,
    from: Value,
    to: Value,
    /// `to - from + 1`
    count: Value,
    /// Whether the count is proved to be at least zero, or the caller sees to it.
    proper: bool,
}

/// An addend of the body: a factor free of the index times one that depends on it.
struct Addend {
    free: Value,
    bound: Value,
}

impl Algebra {
    /// The sum of `body` over the whole values of `index` from `from` to `to`, both included; 0
    /// where there are none. In the body the index is a symbol of domain
    /// [`Integer`](crate::algebra::Domain::Integer).
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Domain, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let i = Indeterminate::symbol_in("i", Domain::Integer);
    /// let sum = algebra.sum(i, &Value::one(), &Value::integer(100), &Value::from(i));
    /// assert_eq!(sum.unwrap(), Value::integer(5050));
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::BoundNotInteger`], what the body refuses at some value of the index, or when
    /// the limits are met.
    pub fn sum(
        &self,
        index: Indeterminate,
        from: &Value,
        to: &Value,
        body: &Value,
    ) -> Result<Value> {
        for bound in [from, to] {
            if !self.is_integer_valued(bound) {
                return Err(AlgebraError::BoundNotInteger {
                    bound: self.plain_text(bound),
                });
            }
        }
        let range = self.range(index, from, to, false)?;
        self.sum_over(&range, body)
    }

    /// The range, with what is known of its count.
    fn range(&self, index: Indeterminate, from: &Value, to: &Value, proper: bool) -> Result<Range> {
        let count = self.add(&self.subtract(to, from)?, &Value::one())?;
        Ok(Range {
            index,
            from: from.clone(),
            to: to.clone(),
            proper: proper || self.is_nonnegative(&count),
            count,
        })
    }

    fn sum_over(&self, range: &Range, body: &Value) -> Result<Value> {
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.sum_by_rules(range, body))
    }

    fn sum_by_rules(&self, range: &Range, body: &Value) -> Result<Value> {
        self.meter.charge(APPLICATION)?;
        if let Some(Sign::Zero | Sign::NonPositive | Sign::Negative) = self.sign_of(&range.count) {
            return Ok(Value::zero());
        }
        if range.count.is_one() {
            return self.put_in_index(body, range.index, &range.from);
        }
        let (range, body) = self.with_canonical_index(range, body)?;
        let mut closed = Value::zero();
        let mut open: Vec<Addend> = Vec::new();
        for addend in self.addends(range.index, &body)? {
            match self.closed_form(&range, &addend.bound)? {
                Some(form) => {
                    let product = self.multiply(&addend.free, &form)?;
                    closed = self.add(&closed, &product)?;
                }
                None => open.push(addend),
            }
        }
        let closed = self.guarded(&range, &closed)?;
        if open.is_empty() {
            return Ok(closed);
        }
        let rest = self.sum_of_open(&range, &open)?;
        self.add(&closed, &rest)
    }

    /// What has no closed form: added up, split at a threshold, or kept.
    fn sum_of_open(&self, range: &Range, open: &[Addend]) -> Result<Value> {
        if let Some(count) = self.literal_count(range) {
            return self.add_up(range, count, &self.put_together(open)?);
        }
        if let Some(pieces) = self.sum_in_pieces(range, &self.put_together(open)?)? {
            return self.guarded(range, &pieces);
        }
        let mut sum = Value::zero();
        for addend in open {
            let kept = self.kept(range, &addend.bound)?;
            sum = self.add(&sum, &self.multiply(&addend.free, &kept)?)?;
        }
        Ok(sum)
    }

    fn put_together(&self, addends: &[Addend]) -> Result<Value> {
        let mut body = Value::zero();
        for addend in addends {
            body = self.add(&body, &self.multiply(&addend.free, &addend.bound)?)?;
        }
        Ok(body)
    }

    /// A closed form holds where the count is at least zero; elsewhere the sum is empty.
    fn guarded(&self, range: &Range, form: &Value) -> Result<Value> {
        if range.proper || form.is_zero() {
            return Ok(form.clone());
        }
        let guard = self.compare(&range.to, Comparison::GreaterEqual, &range.from)?;
        self.multiply(&guard, form)
    }

    fn put_in_index(&self, body: &Value, index: Indeterminate, place: &Value) -> Result<Value> {
        self.substitute(body, &Substitution::from_iter([(index, place.clone())]))
    }

    /// The same sum with the index that its body calls for.
    fn with_canonical_index(&self, range: &Range, body: &Value) -> Result<(Range, Value)> {
        let index = canonical_index(range.index, body);
        let mut renamed = range.clone();
        if index == range.index {
            return Ok((renamed, body.clone()));
        }
        renamed.index = index;
        let body = self.put_in_index(body, range.index, &Value::from(index))?;
        Ok((renamed, body))
    }

    /// The body as a sum of products, those with the same dependence on the index collected.
    fn addends(&self, index: Indeterminate, body: &Value) -> Result<Vec<Addend>> {
        let (free_below, bound_below) = self.split_divisor(index, body.denominator())?;
        let mut groups: BTreeMap<Monomial, Vec<Term>> = BTreeMap::new();
        for (monomial, coefficient) in body.numerator().terms() {
            self.meter.charge(1)?;
            let (free, bound) = split_monomial(index, monomial);
            groups
                .entry(bound)
                .or_default()
                .push((free, coefficient.clone()));
        }
        let mut addends = Vec::with_capacity(groups.len());
        for (bound, free) in groups.into_iter().rev() {
            let bound = Polynomial::term(bound, Rational::ONE);
            addends.push(Addend {
                free: self.quotient(Polynomial::from_terms(free), free_below.clone())?,
                bound: self.quotient(bound, bound_below.clone())?,
            });
        }
        Ok(addends)
    }

    /// A divisor as a product of a part free of the index and one that depends on it.
    fn split_divisor(
        &self,
        index: Indeterminate,
        divisor: &Polynomial,
    ) -> Result<(Polynomial, Polynomial)> {
        let (free, _) = split_monomial(index, &divisor.monomial_content());
        let free = Polynomial::term(free, Rational::ONE);
        let rest = divisor.divided_by(&free, &self.meter)?;
        let rest = rest.expect("the monomial content divides");
        let depends = |one: Indeterminate| depends_on(one, index);
        if rest.indeterminates().into_iter().any(depends) {
            Ok((free, rest))
        } else {
            Ok((divisor.clone(), Polynomial::one()))
        }
    }

    /// The closed form of a sum of powers of the index times powers of constants, right wherever
    /// the count is at least zero.
    fn closed_form(&self, range: &Range, body: &Value) -> Result<Option<Value>> {
        if body.is_one() {
            return Ok(Some(range.count.clone()));
        }
        let Some(summand) = Summand::of(body, range.index, &self.meter)? else {
            return Ok(None);
        };
        let next = self.add(&range.to, &Value::one())?;
        let upper = self.antidifference(&summand, &next)?;
        let lower = self.antidifference(&summand, &range.from)?;
        Ok(Some(self.subtract(&upper, &lower)?))
    }

    /// The count, if both bounds are numbers and there are not too many between them.
    fn literal_count(&self, range: &Range) -> Option<u64> {
        range.from.as_constant()?;
        let count = u64::try_from(range.count.as_constant()?.to_i64()?).ok()?;
        (count <= self.limits().addends).then_some(count)
    }

    fn add_up(&self, range: &Range, count: u64, body: &Value) -> Result<Value> {
        let mut addends = Vec::new();
        for step in 0..count {
            self.meter.charge(1 + body.numerator().len() as u64)?;
            let place = self.add(&range.from, &Value::from(Rational::from(step)))?;
            addends.push(self.put_in_index(body, range.index, &place)?);
        }
        self.sum_of(&addends)
    }

    /// The sum as a kernel. The addend may hold fewer sums inside than the body it was part of, and
    /// then its index has another name.
    fn kept(&self, range: &Range, body: &Value) -> Result<Value> {
        if canonical_index(range.index, body) != range.index {
            return self.sum_over(range, body);
        }
        let kernel = Kernel::Sum {
            index: range.index,
            from: range.from.clone(),
            to: range.to.clone(),
            body: body.clone(),
        };
        self.keep(kernel)
    }
}

/// The factors that do not depend on the index, and those that do.
fn split_monomial(index: Indeterminate, monomial: &Monomial) -> (Monomial, Monomial) {
    let (bound, free): (Vec<_>, Vec<_>) = monomial
        .factors()
        .partition(|(factor, _)| depends_on(*factor, index));
    (Monomial::from_factors(free), Monomial::from_factors(bound))
}
