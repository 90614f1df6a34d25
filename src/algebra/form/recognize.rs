//! Readings that change what stands around a function: `-floor(-y)` is `ceil(y)`, `a + b - max(a, b)`
//! is `min(a, b)`, and 1 less a flag is the opposite flag.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A function and another one, which together are a polynomial: `function = total - opposite`.
struct Complement {
    opposite: Indeterminate,
    reading: Reading,
    total: Polynomial,
}

impl Arranger<'_> {
    /// The polynomial with functions replaced by their complements where that leaves fewer terms.
    /// The stand-ins are free of each other, so the result is for print only.
    pub(super) fn recognized<'p>(
        &mut self,
        polynomial: &'p Polynomial,
    ) -> Result<Cow<'p, Polynomial>> {
        if polynomial.has_only_symbols() {
            return Ok(Cow::Borrowed(polynomial));
        }
        let mut functions = Vec::new();
        for indeterminate in polynomial.indeterminates() {
            if !indeterminate.is_symbol() {
                functions.push((self.function_text(indeterminate)?, indeterminate));
            }
        }
        functions.sort();
        let mut polynomial = polynomial.clone();
        for (_, function) in functions {
            if let Some(ceil) = self.ceil_of_opposite(function)? {
                polynomial = turned(&polynomial, function, ceil.opposite);
                self.readings.insert(ceil.opposite, ceil.reading);
            }
            if polynomial.degree_in(function) == 1
                && let Some(complement) = complement(function)
            {
                polynomial = self.replaced(&polynomial, function, complement)?;
            }
        }
        Ok(Cow::Owned(polynomial))
    }

    /// `ceil(y)` for `-floor(-y)`, where everything inside the `floor` is negative.
    fn ceil_of_opposite(&self, function: Indeterminate) -> Result<Option<Complement>> {
        let Some(Kernel::Floor(argument)) = Kernel::of(function) else {
            return Ok(None);
        };
        let mut terms = argument.numerator().terms();
        if !terms.all(|(_, coefficient)| coefficient.is_negative())
            || self.ceil_argument(argument)?.is_some()
        {
            return Ok(None);
        }
        Ok(Some(Complement {
            opposite: opposite(function, PowerLaw::Free),
            reading: Reading::Ceil(self.algebra.negate(argument)),
            total: Polynomial::ZERO,
        }))
    }

    /// Replaces one function in all terms, or in those where each replacement leaves fewer terms,
    /// whichever leaves the fewest.
    fn replaced(
        &mut self,
        polynomial: &Polynomial,
        function: Indeterminate,
        complement: Complement,
    ) -> Result<Polynomial> {
        let mut with = Vec::new();
        let mut rest: HashMap<Monomial, Rational> = HashMap::new();
        for (monomial, coefficient) in polynomial.terms() {
            let (without, exponent) = monomial.without(function);
            if exponent > 0 {
                with.push((without, coefficient.clone()));
            } else {
                rest.insert(without, coefficient.clone());
            }
        }
        let work = with.len() as u64 * complement.total.len() as u64;
        self.algebra.meter.charge(work.saturating_mul(3))?;
        let before = rest.len();
        let mut all = rest.clone();
        for term in &with {
            add_product(&mut all, term, &complement.total);
        }
        let mut replaced = Vec::new();
        for term in &with {
            if growth(&rest, term, &complement.total) < 0 {
                add_product(&mut rest, term, &complement.total);
                replaced.push(term.clone());
            }
        }
        if rest.len().min(all.len()) >= before {
            return Ok(polynomial.clone());
        }
        if all.len() < rest.len() {
            rest = all;
            replaced.clone_from(&with);
        }
        let opposite = Monomial::power(complement.opposite, 1);
        let function = Monomial::power(function, 1);
        self.readings
            .insert(complement.opposite, complement.reading);
        let kept = with.iter().filter(|term| !replaced.contains(term));
        let kept =
            kept.map(|(monomial, coefficient)| (monomial.times(&function), coefficient.clone()));
        let turned = replaced
            .iter()
            .map(|(monomial, coefficient)| (monomial.times(&opposite), -coefficient));
        Ok(Polynomial::from_terms(
            rest.into_iter().chain(kept).chain(turned),
        ))
    }
}

/// What a function can be replaced by, if it has a complement.
fn complement(function: Indeterminate) -> Option<Complement> {
    let (law, reading, total) = match Kernel::of(function)? {
        Kernel::Max(arguments) => {
            let [left, right] = &arguments[..] else {
                return None;
            };
            let total = left.as_polynomial()?.plus(right.as_polynomial()?);
            (PowerLaw::Free, Reading::Min(arguments.clone()), total)
        }
        flag @ (Kernel::Positive(_) | Kernel::NonNegative(_)) => {
            (PowerLaw::Idempotent, Reading::Not(flag), Polynomial::one())
        }
        _ => return None,
    };
    Some(Complement {
        opposite: opposite(function, law),
        reading,
        total,
    })
}

/// The stand-in for what completes a function. No kernel has a text of this form, so it is nothing
/// else's.
fn opposite(function: Indeterminate, law: PowerLaw) -> Indeterminate {
    Indeterminate::function(&format!("opposite {}", function.text()), law)
}

/// The polynomial with a function replaced by minus its opposite.
fn turned(polynomial: &Polynomial, function: Indeterminate, opposite: Indeterminate) -> Polynomial {
    Polynomial::from_terms(polynomial.terms().map(|(monomial, coefficient)| {
        let (rest, exponent) = monomial.without(function);
        let turned = rest.times(&Monomial::power(opposite, exponent));
        let odd = exponent % 2 == 1;
        (
            turned,
            if odd {
                -coefficient
            } else {
                coefficient.clone()
            },
        )
    }))
}

fn products<'p>(term: &'p Term, total: &'p Polynomial) -> impl Iterator<Item = Term> + 'p {
    total
        .terms()
        .map(|(monomial, coefficient)| (monomial.times(&term.0), coefficient * &term.1))
}

/// How many terms more there would be with the product.
fn growth(terms: &HashMap<Monomial, Rational>, term: &Term, total: &Polynomial) -> i64 {
    products(term, total)
        .map(|(monomial, coefficient)| match terms.get(&monomial) {
            None => 1,
            Some(held) if (held + &coefficient).is_zero() => -1,
            Some(_) => 0,
        })
        .sum()
}

fn add_product(terms: &mut HashMap<Monomial, Rational>, term: &Term, total: &Polynomial) {
    for (monomial, coefficient) in products(term, total) {
        let zero = Rational::ZERO;
        let held = terms.get(&monomial).unwrap_or(&zero);
        let sum = held + &coefficient;
        if sum.is_zero() {
            terms.remove(&monomial);
        } else {
            terms.insert(monomial, sum);
        }
    }
}
