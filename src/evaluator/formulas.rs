//! Formulas ready to be evaluated at many points.

use std::collections::{HashMap, HashSet};

use num_traits::ToPrimitive;

use crate::algebra::{
    Algebra, AlgebraError, Domain, Environment, Indeterminate, Kernel, Limits, Rational, Value,
};
use crate::evaluator::block::{Block, Column};
use crate::evaluator::compile::Compiler;
use crate::evaluator::exact::ExactMachine;
use crate::evaluator::float::FloatMachine;
use crate::evaluator::graph::{Fraction, Graph, Node, Operation};
use crate::evaluator::lanes::lower;
use crate::evaluator::magnitudes::magnitudes;
use crate::evaluator::register::Wholes;
use crate::evaluator::scalar::doubles;

/// A point at which a formula has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointError {
    /// The values of the symbols.
    pub point: Environment,
    /// Why.
    pub error: AlgebraError,
}

/// Some finished forms over the same symbols, compiled.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Rational, Value};
/// use flopform::evaluator::{Block, Column, Formulas};
/// let algebra = Algebra::new();
/// let s = Value::from(Indeterminate::symbol("S"));
/// let square = algebra.multiply(&s, &s).unwrap();
/// let formulas = Formulas::new(vec![square], &[("S".to_owned(), true)], algebra.limits());
/// let mut exact = formulas.exact();
/// let (wholes, doubles) = ([3, 1 << 40], [3.0, 1_099_511_627_776.0]);
/// let columns = [Column::Whole(&wholes, &doubles)];
/// let block = Block { length: 2, columns: &columns };
/// exact.run(&block).unwrap();
/// assert_eq!(exact.at(0, 0), Rational::from(9));
/// assert_eq!(exact.at(0, 1).to_string(), "1208925819614629174706176");
/// ```
#[derive(Clone, Debug)]
pub struct Formulas {
    values: Vec<Value>,
    symbols: Vec<String>,
    /// Whether each symbol differs between the points of a block.
    varying: Vec<bool>,
    graph: Graph,
    results: Vec<Fraction>,
    /// What each symbol may be, in every formula that has it.
    domains: Vec<Vec<Domain>>,
    limits: Limits,
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
            domains,
            limits: limits.clone(),
        }
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

    /// An evaluator of exact numbers.
    pub fn exact(&self) -> Exact<'_> {
        let nodes = self.results.iter();
        let nodes = nodes.flat_map(|fraction| [fraction.above, fraction.below]);
        let nodes: Vec<Node> = nodes.collect();
        Exact {
            formulas: self,
            machine: ExactMachine::new(&self.graph, &nodes),
            redone: vec![HashMap::new(); self.results.len()],
        }
    }

    /// An evaluator of doubles.
    pub fn float(&self) -> Float<'_> {
        let mut graph = self.graph.clone();
        let results = self.results.iter().map(|fraction| {
            if graph.is_whole(*fraction) {
                fraction.above
            } else {
                graph.add(Operation::Quotient(fraction.above, fraction.below))
            }
        });
        let results: Vec<Node> = results.collect();
        let machine = FloatMachine::new(lower(&graph, &results), results.len());
        let uses = graph.uses(&results);
        let needed = graph.nodes().map(|(node, _)| node);
        let needed = needed.filter(|node| uses[node.index()] > 0 && !graph.is_varying(*node));
        Float {
            formulas: self,
            needed: needed.collect(),
            machine,
            values: Vec::new(),
            same: Vec::new(),
            columns: vec![Vec::new(); self.symbols.len()],
            results: vec![Vec::new(); results.len()],
            graph,
        }
    }

    /// The value of a formula at a point as the algebra has it.
    fn by_algebra(&self, formula: usize, point: Environment) -> Result<Rational, PointError> {
        let algebra = Algebra::with_limits(self.limits.clone());
        let value = algebra.evaluate(&self.values[formula], &point);
        value.map_err(|error| PointError { point, error })
    }

    /// Whether the block has a column for each symbol, of the kind that was foreseen.
    fn foresaw(&self, block: &Block<'_>) -> bool {
        let columns = block.columns.iter().map(Column::is_varying);
        columns.eq(self.varying.iter().copied())
    }

    /// Refuses a block in which a symbol has a value that it may not have.
    fn check_domains(&self, block: &Block<'_>) -> Result<(), PointError> {
        for (place, (column, domains)) in block.columns.iter().zip(&self.domains).enumerate() {
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
                    return Err(PointError {
                        error: AlgebraError::OutsideDomain {
                            symbol: self.symbols[place].clone(),
                            value: column.at(point).to_string(),
                            domain: domain.to_string(),
                        },
                        point: block.point(&self.symbols, point),
                    });
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
        numbers.iter().fold(false, |any, number| any | outside(number))
    } else {
        numbers.iter().fold(false, |any, number| any | too_low(number))
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

/// Evaluates formulas exactly: one for each thread.
#[derive(Clone, Debug)]
pub struct Exact<'f> {
    formulas: &'f Formulas,
    machine: ExactMachine,
    /// The numbers that the machine's do not stand for, by point.
    redone: Vec<HashMap<usize, Rational>>,
}

impl Exact<'_> {
    /// Computes every formula at every point of a block. What does not fit 128 bits is computed by the
    /// algebra.
    ///
    /// # Errors
    /// The first point, in the first formula, that has no exact value: outside a symbol's domain, at a
    /// pole, irrational, or past the limits.
    pub fn run(&mut self, block: &Block<'_>) -> Result<(), PointError> {
        let formulas = self.formulas;
        formulas.check_domains(block)?;
        if !formulas.foresaw(block) {
            for (formula, redone) in self.redone.iter_mut().enumerate() {
                redone.clear();
                for point in 0..block.length {
                    let at = block.point(&formulas.symbols, point);
                    redone.insert(point, formulas.by_algebra(formula, at)?);
                }
            }
            return Ok(());
        }
        let mut inputs = Vec::with_capacity(block.columns.len());
        let mut columns: Vec<&[i64]> = Vec::with_capacity(block.columns.len());
        let mut refused: Vec<usize> = Vec::new();
        let mut converted: Vec<(usize, Vec<i64>)> = Vec::new();
        for (place, column) in block.columns.iter().enumerate() {
            inputs.push(None);
            columns.push(&[]);
            match column {
                Column::Same(number) => inputs[place] = whole(number),
                Column::Whole(numbers, _) => columns[place] = numbers,
                Column::Any(numbers) => {
                    let numbers = numbers.iter().enumerate();
                    let numbers = numbers.map(|(point, number)| {
                        number.to_i64().unwrap_or_else(|| {
                            refused.push(point);
                            1
                        })
                    });
                    converted.push((place, numbers.collect()));
                }
            }
        }
        for (place, numbers) in &converted {
            columns[*place] = numbers;
        }
        let machine = &mut self.machine;
        machine.run(&formulas.graph, &inputs, &columns, refused, block.length);
        for (place, redone) in self.redone.iter_mut().enumerate() {
            redone.clear();
            let fraction = formulas.results[place];
            let above = machine.view(&formulas.graph, fraction.above);
            let below = machine.view(&formulas.graph, fraction.below);
            let (Some(above), Some(below)) = (above, below) else {
                for point in 0..block.length {
                    let at = block.point(&formulas.symbols, point);
                    redone.insert(point, formulas.by_algebra(place, at)?);
                }
                continue;
            };
            let over_one = formulas.graph.is_whole(fraction);
            if over_one && !machine.refuses_any() {
                continue;
            }
            for point in 0..block.length {
                if !machine.refused[point] {
                    if over_one {
                        continue;
                    }
                    if let Some(number) = quotient(above.at(point), below.at(point)) {
                        redone.insert(point, number);
                        continue;
                    }
                }
                let at = block.point(&formulas.symbols, point);
                redone.insert(point, formulas.by_algebra(place, at)?);
            }
        }
        Ok(())
    }

    /// The numbers of a formula after a run, and those that differ from them.
    pub fn numbers(&self, formula: usize) -> (Wholes<'_>, &HashMap<usize, Rational>) {
        let above = self.formulas.results[formula].above;
        let view = self.machine.view(&self.formulas.graph, above);
        (view.unwrap_or(Wholes::Same(0)), &self.redone[formula])
    }

    /// The number of a formula at a point after a run.
    pub fn at(&self, formula: usize, point: usize) -> Rational {
        let (wholes, redone) = self.numbers(formula);
        let redone = redone.get(&point).cloned();
        redone.unwrap_or_else(|| Rational::from_i128(wholes.at(point)))
    }
}

/// A whole number of at most 128 bits.
fn whole(number: &Rational) -> Option<i128> {
    match number.to_i64() {
        Some(number) => Some(i128::from(number)),
        None if number.is_integer() => number.numerator_big().to_i128(),
        None => None,
    }
}

/// An exact quotient; `None` where it has none.
fn quotient(above: i128, below: i128) -> Option<Rational> {
    if below == 0 {
        return None;
    }
    if above.checked_rem(below)? == 0 {
        return above.checked_div(below).map(Rational::from_i128);
    }
    Rational::from_i128(above).divided_by(&Rational::from_i128(below))
}

/// Evaluates formulas in doubles: one for each thread.
#[derive(Clone, Debug)]
pub struct Float<'f> {
    formulas: &'f Formulas,
    graph: Graph,
    machine: FloatMachine,
    needed: Vec<Node>,
    values: Vec<f64>,
    same: Vec<f64>,
    columns: Vec<Vec<f64>>,
    results: Vec<Vec<f64>>,
}

impl Float<'_> {
    /// Computes every formula at every point of a block, to the nearest double or a few next to it.
    ///
    /// # Errors
    /// As [`Exact::run`], but what is irrational is no error.
    pub fn run(&mut self, block: &Block<'_>) -> Result<(), PointError> {
        self.formulas.check_domains(block)?;
        if !self.formulas.foresaw(block) {
            for result in &mut self.results {
                result.clear();
                result.resize(block.length, f64::NAN);
            }
            return (0..block.length).try_for_each(|point| self.redo(block, point));
        }
        for (kept, column) in self.columns.iter_mut().zip(block.columns) {
            kept.clear();
            if let Column::Any(numbers) = column {
                kept.extend(numbers.iter().map(Rational::to_f64));
            }
        }
        let mut results = std::mem::take(&mut self.results);
        for result in &mut results {
            result.resize(block.length, 0.0);
        }
        let inputs = block.columns.iter().map(|column| match column {
            Column::Same(number) => number.to_f64(),
            _ => 0.0,
        });
        let inputs: Vec<f64> = inputs.collect();
        let columns = block.columns.iter().zip(&self.columns);
        let columns = columns.map(|(column, kept)| match column {
            Column::Whole(_, doubles) => *doubles,
            _ => kept,
        });
        let columns: Vec<&[f64]> = columns.collect();
        let mut slices: Vec<&mut [f64]> = results.iter_mut().map(Vec::as_mut_slice).collect();
        doubles(&self.graph, &self.needed, &inputs, &mut self.values);
        self.same.clear();
        let nodes = self.machine.steps().same.iter();
        self.same.extend(nodes.map(|node| self.values[node.index()]));
        let suspects = self.machine.run(&self.same, &columns, &mut slices);
        self.results = results;
        for (from, to) in suspects {
            for point in from..to {
                self.redo(block, point)?;
            }
        }
        Ok(())
    }

    /// Computes the points of whole arrays of doubles, a column for each symbol, without looking at
    /// what the symbols may be. What is not finite stays so.
    pub fn run_arrays(&mut self, columns: &[&[f64]], results: &mut [&mut [f64]]) {
        self.same.clear();
        let nodes = self.machine.steps().same.iter();
        doubles(&self.graph, &self.needed, &[], &mut self.values);
        self.same.extend(nodes.map(|node| self.values[node.index()]));
        self.machine.run(&self.same, columns, results);
    }

    /// What was not finite on the way may be an overflow, a branch that is not taken, or a pole.
    fn redo(&mut self, block: &Block<'_>, point: usize) -> Result<(), PointError> {
        let formulas = self.formulas;
        for (place, result) in self.results.iter_mut().enumerate() {
            let at = block.point(&formulas.symbols, point);
            match formulas.by_algebra(place, at) {
                Ok(number) => result[point] = number.to_f64(),
                // The double is the only answer there is.
                Err(PointError {
                    error: AlgebraError::Irrational { .. },
                    ..
                }) if result[point].is_finite() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The doubles of a formula after a run.
    pub fn numbers(&self, formula: usize) -> &[f64] {
        &self.results[formula]
    }
}
