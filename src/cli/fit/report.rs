//! What samples come to, laid out for people and for programs.

use serde_json::{Value as Json, json};

use crate::algebra::Rational;
use crate::analysis::Gap;
use crate::notation::number::digits;

/// More places than this are counted, not listed, in text.
const MOST_PLACES: usize = 24;

/// More lines than this are counted, not listed, in text.
const MOST_LINES: usize = 12;

/// What the samples of a file come to.
pub(super) struct Report {
    /// The symbols.
    pub(super) symbols: Vec<String>,
    /// The column of the count.
    pub(super) value: String,
    /// How many samples the file has.
    pub(super) rows: usize,
    /// What they come to.
    pub(super) outcome: Outcome,
    /// Under which conditions the form holds.
    pub(super) assuming: Vec<String>,
}

/// What samples come to.
pub(super) enum Outcome {
    /// One form.
    Found(Found),
    /// Many forms.
    TooFew(TooFew),
    /// No form.
    Contradicted(Contradicted),
}

/// The only form.
pub(super) struct Found {
    /// The form.
    pub(super) form: String,
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those with a coefficient.
    pub(super) needed: usize,
    /// Rows that repeat an earlier one.
    pub(super) repeated: usize,
    /// Rows past those that fix the monomials.
    pub(super) spare: usize,
    /// The lines of rows that no other row checks.
    pub(super) unseen: Vec<u64>,
    /// Places for further samples.
    pub(super) points: Vec<Vec<String>>,
}

/// Samples that fix no form.
pub(super) struct TooFew {
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those that the rows fix.
    pub(super) rank: usize,
    /// Rows that repeat an earlier one.
    pub(super) repeated: usize,
    /// How many samples are missing.
    pub(super) missing: usize,
    /// Places for them.
    pub(super) points: Vec<Vec<String>>,
    /// Symbols with too few values.
    pub(super) gaps: Vec<Gap>,
    /// A degree, the form up to it, and how many rows confirm it.
    pub(super) lower: Option<(u32, String, usize)>,
}

/// Samples that contradict every form.
pub(super) struct Contradicted {
    /// The monomials within the bounds.
    pub(super) monomials: usize,
    /// Those that the rows fix.
    pub(super) rank: usize,
    /// Rows past those.
    pub(super) spare: usize,
    /// Lines of equal sizes and different counts.
    pub(super) contrary: Vec<(u64, u64)>,
    /// The lines that may be wrong.
    pub(super) suspects: Suspects,
    /// Whether counts look rounded.
    pub(super) rounded: bool,
}

/// The lines that may be wrong.
pub(super) enum Suspects {
    /// This one, if one is wrong.
    One {
        /// The line.
        line: u64,
        /// What it says.
        count: Rational,
        /// What the others say.
        expected: Option<Rational>,
        /// The form of the others.
        form: Option<String>,
    },
    /// One of these, if one is wrong.
    OneOf(Vec<u64>),
    /// These two, if two are wrong; one alone cannot be.
    Two {
        /// The lines.
        lines: Vec<u64>,
        /// The form of the others.
        form: Option<String>,
    },
    /// More than can be found.
    Unknown,
}

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
            _ => "any of them",
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
            "\nnot proven, but the only form of degree {degree} or less, and {confirm}:\n  {form}\n"
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
                Some(expected) => format!(
                    ": it says {}, where they say {}",
                    digits(count),
                    digits(expected)
                ),
                None => String::new(),
            };
            text +=
                &format!("  line {line} is wrong, or the bounds are: without it the others agree");
            text += &format!("{said}\n{}", of_the_others(form.as_ref()));
        }
        Suspects::Two { lines: both, form } => {
            text += &format!(
                "  {} are wrong, or the bounds are: without them the others agree\n{}",
                lines(both),
                of_the_others(form.as_ref())
            );
        }
        Suspects::OneOf(held) => {
            text += &format!(
                "  if one row is wrong, it is one of {}; more samples would tell which\n",
                lines(held)
            );
        }
        Suspects::Unknown => {
            text += "  more than one row is wrong, or the bounds are: raise the degrees, or give \
                     a denominator;\n  a count with a rounding or a maximum in it is no polynomial\n";
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

/// For programs.
pub(super) fn json(report: &Report) -> String {
    let places = |points: &[Vec<String>]| -> Vec<Json> {
        let place = |point: &Vec<String>| {
            let pairs = report.symbols.iter().zip(point);
            let pairs = pairs.map(|(name, value)| (name.clone(), json!(value)));
            Json::Object(pairs.collect())
        };
        points.iter().map(place).collect()
    };
    let mut object = json!({
        "value": report.value,
        "symbols": report.symbols,
        "rows": report.rows,
    });
    let parts = match &report.outcome {
        Outcome::Found(found) => json!({
            "verdict": "found",
            "closed_form": found.form,
            "assuming": report.assuming,
            "monomials": found.monomials,
            "needed": found.needed,
            "independent": found.monomials,
            "spare": found.spare,
            "repeated": found.repeated,
            "unchecked_lines": found.unseen,
            "sample_at": places(&found.points),
        }),
        Outcome::TooFew(open) => json!({
            "verdict": "not unique",
            "closed_form": null,
            "monomials": open.monomials,
            "independent": open.rank,
            "missing": open.missing,
            "repeated": open.repeated,
            "too_few_values": open.gaps.iter().map(|gap| json!({
                "symbol": gap.symbol.text(),
                "values": gap.values,
                "needed": u64::from(gap.power) + 1,
            })).collect::<Vec<Json>>(),
            "sample_at": places(&open.points),
            "not_proven": open.lower.as_ref().map(|(degree, form, spare)| json!({
                "degree": degree, "closed_form": form, "spare": spare,
            })),
        }),
        Outcome::Contradicted(found) => {
            let (kind, lines, form) = match &found.suspects {
                Suspects::One { line, form, .. } => ("one", vec![*line], form.as_ref()),
                Suspects::OneOf(lines) => ("one of", lines.clone(), None),
                Suspects::Two { lines, form } => ("two", lines.clone(), form.as_ref()),
                Suspects::Unknown => ("unknown", Vec::new(), None),
            };
            let (count, expected) = match &found.suspects {
                Suspects::One {
                    count, expected, ..
                } => (Some(count), expected.as_ref()),
                _ => (None, None),
            };
            json!({
                "verdict": "contradicted",
                "closed_form": null,
                "monomials": found.monomials,
                "independent": found.rank,
                "spare": found.spare,
                "equal_sizes": found.contrary,
                "wrong": {
                    "which": kind,
                    "lines": lines,
                    "count": count.map(Rational::to_string),
                    "expected": expected.map(Rational::to_string),
                    "form_of_others": form,
                },
                "perhaps_rounded": found.rounded,
            })
        }
    };
    if let (Json::Object(object), Json::Object(parts)) = (&mut object, parts) {
        object.extend(parts);
    }
    let text = serde_json::to_string_pretty(&object).expect("text and numbers can be written");
    format!("{text}\n")
}
