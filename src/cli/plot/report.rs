//! What was drawn, for people and for programs: enough that nobody has to look.

use serde_json::{Value as Json, json};

use crate::algebra::Rational;
use crate::analysis::Stretch;
use crate::cli::args::Plot;
use crate::cli::args::plot::AxisName;
use crate::cli::plot::plotted::{Crossing, Meeting, Plotted, Sampled};
use crate::cli::table::Table;
use crate::notation::decimal::first_digits;
use crate::notation::number::{digits, digits_and_figure_in, figure_in};

/// Digits of what is irrational.
const DIGITS: u32 = 8;

/// Of larger whole numbers, only the figure is shown; JSON has all digits.
const MOST_BITS: u64 = 128;

/// More crossings than this are for programs.
const MOST_LISTED: usize = 12;

/// How much of a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// All of it, and its first digits beside it where it is a fraction.
    InFull,
    /// As much as there is room for in a picture; what is printed with it has the rest.
    InPicture,
}

/// `S = 6E = 4608`; `None` for what is not at a place.
pub(super) fn crossing_label(
    plotted: &Plotted,
    crossing: &Crossing,
    written: Written,
) -> Option<String> {
    let symbol = plotted.symbol.text();
    match &crossing.kind {
        Meeting::At {
            at, exact, form, ..
        } => {
            let number = if *exact && at.is_integer() {
                format!("= {}", digits(at))
            } else if *exact && written == Written::InFull {
                format!("= {} ≈ {}", digits(at), first_digits(at, DIGITS))
            } else {
                format!("≈ {}", first_digits(at, DIGITS))
            };
            Some(match form {
                Some(form) => format!("{symbol} = {form} {number}"),
                None => format!("{symbol} {number}"),
            })
        }
        Meeting::Between { ends, .. } => {
            let [low, high] = ends.each_ref().map(number);
            Some(if low == high {
                format!("{symbol} ≈ {low}")
            } else {
                format!("{symbol} from {low} to {high}")
            })
        }
        Meeting::Same | Meeting::Along(_) | Meeting::Seen(_) => None,
    }
}

/// A number as short as people read it.
fn number(number: &Rational) -> String {
    if number.is_integer() {
        digits(number)
    } else {
        first_digits(number, DIGITS)
    }
}

fn range(stretch: &Stretch) -> String {
    format!("{} to {}", number(&stretch.from), number(&stretch.to))
}

/// For people.
pub(super) fn text(plot: &Plot, plotted: &Plotted) -> String {
    let symbol = plotted.symbol.text();
    let (width, height) = plot.size;
    let mut text = format!("{}, {width} x {height} pixels\n\n", plot.output.display());
    text += &curves(plotted).text();
    let mut crossings = Table::default();
    for (_, names) in equal(plotted).iter().filter(|(_, names)| names.len() > 1) {
        crossings.row([format!("for every {symbol}"), names.join(" = ")]);
    }
    for crossing in &plotted.crossings {
        let [left, right] = crossing.curves.map(|number| named(plotted, number));
        let (place, height) = match &crossing.kind {
            Meeting::Same => continue,
            Meeting::Along(stretch) => (format!("{symbol} = {}", range(stretch)), None),
            Meeting::Seen(stretch) => {
                let place = format!("{symbol} from {} at least", range(stretch));
                (place, None)
            }
            Meeting::At { height, .. } | Meeting::Between { height, .. } => {
                let label = crossing_label(plotted, crossing, Written::InFull).unwrap_or_default();
                (label, height.as_ref())
            }
        };
        let height = height.map_or_else(String::new, |height| shown(plotted, height));
        crossings.row([place, format!("{left} = {right}"), height]);
    }
    let crossings = crossings.text();
    if !crossings.is_empty() {
        text += "\ncrossings\n";
        for line in crossings.lines().take(MOST_LISTED) {
            text += &format!("  {line}\n");
        }
        let more = crossings.lines().count().saturating_sub(MOST_LISTED);
        if more > 0 {
            text += &format!("  and {more} more; `--format json` lists them all\n");
        }
    } else if plotted.curves.len() > 1 && plotted.compared && plotted.unsure.is_empty() {
        text += &format!(
            "\nno two of them cross from {symbol} = {}\n",
            range(&plotted.stretch)
        );
    }
    let mut reasons: Vec<&String> = plotted.unsure.iter().map(|(_, reason)| reason).collect();
    reasons.dedup();
    for reason in reasons {
        let pairs = plotted.unsure.iter().filter(|(_, why)| why == reason);
        let pairs = pairs.map(|(pair, _)| {
            let [left, right] = pair.map(|number| &plotted.curves[number].label[..]);
            format!("  {left} and {right}\n")
        });
        let pairs: Vec<String> = pairs.collect();
        text += &format!("\nnot proved that there are no more: {reason}\n");
        text.extend(pairs.iter().take(MOST_LISTED).cloned());
        if pairs.len() > MOST_LISTED {
            text += &format!("  and {} more pairs\n", pairs.len() - MOST_LISTED);
        }
    }
    if !plotted.marks.is_empty() {
        text += "\nmarks\n";
        let mut marks = Table::default();
        for mark in &plotted.marks {
            let mut row = vec![
                mark.label.clone(),
                format!("{symbol} = {}", figure(&mark.at, "")),
            ];
            for (curve, height) in plotted.curves.iter().zip(&mark.heights) {
                let height = height.as_ref();
                let height = height.map_or_else(|| "–".to_owned(), |height| shown(plotted, height));
                row.push(format!("{}: {height}", curve.label));
            }
            marks.row(row);
        }
        for line in marks.text().lines() {
            text += &format!("  {line}\n");
        }
    }
    text
}

/// The curves that are equal to an earlier one, together with it; each of the others alone.
fn equal(plotted: &Plotted) -> Vec<(usize, Vec<&str>)> {
    let mut groups: Vec<(usize, Vec<&str>)> = Vec::new();
    for (number, curve) in plotted.curves.iter().enumerate() {
        let twin = plotted.crossings.iter().find(|crossing| {
            matches!(crossing.kind, Meeting::Same) && crossing.curves[1] == number
        });
        let first = twin.map_or(number, |twin| twin.curves[0]);
        match groups.iter_mut().find(|(held, _)| *held == first) {
            Some((_, names)) => names.push(&curve.label),
            None => groups.push((number, vec![&curve.label])),
        }
    }
    groups
}

/// The name of a curve, and of those that are equal to it.
fn named(plotted: &Plotted, number: usize) -> String {
    let groups = equal(plotted).into_iter();
    let mut group = groups.filter(|(first, _)| *first == number);
    group
        .next()
        .map_or_else(String::new, |(_, names)| names.join(", "))
}

/// A number on the vertical axis.
fn shown(plotted: &Plotted, number: &Rational) -> String {
    if plotted.layout.shares {
        return figure(number, "") + " %";
    }
    let sign = plotted.quantity.as_ref().map(|shown| &shown.sign[..]);
    figure(number, sign.unwrap_or_default())
}

fn figure(number: &Rational, sign: &str) -> String {
    if number.is_integer() && number.bits() <= MOST_BITS {
        return digits_and_figure_in(number, sign);
    }
    figure_in(number, sign).unwrap_or_else(|| digits(number))
}

/// Each curve with its ends.
fn curves(plotted: &Plotted) -> Table {
    let symbol = plotted.symbol.text();
    let mut table = Table::default();
    for curve in &plotted.curves {
        let mut row = vec![curve.label.clone()];
        match curve.ends() {
            None => row.push("has no value".to_owned()),
            Some(ends) => {
                for (at, value) in &ends[..if ends[0] == ends[1] { 1 } else { 2 }] {
                    row.push(format!("{symbol} = {}:", number(at)));
                    row.push(shown(plotted, value));
                }
            }
        }
        table.row(row);
    }
    table
}

/// For programs.
pub(super) fn json(plot: &Plot, plotted: &Plotted) -> String {
    let scale = |axis| {
        if plot.log.contains(&axis) {
            "log"
        } else {
            "linear"
        }
    };
    let shown = plotted.quantity.as_ref();
    let crossings = plotted.crossings.iter();
    let crossings = crossings.map(|crossing| {
        let mut found = met(&crossing.kind);
        found["curves"] = json!(crossing.curves.map(|number| &plotted.curves[number].label));
        found
    });
    let unsure = plotted.unsure.iter().map(|(pair, reason)| {
        let curves = pair.map(|number| &plotted.curves[number].label);
        json!({ "curves": curves, "reason": reason })
    });
    let marks = plotted.marks.iter().map(|mark| {
        let heights = plotted.curves.iter().zip(&mark.heights);
        let heights = heights.map(
            |(curve, height)| json!({ "curve": curve.label, "value": height.as_ref().map(exact) }),
        );
        json!({
            "label": mark.label,
            "at": exact(&mark.at),
            "heights": heights.collect::<Vec<_>>(),
        })
    });
    let page = json!({
        "file": plot.output.display().to_string(),
        "width": plot.size.0,
        "height": plot.size.1,
        "symbol": plotted.symbol.text(),
        "from": exact(&plotted.stretch.from),
        "to": exact(&plotted.stretch.to),
        "horizontal": scale(AxisName::X),
        "vertical": scale(AxisName::Y),
        "quantity": shown.map(|shown| &shown.name),
        "unit": if plotted.layout.shares { Some("%") } else { shown.map(|shown| &shown.unit[..]) },
        "stacked": plotted.layout.stacked,
        "curves": plotted.curves.iter().map(curve).collect::<Vec<_>>(),
        "crossings": plotted.compared.then(|| crossings.collect::<Vec<_>>()),
        "not_decided": unsure.collect::<Vec<_>>(),
        "marks": marks.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&page).expect("text and numbers are JSON") + "\n"
}

fn exact(number: &Rational) -> String {
    number.to_string()
}

fn curve(curve: &Sampled) -> Json {
    let valued = curve.samples.iter().filter(|sample| sample.value.is_ok());
    let ends = curve.ends().map(|ends| {
        ends.map(|(at, value)| {
            json!({ "at": exact(at), "value": exact(value), "approx": value.to_f64() })
        })
    });
    json!({
        "label": curve.label,
        "closed_form": curve.form,
        "points": valued.count(),
        "ends": ends,
    })
}

fn met(kind: &Meeting) -> Json {
    match kind {
        Meeting::Same => json!({ "kind": "everywhere" }),
        Meeting::Along(stretch) => json!({
            "kind": "on whole numbers",
            "from": exact(&stretch.from),
            "to": exact(&stretch.to),
        }),
        Meeting::Seen(stretch) => json!({
            "kind": "at every point drawn",
            "from": exact(&stretch.from),
            "to": exact(&stretch.to),
        }),
        Meeting::Between { ends, .. } => json!({
            "kind": "between",
            "from": exact(&ends[0]),
            "to": exact(&ends[1]),
        }),
        Meeting::At {
            at,
            exact: is_exact,
            form,
            height,
        } => json!({
            "kind": "at",
            "form": form,
            "at": is_exact.then(|| exact(at)),
            "approx": at.to_f64(),
            "value": height.as_ref().filter(|_| *is_exact).map(exact),
        }),
    }
}
