//! Sums of terms: a rational coefficient times a monomial each.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::algebra::hashing::QuickMap;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::rational::Rational;

/// A coefficient times a monomial; the coefficient is not zero.
pub type Term = (Monomial, Rational);

/// A polynomial with rational coefficients, such as `24BSE² + 4BS²E`.
///
/// The terms are sorted, largest monomial first, and no coefficient is zero, so equal polynomials
/// have equal lists of terms.
#[derive(Clone)]
pub struct Polynomial(Terms);

/// Most polynomials on the way to a form have a single term, which needs no list.
#[derive(Clone)]
enum Terms {
    Single(Term),
    Listed(Vec<Term>),
}

impl Polynomial {
    /// The polynomial 0.
    pub const ZERO: Polynomial = Polynomial(Terms::Listed(Vec::new()));

    /// The polynomial 1.
    pub const ONE: Polynomial = Polynomial(Terms::Single((Monomial::ONE, Rational::ONE)));

    /// A number.
    pub fn constant(number: Rational) -> Polynomial {
        Polynomial::term(Monomial::ONE, number)
    }

    /// The polynomial 1.
    pub fn one() -> Polynomial {
        Polynomial::ONE
    }

    /// A single term.
    #[inline]
    pub fn term(monomial: Monomial, coefficient: Rational) -> Polynomial {
        if coefficient.is_zero() {
            return Polynomial::ZERO;
        }
        Polynomial(Terms::Single((monomial, coefficient)))
    }

    /// An indeterminate by itself.
    pub fn indeterminate(indeterminate: Indeterminate) -> Polynomial {
        Polynomial::term(Monomial::power(indeterminate, 1), Rational::ONE)
    }

    /// Adds up terms in any order; like terms are collected.
    pub fn from_terms(terms: impl IntoIterator<Item = Term>) -> Polynomial {
        let mut collected: QuickMap<Monomial, Rational> = QuickMap::default();
        for (monomial, coefficient) in terms {
            match collected.entry(monomial) {
                Entry::Occupied(mut held) => {
                    let sum = held.get() + &coefficient;
                    held.insert(sum);
                }
                Entry::Vacant(free) => {
                    free.insert(coefficient);
                }
            }
        }
        Polynomial::from_distinct(collected.into_iter().collect())
    }

    /// Terms in any order with distinct monomials, some of which may have cancelled.
    pub(in crate::algebra) fn from_distinct(mut terms: Vec<Term>) -> Polynomial {
        terms.retain(|(_, coefficient)| !coefficient.is_zero());
        if terms.len() == 1 {
            let term = terms.swap_remove(0);
            return Polynomial(Terms::Single(term));
        }
        terms.sort_unstable_by(|(left, _), (right, _)| right.cmp(left));
        Polynomial::from_sorted(terms)
    }

    /// Terms that are already sorted, distinct and non-zero.
    pub(in crate::algebra) fn from_sorted(terms: Vec<Term>) -> Polynomial {
        debug_assert!(terms.windows(2).all(|pair| pair[0].0 > pair[1].0));
        debug_assert!(terms.iter().all(|(_, coefficient)| !coefficient.is_zero()));
        Polynomial(Terms::Listed(terms))
    }

    #[inline]
    fn list(&self) -> &[Term] {
        match &self.0 {
            Terms::Single(term) => std::slice::from_ref(term),
            Terms::Listed(terms) => terms,
        }
    }

    /// Whether it is 0.
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.list().is_empty()
    }

    /// Whether it is 1.
    #[inline]
    pub fn is_one(&self) -> bool {
        matches!(self.list(), [(monomial, coefficient)] if monomial.is_one() && coefficient.is_one())
    }

    /// The number it is, if it has no indeterminates.
    pub fn as_constant(&self) -> Option<Rational> {
        match self.list() {
            [] => Some(Rational::ZERO),
            [(monomial, coefficient)] if monomial.is_one() => Some(coefficient.clone()),
            _ => None,
        }
    }

    /// Its only term, if it has exactly one.
    #[inline]
    pub fn as_term(&self) -> Option<&Term> {
        match self.list() {
            [term] => Some(term),
            _ => None,
        }
    }

    /// Multiplies one term of few symbols by another, whose coefficients are machine integers: what most
    /// products on the way to a form are. Where they are not, it is unchanged, and `false`.
    #[inline]
    pub(in crate::algebra) fn multiply_plainly(&mut self, factor: &Polynomial) -> bool {
        let (Terms::Single((monomial, coefficient)), Some((theirs, its))) =
            (&mut self.0, factor.as_term())
        else {
            return false;
        };
        let (Some(mine), Some(its)) = (coefficient.to_i64(), its.to_i64()) else {
            return false;
        };
        let Some(product) = mine.checked_mul(its) else {
            return false;
        };
        let multiplied = monomial.multiply_plainly(theirs);
        if multiplied {
            *coefficient = Rational::from(product);
        }
        multiplied
    }

    /// The indeterminate it is, if it is one by itself.
    pub fn as_indeterminate(&self) -> Option<Indeterminate> {
        let (monomial, coefficient) = self.as_term()?;
        let mut factors = monomial.factors();
        match (factors.next(), factors.next()) {
            (Some((indeterminate, 1)), None) if coefficient.is_one() => Some(indeterminate),
            _ => None,
        }
    }

    /// The terms, largest monomial first.
    #[inline]
    pub fn terms(&self) -> impl ExactSizeIterator<Item = &Term> + DoubleEndedIterator {
        self.list().iter()
    }

    /// How many terms it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// Whether it has no terms, which is whether it is 0.
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// The term with the largest monomial.
    pub fn leading_term(&self) -> Option<&Term> {
        self.list().first()
    }

    /// The coefficient of a monomial; zero where there is no such term.
    pub fn coefficient_of(&self, monomial: &Monomial) -> Rational {
        self.list()
            .binary_search_by(|(held, _)| monomial.cmp(held))
            .map_or(Rational::ZERO, |at| self.list()[at].1.clone())
    }

    /// The term without indeterminates.
    pub fn constant_term(&self) -> Rational {
        self.coefficient_of(&Monomial::ONE)
    }

    /// The largest power of an indeterminate.
    pub fn degree_in(&self, indeterminate: Indeterminate) -> Exponent {
        let degrees = self
            .list()
            .iter()
            .map(|(monomial, _)| monomial.degree_in(indeterminate));
        degrees.max().unwrap_or(0)
    }

    /// Every indeterminate that occurs, sorted.
    pub fn indeterminates(&self) -> Vec<Indeterminate> {
        const LATEST: usize = 8;
        let mut found: Vec<Indeterminate> = Vec::new();
        for (monomial, _) in self.list() {
            for (indeterminate, _) in monomial.factors() {
                // Neighboring terms are alike, so most of what comes was there just before.
                if !found
                    .iter()
                    .rev()
                    .take(LATEST)
                    .any(|held| *held == indeterminate)
                {
                    found.push(indeterminate);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether an indeterminate occurs.
    pub fn contains(&self, indeterminate: Indeterminate) -> bool {
        self.list()
            .iter()
            .any(|(monomial, _)| monomial.degree_in(indeterminate) > 0)
    }

    /// The greatest positive rational that leaves whole, coprime coefficients; 1 for 0.
    pub fn content(&self) -> Rational {
        let mut content = Rational::ZERO;
        for (_, coefficient) in self.list() {
            // A whole number changes nothing about a content of 1.
            if !content.is_one() || !coefficient.is_integer() {
                content = content.gcd(coefficient);
            }
        }
        if content.is_zero() {
            Rational::ONE
        } else {
            content
        }
    }

    /// The largest monomial that divides every term; 1 for 0.
    pub fn monomial_content(&self) -> Monomial {
        let mut monomials = self.list().iter().map(|(monomial, _)| monomial);
        let Some(first) = monomials.next() else {
            return Monomial::ONE;
        };
        monomials.fold(first.clone(), |common, next| common.gcd(next))
    }

    /// The same polynomial divided by its content and, where it leads with a minus, by −1; and the
    /// number it was divided by.
    pub fn primitive(&self) -> (Rational, Polynomial) {
        let content = self.content();
        let negative = self
            .leading_term()
            .is_some_and(|(_, leading)| leading.is_negative());
        let content = if negative { -&content } else { content };
        if content.is_one() {
            return (content, self.clone());
        }
        let inverse = Rational::ONE
            .divided_by(&content)
            .expect("the content is not zero");
        let primitive = self.scaled(&inverse);
        (content, primitive)
    }

    /// The coefficients of the powers of one indeterminate, by falling exponent.
    pub fn collected(&self, indeterminate: Indeterminate) -> Vec<(Exponent, Polynomial)> {
        let mut parts: BTreeMap<Reverse<Exponent>, Vec<Term>> = BTreeMap::new();
        for (monomial, coefficient) in self.list() {
            let (rest, exponent) = monomial.without(indeterminate);
            let part = parts.entry(Reverse(exponent)).or_default();
            part.push((rest, coefficient.clone()));
        }
        // Monomials of one exponent differ elsewhere, and taking it out keeps their order.
        parts
            .into_iter()
            .map(|(Reverse(exponent), terms)| (exponent, Polynomial::from_sorted(terms)))
            .collect()
    }

    /// The largest number of bits in a coefficient.
    pub fn bits(&self) -> u64 {
        let bits = self
            .list()
            .iter()
            .map(|(_, coefficient)| coefficient.bits());
        bits.max().unwrap_or(0)
    }

    /// Whether it is a single term, all of whose factors are symbols that are positive:
    /// what is seen at a glance never to be zero.
    pub(in crate::algebra) fn is_plainly_nonzero(&self) -> bool {
        self.as_term().is_some_and(|(monomial, _)| {
            monomial
                .factors()
                .all(|(x, _)| x.is_symbol() && x.domain().is_positive())
        })
    }

    /// Whether no law but that of exponents holds for any indeterminate in it.
    #[inline]
    pub(in crate::algebra) fn is_free(&self) -> bool {
        self.list().iter().all(|(monomial, _)| monomial.is_free())
    }

    /// Whether it has no functions in it.
    #[inline]
    pub(in crate::algebra) fn has_only_symbols(&self) -> bool {
        let mut terms = self.list().iter();
        terms.all(|(monomial, _)| monomial.has_only_symbols())
    }

    /// How many steps an operation on its longest coefficient counts.
    pub(in crate::algebra) fn heaviest(&self) -> u64 {
        let weights = self
            .list()
            .iter()
            .map(|(_, coefficient)| coefficient.weight());
        weights.max().unwrap_or(1)
    }

    /// Divides by an indeterminate that divides every term.
    pub(in crate::algebra) fn without_factor(&self, factor: Indeterminate) -> Polynomial {
        let factor = Monomial::power(factor, 1);
        let divided = |(monomial, coefficient): &Term| {
            let rest = monomial.divided_by(&factor).expect("the factor divides");
            (rest, coefficient.clone())
        };
        Polynomial::from_sorted(self.list().iter().map(divided).collect())
    }

    /// The largest number of bits in a numerator, and in a denominator; 1 for what there is none of.
    pub(in crate::algebra) fn bits_of_parts(&self) -> (u64, u64) {
        self.list()
            .iter()
            .fold((1, 1), |(above, below), (_, coefficient)| {
                let (numerator, denominator) = coefficient.bits_of_parts();
                (above.max(numerator), below.max(denominator))
            })
    }

    /// The largest exponent of any indeterminate.
    pub fn largest_exponent(&self) -> Exponent {
        let exponents = self
            .list()
            .iter()
            .map(|(monomial, _)| monomial.largest_exponent());
        exponents.max().unwrap_or(0)
    }
}

impl PartialEq for Polynomial {
    fn eq(&self, other: &Polynomial) -> bool {
        self.list() == other.list()
    }
}

impl Eq for Polynomial {}

impl Hash for Polynomial {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.list().hash(state);
    }
}

impl Default for Polynomial {
    fn default() -> Polynomial {
        Polynomial::ZERO
    }
}

impl fmt::Display for Polynomial {
    /// Canonical text: injective, in storage order; what kernels are known by. People are shown
    /// forms instead.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return formatter.write_str("0");
        }
        for (place, (monomial, coefficient)) in self.list().iter().enumerate() {
            if place > 0 {
                formatter.write_str("+")?;
            }
            write!(formatter, "{coefficient}")?;
            for (indeterminate, exponent) in monomial.factors() {
                write!(formatter, "*{indeterminate:?}^{exponent}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Polynomial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
