//! From text: one line to its printed form, and ten thousand lines multiplied out.

use flopform::algebra::{Rational, Value};
use flopform::{Engine, Setting};

use crate::inputs::at_point;
use crate::models::printed;
use crate::protocol::{Job, Outcome};

/// The block as people paste it.
const BLOCK: &str = "3*(2*B*S*E^2) + 2*B*H*S^2*E/H + 2*B*H*S^2*E/H + 2*B*S*E^2 + 2*(8*B*S*E^2)";

fn read(engine: &mut Engine, text: &str) -> Value {
    let question = engine
        .questions(text)
        .expect("it has no mistakes")
        .remove(0);
    let answers = engine.answer(&question, &[], &Setting::default());
    answers.expect("it has no mistakes").values.remove(0).value
}

pub(crate) fn block(job: &Job) -> Outcome {
    let mut engine = Engine::new();
    let (times, (value, text)) = job.measure(1.0, || printed(read(&mut engine, BLOCK)));
    eprintln!("{text}");
    Outcome::measured(times, at_point(&value))
}

pub(crate) fn lines(job: &Job) -> Outcome {
    let text = job.text("w6.txt");
    let lines: Vec<&str> = text.lines().collect();
    let count = u32::try_from(lines.len()).expect("fewer than 2³² lines");
    let mut engine = Engine::new();
    let (times, values) = job.measure(f64::from(count), || {
        let values = lines.iter().map(|line| read(&mut engine, line));
        values.collect::<Vec<Value>>()
    });
    let sum = values
        .iter()
        .take(500)
        .fold(Rational::ZERO, |sum, value| &sum + &at_point(value));
    Outcome::measured(times, sum)
}
