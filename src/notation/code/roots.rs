//! Roots and logarithms that are rounded at once, and so have an exact value everywhere.

use crate::algebra::{Comparison, Form, Function, Rational};
use crate::notation::code::exact::{Call, Exact};
use crate::notation::code::fraction::{Fraction, Result, Translator, ceil, divided, times};
use crate::notation::code::irrational::{is_irrational, radicand};
use crate::notation::code::refusal::Refusal;

/// The largest factor of a logarithm that is written as a power inside it.
const MOST_TIMES: i64 = 64;

impl Translator {
    /// The floor or the ceiling of roots that are only multiplied, or of logarithms that are only added
    /// up.
    pub(super) fn rounded(&mut self, form: &Form, up: bool) -> Result<Fraction> {
        let rounded = match square(self, form)? {
            Some(square) => {
                let bottom = self.bottom(&square);
                if !self.is_positive(&bottom) {
                    return Err(too_hard());
                }
                if up {
                    // The root of n is above k where n is above k², so n may be rounded up first.
                    let above = ceil(square);
                    root_above(above)
                } else {
                    let below = self.floor(square);
                    Exact::Call(Call::FloorSqrt, vec![below])
                }
            }
            None => logarithm(self, form, up)?.ok_or_else(too_hard)?,
        };
        Ok(Fraction::whole(rounded))
    }
}

fn too_hard() -> Refusal {
    Refusal::new(
        "a root or logarithm inside `floor` or `ceil` that is not alone there",
        "export it `--to sympy` or `--to mathematica`, or bind its symbols with `--set`",
    )
}

/// The smallest whole number whose square is not below n: one more than the root of n − 1, and 0
/// for 0.
fn root_above(n: Exact) -> Exact {
    let one = || Exact::number(1);
    let less = Exact::Sum(vec![(false, n.clone()), (true, one())]);
    let floor = Exact::Call(Call::FloorSqrt, vec![less]);
    let above = Exact::Sum(vec![(false, floor), (false, one())]);
    let zero = Exact::number(0);
    let is_zero = Exact::Compare(Comparison::Equal, Box::new(n), Box::new(zero.clone()));
    Exact::If(Box::new(is_zero), Box::new(zero), Box::new(above))
}

/// The square of a product of roots and of what is not negative; `None` where it is none.
fn square(translator: &mut Translator, form: &Form) -> Result<Option<Fraction>> {
    let mut product = Fraction::whole(Exact::number(1));
    let (top, bottom) = match form {
        Form::Quotient(top, bottom) => (&**top, Some(&**bottom)),
        form => (form, None),
    };
    let factors = match top {
        Form::Product(factors) => factors.iter().collect(),
        form => vec![form],
    };
    for factor in factors {
        let squared = if let Some(radicand) = radicand(factor) {
            translator.fraction(radicand)?
        } else if is_irrational(factor) {
            return Ok(None);
        } else {
            let fraction = translator.fraction(factor)?;
            if !translator.is_natural(&fraction.top) {
                return Ok(None);
            }
            times(fraction.clone(), fraction)
        };
        product = times(product, squared);
    }
    let Some(bottom) = bottom else {
        return Ok(Some(product));
    };
    if is_irrational(bottom) {
        return Ok(None);
    }
    let bottom = translator.fraction(bottom)?;
    if !translator.is_positive(&bottom.top) {
        return Ok(None);
    }
    Ok(Some(divided(product, times(bottom.clone(), bottom))))
}

/// The rounded sum of whole multiples of logarithms and whole numbers, over a number: the logarithm of
/// one product.
fn logarithm(translator: &mut Translator, form: &Form, up: bool) -> Result<Option<Exact>> {
    let (top, below) = match form {
        Form::Quotient(top, bottom) => match &**bottom {
            Form::Number(number) => (&**top, number.clone()),
            _ => return Ok(None),
        },
        form => (form, Rational::ONE),
    };
    let mut product = Fraction::whole(Exact::number(1));
    let mut outside = Vec::new();
    for (negative, term) in top.terms() {
        let Some((times_taken, argument)) = multiple(term) else {
            if is_irrational(term) {
                return Ok(None);
            }
            let fraction = translator.fraction(term)?;
            if !fraction.is_whole() {
                return Ok(None);
            }
            outside.push((negative, fraction.top));
            continue;
        };
        let argument = translator.fraction(argument)?;
        for _ in 0..times_taken {
            product = if negative {
                divided(product, argument.clone())
            } else {
                times(product, argument.clone())
            };
        }
    }
    let bottom = translator.bottom(&product);
    // ⌈log2(p/q)⌉ is −⌊log2(q/p)⌋.
    let logarithm = if up {
        let floor = Exact::Call(Call::FloorLog2, vec![bottom, product.top]);
        Exact::Negative(Box::new(floor))
    } else {
        Exact::Call(Call::FloorLog2, vec![product.top, bottom])
    };
    let sum = if outside.is_empty() {
        logarithm
    } else {
        outside.push((false, logarithm));
        Exact::Sum(outside)
    };
    if below.is_one() {
        return Ok(Some(sum));
    }
    // What is divided by a whole number may be rounded before and after.
    let fraction = divided(Fraction::whole(sum), Fraction::whole(Exact::Number(below)));
    Ok(Some(if up {
        ceil(fraction)
    } else {
        translator.floor(fraction)
    }))
}

/// How often a term is a logarithm, and what of.
fn multiple(term: &Form) -> Option<(i64, &Form)> {
    let logarithm = |form| match form {
        &Form::Call {
            function: Function::Log2,
            ref arguments,
        } => arguments.first(),
        _ => None,
    };
    match term {
        Form::Product(factors) => match &factors[..] {
            [Form::Number(number), of] => {
                let times = number.to_i64().filter(|times| *times <= MOST_TIMES)?;
                Some((times, logarithm(of)?))
            }
            _ => None,
        },
        term => Some((1, logarithm(term)?)),
    }
}
