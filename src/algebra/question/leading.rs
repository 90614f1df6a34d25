//! Leading terms: what is left of a value as one symbol grows and all else is fixed.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::equality::Verdict;
use crate::algebra::question::growth_order::GrowthOrder;
use crate::algebra::question::occurrence::depends_on;
use crate::algebra::question::sign::Sign;
use crate::algebra::question::substitute::Substitution;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// The term to which the quotient of a value tends to 1.
#[derive(Clone, Debug)]
pub(super) struct Leading {
    pub(super) value: Value,
    pub(super) order: GrowthOrder,
    /// Whether the term is all there is, not only what it tends to.
    exact: bool,
}

impl Leading {
    fn constant(value: Value) -> Leading {
        Leading {
            value,
            order: GrowthOrder::constant(),
            exact: true,
        }
    }
}

/// What becomes of a function as the symbol grows.
enum Eventually {
    /// It is this value from some point on.
    Is(Value),
    /// It tends to this.
    Tends(Leading),
}

impl Algebra {
    /// The leading term of a value that is not zero; `None` where the rules do not know it.
    pub(super) fn leading_term(
        &self,
        value: &Value,
        symbol: Indeterminate,
    ) -> Result<Option<Leading>> {
        self.meter.charge(1)?;
        let value = self.settled(value, symbol)?;
        let Some(above) = self.leading_of_polynomial(value.numerator(), symbol)? else {
            return Ok(None);
        };
        if value.denominator().is_one() {
            return Ok(Some(above));
        }
        let Some(below) = self.leading_of_polynomial(value.denominator(), symbol)? else {
            return Ok(None);
        };
        if below.value.is_zero() {
            return Ok(None);
        }
        Ok(Some(Leading {
            value: self.divide(&above.value, &below.value)?,
            order: self.order_times(&above.order, &below.order, &Rational::MINUS_ONE)?,
            exact: above.exact && below.exact,
        }))
    }

    /// The value with maxima, flags and bounded floors replaced by what they are in the end.
    fn settled(&self, value: &Value, symbol: Indeterminate) -> Result<Value> {
        let mut put = Substitution::new();
        for indeterminate in value.indeterminates() {
            if indeterminate.is_symbol() || !depends_on(indeterminate, symbol) {
                continue;
            }
            if let Some(Eventually::Is(settled)) = self.eventually(indeterminate, symbol)? {
                put.insert(indeterminate, settled);
            }
        }
        if put.is_empty() {
            return Ok(value.clone());
        }
        let replaced = self.substitute(value, &put)?;
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.settled(&replaced, symbol))
    }

    fn leading_of_polynomial(
        &self,
        polynomial: &Polynomial,
        symbol: Indeterminate,
    ) -> Result<Option<Leading>> {
        let mut known: Vec<(Indeterminate, Leading)> = Vec::new();
        for indeterminate in polynomial.indeterminates() {
            let Some(leading) = self.leading_of_indeterminate(indeterminate, symbol)? else {
                return Ok(None);
            };
            known.push((indeterminate, leading));
        }
        // The terms by their order of growth.
        let mut groups: Vec<(GrowthOrder, Vec<Value>, bool)> = Vec::new();
        for (monomial, coefficient) in polynomial.terms() {
            self.meter.charge(known.len() as u64)?;
            let mut term = Leading::constant(Value::from(coefficient.clone()));
            for (indeterminate, exponent) in monomial.factors() {
                let found = known.iter().find(|(held, _)| *held == indeterminate);
                let (_, factor) = found.expect("every indeterminate was looked at");
                let power = self.power_integer(&factor.value, i64::from(exponent))?;
                let exponent = Rational::from(exponent);
                term.value = self.multiply(&term.value, &power)?;
                term.order = self.order_times(&term.order, &factor.order, &exponent)?;
                term.exact &= factor.exact;
            }
            match groups.iter_mut().find(|(order, _, _)| *order == term.order) {
                Some((_, values, exact)) => {
                    values.push(term.value);
                    *exact &= term.exact;
                }
                None => groups.push((term.order, vec![term.value], term.exact)),
            }
        }
        self.largest_group(groups)
    }

    /// The sum of the terms that grow fastest, unless they may cancel.
    fn largest_group(
        &self,
        mut groups: Vec<(GrowthOrder, Vec<Value>, bool)>,
    ) -> Result<Option<Leading>> {
        loop {
            let mut largest = 0;
            for place in 1..groups.len() {
                match self.order_compare(&groups[place].0, &groups[largest].0)? {
                    Some(Ordering::Greater) => largest = place,
                    Some(_) => {}
                    None => return Ok(None),
                }
            }
            if groups.is_empty() {
                return Ok(Some(Leading::constant(Value::zero())));
            }
            let (order, values, exact) = groups.swap_remove(largest);
            let value = self.sum_of(&values)?;
            match self.is_zero_form(&value)? {
                Some(false) => {
                    let exact = exact && groups.is_empty();
                    return Ok(Some(Leading {
                        value,
                        order,
                        exact,
                    }));
                }
                // What cancels exactly leaves the slower terms; what only tends to be equal leaves
                // something unknown.
                Some(true) if exact => {}
                _ => return Ok(None),
            }
        }
    }

    /// Whether a value is zero as a form; `None` where that is not decided.
    fn is_zero_form(&self, value: &Value) -> Result<Option<bool>> {
        if value.is_zero() {
            return Ok(Some(true));
        }
        let plain = |one: &Indeterminate| one.is_symbol() && one.law() == PowerLaw::Free;
        if value.indeterminates().iter().all(plain) && self.assumptions().is_empty() {
            return Ok(Some(false));
        }
        Ok(match self.equal(value, &Value::zero())? {
            Verdict::Holds => Some(true),
            Verdict::Fails(_) => Some(false),
            Verdict::NotDecided { .. } => None,
        })
    }

    fn leading_of_indeterminate(
        &self,
        indeterminate: Indeterminate,
        symbol: Indeterminate,
    ) -> Result<Option<Leading>> {
        let value = Value::from(indeterminate);
        if indeterminate == symbol {
            return Ok((indeterminate.law() == PowerLaw::Free).then(|| Leading {
                value,
                order: GrowthOrder::power(Rational::ONE),
                exact: true,
            }));
        }
        if !depends_on(indeterminate, symbol) {
            return Ok(Some(Leading::constant(value)));
        }
        Ok(match self.eventually(indeterminate, symbol)? {
            Some(Eventually::Tends(leading)) => Some(leading),
            Some(Eventually::Is(_)) | None => None,
        })
    }

    /// What becomes of a function that depends on the symbol.
    fn eventually(
        &self,
        indeterminate: Indeterminate,
        symbol: Indeterminate,
    ) -> Result<Option<Eventually>> {
        let Some(kernel) = Kernel::of(indeterminate) else {
            return Ok(None);
        };
        stacker::maybe_grow(64 * 1024, 4 << 20, || match kernel {
            Kernel::Floor(argument) => self.floor_eventually(argument, symbol),
            Kernel::Max(arguments) => self.maximum_eventually(arguments, symbol),
            Kernel::Positive(argument) => {
                let sign = self.eventual_sign(argument, symbol)?;
                Ok(match sign {
                    Some(Sign::Positive) => Some(Eventually::Is(Value::one())),
                    Some(Sign::Negative | Sign::Zero | Sign::NonPositive) => {
                        Some(Eventually::Is(Value::zero()))
                    }
                    _ => None,
                })
            }
            Kernel::NonNegative(argument) => {
                let sign = self.eventual_sign(argument, symbol)?;
                Ok(match sign {
                    Some(Sign::Positive | Sign::Zero | Sign::NonNegative) => {
                        Some(Eventually::Is(Value::one()))
                    }
                    Some(Sign::Negative) => Some(Eventually::Is(Value::zero())),
                    _ => None,
                })
            }
            Kernel::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.settled(condition, symbol)?;
                Ok(if condition.is_one() {
                    Some(Eventually::Is(then.clone()))
                } else if condition.is_zero() {
                    Some(Eventually::Is(otherwise.clone()))
                } else {
                    None
                })
            }
            Kernel::Log2(argument) => self.logarithm_eventually(argument, symbol),
            Kernel::Sqrt(argument) => {
                let half = Rational::new(1, 2).expect("two is not zero");
                let Some(inner) = self.leading_term(argument, symbol)? else {
                    return Ok(None);
                };
                let Ok(value) = self.sqrt(&inner.value) else {
                    return Ok(None);
                };
                Ok(Some(Eventually::Tends(Leading {
                    value,
                    order: self.order_times(&GrowthOrder::constant(), &inner.order, &half)?,
                    exact: inner.exact,
                })))
            }
            Kernel::Power { base, exponent } => {
                let order = self.exponential_order(base, exponent, symbol);
                Ok(order.map(|order| {
                    Eventually::Tends(Leading {
                        value: Value::from(indeterminate),
                        order,
                        exact: true,
                    })
                }))
            }
            Kernel::Sum { .. } | Kernel::Opaque(_) => Ok(None),
        })
    }

    /// The order of a power whose exponent is of degree one in the symbol.
    fn exponential_order(
        &self,
        base: &Rational,
        exponent: &Value,
        symbol: Indeterminate,
    ) -> Option<GrowthOrder> {
        if !base.is_positive()
            || self.mentions(&Value::from(exponent.denominator().clone()), symbol)
        {
            return None;
        }
        let parts = exponent.numerator().collected(symbol);
        let (1, rate) = parts.first()? else {
            return None;
        };
        if !parts.iter().all(|(_, part)| plain(part)) {
            return None;
        }
        let denominator = Value::from(exponent.denominator().clone());
        let rate = self.divide(&Value::from(rate.clone()), &denominator).ok()?;
        Some(GrowthOrder::exponential(base.clone(), rate))
    }

    fn floor_eventually(
        &self,
        argument: &Value,
        symbol: Indeterminate,
    ) -> Result<Option<Eventually>> {
        let Some(leading) = self.leading_term(argument, symbol)? else {
            return Ok(None);
        };
        let whole = match self.order_compare(&leading.order, &GrowthOrder::constant())? {
            None => return Ok(None),
            Some(Ordering::Greater) => {
                return Ok(Some(Eventually::Tends(Leading {
                    exact: false,
                    ..leading
                })));
            }
            Some(Ordering::Less) => Rational::ZERO,
            Some(Ordering::Equal) => {
                let Some(limit) = leading.value.as_constant() else {
                    return Ok(None);
                };
                if !limit.is_integer() {
                    return Ok(Some(Eventually::Is(Value::from(limit.floor()))));
                }
                limit
            }
        };
        // The argument tends to a whole number: from which side decides.
        let whole = Value::from(whole);
        let gap = self.subtract(argument, &whole)?;
        Ok(match self.eventual_sign(&gap, symbol)? {
            Some(sign) if sign.is_nonnegative() => Some(Eventually::Is(whole)),
            Some(Sign::Negative) => {
                let below = self.subtract(&whole, &Value::one())?;
                Some(Eventually::Is(below))
            }
            _ => None,
        })
    }

    fn maximum_eventually(
        &self,
        arguments: &[Value],
        symbol: Indeterminate,
    ) -> Result<Option<Eventually>> {
        for (place, largest) in arguments.iter().enumerate() {
            let mut wins = true;
            for (other, smaller) in arguments.iter().enumerate() {
                if other != place && wins {
                    let lead = self.subtract(largest, smaller)?;
                    let sign = self.eventual_sign(&lead, symbol)?;
                    wins = sign.is_some_and(Sign::is_nonnegative);
                }
            }
            if wins {
                return Ok(Some(Eventually::Is(largest.clone())));
            }
        }
        // Where several grow alike, the largest coefficient leads if it is positive.
        let mut top: Option<Leading> = None;
        for argument in arguments {
            let Some(next) = self.leading_term(argument, symbol)? else {
                return Ok(None);
            };
            let Some(held) = top else {
                top = Some(next);
                continue;
            };
            top = Some(match self.order_compare(&next.order, &held.order)? {
                None => return Ok(None),
                Some(Ordering::Greater) => next,
                Some(Ordering::Less) => held,
                Some(Ordering::Equal) => Leading {
                    value: self.maximum(&held.value, &next.value)?,
                    ..held
                },
            });
        }
        let Some(top) = top else {
            return Ok(None);
        };
        let positive = self.sign_of_value(&top.value) == Some(Sign::Positive);
        Ok(positive.then_some(Eventually::Tends(Leading {
            exact: false,
            ..top
        })))
    }

    fn logarithm_eventually(
        &self,
        argument: &Value,
        symbol: Indeterminate,
    ) -> Result<Option<Eventually>> {
        let Some(inner) = self.leading_term(argument, symbol)? else {
            return Ok(None);
        };
        let tends = |value: Value, order: GrowthOrder| {
            Some(Eventually::Tends(Leading {
                value,
                order,
                exact: false,
            }))
        };
        if let Some(power) = inner.order.power_beside_logarithms() {
            if !power.is_zero() {
                let logarithm = self.log2(&Value::from(symbol))?;
                let value = self.multiply(&Value::from(power.clone()), &logarithm)?;
                let exact = argument.as_indeterminate() == Some(symbol);
                return Ok(Some(Eventually::Tends(Leading {
                    value,
                    order: GrowthOrder::logarithm(),
                    exact,
                })));
            }
            if inner.order.as_power().is_none() {
                return Ok(None);
            }
            let Ok(limit) = self.log2(&inner.value) else {
                return Ok(None);
            };
            let zero = self.is_zero_form(&limit)?;
            return Ok(match zero {
                Some(false) => tends(limit, GrowthOrder::constant()),
                _ => None,
            });
        }
        let mut rate = Value::zero();
        for (base, factor) in inner.order.rates() {
            let logarithm = self.log2(&Value::from(base.clone()))?;
            rate = self.add(&rate, &self.multiply(factor, &logarithm)?)?;
        }
        if self.is_zero_form(&rate)? != Some(false) {
            return Ok(None);
        }
        let value = self.multiply(&rate, &Value::from(symbol))?;
        Ok(tends(value, GrowthOrder::power(Rational::ONE)))
    }

    /// The sign of the value once the symbol is large enough.
    fn eventual_sign(&self, value: &Value, symbol: Indeterminate) -> Result<Option<Sign>> {
        if value.is_zero() {
            return Ok(Some(Sign::Zero));
        }
        let always = self.sign_of_value(value);
        if matches!(always, Some(Sign::Positive | Sign::Zero | Sign::Negative)) {
            return Ok(always);
        }
        let Some(leading) = self.leading_term(value, symbol)? else {
            return Ok(always);
        };
        let sign = self.sign_of_value(&leading.value);
        // A leading term that may vanish for some values of the others says nothing there.
        let sign = sign.filter(|sign| matches!(sign, Sign::Positive | Sign::Negative));
        Ok(sign.or(always))
    }
}
