//! One column of the harness that measures symbolic engines side by side: it speaks the harness's line
//! protocol for every workload.
//!
//! `column WORKLOAD CASE DATADIR MIN_TIME MAX_REPS` prints one line of JSON: seconds per unit of several
//! turns, and a value that engines must agree on. `benches/README.md` says what the workloads are, how
//! to run them beside the others, and what came out.

mod inputs;
mod models;
mod points;
mod products;
mod protocol;
mod texts;

use protocol::{Job, Outcome};

fn main() {
    let Some(job) = Job::from_arguments() else {
        eprintln!("usage: column WORKLOAD CASE DATADIR MIN_TIME MAX_REPS");
        std::process::exit(2);
    };
    let outcome = match (job.workload.as_str(), job.case.as_str()) {
        ("w1", "text") => texts::block(&job),
        ("w6", _) => texts::lines(&job),
        ("w1" | "w2", _) => models::run(&job),
        ("w3" | "w5", _) => products::run(&job),
        ("w4", _) => points::doubles(&job),
        ("w4x", _) => points::exact(&job),
        _ => Outcome::Unsupported("no such workload"),
    };
    println!("{outcome}");
}
