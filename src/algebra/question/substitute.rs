//! Values put in for symbols; functions are simplified anew.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::domain::Domain;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::question::occurrence::everything_in;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Values for symbols, put in all at once. A function may be replaced as a whole too.
pub type Substitution = IndexMap<Indeterminate, Value>;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// The value with symbols replaced, all at once and inside functions too; functions are
    /// simplified anew. The index of a sum is bound: it is neither replaced nor captured.
    ///
    /// What is put in may be any value, numbers outside the symbol's domain included: the symbol is
    /// gone afterwards, and the facts about it with it.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Substitution, Value};
    /// let algebra = Algebra::new();
    /// let (s, w) = (Indeterminate::symbol("S"), Indeterminate::symbol("W"));
    /// let difference = algebra.subtract(&Value::from(s), &Value::from(w)).unwrap();
    /// let swapped = Substitution::from_iter([(s, Value::from(w)), (w, Value::from(s))]);
    /// let result = algebra.substitute(&difference, &swapped).unwrap();
    /// assert_eq!(result, algebra.negate(&difference));
    /// ```
    ///
    /// # Errors
    /// What the operations refuse: a division by zero, a limit, a function outside its domain.
    pub fn substitute(&self, value: &Value, substitution: &Substitution) -> Result<Value> {
        Substituter::new(self, substitution, false).value(value)
    }

    /// The value with everything in it simplified anew, which helps where facts were assumed since
    /// it was made; and with symbols replaced.
    ///
    /// # Errors
    /// As [`Algebra::substitute`].
    pub(in crate::algebra) fn simplify_anew(
        &self,
        value: &Value,
        substitution: &Substitution,
    ) -> Result<Value> {
        Substituter::new(self, substitution, true).value(value)
    }
}

/// What is put in for one indeterminate, and how often it occurs at most.
struct Image<'a> {
    indeterminate: Indeterminate,
    value: &'a Value,
    degree: Exponent,
}

impl Image<'_> {
    /// Whether its powers are single terms, so that terms map to terms.
    fn is_term(&self) -> bool {
        self.value.as_polynomial().is_some_and(|put| put.len() <= 1)
    }
}

/// One substitution under way.
struct Substituter<'a> {
    algebra: &'a Algebra,
    substitution: &'a Substitution,
    /// Whether functions are simplified anew even where nothing in them is replaced.
    anew: bool,
    /// What became of each indeterminate met; `None` for what stays.
    images: HashMap<Indeterminate, Option<Value>>,
    /// Whether anything is replaced inside a function.
    affected: HashMap<Indeterminate, bool>,
    /// Powers of what is put in, above and below the line.
    powers: HashMap<(Indeterminate, Exponent, bool), Polynomial>,
}

impl<'a> Substituter<'a> {
    fn new(algebra: &'a Algebra, substitution: &'a Substitution, anew: bool) -> Substituter<'a> {
        Substituter {
            algebra,
            substitution,
            anew,
            images: HashMap::new(),
            affected: HashMap::new(),
            powers: HashMap::new(),
        }
    }

    fn value(&mut self, value: &Value) -> Result<Value> {
        let mut replaced: Vec<(Indeterminate, Value)> = Vec::new();
        for indeterminate in value.indeterminates() {
            if let Some(image) = self.image(indeterminate)? {
                replaced.push((indeterminate, image));
            }
        }
        if replaced.is_empty() {
            return Ok(value.clone());
        }
        let numerator = self.polynomial(value.numerator(), &replaced)?;
        let denominator = self.polynomial(value.denominator(), &replaced)?;
        if replaced.iter().all(|(_, put)| put.denominator().is_one()) {
            return self.algebra.quotient(numerator, denominator);
        }
        self.over_denominators(value, numerator, denominator, &replaced)
    }

    /// Both parts were multiplied by the denominators of what was put in, as often as each occurs;
    /// here that is made good.
    fn over_denominators(
        &mut self,
        value: &Value,
        mut numerator: Polynomial,
        mut denominator: Polynomial,
        replaced: &[(Indeterminate, Value)],
    ) -> Result<Value> {
        let meter = &self.algebra.meter;
        for (indeterminate, put) in replaced {
            let below = put.denominator();
            if below.is_one() {
                continue;
            }
            let above = value.numerator().degree_in(*indeterminate);
            let under = value.denominator().degree_in(*indeterminate);
            if under >= above && !self.algebra.is_nonzero(below) {
                // The pole of what was put in is no longer seen in the result.
                self.algebra.note_condition(below.clone());
            }
            if under > above {
                numerator = numerator.times(&below.raised(under - above, meter)?, meter)?;
            } else {
                denominator = denominator.times(&below.raised(above - under, meter)?, meter)?;
            }
        }
        self.algebra.quotient(numerator, denominator)
    }

    /// What becomes of an indeterminate; `None` where it stays as it is.
    fn image(&mut self, indeterminate: Indeterminate) -> Result<Option<Value>> {
        if let Some(value) = self.substitution.get(&indeterminate) {
            return Ok(Some(value.clone()));
        }
        let Some(kernel) = Kernel::of(indeterminate) else {
            return Ok(None);
        };
        if let Some(image) = self.images.get(&indeterminate) {
            return Ok(image.clone());
        }
        if !self.anew && !self.is_affected(indeterminate) {
            return Ok(None);
        }
        self.algebra.meter.charge(1)?;
        let value = stacker::maybe_grow(64 * 1024, 4 << 20, || self.kernel(kernel))?;
        let image = (value.as_indeterminate() != Some(indeterminate)).then_some(value);
        self.images.insert(indeterminate, image.clone());
        Ok(image)
    }

    fn kernel(&mut self, kernel: &Kernel) -> Result<Value> {
        let Kernel::Sum {
            index,
            from,
            to,
            body,
        } = kernel
        else {
            let algebra = self.algebra;
            return algebra.rebuild(kernel, &mut |argument| self.value(argument));
        };
        let (from, to) = (self.value(from)?, self.value(to)?);
        if let (Some(first), Some(last)) = (from.as_constant(), to.as_constant())
            && first.is_integer()
            && last.is_integer()
            && last < first
        {
            // The body may have a pole that an empty sum never meets.
            return Ok(Value::zero());
        }
        let mut inner = self.substitution.clone();
        inner.shift_remove(index);
        let mut bound = *index;
        if everything_in(inner.values()).contains(index) {
            bound = fresh_index(inner.values().chain([&from, &to, body]));
            inner.insert(*index, Value::from(bound));
        }
        let body = Substituter::new(self.algebra, &inner, self.anew).value(body)?;
        self.algebra.sum(bound, &from, &to, &body)
    }

    /// Whether something is replaced in the function; bound indices count, which is harmless.
    fn is_affected(&mut self, indeterminate: Indeterminate) -> bool {
        if self.substitution.contains_key(&indeterminate) {
            return true;
        }
        let Some(kernel) = Kernel::of(indeterminate) else {
            return false;
        };
        if let Some(affected) = self.affected.get(&indeterminate) {
            return *affected;
        }
        let affected = stacker::maybe_grow(64 * 1024, 4 << 20, || {
            let arguments = kernel.arguments().into_iter();
            let mut inside = arguments.flat_map(Value::indeterminates);
            inside.any(|inside| self.is_affected(inside))
        });
        self.affected.insert(indeterminate, affected);
        affected
    }

    /// The polynomial with everything put in, times the denominators of what was put in, each to
    /// the degree in which its indeterminate occurs.
    fn polynomial(
        &mut self,
        polynomial: &Polynomial,
        replaced: &[(Indeterminate, Value)],
    ) -> Result<Polynomial> {
        let images = replaced.iter().map(|(indeterminate, value)| Image {
            indeterminate: *indeterminate,
            value,
            degree: polynomial.degree_in(*indeterminate),
        });
        let (terms, sums): (Vec<Image>, Vec<Image>) = images
            .filter(|image| image.degree > 0)
            .partition(Image::is_term);
        self.expand(polynomial, &sums, &terms)
    }

    /// Takes the polynomial apart by the powers of one indeterminate after the other, puts in the
    /// rest first, and multiplies by the powers of what replaces it.
    fn expand(
        &mut self,
        polynomial: &Polynomial,
        sums: &[Image],
        terms: &[Image],
    ) -> Result<Polynomial> {
        let Some((first, rest)) = sums.split_first() else {
            return self.map_terms(polynomial, terms);
        };
        if !polynomial.contains(first.indeterminate) && first.value.denominator().is_one() {
            return self.expand(polynomial, rest, terms);
        }
        self.algebra.meter.charge(polynomial.len() as u64)?;
        let mut collected: Vec<Term> = Vec::new();
        for (exponent, coefficient) in polynomial.collected(first.indeterminate) {
            let inner = self.expand(&coefficient, rest, terms)?;
            let above = self.power(first, exponent, true)?;
            let below = self.power(first, first.degree - exponent, false)?;
            let meter = &self.algebra.meter;
            let product = inner.times(&above, meter)?.times(&below, meter)?;
            meter.check_terms((collected.len() + product.len()) as u64)?;
            collected.extend(product.terms().cloned());
        }
        Ok(Polynomial::from_terms(collected))
    }

    /// Puts in single terms, which leaves as many terms as there were, or fewer.
    fn map_terms(&mut self, polynomial: &Polynomial, images: &[Image]) -> Result<Polynomial> {
        if images.is_empty() {
            return Ok(polynomial.clone());
        }
        let mut mapped: Vec<Term> = Vec::with_capacity(polynomial.len());
        for (monomial, coefficient) in polynomial.terms() {
            self.algebra.meter.charge(images.len() as u64)?;
            mapped.extend(self.map_term(monomial, coefficient.clone(), images)?);
        }
        Ok(Polynomial::from_terms(mapped))
    }

    fn map_term(
        &mut self,
        monomial: &Monomial,
        mut coefficient: Rational,
        images: &[Image],
    ) -> Result<Option<Term>> {
        let mut kept = monomial.clone();
        let mut put = Monomial::ONE;
        for image in images {
            let (rest, exponent) = kept.without(image.indeterminate);
            if exponent == 0 {
                continue;
            }
            kept = rest;
            let power = self.power(image, exponent, true)?;
            let Some((factor, number)) = power.as_term() else {
                return Ok(None);
            };
            let meter = &self.algebra.meter;
            meter.check_bits(coefficient.bits() + number.bits())?;
            let largest = u64::from(put.largest_exponent()) + u64::from(factor.largest_exponent());
            meter.check_exponent(largest)?;
            coefficient = &coefficient * number;
            put = put.times(factor);
        }
        let exponent = u64::from(kept.largest_exponent()) + u64::from(put.largest_exponent());
        self.algebra.meter.check_exponent(exponent)?;
        Ok(Some((kept.times(&put), coefficient)))
    }

    fn power(&mut self, image: &Image, exponent: Exponent, above: bool) -> Result<Polynomial> {
        let key = (image.indeterminate, exponent, above);
        if let Some(power) = self.powers.get(&key) {
            return Ok(power.clone());
        }
        let part = if above {
            image.value.numerator()
        } else {
            image.value.denominator()
        };
        let power = part.raised(exponent, &self.algebra.meter)?;
        self.powers.insert(key, power.clone());
        Ok(power)
    }
}

/// An index that occurs in none of the values.
fn fresh_index<'a>(values: impl IntoIterator<Item = &'a Value>) -> Indeterminate {
    let taken = everything_in(values);
    let names: BTreeSet<&str> = taken.iter().map(|index| index.text()).collect();
    let name = (0..=names.len())
        .map(|number| format!("#{number}"))
        .find(|name| !names.contains(name.as_str()))
        .expect("one name more than are taken is free");
    Indeterminate::symbol_in(&name, Domain::Integer)
}
