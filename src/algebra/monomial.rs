//! Products of powers of indeterminates.

use std::cmp::Ordering;

use crate::algebra::indeterminate::{Indeterminate, PowerLaw};

/// The power of an indeterminate in a monomial; never negative, since denominators are polynomials.
pub type Exponent = u32;

/// A product of powers, such as `B·S·E²`; the empty product is 1.
///
/// The factors are sorted and their exponents are at least one, so equal monomials are stored alike.
/// The order is lexicographic: admissible for division, and independent of the order of printing.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct Monomial(Vec<(Indeterminate, Exponent)>);

impl Monomial {
    /// The empty product, 1.
    pub const ONE: Monomial = Monomial(Vec::new());

    /// One indeterminate to a power.
    pub fn power(indeterminate: Indeterminate, exponent: Exponent) -> Monomial {
        let factors = vec![(indeterminate, exponent)];
        Monomial(if exponent == 0 { Vec::new() } else { factors })
    }

    /// Puts together factors in any order; repeated indeterminates are multiplied.
    pub fn from_factors(factors: impl IntoIterator<Item = (Indeterminate, Exponent)>) -> Monomial {
        factors
            .into_iter()
            .fold(Monomial::ONE, |product, (indeterminate, exponent)| {
                product.times(&Monomial::power(indeterminate, exponent))
            })
    }

    /// Factors that are already sorted, distinct, and with exponents of at least one.
    pub(in crate::algebra) fn from_sorted(
        factors: impl IntoIterator<Item = (Indeterminate, Exponent)>,
    ) -> Monomial {
        let factors: Vec<_> = factors.into_iter().collect();
        debug_assert!(factors.windows(2).all(|pair| pair[0].0 < pair[1].0));
        debug_assert!(factors.iter().all(|(_, exponent)| *exponent > 0));
        Monomial(factors)
    }

    /// Whether it is the empty product.
    pub fn is_one(&self) -> bool {
        self.0.is_empty()
    }

    /// The factors, sorted by indeterminate.
    pub fn factors(&self) -> impl ExactSizeIterator<Item = (Indeterminate, Exponent)> + Clone + '_ {
        self.0.iter().copied()
    }

    /// The factors that are functions, which come after the symbols.
    pub(in crate::algebra) fn functions(
        &self,
    ) -> impl Iterator<Item = (Indeterminate, Exponent)> + '_ {
        let functions = self.0.iter().rev().take_while(|(x, _)| !x.is_symbol());
        functions.copied()
    }

    /// Whether no law but that of exponents holds for any factor.
    pub(in crate::algebra) fn is_free(&self) -> bool {
        self.0.iter().all(|(x, _)| x.law() == PowerLaw::Free)
    }

    /// The power of one indeterminate in it.
    pub fn degree_in(&self, indeterminate: Indeterminate) -> Exponent {
        self.0
            .iter()
            .find(|(factor, _)| *factor == indeterminate)
            .map_or(0, |(_, exponent)| *exponent)
    }

    /// The largest exponent of any factor.
    pub fn largest_exponent(&self) -> Exponent {
        self.0
            .iter()
            .map(|(_, exponent)| *exponent)
            .max()
            .unwrap_or(0)
    }

    /// Merges two sorted products, combining the exponents of shared indeterminates.
    fn merge(
        &self,
        other: &Monomial,
        mut combine: impl FnMut(Indeterminate, Exponent, Exponent) -> Exponent,
    ) -> Monomial {
        let mut factors = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut push = |indeterminate, ours, theirs| {
            let exponent = combine(indeterminate, ours, theirs);
            if exponent > 0 {
                factors.push((indeterminate, exponent));
            }
        };
        loop {
            match (left.peek(), right.peek()) {
                (None, None) => return Monomial(factors),
                (Some(&&(ours, exponent)), None) => {
                    push(ours, exponent, 0);
                    left.next();
                }
                (None, Some(&&(theirs, exponent))) => {
                    push(theirs, 0, exponent);
                    right.next();
                }
                (Some(&&(ours, mine)), Some(&&(theirs, its))) => match ours.cmp(&theirs) {
                    Ordering::Less => {
                        push(ours, mine, 0);
                        left.next();
                    }
                    Ordering::Greater => {
                        push(theirs, 0, its);
                        right.next();
                    }
                    Ordering::Equal => {
                        push(ours, mine, its);
                        left.next();
                        right.next();
                    }
                },
            }
        }
    }

    /// The product, with the power laws of flags and of `(-1)^n` applied. Exponents saturate; the
    /// limits refuse anything near that before the work.
    #[must_use]
    pub fn times(&self, other: &Monomial) -> Monomial {
        self.merge(other, |indeterminate, ours, theirs| {
            let exponent = ours.saturating_add(theirs);
            match indeterminate.law() {
                PowerLaw::Free => exponent,
                PowerLaw::Idempotent => exponent.min(1),
                PowerLaw::Involution => exponent % 2,
            }
        })
    }

    /// The product in which every indeterminate is free: what division and gcd work with.
    #[must_use]
    pub(crate) fn times_free(&self, other: &Monomial) -> Monomial {
        self.merge(other, |_, ours, theirs| ours.saturating_add(theirs))
    }

    /// The quotient, or `None` when the divisor does not divide it.
    pub fn divided_by(&self, divisor: &Monomial) -> Option<Monomial> {
        let mut divides = true;
        let quotient = self.merge(divisor, |_, ours, theirs| {
            divides &= ours >= theirs;
            ours.saturating_sub(theirs)
        });
        divides.then_some(quotient)
    }

    /// The largest monomial that divides both.
    #[must_use]
    pub fn gcd(&self, other: &Monomial) -> Monomial {
        self.merge(other, |_, ours, theirs| ours.min(theirs))
    }

    /// The monomial with one indeterminate taken out, and its exponent.
    pub fn without(&self, indeterminate: Indeterminate) -> (Monomial, Exponent) {
        let exponent = self.degree_in(indeterminate);
        let mut factors = self.0.clone();
        factors.retain(|(factor, _)| *factor != indeterminate);
        (Monomial(factors), exponent)
    }
}

impl Ord for Monomial {
    fn cmp(&self, other: &Monomial) -> Ordering {
        for (&(ours, mine), &(theirs, its)) in self.0.iter().zip(&other.0) {
            // An earlier indeterminate outranks a later one.
            let order = theirs.cmp(&ours).then(mine.cmp(&its));
            if order.is_ne() {
                return order;
            }
        }
        self.0.len().cmp(&other.0.len())
    }
}

impl PartialOrd for Monomial {
    fn partial_cmp(&self, other: &Monomial) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
