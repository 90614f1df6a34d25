//! What samples come to, for people.

use crate::cli::fit::report::{Contradicted, Outcome, Report, Suspects, TooFew};
use crate::notation::number::digits;

/// More places than this are counted, not listed, in text.
const MOST_PLACES: usize = 24;

/// More lines than this are counted, not listed, in text.
const MOST_LINES: usize = 12;

/// For people: the form and nothing else, or why there is none.
pub(super) fn text(report: &Report) -> String {
    match &report.outcome {
        Outcome::Found(found) => format!("{}\n", found.form),
        Outcome::TooFew(open) => too_few(report, open),
        Outcome::Contradicted(found) => contradicted(report, found),
    }
}

/// What else there is to say of a form that was found.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let Outcome::Found(found) = &report.outcome else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let fixed = match found.monomials {
        1 => "the 1 monomial within the bounds".to_owned(),
        count => format!("the {count} monomials within the bounds"),
    };
    let needed = match found.needed {
        1 => "of which 1 is needed".to_owned(),
        count => format!("of which {count} are needed"),
    };
    let confirm = match found.spare {
        0 => "none is left to confirm them".to_owned(),
        1 => "1 more confirms them".to_owned(),
        count => format!("{count} more confirm them"),
    };
    let rows = report.rows - found.repeated;
    let head = format!("{}{}", count(rows, "row"), repeated(found.repeated));
    notes.push(if found.spare == 0 {
        format!("{head} fix {fixed}, {needed}; {confirm}")
    } else {
        format!(
            "{head}: {} fix {fixed}, {needed}; {confirm}",
            rows - found.spare
        )
    });
    if !found.points.is_empty() {
        let does = match found.spare {
            0 => "one more sample would detect a wrong row, two more would find it",
            _ => "one more sample would find a wrong row, as this one detects it",
        };
        let places = found.points.iter().map(|point| place(report, point));
        let places: Vec<String> = places.collect();
        notes.push(format!(
            "{does}: for example at {}",
            places.join(" and at ")
        ));
    }
    if found.spare > 0 && !found.unseen.is_empty() {
        let what = match found.unseen.len() {
            1 => "it",
            _ => "one of them",
        };
        notes.push(format!(
            "no other row checks {}: a mistake in {what} would go unseen",
            lines(&found.unseen)
        ));
    }
    notes.extend(
        report
            .assuming
            .iter()
            .map(|condition| format!("assuming {condition}")),
    );
    notes
}

fn too_few(report: &Report, open: &TooFew) -> String {
    let rows = report.rows - open.repeated;
    let mut text = format!(
        "not unique: {}{}, of which {} {} independent, cannot fix {}; {} missing\n",
        count(rows, "row"),
        repeated(open.repeated),
        open.rank,
        if open.rank == 1 { "is" } else { "are" },
        count(open.monomials, "monomial"),
        match open.missing {
            1 => "1 sample is".to_owned(),
            missing => format!("{missing} samples are"),
        },
    );
    for gap in &open.gaps {
        let name = gap.symbol.text();
        let needed = u64::from(gap.power) + 1;
        text += &match &gap.only {
            Some(only) => format!(
                "  {name} is {} in every row, so it cannot be told from a number; \
                 `--degree {name}=0` takes it as one\n",
                digits(only)
            ),
            None => format!(
                "  {name} has {} values, and its powers up to {} need {needed}\n",
                gap.values, gap.power
            ),
        };
    }
    if !open.points.is_empty() {
        let these = match open.points.len() {
            1 => "this sample, for example, would",
            _ => "these samples, for example, would",
        };
        text += &format!("\n{these} fix all, and two more find a wrong one:\n");
        text += &format!("{}\n", report.symbols.join(","));
        for point in open.points.iter().take(MOST_PLACES) {
            text += &format!("{}\n", point.join(","));
        }
        if open.points.len() > MOST_PLACES {
            let more = open.points.len() - MOST_PLACES;
            text += &format!("… and {more} more, which `--format json` lists\n");
        }
    }
    if let Some((degree, form, spare)) = &open.lower {
        let confirm = match spare {
            1 => "1 row confirms it".to_owned(),
            spare => format!("{spare} rows confirm it"),
        };
        text += &format!(
            "\nnot proven: of degree {degree} or less there is one form with these counts, and {confirm}:\n  {form}\n"
        );
    }
    text
}

fn contradicted(report: &Report, found: &Contradicted) -> String {
    let mut text = format!(
        "contradicted: no form within the bounds agrees with all {}\n",
        count(report.rows, "row")
    );
    for (one, other) in found.contrary.iter().take(MOST_LINES) {
        text += &format!("  lines {one} and {other} have equal sizes and different counts\n");
    }
    match &found.suspects {
        Suspects::One {
            line,
            count,
            expected,
            form,
        } => {
            let said = match expected {
                Some(expected) => {
                    format!(": it says {}, they say {}", digits(count), digits(expected))
                }
                None => String::new(),
            };
            text +=
                &format!("  line {line} contradicts the others, which agree without it{said}\n");
            text += &of_the_others(form.as_ref());
            text += "  it is wrong, or the bounds are too narrow\n";
        }
        Suspects::Two { lines: both, form } => {
            text += &format!(
                "  {} contradict the others, which agree without them\n",
                lines(both)
            );
            text += &of_the_others(form.as_ref());
            text += "  both are wrong, or the bounds are too narrow\n";
        }
        Suspects::OneOf(held) => {
            text += &format!(
                "  if one row is wrong, it is one of {}: more samples would tell which;\n  \
                 if none is, the bounds are too narrow\n",
                lines(held)
            );
        }
        Suspects::Unknown => {
            text += "  more than one row is wrong, or the bounds are too narrow: raise the degrees, or \
                     give a denominator;\n  a count with a rounding or a maximum in it is no \
                     polynomial\n";
        }
    }
    if found.rounded {
        text += "  some counts are written with a point or an exponent: if they were rounded, that is \
                 the reason;\n  have every digit printed\n";
    }
    text
}

fn of_the_others(form: Option<&String>) -> String {
    form.map_or_else(String::new, |form| format!("  they have the form {form}\n"))
}

/// `12 rows`
fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

fn repeated(rows: usize) -> String {
    match rows {
        0 => String::new(),
        1 => " (and 1 that repeats another)".to_owned(),
        rows => format!(" (and {rows} that repeat others)"),
    }
}

/// `line 3`, `lines 3, 4 and 7`
fn lines(lines: &[u64]) -> String {
    let shown: Vec<String> = lines.iter().take(MOST_LINES).map(u64::to_string).collect();
    match &shown[..] {
        [] => String::new(),
        [only] => format!("line {only}"),
        _ if lines.len() > MOST_LINES => {
            let more = lines.len() - MOST_LINES;
            format!("lines {} and {more} more", shown.join(", "))
        }
        [before @ .., last] => format!("lines {} and {last}", before.join(", ")),
    }
}

/// `B = 2, S = 5`
fn place(report: &Report, point: &[String]) -> String {
    let pairs = report.symbols.iter().zip(point);
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    pairs.join(", ")
}
