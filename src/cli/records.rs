//! Answers for programs and pages: JSON, CSV, Markdown and LaTeX.

use serde_json::{Value as Json, json};

use crate::cli::args::{Asking, Format, Style};
use crate::cli::asked::Asked;
use crate::cli::session::{Session, Step};
use crate::cli::table;
use crate::notation::{latex, number::digits};

/// One quantity of one target.
struct Record {
    target: String,
    quantity: String,
    unit: String,
    closed_form: String,
    latex: String,
    symbols: Vec<String>,
    value: Option<String>,
    grouped: String,
    approx: Option<f64>,
    unruled: Vec<String>,
}

/// Prints answers in a format other than text; with numbers where they are asked for.
///
/// # Errors
/// When arranging a form meets a limit.
pub(super) fn print(
    session: &mut Session,
    asking: &Asking,
    asked: &[Asked],
    numbers: bool,
) -> Step {
    let mut records = Vec::new();
    for asked in asked {
        for answer in &asked.answers.values {
            let form = session.form(&asked.question, &answer.value, &asking.form)?;
            let number = session.engine.number(&answer.value).ok();
            records.push(Record {
                target: asked.question.label.clone(),
                quantity: session.quantity_name(answer),
                unit: session.unit(answer),
                closed_form: session.text(&asked.question, &form, asking.style),
                latex: latex::latex(&form),
                symbols: asked
                    .question
                    .in_order(session.engine.symbols(&answer.value)),
                value: number.as_ref().map(ToString::to_string),
                grouped: number.as_ref().map(digits).unwrap_or_default(),
                approx: number.as_ref().map(crate::algebra::Rational::to_f64),
                unruled: answer.unruled.clone(),
            });
        }
    }
    let text = match asking.format {
        Format::Json => as_json(&records),
        Format::Latex => as_latex(&records, numbers),
        Format::Csv | Format::Markdown | Format::Text => {
            let header = [
                "target",
                "quantity",
                "unit",
                if numbers { "value" } else { "closed form" },
            ];
            let rows: Vec<Vec<String>> = records
                .iter()
                .map(|record| {
                    let shown = match (numbers, asking.format) {
                        (true, Format::Csv) => record.value.clone().unwrap_or_default(),
                        (true, _) => record.grouped.clone(),
                        (false, Format::Csv) => record.closed_form.clone(),
                        (false, _) if asking.style == Style::Latex => format!("${}$", record.latex),
                        (false, _) => record.closed_form.clone(),
                    };
                    vec![
                        record.target.clone(),
                        record.quantity.clone(),
                        record.unit.clone(),
                        shown,
                    ]
                })
                .collect();
            match asking.format {
                Format::Csv => table::csv(&header, &rows),
                _ => table::markdown(&header, &rows),
            }
        }
    };
    session.print(&text)
}

fn as_json(records: &[Record]) -> String {
    let list: Vec<Json> = records
        .iter()
        .map(|record| {
            json!({
                "target": record.target,
                "quantity": (!record.quantity.is_empty()).then_some(&record.quantity),
                "unit": (!record.unit.is_empty()).then_some(&record.unit),
                "closed_form": record.closed_form,
                "symbols": record.symbols,
                "value": record.value,
                // A number that no double can hold has none.
                "approx": record.approx.filter(|approx| approx.is_finite()),
                "unruled": record.unruled,
            })
        })
        .collect();
    format!("{:#}\n", Json::Array(list))
}

fn as_latex(records: &[Record], numbers: bool) -> String {
    let name = |text: &str| text.replace('_', "\\_");
    let lines = records.iter().map(|record| {
        let right = match (numbers, &record.value) {
            (true, Some(value)) => value,
            _ => &record.latex,
        };
        if record.quantity.is_empty() {
            return format!("{right}\n");
        }
        let (quantity, target) = (name(&record.quantity), name(&record.target));
        format!("\\mathrm{{{quantity}}}(\\mathrm{{{target}}}) = {right}\n")
    });
    lines.collect()
}
