//! How fast a value grows with one symbol: exponentially, by a power, by logarithms.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::question::sign::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// Exponential rates of different bases are compared by powers up to this many bits.
const LARGEST_COMPARISON: u64 = 4_096;

/// The order of growth of `2^(aX)·3^(bX)·…·X^power·log2(X)^logarithms`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GrowthOrder {
    /// Bases, and the factors of the symbol in their exponents: free of the symbol, never zero.
    rates: Vec<(Rational, Value)>,
    power: Rational,
    logarithms: Rational,
}

impl GrowthOrder {
    /// The order of what does not grow.
    pub(super) fn constant() -> GrowthOrder {
        GrowthOrder::power(Rational::ZERO)
    }

    /// The order of a power of the symbol.
    pub(super) fn power(power: Rational) -> GrowthOrder {
        GrowthOrder {
            rates: Vec::new(),
            power,
            logarithms: Rational::ZERO,
        }
    }

    /// The order of the logarithm of the symbol.
    pub(super) fn logarithm() -> GrowthOrder {
        GrowthOrder {
            logarithms: Rational::ONE,
            ..GrowthOrder::constant()
        }
    }

    /// The order of `base^(rate·X)`.
    pub(super) fn exponential(base: Rational, rate: Value) -> GrowthOrder {
        GrowthOrder {
            rates: vec![(base, rate)],
            ..GrowthOrder::constant()
        }
    }

    /// Bases and their rates.
    pub(super) fn rates(&self) -> &[(Rational, Value)] {
        &self.rates
    }

    /// The power of the symbol, where that is all that grows.
    pub(super) fn as_power(&self) -> Option<&Rational> {
        (self.rates.is_empty() && self.logarithms.is_zero()).then_some(&self.power)
    }

    /// The power of the symbol, whatever logarithms there are beside it.
    pub(super) fn power_beside_logarithms(&self) -> Option<&Rational> {
        self.rates.is_empty().then_some(&self.power)
    }
}

impl Algebra {
    /// The order of a product of one growth and a power of another.
    pub(super) fn order_times(
        &self,
        left: &GrowthOrder,
        right: &GrowthOrder,
        exponent: &Rational,
    ) -> Result<GrowthOrder> {
        let mut rates = left.rates.clone();
        for (base, rate) in &right.rates {
            let rate = self.multiply(rate, &Value::from(exponent.clone()))?;
            match rates.iter().position(|(held, _)| held == base) {
                Some(place) => {
                    let sum = self.add(&rates[place].1, &rate)?;
                    if sum.is_zero() {
                        rates.remove(place);
                    } else {
                        rates[place].1 = sum;
                    }
                }
                None => rates.push((base.clone(), rate)),
            }
        }
        Ok(GrowthOrder {
            rates,
            power: &left.power + &(&right.power * exponent),
            logarithms: &left.logarithms + &(&right.logarithms * exponent),
        })
    }

    /// Which of two grows faster; `None` where that depends on other symbols.
    pub(super) fn order_compare(
        &self,
        left: &GrowthOrder,
        right: &GrowthOrder,
    ) -> Result<Option<Ordering>> {
        let gap = self.order_times(left, right, &Rational::MINUS_ONE)?;
        if gap.rates.is_empty() {
            let powers = gap.power.cmp(&Rational::ZERO);
            return Ok(Some(powers.then(gap.logarithms.cmp(&Rational::ZERO))));
        }
        if let Some(rates) = gap
            .rates
            .iter()
            .map(|(base, rate)| Some((base, rate.as_constant()?)))
            .collect::<Option<Vec<_>>>()
        {
            return Ok(compare_powers(&rates));
        }
        let mut signs = gap.rates.iter().map(|(_, rate)| self.sign_of_value(rate));
        let first = signs.next().flatten();
        Ok(match first {
            Some(Sign::Positive) if signs.all(|sign| sign == first) => Some(Ordering::Greater),
            Some(Sign::Negative) if signs.all(|sign| sign == first) => Some(Ordering::Less),
            _ => None,
        })
    }
}

/// Compares a product of powers of primes with 1, exactly.
fn compare_powers(rates: &[(&Rational, Rational)]) -> Option<Ordering> {
    // A common multiple of the denominators makes the exponents whole.
    let content = rates
        .iter()
        .fold(Rational::ZERO, |content, (_, rate)| content.gcd(rate));
    let (mut above, mut below) = (Rational::ONE, Rational::ONE);
    for (base, rate) in rates {
        let exponent = rate.divided_by(&content)?.to_i64()?;
        if base.bits().saturating_mul(exponent.unsigned_abs()) > LARGEST_COMPARISON {
            return None;
        }
        let power = base.power(i64::try_from(exponent.unsigned_abs()).ok()?)?;
        if exponent > 0 {
            above = &above * &power;
        } else {
            below = &below * &power;
        }
    }
    Some(above.cmp(&below))
}
