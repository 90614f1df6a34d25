//! Claims proved case by case: a symbol under a floor by its residue, a maximum by the largest
//! argument, a flag by its value.

use std::collections::HashSet;

use crate::algebra::context::Algebra;
use crate::algebra::domain::Domain;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::occurrence::{everything_in, free_symbols};
use crate::algebra::question::sign::Sign;
use crate::algebra::question::substitute::Substitution;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// What looking at all cases came to.
pub(super) enum Outcome {
    /// The claim holds in every case.
    Proved,
    /// The claim could not be proved in the case in which this value is left.
    Open(Value),
    /// There are more cases than the limits allow.
    TooMany,
}

/// One of the cases into which a value falls apart.
struct Branch {
    put: Substitution,
    /// What is not negative there.
    holds: Vec<Polynomial>,
}

/// A claim about a value, and how many cases may still be looked at.
pub(super) struct Cases<'a> {
    /// Whether the claim is seen at once.
    pub(super) quick: &'a dyn Fn(&Algebra, &Value) -> bool,
    /// Whether the claim is proved where nothing is left to split.
    pub(super) last: &'a dyn Fn(&Algebra, &Value) -> bool,
    pub(super) left: u64,
}

impl Cases<'_> {
    /// Proves the claim, splitting the value into cases as long as it is open.
    pub(super) fn decide(
        &mut self,
        algebra: &Algebra,
        value: &Value,
        depth: u32,
    ) -> Result<Outcome> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(Outcome::TooMany);
        };
        self.left = left;
        if (self.quick)(algebra, value) {
            return Ok(Outcome::Proved);
        }
        let Some(branches) = algebra.branches(value, depth, self.left)? else {
            return Ok(if (self.last)(algebra, value) {
                Outcome::Proved
            } else {
                Outcome::Open(value.clone())
            });
        };
        for branch in branches {
            let Some(inside) = algebra.inside(&branch)? else {
                continue;
            };
            let there = match inside.simplify_anew(value, &branch.put) {
                Ok(there) => there,
                Err(AlgebraError::DivisionByZero | AlgebraError::Undefined { .. })
                    if is_strict(value) =>
                {
                    // Nothing is claimed where the value is not defined.
                    continue;
                }
                Err(limit @ AlgebraError::Limit { .. }) => return Err(limit),
                Err(_) => return Ok(Outcome::Open(value.clone())),
            };
            let outcome = stacker::maybe_grow(64 * 1024, 4 << 20, || {
                self.decide(&inside, &there, depth + 1)
            })?;
            if !matches!(outcome, Outcome::Proved) {
                return Ok(outcome);
            }
        }
        Ok(Outcome::Proved)
    }
}

/// Whether the value is undefined wherever a part of it is; branches not taken and bodies of empty
/// sums are parts that need not be defined.
fn is_strict(value: &Value) -> bool {
    let mut functions = everything_in([value]).into_iter().filter_map(Kernel::of);
    functions.all(|kernel| !matches!(kernel, Kernel::If { .. } | Kernel::Sum { .. }))
}

impl Algebra {
    /// The workbench inside a case; `None` for a case that cannot occur.
    fn inside(&self, branch: &Branch) -> Result<Option<Algebra>> {
        let replaces_symbols = branch.put.keys().any(|key| key.is_symbol());
        let mut algebra = if replaces_symbols {
            let Some(kept) = self.assumptions_after(&branch.put)? else {
                return Ok(None);
            };
            self.with_assumptions(kept)
        } else {
            self.clone()
        };
        for fact in &branch.holds {
            if algebra.sign(fact) == Some(Sign::Negative) {
                return Ok(None);
            }
            algebra = algebra.assuming(fact.clone());
        }
        // A fact that is new may contradict one that was there before.
        let mut facts = algebra.assumptions().iter();
        if !branch.holds.is_empty() && facts.any(|fact| algebra.sign(fact) == Some(Sign::Negative))
        {
            return Ok(None);
        }
        Ok(Some(algebra))
    }

    /// The assumptions with values put in, as far as they remain polynomials of known meaning;
    /// `None` where one cannot hold.
    fn assumptions_after(&self, put: &Substitution) -> Result<Option<Vec<Polynomial>>> {
        let mut kept = Vec::new();
        for assumption in self.assumptions() {
            let value = match self.substitute(&Value::from(assumption.clone()), put) {
                Ok(value) => value,
                Err(limit @ AlgebraError::Limit { .. }) => return Err(limit),
                Err(_) => continue,
            };
            let Some(polynomial) = self.as_assumption(&value, false) else {
                continue;
            };
            match polynomial.as_constant() {
                Some(number) if number.is_negative() => return Ok(None),
                Some(_) => {}
                None => kept.push(polynomial),
            }
        }
        Ok(Some(kept))
    }

    /// The cases of the first thing in the value that can be split; `None` where nothing can.
    fn branches(&self, value: &Value, depth: u32, most: u64) -> Result<Option<Vec<Branch>>> {
        let flag = free_symbols(value)
            .into_iter()
            .find(|symbol| symbol.domain().is_flag());
        if let Some(flag) = flag {
            let cases = [0, 1].map(|number| Branch {
                put: Substitution::from_iter([(flag, Value::integer(number))]),
                holds: Vec::new(),
            });
            return Ok(Some(cases.into()));
        }
        let functions = splittable(value);
        for (indeterminate, kernel) in &functions {
            if let Some(branches) = self.branches_of(*indeterminate, kernel)? {
                return Ok(Some(branches));
            }
        }
        let Some((symbol, modulus)) = residues_needed(&functions, most) else {
            return Ok(None);
        };
        self.residues(symbol, modulus, depth).map(Some)
    }

    fn branches_of(
        &self,
        indeterminate: Indeterminate,
        kernel: &Kernel,
    ) -> Result<Option<Vec<Branch>>> {
        let branch = |value: Value, holds: Option<Polynomial>| Branch {
            put: Substitution::from_iter([(indeterminate, value)]),
            holds: holds.into_iter().collect(),
        };
        let flag = |argument: &Value, strict: bool| {
            let not = self.as_assumption(&self.negate(argument), !strict);
            vec![
                branch(Value::one(), self.as_assumption(argument, strict)),
                branch(Value::zero(), not),
            ]
        };
        Ok(match kernel {
            Kernel::Positive(argument) => Some(flag(argument, true)),
            Kernel::NonNegative(argument) => Some(flag(argument, false)),
            Kernel::Max(arguments) => {
                let mut branches = Vec::new();
                for (place, largest) in arguments.iter().enumerate() {
                    let mut case = branch(largest.clone(), None);
                    for (other, smaller) in arguments.iter().enumerate() {
                        if other != place {
                            let lead = self.subtract(largest, smaller)?;
                            // Of equal arguments the first counts as the largest.
                            case.holds.extend(self.as_assumption(&lead, other < place));
                        }
                    }
                    branches.push(case);
                }
                Some(branches)
            }
            _ => None,
        })
    }

    /// The cases of a symbol by its residue: `n = modulus·t + r`.
    fn residues(&self, symbol: Indeterminate, modulus: u64, depth: u32) -> Result<Vec<Branch>> {
        self.meter.charge(modulus)?;
        let domain = symbol.domain();
        let step = Rational::from(domain.step().max(1));
        let mut branches = Vec::new();
        for residue in 0..modulus {
            let inner = match domain {
                Domain::Multiple(_) if residue == 0 => Domain::default(),
                Domain::Integer => Domain::Integer,
                _ => Domain::Whole,
            };
            let name = format!("{}'{depth}", symbol.text());
            let inner = Polynomial::indeterminate(Indeterminate::symbol_in(&name, inner));
            let sum = inner
                .scaled(&Rational::from(modulus))
                .plus(&Polynomial::constant(Rational::from(residue)));
            branches.push(Branch {
                put: Substitution::from_iter([(symbol, Value::from(sum.scaled(&step)))]),
                holds: Vec::new(),
            });
        }
        Ok(branches)
    }
}

/// The functions in a value that depend on nothing bound, inner ones first. Branches of an `if` are
/// left until its condition is decided.
fn splittable(value: &Value) -> Vec<(Indeterminate, &'static Kernel)> {
    fn walk(
        value: &Value,
        seen: &mut HashSet<Indeterminate>,
        found: &mut Vec<(Indeterminate, &'static Kernel)>,
    ) {
        for indeterminate in value.indeterminates() {
            let Some(kernel) = Kernel::of(indeterminate) else {
                continue;
            };
            if !seen.insert(indeterminate) {
                continue;
            }
            let inside = match kernel {
                Kernel::Sum { from, to, .. } => vec![from, to],
                Kernel::If { condition, .. } => vec![condition],
                _ => kernel.arguments(),
            };
            stacker::maybe_grow(64 * 1024, 4 << 20, || {
                for argument in inside {
                    walk(argument, seen, found);
                }
            });
            found.push((indeterminate, kernel));
        }
    }
    let mut found = Vec::new();
    walk(value, &mut HashSet::new(), &mut found);
    found
}

/// A symbol whose residue decides floors and powers of −1, and the modulus that does.
fn residues_needed(
    functions: &[(Indeterminate, &'static Kernel)],
    most: u64,
) -> Option<(Indeterminate, u64)> {
    let half = Rational::new(1, 2).expect("two is not zero");
    let mut divided: Vec<Polynomial> = Vec::new();
    for (_, kernel) in functions {
        match kernel {
            Kernel::Floor(argument) => divided.extend(argument.as_polynomial().cloned()),
            // It tells even exponents from odd ones, as a floor of the half would.
            Kernel::Power { base, exponent } if *base == Rational::MINUS_ONE => {
                let exponent = exponent.as_polynomial();
                divided.extend(exponent.map(|exponent| exponent.scaled(&half)));
            }
            _ => {}
        }
    }
    let mut symbols: Vec<Indeterminate> = Vec::new();
    for polynomial in &divided {
        symbols.extend(polynomial.indeterminates());
    }
    symbols.retain(|symbol| symbol.is_symbol() && symbol.domain().is_integer());
    symbols.sort_unstable();
    symbols.dedup();
    symbols.into_iter().find_map(|symbol| {
        let step = Rational::from(symbol.domain().step().max(1));
        let mut modulus = Rational::ONE;
        for (monomial, coefficient) in divided.iter().flat_map(Polynomial::terms) {
            let exponent = monomial.degree_in(symbol);
            if exponent == 0 {
                continue;
            }
            let scale = step.power(i64::from(exponent))?;
            let divisor = (coefficient * &scale).denominator();
            // The least common multiple.
            let common = modulus.gcd(&divisor);
            modulus = &modulus * &divisor.divided_by(&common)?;
            if modulus > Rational::from(most) {
                return None;
            }
        }
        let modulus = u64::try_from(modulus.to_i64()?).ok()?;
        (modulus > 1).then_some((symbol, modulus))
    })
}
