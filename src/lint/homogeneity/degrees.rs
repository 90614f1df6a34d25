//! The terms of a value and their degrees.

use std::collections::BTreeSet;

use crate::algebra::{Algebra, Indeterminate, Kernel, Polynomial, Term, Value};

/// A term whose degree in a symbol is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outlier {
    /// The symbol.
    pub(super) symbol: String,
    /// The term, by its place.
    pub(super) term: usize,
    /// Its degree.
    pub(super) degree: i64,
    /// The degrees that the others have.
    pub(super) usual: Vec<i64>,
    /// One of the others.
    pub(super) example: usize,
}

impl Outlier {
    /// Whether the term has the symbol less often than the others.
    pub(super) fn lacks(&self) -> bool {
        self.usual.iter().all(|usual| self.degree < *usual)
    }
}

/// The terms of a value, multiplied out.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    each: Vec<Term>,
    /// What all of them are divided by, a single term.
    divisor: Value,
    /// The symbols whose degree is known in every term: those that stand in no function.
    symbols: Vec<Indeterminate>,
}

impl Terms {
    /// The terms of a value; `None` where it is divided by more than one term.
    pub(super) fn of(value: &Value) -> Option<Terms> {
        value.denominator().as_term()?;
        let divisor = Value::from(value.denominator().clone());
        let terms: Vec<Term> = value.numerator().terms().cloned().collect();
        let mut hidden = BTreeSet::new();
        let mut symbols = BTreeSet::new();
        for indeterminate in value.indeterminates() {
            match Kernel::of(indeterminate) {
                None => {
                    symbols.insert(indeterminate);
                }
                Some(kernel) => {
                    for argument in kernel.arguments() {
                        hidden.extend(argument.free_symbols());
                    }
                }
            }
        }
        Some(Terms {
            each: terms,
            divisor,
            symbols: symbols.difference(&hidden).copied().collect(),
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.each.len()
    }

    /// The symbols whose degrees are known.
    pub(super) fn symbols(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.symbols.iter().map(|symbol| symbol.text())
    }

    /// The degree of each term in a symbol; `None` where some are not known.
    pub(super) fn degrees(&self, symbol: &str) -> Option<Vec<i64>> {
        let symbol = self.symbols.iter().find(|held| held.text() == symbol)?;
        let below = i64::from(self.divisor.numerator().degree_in(*symbol));
        let degrees = self.each.iter();
        let degrees = degrees.map(|(monomial, _)| i64::from(monomial.degree_in(*symbol)) - below);
        Some(degrees.collect())
    }

    /// Whether a symbol has one degree in all terms; `None` where that says nothing.
    pub(super) fn is_even_in(&self, symbol: &str) -> Option<bool> {
        let degrees = self.degrees(symbol)?;
        let (first, rest) = degrees.split_first()?;
        Some(*first != 0 && rest.iter().all(|degree| degree == first))
    }

    /// The terms that stand alone: at least two others have the symbol, all in one degree.
    pub(super) fn outliers(&self) -> Vec<Outlier> {
        let found = self.symbols().filter_map(|symbol| {
            let degrees = self.degrees(symbol)?;
            alone(&degrees).map(|(term, example)| Outlier {
                symbol: symbol.to_owned(),
                term,
                degree: degrees[term],
                usual: vec![degrees[example]],
                example,
            })
        });
        found.collect()
    }

    /// The one term whose degree in a symbol no term of another value has, where at least two terms
    /// have such a degree; or one, if all terms of the other value have the symbol in one degree.
    pub(super) fn outliers_beside(&self, other: &Terms) -> Vec<Outlier> {
        let found = self.symbols().filter_map(|symbol| {
            let theirs: BTreeSet<i64> = other.degrees(symbol)?.into_iter().collect();
            let degrees = self.degrees(symbol)?;
            let is_strange = |term: &usize| !theirs.contains(&degrees[*term]);
            let (strange, shared): (Vec<usize>, Vec<usize>) =
                (0..degrees.len()).partition(is_strange);
            let even = theirs.len() == 1 && !theirs.contains(&0);
            match (&strange[..], &shared[..]) {
                ([term], [example, more @ ..]) if even || !more.is_empty() => Some(Outlier {
                    symbol: symbol.to_owned(),
                    term: *term,
                    degree: degrees[*term],
                    usual: theirs.into_iter().collect(),
                    example: *example,
                }),
                _ => None,
            }
        });
        found.collect()
    }

    /// A term as a value.
    pub(super) fn term(&self, place: usize, algebra: &Algebra) -> Value {
        let (monomial, coefficient) = self.each[place].clone();
        let term = Value::from(Polynomial::term(monomial, coefficient));
        let divided = algebra.divide(&term, &self.divisor);
        divided.unwrap_or(term)
    }
}

/// The one place whose degree differs from all others, and one of the others, if these are at least two
/// and not zero.
fn alone(degrees: &[i64]) -> Option<(usize, usize)> {
    if degrees.len() < 3 {
        return None;
    }
    // Two of the first three are usual, if anything is.
    let first_is_usual = degrees[0] == degrees[1] || degrees[0] == degrees[2];
    let usual = usize::from(!first_is_usual);
    let mut others = (0..degrees.len()).filter(|place| degrees[*place] != degrees[usual]);
    let term = others.next()?;
    (others.next().is_none() && degrees[usual] > 0).then_some((term, usual))
}
