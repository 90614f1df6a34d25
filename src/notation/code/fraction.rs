//! A closed form as one whole number over another: how it loses its divisions.

use std::collections::HashMap;

use crate::algebra::{Comparison, Domain, Form, Function, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::export;
use crate::notation::code::irrational::{is_irrational, radicand};
use crate::notation::code::refusal::Refusal;

pub(super) type Result<T> = std::result::Result<T, Refusal>;

/// A whole number over the product of a positive number and some factors.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    pub(super) top: Exact,
    pub(super) number: Rational,
    pub(super) factors: Vec<Exact>,
}

impl Fraction {
    pub(super) fn whole(top: Exact) -> Fraction {
        Fraction {
            top,
            number: Rational::ONE,
            factors: Vec::new(),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.number.is_one() && self.factors.is_empty()
    }
}

/// What a function gives.
#[derive(Clone, Debug)]
pub(super) enum Returned {
    /// A whole number.
    Whole(Exact),
    /// A fraction: what stands above its line, and below.
    Fraction(Exact, Exact),
}

/// A function without divisions.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// What has to be 1.
    pub(super) requirements: Vec<Exact>,
    /// What it gives.
    pub(super) returned: Returned,
}

impl Body {
    /// Everything that is computed in it.
    pub(super) fn parts(&self) -> Vec<&Exact> {
        let mut parts: Vec<&Exact> = self.requirements.iter().collect();
        match &self.returned {
            Returned::Whole(value) => parts.push(value),
            Returned::Fraction(top, bottom) => parts.extend([top, bottom]),
        }
        parts
    }
}

/// A function as whole numbers.
///
/// # Errors
/// When its form has no exact translation.
pub(super) fn body(function: &export::Function) -> Result<Body> {
    let domains = function.arguments.iter();
    let domains = domains.map(|argument| (argument.name.clone(), argument.domains.clone()));
    let mut translator = Translator {
        domains: domains.collect(),
    };
    let mut requirements = Vec::new();
    for needed in &function.requirements {
        requirements.push(translator.compare(&needed.left, needed.relation, &needed.right)?);
    }
    let fraction = translator.fraction(&function.form)?;
    let returned = if fraction.is_whole() {
        Returned::Whole(fraction.top)
    } else if function.whole {
        Returned::Whole(translator.floor(fraction))
    } else {
        let bottom = translator.bottom(&fraction);
        Returned::Fraction(fraction.top, bottom)
    };
    Ok(Body {
        requirements,
        returned,
    })
}

/// Turns forms into whole numbers; what is known of names decides how simple the result is.
pub(super) struct Translator {
    pub(super) domains: HashMap<String, Vec<Domain>>,
}

impl Translator {
    pub(super) fn fraction(&mut self, form: &Form) -> Result<Fraction> {
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.bare(form))
    }

    fn bare(&mut self, form: &Form) -> Result<Fraction> {
        match form {
            Form::Number(number) => Ok(Fraction::whole(Exact::Number(number.clone()))),
            Form::Name(name) => Ok(self.name(name)),
            Form::Sum(terms) => {
                let mut fractions = Vec::with_capacity(terms.len());
                for term in terms {
                    fractions.push(self.fraction(&term.form)?);
                }
                let (tops, number, factors) = common(fractions);
                let signs = terms.iter().map(|term| term.negative);
                let top = Exact::Sum(signs.zip(tops).collect());
                Ok(Fraction {
                    top,
                    number,
                    factors,
                })
            }
            Form::Product(factors) => self.product(factors),
            Form::Quotient(top, bottom) => {
                let top = self.fraction(top)?;
                let bottom = self.fraction(bottom)?;
                Ok(divided(top, bottom))
            }
            Form::Power(power) => self.power(&power.0, &power.1),
            Form::Negative(inner) => {
                let mut fraction = self.fraction(inner)?;
                fraction.top = Exact::Negative(Box::new(fraction.top));
                Ok(fraction)
            }
            Form::Call {
                function,
                arguments,
            } => self.call(*function, arguments),
            Form::Flag {
                left,
                relation,
                right,
            } => Ok(Fraction::whole(self.compare(left, *relation, right)?)),
            Form::If {
                condition,
                then,
                otherwise,
            } => self.choice(condition, then, otherwise),
            Form::Opaque(cost) => Err(Refusal::no_rule(cost)),
        }
    }

    fn name(&self, name: &str) -> Fraction {
        let domains = self.domains.get(name);
        let whole = domains.is_none_or(|domains| domains.iter().any(|domain| domain.is_integer()));
        if whole {
            return Fraction::whole(Exact::Name(name.to_owned()));
        }
        Fraction {
            top: Exact::Part(name.to_owned(), Part::Numerator),
            number: Rational::ONE,
            factors: vec![Exact::Part(name.to_owned(), Part::Denominator)],
        }
    }

    /// Roots are multiplied before they are taken, since only their product may be whole.
    fn product(&mut self, factors: &[Form]) -> Result<Fraction> {
        let (roots, others): (Vec<&Form>, Vec<&Form>) =
            factors.iter().partition(|form| radicand(form).is_some());
        let mut product = Fraction::whole(Exact::number(1));
        for factor in others {
            product = times(product, self.fraction(factor)?);
        }
        if roots.is_empty() {
            return Ok(product);
        }
        let mut under = Fraction::whole(Exact::number(1));
        for radicand in roots.into_iter().filter_map(radicand) {
            under = times(under, self.fraction(radicand)?);
        }
        Ok(times(product, self.root(&under)?))
    }

    /// The root of a fraction that is the square of one.
    fn root(&mut self, under: &Fraction) -> Result<Fraction> {
        let bottom = self.bottom(under);
        if !self.is_positive(&bottom) {
            return Err(Refusal::new(
                "the root of a quotient whose denominator may be negative",
                "bind or assume what makes the denominator positive",
            ));
        }
        let inside = under.top.clone().times(bottom.clone());
        if let Exact::Number(number) = &inside {
            let root = number
                .sqrt_exact()
                .ok_or_else(|| irrational(&format!("sqrt({number})")))?;
            let top = Fraction::whole(Exact::Number(root));
            return Ok(divided(top, Fraction::whole(bottom)));
        }
        let top = Fraction::whole(Exact::Call(Call::WholeSqrt, vec![inside]));
        Ok(divided(top, Fraction::whole(bottom)))
    }

    fn power(&mut self, base: &Form, exponent: &Form) -> Result<Fraction> {
        if let Form::Number(number) = exponent {
            let exponent = number
                .to_i64()
                .and_then(|number| u32::try_from(number).ok());
            let exponent = exponent.ok_or_else(|| {
                Refusal::new(
                    format!("{number} as an exponent"),
                    "no language computes a power that large",
                )
            })?;
            let base = self.fraction(base)?;
            let power = i64::from(exponent);
            let factors = base.factors.into_iter();
            return Ok(Fraction {
                top: base.top.power(exponent),
                number: base.number.power(power).unwrap_or(Rational::ONE),
                factors: factors.map(|factor| factor.power(exponent)).collect(),
            });
        }
        let exponent = self.fraction(exponent)?;
        let exponent = self.floor(exponent);
        let base = self.fraction(base)?;
        Ok(Fraction::whole(Exact::Call(
            Call::Power,
            vec![base.top, exponent],
        )))
    }

    fn call(&mut self, function: Function, arguments: &[Form]) -> Result<Fraction> {
        match (function, arguments) {
            (Function::Floor | Function::Ceil, [argument]) => {
                let up = function == Function::Ceil;
                if is_irrational(argument) {
                    return self.rounded(argument, up);
                }
                let fraction = self.fraction(argument)?;
                Ok(Fraction::whole(if up {
                    ceil(fraction)
                } else {
                    self.floor(fraction)
                }))
            }
            (Function::Max, arguments) => self.extremum(Call::Max, arguments),
            (Function::Min, arguments) => self.extremum(Call::Min, arguments),
            (Function::Sqrt, [argument]) => {
                let under = self.fraction(argument)?;
                self.root(&under)
            }
            (Function::Log2, [argument]) => {
                let fraction = self.fraction(argument)?;
                let bottom = self.bottom(&fraction);
                if let Exact::Number(number) = &fraction.top {
                    return Err(irrational(&format!("log2({number})")));
                }
                Ok(Fraction::whole(Exact::Call(
                    Call::WholeLog2,
                    vec![fraction.top, bottom],
                )))
            }
            (Function::Sum, [Form::Name(index), from, to, body]) => {
                self.sum_over(index, from, to, body)
            }
            (function, _) => unreachable!("{} has the arguments it takes", function.name()),
        }
    }

    fn sum_over(&mut self, index: &str, from: &Form, to: &Form, body: &Form) -> Result<Fraction> {
        let from = self.fraction(from)?;
        let from = self.floor(from);
        let to = self.fraction(to)?;
        let to = self.floor(to);
        let domain = if self.is_positive(&from) {
            Domain::Multiple(1)
        } else if self.is_natural(&from) {
            Domain::Whole
        } else {
            Domain::Integer
        };
        let hidden = self.domains.insert(index.to_owned(), vec![domain]);
        let body = self.fraction(body);
        match hidden {
            Some(hidden) => self.domains.insert(index.to_owned(), hidden),
            None => self.domains.remove(index),
        };
        let body = body?;
        let is_index = |part: &Exact| matches!(part, Exact::Name(name) if name == index);
        if body.factors.iter().any(|factor| factor.any(&is_index)) {
            return Err(Refusal::new(
                "a sum of fractions whose denominators are not the same",
                "bind the bounds of the sum with `--set`, or export it `--to sympy`",
            ));
        }
        let top = Exact::SumOver {
            index: index.to_owned(),
            from: Box::new(from),
            to: Box::new(to),
            body: Box::new(body.top),
        };
        Ok(Fraction { top, ..body })
    }

    fn choice(&mut self, condition: &Form, then: &Form, otherwise: &Form) -> Result<Fraction> {
        let condition = self.fraction(condition)?;
        let condition = self.flag(condition);
        let (then, otherwise) = (self.fraction(then)?, self.fraction(otherwise)?);
        let choose = |then, otherwise| {
            let condition = Box::new(condition.clone());
            Exact::If(condition, Box::new(then), Box::new(otherwise))
        };
        let below = [product_below(&then), product_below(&otherwise)];
        let top = choose(then.top, otherwise.top);
        let [then, otherwise] = below;
        if then == otherwise {
            return Ok(divided(Fraction::whole(top), Fraction::whole(then)));
        }
        let bottom = choose(then, otherwise);
        Ok(divided(Fraction::whole(top), Fraction::whole(bottom)))
    }

    fn extremum(&mut self, call: Call, arguments: &[Form]) -> Result<Fraction> {
        let mut fractions = Vec::with_capacity(arguments.len());
        for argument in arguments {
            fractions.push(self.fraction(argument)?);
        }
        let (tops, number, factors) = common(fractions);
        if factors.iter().all(|factor| self.is_positive(factor)) {
            let top = Exact::Call(call, tops);
            return Ok(Fraction {
                top,
                number,
                factors,
            });
        }
        Err(Refusal::new(
            "the largest or smallest of quotients whose denominators may be negative",
            "bind or assume what makes the denominators positive",
        ))
    }

    /// 1 where the relation holds, else 0. Both sides are brought over one denominator; where its sign
    /// is not known, the sign of the difference is that of its product with it.
    pub(super) fn compare(
        &mut self,
        left: &Form,
        relation: Comparison,
        right: &Form,
    ) -> Result<Exact> {
        let fractions = vec![self.fraction(left)?, self.fraction(right)?];
        let (mut tops, _, factors) = common(fractions);
        let (right, left) = (tops.pop(), tops.pop());
        let (Some(left), Some(right)) = (left, right) else {
            unreachable!("two fractions have two tops");
        };
        let unknown: Vec<Exact> = factors
            .into_iter()
            .filter(|factor| !self.is_positive(factor))
            .collect();
        if unknown.is_empty() {
            return Ok(Exact::Compare(relation, Box::new(left), Box::new(right)));
        }
        let nonzero = |factor| Exact::Call(Call::NonZero, vec![factor]);
        let difference = Exact::Sum(vec![(false, left), (true, right)]);
        let signed = unknown
            .into_iter()
            .map(nonzero)
            .fold(difference, Exact::times);
        let zero = Box::new(Exact::number(0));
        Ok(Exact::Compare(relation, Box::new(signed), zero))
    }

    /// What stands below the line; where it may be zero, it is refused there.
    pub(super) fn bottom(&self, fraction: &Fraction) -> Exact {
        let number = Exact::Number(fraction.number.clone());
        fraction.factors.iter().fold(number, |bottom, factor| {
            bottom.times(if self.is_positive(factor) {
                factor.clone()
            } else {
                Exact::Call(Call::NonZero, vec![factor.clone()])
            })
        })
    }

    pub(super) fn floor(&self, fraction: Fraction) -> Exact {
        if fraction.is_whole() {
            return fraction.top;
        }
        let bottom = product_below(&fraction);
        let natural = self.is_natural(&fraction.top) && self.is_positive(&bottom);
        let call = if natural {
            Call::NaturalDivide
        } else {
            Call::FloorDivide
        };
        Exact::Call(call, vec![fraction.top, bottom])
    }
}

/// The smallest whole number that is not below the fraction.
pub(super) fn ceil(fraction: Fraction) -> Exact {
    if fraction.is_whole() {
        return fraction.top;
    }
    let bottom = product_below(&fraction);
    Exact::Call(Call::CeilDivide, vec![fraction.top, bottom])
}

fn irrational(what: &str) -> Refusal {
    Refusal::new(
        format!("{what} is irrational, and has no exact value in code"),
        "export it `--to sympy` or `--to mathematica`, which keep it as it is",
    )
}

pub(super) fn times(left: Fraction, right: Fraction) -> Fraction {
    let mut factors = left.factors;
    factors.extend(right.factors);
    Fraction {
        top: left.top.times(right.top),
        number: &left.number * &right.number,
        factors,
    }
}

/// Multiplies by what stands below the other's line, and divides by what stands above.
pub(super) fn divided(top: Fraction, bottom: Fraction) -> Fraction {
    let mut above = top.top;
    let Fraction {
        top: under,
        number,
        factors,
    } = bottom;
    above = above.times(Exact::Number(number));
    above = factors.into_iter().fold(above, Exact::times);
    let mut divided = Fraction {
        top: above,
        number: top.number,
        factors: top.factors,
    };
    let parts = match under {
        Exact::Product(parts) => parts,
        other => vec![other],
    };
    for part in parts {
        match part {
            Exact::Number(number) if number.is_positive() => {
                divided.number = &divided.number * &number;
            }
            part => divided.factors.push(part),
        }
    }
    divided
}

pub(super) fn product_below(fraction: &Fraction) -> Exact {
    let number = Exact::Number(fraction.number.clone());
    fraction.factors.iter().cloned().fold(number, Exact::times)
}

/// The fractions over one denominator: what stands above each line, and the denominator.
fn common(fractions: Vec<Fraction>) -> (Vec<Exact>, Rational, Vec<Exact>) {
    let mut number = Rational::ONE;
    let mut factors: Vec<Exact> = Vec::new();
    for fraction in &fractions {
        let shared = number.gcd(&fraction.number);
        let product = &number * &fraction.number;
        number = product.divided_by(&shared).unwrap_or(product);
        let mut held = factors.clone();
        for factor in &fraction.factors {
            match held.iter().position(|other| other == factor) {
                Some(place) => {
                    held.remove(place);
                }
                None => factors.push(factor.clone()),
            }
        }
    }
    let tops = fractions.into_iter().map(|fraction| {
        let missing = number.divided_by(&fraction.number).unwrap_or(Rational::ONE);
        let mut top = Exact::Number(missing).times(fraction.top);
        let mut held = fraction.factors;
        for factor in &factors {
            match held.iter().position(|other| other == factor) {
                Some(place) => {
                    held.remove(place);
                }
                None => top = top.times(factor.clone()),
            }
        }
        top
    });
    (tops.collect(), number, factors)
}
