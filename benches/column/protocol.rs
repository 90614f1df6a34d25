//! The harness's line protocol and its timing loop.

use std::fmt;
use std::path::PathBuf;
use std::time::Instant;

/// What the harness asks for.
pub(crate) struct Job {
    pub(crate) workload: String,
    pub(crate) case: String,
    pub(crate) data: PathBuf,
    least_time: f64,
    most_turns: usize,
}

impl Job {
    pub(crate) fn from_arguments() -> Option<Job> {
        let mut arguments = std::env::args().skip(1);
        Some(Job {
            workload: arguments.next()?,
            case: arguments.next()?,
            data: arguments.next()?.into(),
            least_time: arguments.next()?.parse().ok()?,
            most_turns: arguments.next()?.parse().ok()?,
        })
    }

    /// The text of a data file.
    pub(crate) fn text(&self, name: &str) -> String {
        let path = self.data.join(name);
        let text = std::fs::read_to_string(&path);
        text.unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
    }

    /// Seconds per unit of several turns, and what the last turn made. What is short is done many times
    /// a turn, so that a turn lasts two milliseconds at least.
    pub(crate) fn measure<T>(&self, units: f64, mut work: impl FnMut() -> T) -> (Vec<f64>, T) {
        let timed = |work: &mut dyn FnMut() -> T, loops: u32| {
            let begun = Instant::now();
            for _ in 1..loops {
                std::hint::black_box(work());
            }
            let made = work();
            (begun.elapsed().as_secs_f64(), made)
        };
        let (first, mut made) = timed(&mut work, 1);
        let mut times = Vec::new();
        let mut total = 0.0;
        let mut loops = 1;
        if first > 2e-3 {
            times.push(first / units);
            total = first;
        } else {
            while loops < 1 << 24 && f64::from(loops) * first.max(1e-8) < 2e-3 {
                loops *= 2;
            }
        }
        while (total < self.least_time || times.len() < 3)
            && times.len() < self.most_turns
            && (times.is_empty() || total <= 20.0 * self.least_time)
        {
            drop(made);
            let (time, next) = timed(&mut work, loops);
            made = next;
            times.push(time / f64::from(loops) / units);
            total += time;
        }
        (times, made)
    }
}

/// What the harness is told.
pub(crate) enum Outcome {
    Measured { times: Vec<f64>, check: String },
    Unsupported(&'static str),
}

impl Outcome {
    pub(crate) fn measured(times: Vec<f64>, check: impl fmt::Display) -> Outcome {
        Outcome::Measured {
            times,
            check: check.to_string(),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Measured { times, check } => {
                write!(
                    formatter,
                    "{{\"times\": {times:?}, \"check\": \"{check}\"}}"
                )
            }
            Outcome::Unsupported(why) => write!(formatter, "{{\"unsupported\": \"{why}\"}}"),
        }
    }
}
