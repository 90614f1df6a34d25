//! How much work one command may do, checked before the work is begun.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::algebra::error::AlgebraError;

/// Bounds on one command. The defaults are far past any formula a person writes and keep memory and
/// time bounded for those nobody should; a program that embeds the engine may raise them.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Terms of one polynomial.
    pub terms: u64,
    /// Products of terms in one multiplication.
    pub products: u64,
    /// Bits of one coefficient.
    pub bits: u64,
    /// One exponent.
    pub exponent: u64,
    /// Brackets and functions inside each other.
    pub nesting: usize,
    /// Term operations of the whole command.
    pub steps: u64,
    /// Cases looked at to decide whether two forms are equal.
    pub cases: u64,
    /// Values of an index added up one by one in a sum.
    pub addends: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            terms: 1 << 20,
            products: 1 << 28,
            bits: 1 << 16,
            exponent: 1_000_000,
            nesting: 256,
            steps: 1 << 30,
            cases: 4_096,
            addends: 10_000,
        }
    }
}

/// Counts the work of one command against its [`Limits`]. A copy goes on counting with the original,
/// so that work done under one more assumption is not lost.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    pub(crate) limits: Limits,
    spent: Arc<AtomicU64>,
}

impl Meter {
    pub(crate) fn new(limits: Limits) -> Meter {
        Meter {
            limits,
            spent: Arc::default(),
        }
    }

    /// Whether numbers and exponents that need no more than a machine word are inside the limits.
    #[inline]
    pub(crate) fn is_roomy(&self) -> bool {
        self.limits.bits >= u64::from(u64::BITS) && self.limits.exponent >= u64::from(u16::MAX)
    }

    /// Whether so many steps of work are left.
    #[inline]
    pub(crate) fn has_steps(&self, steps: u64) -> bool {
        self.spent().saturating_add(steps) <= self.limits.steps
    }

    /// How much work has been taken note of.
    pub(crate) fn spent(&self) -> u64 {
        self.spent.load(Ordering::Relaxed)
    }

    /// Takes note of work about to be done.
    #[inline]
    pub(crate) fn charge(&self, steps: u64) -> Result<(), AlgebraError> {
        let spent = self.spent.load(Ordering::Relaxed).saturating_add(steps);
        self.spent.store(spent, Ordering::Relaxed);
        check("steps of work", spent, self.limits.steps)
    }

    #[inline]
    pub(crate) fn check_terms(&self, terms: u64) -> Result<(), AlgebraError> {
        check("terms", terms, self.limits.terms)
    }

    #[inline]
    pub(crate) fn check_products(&self, products: u64) -> Result<(), AlgebraError> {
        check("products of terms", products, self.limits.products)
    }

    #[inline]
    pub(crate) fn check_bits(&self, bits: u64) -> Result<(), AlgebraError> {
        check("bits in a coefficient", bits, self.limits.bits)
    }

    #[inline]
    pub(crate) fn check_exponent(&self, exponent: u64) -> Result<(), AlgebraError> {
        check("as an exponent", exponent, self.limits.exponent)
    }
}

#[inline]
fn check(what: &'static str, needed: u64, limit: u64) -> Result<(), AlgebraError> {
    if needed > limit {
        return Err(AlgebraError::Limit {
            what,
            needed,
            limit,
        });
    }
    Ok(())
}
