//! The closed form behind counts at known sizes: exact interpolation.

mod class;
mod error;
mod points;
mod samples;
mod verdict;

pub use class::Bounds;
pub use error::FitError;
pub use points::Point;
pub use samples::{Sample, Samples};
pub use verdict::{Contradiction, Determined, Fit, Gap, Lower, Open, Wrong};

use crate::algebra::{Algebra, Basis, Faults, Matrix, Polynomial, Rational, Value};
use crate::analysis::fit::class::Class;
use crate::analysis::fit::points::Places;
use crate::analysis::fit::samples::{Distinct, denominator_at};

type Result<T> = std::result::Result<T, FitError>;

/// More numbers than this are not kept: rows times monomials.
const MOST_NUMBERS: usize = 1 << 22;

/// More rows than this are not left out one after the other.
const MOST_TRIALS: usize = 16;

/// How many further samples are named where the samples are enough.
const CHECKS: usize = 2;

/// Finds the polynomial within bounds, divided by a denominator, that has the counts at the sizes of
/// the samples.
///
/// A form is returned only if no other within the bounds has these counts, and it has been put into
/// every row. Otherwise it says what is missing, or which rows contradict the others.
///
/// ```
/// use flopform::algebra::{Algebra, Indeterminate, Rational, Value};
/// use flopform::analysis::fit::{Bounds, Fit, Sample, Samples, fit};
///
/// let sample = |s: i64| Sample {
///     point: vec![Rational::from(s)],
///     count: Rational::from(4 * s * s + 24 * s),
/// };
/// let samples = Samples {
///     symbols: vec![Indeterminate::symbol("S")],
///     rows: (1..=5).map(sample).collect(),
/// };
/// let bounds = Bounds { total: Some(2), ..Bounds::default() };
/// let algebra = Algebra::new();
/// let Ok(Fit::Determined(found)) = fit(&algebra, &samples, &bounds, &Value::one()) else {
///     panic!("five samples fix three monomials");
/// };
/// assert_eq!((found.monomials, found.needed, found.spare), (3, 2, 2));
/// ```
///
/// # Errors
/// Bounds are missing or wide, a denominator has no value at a row, or the limits are met.
pub fn fit(
    algebra: &Algebra,
    samples: &Samples,
    bounds: &Bounds,
    denominator: &Value,
) -> Result<Fit> {
    let class = Class::new(&samples.symbols, bounds)?;
    let distinct = Distinct::of(samples)?;
    let system = System::new(algebra, class, &distinct, denominator)?;
    let basis = algebra.basis(&system.matrix)?;
    let Some(solution) = algebra.solution(&system.matrix, &basis, &system.right)? else {
        return Ok(Fit::Contradicted(system.contradiction(&basis, &distinct)?));
    };
    let places = system.places(&distinct.samples);
    let (rank, monomials) = (basis.rank(), system.class.len());
    let repeated = samples.rows.len() - distinct.rows.len();
    if rank < monomials {
        return Ok(Fit::Open(Open {
            monomials,
            rank,
            repeated,
            missing: monomials - rank,
            points: places.missing(&system.matrix, &basis.rows)?,
            gaps: gaps(&system.class, &distinct),
            lower: system.lower(&distinct)?,
        }));
    }
    let faults = algebra.faults(&system.matrix, &basis, &system.right)?;
    let polynomial = system.polynomial(&solution);
    let spare = system.right.len() - rank;
    Ok(Fit::Determined(Determined {
        needed: polynomial.len(),
        form: system.form(polynomial)?,
        monomials,
        repeated,
        spare,
        unseen: system.rows_of(&faults.unseen, &distinct),
        points: places.further(CHECKS.saturating_sub(spare)),
    }))
}

/// One equation for each distinct sample, one unknown for each monomial.
struct System<'a> {
    algebra: &'a Algebra,
    class: Class,
    denominator: &'a Value,
    matrix: Matrix,
    right: Vec<Rational>,
}

impl<'a> System<'a> {
    fn new(
        algebra: &'a Algebra,
        class: Class,
        distinct: &Distinct<'_>,
        denominator: &'a Value,
    ) -> Result<System<'a>> {
        let (rows, monomials) = (distinct.rows.len(), class.len());
        if rows.saturating_mul(monomials) > MOST_NUMBERS {
            return Err(FitError::TooManyRows { rows, monomials });
        }
        let mut matrix = Matrix::new(monomials);
        let mut right = Vec::with_capacity(rows);
        for (sample, row) in distinct.samples.iter().zip(&distinct.rows) {
            let below = denominator_at(algebra, denominator, &class.symbols, &sample.point);
            let below = below.map_err(|error| FitError::Denominator { row: *row, error })?;
            matrix.push(class.row(&sample.point));
            right.push(&sample.count * &below);
        }
        Ok(System {
            algebra,
            class,
            denominator,
            matrix,
            right,
        })
    }

    fn places<'s>(&'s self, samples: &'s [&'s Sample]) -> Places<'s> {
        Places {
            algebra: self.algebra,
            class: &self.class,
            denominator: self.denominator,
            samples,
        }
    }

    fn polynomial(&self, solution: &[Rational]) -> Polynomial {
        let numbers = solution.iter().cloned().enumerate();
        let terms = numbers.map(|(place, number)| (self.class.monomial(place), number));
        Polynomial::from_terms(terms)
    }

    fn form(&self, polynomial: Polynomial) -> Result<Value> {
        let numerator = Value::from(polynomial);
        Ok(self.algebra.divide(&numerator, self.denominator)?)
    }

    /// The rows of the file that equations come from.
    fn rows_of(&self, equations: &[usize], distinct: &Distinct<'_>) -> Vec<usize> {
        debug_assert_eq!(distinct.rows.len(), self.right.len());
        equations
            .iter()
            .map(|place| distinct.rows[*place])
            .collect()
    }

    /// The polynomial of least degree that the samples fix among those of its degree, where some of them
    /// are left over to confirm it.
    fn lower(&self, distinct: &Distinct<'_>) -> Result<Option<Lower>> {
        for degree in 0..self.class.degree() {
            let class = self.class.up_to(degree);
            if class.len() >= self.right.len() {
                break;
            }
            let system = System::new(self.algebra, class, distinct, self.denominator)?;
            let basis = self.algebra.basis(&system.matrix)?;
            if basis.rank() < system.class.len() {
                break;
            }
            let solution = self
                .algebra
                .solution(&system.matrix, &basis, &system.right)?;
            if let Some(solution) = solution {
                return Ok(Some(Lower {
                    degree,
                    form: system.form(system.polynomial(&solution))?,
                    spare: system.right.len() - basis.rank(),
                }));
            }
        }
        Ok(None)
    }

    /// Which rows are at fault where no polynomial of the class has all counts.
    fn contradiction(&self, basis: &Basis, distinct: &Distinct<'_>) -> Result<Contradiction> {
        let faults = self.algebra.faults(&self.matrix, basis, &self.right)?;
        let spare = self.right.len() - basis.rank();
        Ok(Contradiction {
            monomials: self.class.len(),
            rank: basis.rank(),
            spare,
            contrary: distinct.contrary.clone(),
            wrong: self.wrong(&faults, spare, distinct)?,
        })
    }

    fn wrong(&self, faults: &Faults, spare: usize, distinct: &Distinct<'_>) -> Result<Wrong> {
        let mut alone = Vec::new();
        for place in &faults.alone {
            // With one equation too many each that is seen may be the one; and a long list is told as it
            // is, since a row outside it cannot be at fault alone.
            let listed = spare == 1 || faults.alone.len() > MOST_TRIALS;
            if listed || !matches!(self.without(&[*place])?, Rest::Contradicted) {
                alone.push(*place);
            }
        }
        if let [place] = alone[..] {
            let form = self.without(&[place])?.polynomial();
            return Ok(Wrong::One {
                row: distinct.rows[place],
                count: distinct.samples[place].count.clone(),
                expected: self.expected(form.as_ref(), distinct.samples[place])?,
                form: form.map(|polynomial| self.form(polynomial)).transpose()?,
            });
        }
        if !alone.is_empty() {
            return Ok(Wrong::OneOf(self.rows_of(&alone, distinct)));
        }
        let mut pairs = Vec::new();
        for (one, other) in &faults.pairs {
            let rest = self.without(&[*one, *other])?;
            if !matches!(rest, Rest::Contradicted) {
                pairs.push(([*one, *other], rest));
            }
        }
        let Some((pair, rest)) = pairs.pop().filter(|_| pairs.is_empty()) else {
            return Ok(Wrong::Unknown);
        };
        let form = rest.polynomial();
        Ok(Wrong::Two {
            rows: pair.map(|place| distinct.rows[place]),
            form: form.map(|polynomial| self.form(polynomial)).transpose()?,
        })
    }

    /// What all rows but some come to.
    fn without(&self, left_out: &[usize]) -> Result<Rest> {
        let kept = 0..self.right.len();
        let kept: Vec<usize> = kept.filter(|row| !left_out.contains(row)).collect();
        let mut matrix = Matrix::new(self.class.len());
        for row in &kept {
            matrix.push(self.matrix.row(*row).to_vec());
        }
        let right: Vec<Rational> = kept.iter().map(|row| self.right[*row].clone()).collect();
        let basis = self.algebra.basis(&matrix)?;
        Ok(match self.algebra.solution(&matrix, &basis, &right)? {
            None => Rest::Contradicted,
            Some(solution) if basis.rank() == self.class.len() => {
                Rest::Form(self.polynomial(&solution))
            }
            Some(_) => Rest::Open,
        })
    }

    /// The count that a polynomial has at a sample.
    fn expected(&self, rest: Option<&Polynomial>, sample: &Sample) -> Result<Option<Rational>> {
        let Some(polynomial) = rest else {
            return Ok(None);
        };
        let row = self.class.row(&sample.point);
        let mut sum = Rational::ZERO;
        for (place, worth) in row.iter().enumerate() {
            let coefficient = polynomial.coefficient_of(&self.class.monomial(place));
            sum = &sum + &(&coefficient * worth);
        }
        let symbols = &self.class.symbols;
        let below = denominator_at(self.algebra, self.denominator, symbols, &sample.point)?;
        Ok(sum.divided_by(&below))
    }
}

/// What rows come to without some of them.
enum Rest {
    /// No polynomial has their counts.
    Contradicted,
    /// Many have.
    Open,
    /// One has.
    Form(Polynomial),
}

impl Rest {
    /// The only polynomial.
    fn polynomial(self) -> Option<Polynomial> {
        match self {
            Rest::Form(polynomial) => Some(polynomial),
            Rest::Contradicted | Rest::Open => None,
        }
    }
}

/// The symbols with fewer values than their powers need.
fn gaps(class: &Class, distinct: &Distinct<'_>) -> Vec<Gap> {
    let gaps = class
        .symbols
        .iter()
        .enumerate()
        .filter_map(|(place, symbol)| {
            let values = distinct.samples.iter().map(|sample| &sample.point[place]);
            let mut values: Vec<&Rational> = values.collect();
            values.sort_unstable();
            values.dedup();
            let power = class.power_of(place);
            let enough = values.len() > usize::try_from(power).unwrap_or(usize::MAX);
            (!enough).then(|| Gap {
                symbol: *symbol,
                values: values.len(),
                only: match &values[..] {
                    [only] => Some((*only).clone()),
                    _ => None,
                },
                power,
            })
        });
    gaps.collect()
}
