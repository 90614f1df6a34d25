//! One formula at very many points: doubles from arrays, and exact integers.

use flopform::algebra::{Algebra, Polynomial, Rational, Value};
use flopform::evaluator::{BLOCK, Block, Column, Exact, Float, Formulas, Wholes};

use crate::inputs::{polynomial, symbol};
use crate::protocol::{Job, Outcome};

const NAMES: [&str; 5] = ["B", "S", "E", "N", "V"];

fn formulas(job: &Job) -> Formulas {
    let value = if job.case == "gpt" {
        gpt()
    } else {
        Value::from(sixty_terms(job))
    };
    let symbols: Vec<(String, bool)> = NAMES
        .iter()
        .map(|name| ((*name).to_owned(), true))
        .collect();
    Formulas::new(vec![value], &symbols, Algebra::new().limits())
}

fn gpt() -> Value {
    let algebra = Algebra::new();
    let [b, s, e, n, v] = NAMES.map(symbol);
    let product = |number: i64, factors: &[&Value]| {
        factors
            .iter()
            .fold(Value::integer(number), |product, factor| {
                algebra.multiply(&product, factor).expect("it is short")
            })
    };
    let addends = [
        product(24, &[&n, &b, &s, &e, &e]),
        product(4, &[&n, &b, &s, &s, &e]),
        product(2, &[&b, &s, &e, &v]),
    ];
    algebra.sum_of(&addends).expect("it is short")
}

fn sixty_terms(job: &Job) -> Polynomial {
    polynomial(job.text("w4_poly.txt").lines(), &NAMES)
}

pub(crate) fn doubles(job: &Job) -> Outcome {
    let columns = NAMES.map(|name| {
        let path = job.data.join(format!("w4_{name}.f64"));
        let bytes = std::fs::read(&path);
        let bytes = bytes.unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
        let numbers = bytes
            .chunks_exact(8)
            .map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes")));
        numbers.collect::<Vec<f64>>()
    });
    let columns = columns.each_ref().map(Vec::as_slice);
    let count = columns[0].len();
    let formulas = formulas(job);
    let mut float = Float::new(&formulas);
    let mut found = vec![0.0; count];
    let units = f64::from(u32::try_from(count).expect("fewer than 2³² points"));
    let (times, ()) = job.measure(units, || float.run_arrays(&columns, &mut [&mut found]));
    let sum: f64 = found[..100_000.min(count)].iter().sum();
    Outcome::measured(times, exponent_of_two_digits(sum))
}

/// A double as C's `%.9e` prints it.
fn exponent_of_two_digits(number: f64) -> String {
    let text = format!("{number:.9e}");
    let (digits, exponent) = text
        .split_once('e')
        .expect("it was printed with an exponent");
    format!("{digits}e+{exponent:0>2}")
}

pub(crate) fn exact(job: &Job) -> Outcome {
    let text = job.text("w4_exact.txt");
    let rows = text.lines().map(|line| {
        line.split_whitespace()
            .map(|word| word.parse::<i64>().expect("a number"))
    });
    let rows: Vec<Vec<i64>> = rows.map(Iterator::collect).collect();
    let columns =
        [0, 1, 2, 3, 4].map(|place| rows.iter().map(|row| row[place]).collect::<Vec<i64>>());
    let formulas = formulas(job);
    let mut exact = Exact::new(&formulas);
    let units = f64::from(u32::try_from(rows.len()).expect("fewer than 2³² points"));
    let mut found = vec![0; rows.len()];
    let (times, longer) = job.measure(units, || {
        let mut longer: Vec<Rational> = Vec::new();
        for from in (0..rows.len()).step_by(BLOCK) {
            let to = (from + BLOCK).min(rows.len());
            let columns: Vec<Column<'_>> = columns
                .iter()
                .map(|column| Column::Whole(&column[from..to], &[]))
                .collect();
            let block = Block {
                length: to - from,
                columns: &columns,
            };
            exact.run(&block).expect("no point is refused");
            let (numbers, past) = exact.numbers(0);
            match numbers {
                Wholes::Wide(numbers) => found[from..to].copy_from_slice(numbers),
                narrower => {
                    for (place, found) in found[from..to].iter_mut().enumerate() {
                        *found = narrower.at(place);
                    }
                }
            }
            // What 128 bits do not hold stands beside the rest.
            for (place, number) in past {
                found[from + place] = 0;
                longer.push(number.clone());
            }
        }
        longer
    });
    let sum = found.iter().map(|number| from_i128(*number));
    let sum = sum
        .chain(longer)
        .fold(Rational::ZERO, |sum, next| &sum + &next);
    Outcome::measured(times, sum)
}

/// A number of two machine words, from its halves.
fn from_i128(number: i128) -> Rational {
    let half = 1_i64 << 32;
    let low = i64::try_from(number.rem_euclid(i128::from(half))).expect("32 bits");
    let rest = number.div_euclid(i128::from(half));
    let rest = i64::try_from(rest).map_or_else(|_| from_i128(rest), Rational::from);
    &(&rest * &Rational::from(half)) + &Rational::from(low)
}
