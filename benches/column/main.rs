//! One column of the harness that measures symbolic engines side by side: it speaks the harness's line
//! protocol for every workload.
//!
//! `column WORKLOAD CASE DATADIR MIN_TIME MAX_REPS` prints one line of JSON: seconds per unit of several
//! turns, and a value that engines must agree on. `benches/README.md` says what the workloads are, how
//! to run them beside the others, and what came out.

mod files;
mod inputs;
mod models;
mod points;
mod products;
mod protocol;
mod texts;

use flopform::Engine;
use flopform::algebra::{Polynomial, Rational, Value};

use files::{at_point, polynomials};
use inputs::workbench;
use models::{Symbols, layers, printed};
use protocol::{Job, Outcome};

fn main() {
    let Some(job) = Job::from_arguments() else {
        eprintln!("usage: column WORKLOAD CASE DATADIR MIN_TIME MAX_REPS");
        std::process::exit(2);
    };
    println!("{}", outcome(&job));
}

fn outcome(job: &Job) -> Outcome {
    let symbols = Symbols::new();
    let case = job.case.as_str();
    match (job.workload.as_str(), case) {
        ("w1", "block") => printing(job, || symbols.block()),
        ("w1", "text") => {
            let mut engine = Engine::new();
            let mut reader = texts::reader(&mut engine);
            printing(job, || texts::read(&mut reader, texts::BLOCK))
        }
        ("w2", "closed") => printing(job, || symbols.closed()),
        ("w2", "layers1000") => {
            let layers = layers(&job.text("w2_layers.txt"));
            printing(job, || symbols.layers(&layers))
        }
        ("w3", _) => product(job),
        ("w4", _) => points::doubles(job),
        ("w4x", _) => points::exact(job),
        ("w5", _) => common_divisor(job),
        ("w6", _) => lines(job),
        _ => Outcome::Unsupported("no such workload"),
    }
}

/// A value from nothing, and its text.
fn printing(job: &Job, mut derive: impl FnMut() -> Value) -> Outcome {
    let (times, (value, text)) = job.measure(1.0, || printed(derive()));
    eprintln!("{text}");
    Outcome::measured(times, at_point(&value))
}

fn product(job: &Job) -> Outcome {
    let (kind, power) = job.case.split_once('_').expect("KIND_POWER");
    let power = power.parse().expect("a power");
    let factors = match kind {
        "dense" => products::dense(power),
        _ => products::sparse(power),
    };
    let (times, product) = job.measure(1.0, || products::multiply(&factors));
    let product = product.numerator();
    let coefficients = product.terms();
    let coefficients = coefficients.fold(Rational::ZERO, |sum, (_, next)| &sum + next);
    assert!(
        coefficients == products::sum_of_coefficients(&factors),
        "a product of sums is the sum of products"
    );
    Outcome::measured(times, format!("{}:{coefficients}", product.len()))
}

fn common_divisor(job: &Job) -> Outcome {
    let text = job.text(&format!("w5_{}.txt", job.case));
    let read = polynomials(&text, &["B", "S", "E", "H", "V"]);
    let [left, right, ..] = &read[..] else {
        panic!("a file holds two polynomials and their divisor");
    };
    let (times, found) = job.measure(1.0, || {
        let found = workbench().common_divisor(left, right);
        found.expect("no limit is met")
    });
    let of = |polynomial: &Polynomial| at_point(&Value::from(polynomial.clone()));
    let ratio = of(&found.left).divided_by(&of(&found.right));
    Outcome::measured(times, ratio.expect("the point is no root"))
}

fn lines(job: &Job) -> Outcome {
    let text = job.text("w6.txt");
    let lines: Vec<&str> = text.lines().collect();
    let count = u32::try_from(lines.len()).expect("fewer than 2³² lines");
    let mut engine = Engine::new();
    let mut reader = texts::reader(&mut engine);
    let (times, values) = job.measure(f64::from(count), || {
        let values = lines.iter().map(|line| texts::read(&mut reader, line));
        values.collect::<Vec<Value>>()
    });
    let first = values.iter().take(500);
    let sum = first.fold(Rational::ZERO, |sum, value| &sum + &at_point(value));
    Outcome::measured(times, sum)
}
