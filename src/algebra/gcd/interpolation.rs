//! Zippel's sparse interpolation: a multiple of a greatest common divisor modulo a prime, one
//! indeterminate after the other.

use crate::algebra::error::AlgebraError;
use crate::algebra::gcd::residue::{Ordered, Powers, Residues, add_at};
use crate::algebra::gcd::univariate;
use crate::algebra::gcd::vandermonde;
use crate::algebra::limits::Meter;
use crate::algebra::prime::{Field, Sequence};

/// What is sought modulo a prime: the common divisor whose leading coefficient in the first
/// indeterminate is the given one.
pub(super) struct Inputs<'a> {
    pub(super) left: Ordered<'a>,
    pub(super) right: Ordered<'a>,
    /// A multiple of the leading coefficient of the greatest common divisor.
    pub(super) lead: Ordered<'a>,
    /// How high the degree of the result can be in each indeterminate but the first.
    pub(super) bounds: Vec<u64>,
}

/// The three polynomials with some of the last indeterminates set to numbers.
#[derive(Clone)]
struct Level {
    left: Residues,
    right: Residues,
    lead: Residues,
}

impl Level {
    fn of(inputs: &Inputs, field: &Field) -> Level {
        Level {
            left: inputs.left.modulo(field),
            right: inputs.right.modulo(field),
            lead: inputs.lead.modulo(field),
        }
    }

    fn at_last(&self, field: &Field, number: u64) -> Level {
        Level {
            left: self.left.at_last(field, number),
            right: self.right.at_last(field, number),
            lead: self.lead.at_last(field, number),
        }
    }

    fn len(&self) -> u64 {
        (self.left.coefficients.len()
            + self.right.coefficients.len()
            + self.lead.coefficients.len()) as u64
    }
}

/// The image from scratch, or `None` where the point or the prime is unlucky. Nothing here is
/// proved but the degree in the first indeterminate, which is never too low.
pub(super) fn image(
    inputs: &Inputs,
    field: &Field,
    sequence: &mut Sequence,
    meter: &Meter,
) -> Result<Option<Residues>, AlgebraError> {
    let mut levels = vec![Level::of(inputs, field)];
    let mut numbers = Vec::new();
    for _ in &inputs.bounds {
        let level = levels.last().expect("the first level stands");
        meter.charge(level.len() / 2 + 1)?;
        let number = sequence.element(field);
        let next = level.at_last(field, number);
        numbers.push(number);
        levels.push(next);
    }
    levels.reverse();
    numbers.reverse();
    let base = &levels[0];
    let (left, right) = (base.left.dense(), base.right.dense());
    let Some(common) = common_image(field, &left, &right, None, meter)? else {
        return Ok(None);
    };
    let lead = base.lead.dense().first().copied().unwrap_or(0);
    if lead == 0 {
        return Ok(None);
    }
    let mut found = Residues {
        width: 1,
        exponents: Vec::new(),
        coefficients: Vec::new(),
    };
    for (exponent, coefficient) in (0..).zip(&common) {
        if *coefficient != 0 {
            found.exponents.push(exponent);
            found.coefficients.push(field.times(*coefficient, lead));
        }
    }
    for ((level, number), bound) in levels[1..].iter().zip(numbers).zip(&inputs.bounds) {
        let Some(next) = extended(&found, level, number, *bound, field, sequence, meter)? else {
            return Ok(None);
        };
        found = next;
    }
    Ok(Some(found))
}

/// The image whose monomials are known from another prime; `None` where they do not fit.
pub(super) fn image_on(
    known: &Residues,
    inputs: &Inputs,
    field: &Field,
    sequence: &mut Sequence,
    meter: &Meter,
) -> Result<Option<Residues>, AlgebraError> {
    let level = Level::of(inputs, field);
    let points = known.width - 1;
    let numbers: Vec<u64> = (0..points).map(|_| sequence.element(field)).collect();
    let Some(system) = System::new(known, &numbers, field, meter)? else {
        return Ok(None);
    };
    let steps = Steps::new(&level, &numbers, field);
    let walk = Walk::new(&level, &steps, None, field);
    let coefficients = system.solve(walk, 1, field, meter)?;
    Ok(coefficients.map(|coefficients| Residues {
        coefficients,
        ..known.clone()
    }))
}

/// Brings in one more indeterminate: the known image is the one at `number`; others are found on
/// its monomials, and Newton's formula runs through them until one more point changes nothing.
fn extended(
    known: &Residues,
    level: &Level,
    number: u64,
    bound: u64,
    field: &Field,
    sequence: &mut Sequence,
    meter: &Meter,
) -> Result<Option<Residues>, AlgebraError> {
    let inner: Vec<u64> = (1..known.width).map(|_| sequence.element(field)).collect();
    let Some(system) = System::new(known, &inner, field, meter)? else {
        return Ok(None);
    };
    let steps = Steps::new(level, &inner, field);
    let mut basis = vec![field.negated(number), field.one()];
    let mut columns: Vec<Vec<u64>> = known.coefficients.iter().map(|c| vec![*c]).collect();
    for _ in 0..bound {
        let point = sequence.element(field);
        let gap = evaluate(field, &basis, point);
        if gap == 0 {
            return Ok(None);
        }
        let walk = Walk::new(level, &steps, Some(point), field);
        let Some(values) = system.solve(walk, 0, field, meter)? else {
            return Ok(None);
        };
        meter.charge((columns.len() * basis.len()) as u64 / 4)?;
        let inverse = field.inverse(gap);
        let mut changed = false;
        for (column, value) in columns.iter_mut().zip(values) {
            let difference = field.minus(value, evaluate(field, column, point));
            column.resize(basis.len(), 0);
            if difference != 0 {
                changed = true;
                let factor = field.times(difference, inverse);
                for (held, part) in column.iter_mut().zip(&basis) {
                    *held = field.plus(*held, field.times(*part, factor));
                }
            }
        }
        if !changed {
            break;
        }
        basis = times_linear(field, &basis, point);
    }
    let mut next = Residues {
        width: known.width + 1,
        exponents: Vec::new(),
        coefficients: Vec::new(),
    };
    for (row, column) in known.rows().zip(columns) {
        for (exponent, coefficient) in (0..).zip(column) {
            if coefficient != 0 {
                next.exponents.extend_from_slice(row);
                next.exponents.push(exponent);
                next.coefficients.push(coefficient);
            }
        }
    }
    meter.check_terms(next.coefficients.len() as u64)?;
    Ok(Some(next))
}

/// The monic common divisor of two images; `None` where the point is unlucky: both leading
/// coefficients vanish, or the degree is not the one known.
fn common_image(
    field: &Field,
    left: &[u64],
    right: &[u64],
    degree: Option<usize>,
    meter: &Meter,
) -> Result<Option<Vec<u64>>, AlgebraError> {
    if left.last().is_none_or(|lead| *lead == 0) && right.last().is_none_or(|lead| *lead == 0) {
        return Ok(None);
    }
    meter.charge(univariate::work(left.len() as u64, right.len() as u64) / 8)?;
    let common = univariate::gcd(field, left, right);
    Ok((degree.is_none_or(|degree| common.len() == degree + 1)).then_some(common))
}

fn evaluate(field: &Field, polynomial: &[u64], point: u64) -> u64 {
    polynomial.iter().rev().fold(0, |value, coefficient| {
        field.plus(field.times(value, point), *coefficient)
    })
}

/// The polynomial times `x − root`.
fn times_linear(field: &Field, polynomial: &[u64], root: u64) -> Vec<u64> {
    let mut product = Vec::with_capacity(polynomial.len() + 1);
    product.push(0);
    product.extend_from_slice(polynomial);
    for (held, coefficient) in product.iter_mut().zip(polynomial) {
        *held = field.minus(*held, field.times(*coefficient, root));
    }
    product
}

/// By what each term grows from one point to the next: points are the powers of fixed numbers.
struct Steps {
    left: Vec<u64>,
    right: Vec<u64>,
    lead: Vec<u64>,
}

impl Steps {
    /// The numbers are for the indeterminates after the first.
    fn new(level: &Level, numbers: &[u64], field: &Field) -> Steps {
        Steps {
            left: monomial_values(&level.left, numbers, field),
            right: monomial_values(&level.right, numbers, field),
            lead: monomial_values(&level.lead, numbers, field),
        }
    }
}

/// The value of each monomial in the indeterminates after the first, as many as there are numbers.
fn monomial_values(polynomial: &Residues, numbers: &[u64], field: &Field) -> Vec<u64> {
    let powers: Vec<Powers> = (1..)
        .zip(numbers)
        .map(|(place, number)| {
            let largest = polynomial.rows().map(|row| row[place]).max().unwrap_or(0);
            Powers::new(field, *number, largest)
        })
        .collect();
    polynomial
        .rows()
        .map(|row| {
            let values = powers.iter().zip(&row[1..]);
            values.fold(field.one(), |value, (powers, exponent)| {
                field.times(value, powers.of(field, *exponent))
            })
        })
        .collect()
}

/// A walk over points: at each the three polynomials become polynomials in the first indeterminate.
struct Walk<'a> {
    level: &'a Level,
    steps: &'a Steps,
    left: Vec<u64>,
    right: Vec<u64>,
    lead: Vec<u64>,
}

impl<'a> Walk<'a> {
    /// The last indeterminate is set to a number first, where one is given.
    fn new(level: &'a Level, steps: &'a Steps, last: Option<u64>, field: &Field) -> Walk<'a> {
        let start = |polynomial: &Residues| {
            let Some(number) = last else {
                return polynomial.coefficients.clone();
            };
            let lasts = polynomial.rows().map(|row| row[polynomial.width - 1]);
            let powers = Powers::new(field, number, lasts.clone().max().unwrap_or(0));
            lasts
                .zip(&polynomial.coefficients)
                .map(|(exponent, coefficient)| {
                    field.times(*coefficient, powers.of(field, exponent))
                })
                .collect()
        };
        Walk {
            level,
            steps,
            left: start(&level.left),
            right: start(&level.right),
            lead: start(&level.lead),
        }
    }

    /// Goes to the next point.
    fn advance(&mut self, field: &Field) -> (Vec<u64>, Vec<u64>, u64) {
        let advanced = |polynomial: &Residues, terms: &mut [u64], steps: &[u64]| {
            let mut dense: Vec<u64> = Vec::new();
            let mut sum = 0;
            let mut exponent = 0;
            for ((row, term), step) in polynomial.rows().zip(terms).zip(steps) {
                if row[0] != exponent {
                    add_at(&mut dense, exponent, sum);
                    (exponent, sum) = (row[0], 0);
                }
                *term = field.times(*term, *step);
                sum = field.plus(sum, *term);
            }
            add_at(&mut dense, exponent, sum);
            dense
        };
        let left = advanced(&self.level.left, &mut self.left, &self.steps.left);
        let right = advanced(&self.level.right, &mut self.right, &self.steps.right);
        let lead = advanced(&self.level.lead, &mut self.lead, &self.steps.lead);
        (left, right, lead[0])
    }
}

/// Known monomials, grouped by the power of the first indeterminate, and their values: each image
/// gives one equation a group.
struct System {
    degree: usize,
    groups: Vec<Group>,
}

/// The monomials with one power of the first indeterminate.
struct Group {
    power: usize,
    solver: vandermonde::Solver,
}

impl System {
    /// `None` where two monomials of a group have the same value.
    fn new(
        known: &Residues,
        numbers: &[u64],
        field: &Field,
        meter: &Meter,
    ) -> Result<Option<System>, AlgebraError> {
        let values = monomial_values(known, numbers, field);
        let mut groups: Vec<Group> = Vec::new();
        let mut start = 0;
        for run in known.powers().chunk_by(|left, right| left == right) {
            let range = start..start + run.len();
            start = range.end;
            meter.charge((run.len() as u64).saturating_mul(run.len() as u64) / 4 + 1)?;
            let Some(solver) = vandermonde::Solver::new(field, &values[range]) else {
                return Ok(None);
            };
            let power = usize::try_from(run[0]).expect("the limits bound exponents");
            groups.push(Group { power, solver });
        }
        let degree = groups.last().map_or(0, |group| group.power);
        Ok(Some(System { degree, groups }))
    }

    /// The coefficients of the known monomials, from as many points as the largest group has and
    /// `checks` more; `None` where an image is unlucky or contradicts the monomials.
    fn solve(
        &self,
        mut walk: Walk,
        checks: usize,
        field: &Field,
        meter: &Meter,
    ) -> Result<Option<Vec<u64>>, AlgebraError> {
        let sizes = self.groups.iter().map(|group| group.solver.len());
        let points = sizes.max().unwrap_or(0) + checks;
        let mut images = Vec::with_capacity(points);
        for _ in 0..points {
            meter.charge(walk.level.len() / 4 + 1)?;
            let (left, right, lead) = walk.advance(field);
            let common = common_image(field, &left, &right, Some(self.degree), meter)?;
            let Some(mut common) = common.filter(|_| lead != 0) else {
                return Ok(None);
            };
            for coefficient in &mut common {
                *coefficient = field.times(*coefficient, lead);
            }
            images.push(common);
        }
        let mut coefficients = Vec::new();
        let mut expected = vec![false; self.degree + 1];
        for Group { power, solver } in &self.groups {
            let size = solver.len() as u64;
            meter.charge(size.saturating_mul(size) / 4 + 1)?;
            let column: Vec<u64> = images.iter().map(|image| image[*power]).collect();
            let solved = solver.solve(field, &column[..solver.len()]);
            // A group with fewer monomials than there are points is checked on the way.
            let mut spare = (solver.len()..points).take(2);
            if !spare.all(|place| solver.value(field, &solved, place) == column[place]) {
                return Ok(None);
            }
            expected[*power] = true;
            coefficients.extend(solved);
        }
        let fits = images.iter().all(|image| {
            let mut parts = image.iter().zip(&expected);
            parts.all(|(value, expected)| *value == 0 || *expected)
        });
        Ok(fits.then_some(coefficients))
    }
}
