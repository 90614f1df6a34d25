//! What samples come to, for programs.

use serde_json::{Value as Json, json};

use crate::algebra::Rational;
use crate::cli::fit::report::{Outcome, Report, Suspects};

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
