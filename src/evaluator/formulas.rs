//! Formulas ready to be evaluated at many points.

use std::collections::{HashMap, HashSet};

use crate::algebra::{
    Algebra, AlgebraError, Domain, Environment, Indeterminate, Kernel, Limits, Rational, Value,
};
use crate::evaluator::axis::Axis;
use crate::evaluator::block::{Block, Column};
use crate::evaluator::compile::Compiler;
use crate::evaluator::graph::{Fraction, Graph};
use crate::evaluator::magnitudes::magnitudes;

/// A point at which a formula has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointError {
    /// Its place in the block.
    pub place: usize,
    /// The values of the symbols.
    pub point: Environment,
    /// Why.
    pub error: AlgebraError,
}

/// Some finished forms over the same symbols, compiled.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Rational, Value};
/// use flopform::evaluator::{Block, Column, Exact, Formulas};
/// let algebra = Algebra::new();
/// let s = Value::from(Indeterminate::symbol("S"));
/// let square = algebra.multiply(&s, &s).unwrap();
/// let formulas = Formulas::new(vec![square], &[("S".to_owned(), true)], algebra.limits());
/// let mut exact = Exact::new(&formulas);
/// let (wholes, doubles) = ([3, 1 << 40], [3.0, 1_099_511_627_776.0]);
/// let columns = [Column::Whole(&wholes, &doubles)];
/// let block = Block { length: 2, columns: &columns };
/// exact.run(&block).unwrap();
/// assert_eq!(exact.at(0, 0), Rational::from(9));
/// assert_eq!(exact.at(0, 1).to_string(), "1208925819614629174706176");
/// ```
#[derive(Clone, Debug)]
pub struct Formulas {
    pub(super) values: Vec<Value>,
    pub(super) symbols: Vec<String>,
    /// Whether each symbol differs between the points of a block.
    varying: Vec<bool>,
    pub(super) graph: Graph,
    pub(super) results: Vec<Fraction>,
    /// What each symbol may be, in every formula that has it.
    domains: Vec<Vec<Domain>>,
    /// Those of the domains that the values of each symbol are compared with.
    checked: Vec<Vec<Domain>>,
    pub(super) limits: Limits,
}

impl Formulas {
    /// Compiles forms. Each symbol is given with whether it differs between the points of a block;
    /// what depends only on others is computed once a block. A symbol that is not given has no value,
    /// which is an error at every point.
    pub fn new(values: Vec<Value>, symbols: &[(String, bool)], limits: &Limits) -> Formulas {
        let places = symbols.iter().enumerate();
        let places = places.map(|(place, (name, varying))| (name.clone(), (place, *varying)));
        let places: HashMap<String, (usize, bool)> = places.collect();
        let mut compiler = Compiler::new(&places);
        let results = values.iter().map(|value| compiler.value(value));
        let results: Vec<Fraction> = results.collect();
        let mut domains = vec![Vec::new(); symbols.len()];
        for symbol in values.iter().flat_map(free_symbols) {
            if let Some((place, _)) = places.get(symbol.text())
                && !domains[*place].contains(&symbol.domain())
            {
                domains[*place].push(symbol.domain());
            }
        }
        Formulas {
            graph: compiler.graph,
            values,
            symbols: symbols.iter().map(|(name, _)| name.clone()).collect(),
            varying: symbols.iter().map(|(_, varying)| *varying).collect(),
            results,
            checked: domains.clone(),
            domains,
            limits: limits.clone(),
        }
    }

    /// The same formulas for points all of whose values are from these axes: what the axes show to be
    /// inside its domain is not looked at again at every point.
    #[must_use]
    pub fn within(mut self, axes: &[Axis]) -> Formulas {
        for (domains, axis) in self.checked.iter_mut().zip(axes) {
            domains.retain(|domain| !axis.is_within(*domain));
        }
        self
    }

    /// What the symbol at a place may be, once for every kind of it in the forms.
    pub fn domains(&self, symbol: usize) -> &[Domain] {
        &self.domains[symbol]
    }

    /// For each formula a magnitude that its numbers stay below where the symbols stay below theirs,
    /// if it is always whole and such a magnitude is known.
    pub fn magnitudes(&self, symbols: &[f64]) -> Vec<Option<f64>> {
        let magnitudes = magnitudes(&self.graph, symbols);
        let of = |fraction: &Fraction| {
            let whole = self.graph.is_whole(*fraction);
            whole.then(|| magnitudes[fraction.above.index()]).flatten()
        };
        self.results.iter().map(of).collect()
    }

    /// The value of a formula at a point as the algebra has it.
    pub(super) fn by_algebra(
        &self,
        formula: usize,
        block: &Block<'_>,
        place: usize,
    ) -> Result<Rational, Box<PointError>> {
        let algebra = Algebra::with_limits(self.limits.clone());
        let point = block.point(&self.symbols, place);
        let value = algebra.evaluate(&self.values[formula], &point);
        value.map_err(|error| {
            Box::new(PointError {
                place,
                point,
                error,
            })
        })
    }

    /// Whether the block has a column for each symbol, of the kind that was foreseen.
    pub(super) fn foresaw(&self, block: &Block<'_>) -> bool {
        let columns = block.columns.iter().map(Column::is_varying);
        columns.eq(self.varying.iter().copied())
    }

    /// Refuses a block in which a symbol has a value that it may not have.
    pub(super) fn check_domains(&self, block: &Block<'_>) -> Result<(), Box<PointError>> {
        for (place, (column, domains)) in block.columns.iter().zip(&self.checked).enumerate() {
            for domain in domains {
                let outside = match column {
                    Column::Same(number) => (!domain.contains(number)).then_some(0),
                    Column::Whole(numbers, _) => first_outside(*domain, numbers),
                    Column::Any(numbers) => {
                        let mut numbers = numbers.iter();
                        numbers.position(|number| !domain.contains(number))
                    }
                };
                if let Some(point) = outside {
                    return Err(Box::new(PointError {
                        error: AlgebraError::OutsideDomain {
                            symbol: self.symbols[place].clone(),
                            value: column.at(point).to_string(),
                            domain: domain.to_string(),
                        },
                        place: point,
                        point: block.point(&self.symbols, point),
                    }));
                }
            }
        }
        Ok(())
    }
}

/// The first whole number that a symbol of the domain cannot be.
fn first_outside(domain: Domain, numbers: &[i64]) -> Option<usize> {
    let least = match domain {
        Domain::Integer => return None,
        Domain::Multiple(_) | Domain::Real => 1,
        Domain::Whole | Domain::Flag => 0,
    };
    let step = i64::try_from(domain.step()).unwrap_or(i64::MAX).max(1);
    let too_low = |number: &i64| *number < least;
    let outside = |number: &i64| {
        too_low(number) || (step > 1 && number % step != 0) || (domain.is_flag() && *number > 1)
    };
    // Looking for any is a loop without branches; where it is comes only then.
    let any = if step > 1 || domain.is_flag() {
        numbers
            .iter()
            .fold(false, |any, number| any | outside(number))
    } else {
        numbers
            .iter()
            .fold(false, |any, number| any | too_low(number))
    };
    any.then(|| numbers.iter().position(outside)).flatten()
}

/// The symbols of a value that are to be given one, those inside functions too.
fn free_symbols(value: &Value) -> HashSet<Indeterminate> {
    let mut found = HashSet::new();
    let mut seen = HashSet::new();
    let mut pending = vec![value];
    while let Some(next) = pending.pop() {
        for indeterminate in next.indeterminates() {
            if !seen.insert(indeterminate) {
                continue;
            }
            match Kernel::of(indeterminate) {
                Some(kernel) => pending.extend(kernel.arguments()),
                None => {
                    found.insert(indeterminate);
                }
            }
        }
    }
    found
}
