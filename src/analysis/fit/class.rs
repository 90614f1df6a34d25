//! The monomials that a polynomial may have.

use crate::algebra::{Exponent, Indeterminate, Monomial, Rational};
use crate::analysis::fit::error::FitError;

/// More monomials than this are not fitted.
pub(super) const MOST_MONOMIALS: usize = 1_500;

/// How large the polynomials are that are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The largest degree of a term, all symbols together.
    pub total: Option<Exponent>,
    /// The largest power of each symbol, in the order of the samples.
    pub powers: Vec<Option<Exponent>>,
}

/// All monomials within bounds, those of low degree first. With a monomial come all that divide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) symbols: Vec<Indeterminate>,
    /// The exponents of each monomial, in the order of the symbols.
    pub(super) exponents: Vec<Vec<Exponent>>,
}

impl Class {
    pub(super) fn new(symbols: &[Indeterminate], bounds: &Bounds) -> Result<Class, FitError> {
        let mut most = Vec::new();
        for (place, symbol) in symbols.iter().enumerate() {
            let bound = bounds.powers.get(place).copied().flatten();
            let bound = match (bound, bounds.total) {
                (Some(bound), Some(total)) => bound.min(total),
                (Some(bound), None) | (None, Some(bound)) => bound,
                (None, None) => return Err(FitError::Unbounded { symbol: *symbol }),
            };
            // A flag is its own square.
            let flag = symbol.domain().is_flag();
            most.push(if flag { bound.min(1) } else { bound });
        }
        let mut exponents = vec![Vec::new()];
        for bound in most {
            let mut longer = Vec::new();
            for held in &exponents {
                let spent: Exponent = held.iter().sum();
                let left = bounds.total.map_or(bound, |total| bound.min(total - spent));
                for exponent in 0..=left {
                    longer.push(held.iter().copied().chain([exponent]).collect());
                    if longer.len() > MOST_MONOMIALS {
                        return Err(FitError::TooManyMonomials {
                            most: MOST_MONOMIALS,
                        });
                    }
                }
            }
            exponents = longer;
        }
        exponents.sort_by_key(|exponents: &Vec<Exponent>| exponents.iter().sum::<Exponent>());
        Ok(Class {
            symbols: symbols.to_vec(),
            exponents,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.exponents.len()
    }

    /// The largest degree of a monomial.
    pub(super) fn degree(&self) -> Exponent {
        let last = self.exponents.last();
        last.map_or(0, |exponents| exponents.iter().sum())
    }

    /// The largest power of the symbol at a place.
    pub(super) fn power_of(&self, place: usize) -> Exponent {
        let powers = self.exponents.iter().map(|exponents| exponents[place]);
        powers.max().unwrap_or(0)
    }

    /// The monomials of at most a degree.
    pub(super) fn up_to(&self, degree: Exponent) -> Class {
        let kept = self.exponents.iter();
        let kept = kept.take_while(|exponents| exponents.iter().sum::<Exponent>() <= degree);
        Class {
            symbols: self.symbols.clone(),
            exponents: kept.cloned().collect(),
        }
    }

    /// What each monomial is worth where the symbols have these values.
    pub(super) fn row(&self, point: &[Rational]) -> Vec<Rational> {
        let powers: Vec<Vec<Rational>> = point
            .iter()
            .enumerate()
            .map(|(place, value)| powers(value, self.power_of(place)))
            .collect();
        let worth = |exponents: &Vec<Exponent>| {
            let factors = exponents.iter().zip(&powers);
            factors.fold(
                Rational::ONE,
                |product, (exponent, powers)| match usize::try_from(*exponent) {
                    Ok(0) | Err(_) => product,
                    Ok(exponent) => &product * &powers[exponent],
                },
            )
        };
        self.exponents.iter().map(worth).collect()
    }

    pub(super) fn monomial(&self, place: usize) -> Monomial {
        let exponents = self.exponents[place].iter().copied();
        Monomial::from_factors(self.symbols.iter().copied().zip(exponents))
    }
}

/// The powers of a number from the zeroth on.
fn powers(number: &Rational, most: Exponent) -> Vec<Rational> {
    let mut powers = vec![Rational::ONE];
    for _ in 0..most {
        let next = &powers[powers.len() - 1] * number;
        powers.push(next);
    }
    powers
}
