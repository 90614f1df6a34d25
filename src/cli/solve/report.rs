//! Solutions laid out for people and for programs.

use serde_json::{Value as Json, json};

/// An equation and where it holds, as text.
pub(super) struct Answered {
    /// The symbol that was solved for.
    pub(super) symbol: String,
    /// The two sides.
    pub(super) sides: [String; 2],
    /// What is claimed of them.
    pub(super) relation: String,
    /// Where it holds.
    pub(super) kind: Kind,
}

/// Where a claim holds.
pub(super) enum Kind {
    /// Everywhere.
    Everywhere,
    /// Nowhere.
    Nowhere,
    /// It is not decided, and why.
    NotDecided(String),
    /// At these numbers, each with the whole numbers on either side.
    At(Vec<(End, Vec<Whole>)>),
    /// On these ranges.
    Within(Vec<Bounds>),
    /// On whole numbers, with both sides at the last and after it.
    Whole {
        /// The first.
        from: String,
        /// The last.
        to: Option<String>,
        /// Both sides there.
        near: Vec<Whole>,
    },
}

/// A number.
pub(super) struct End {
    /// Its closed form.
    pub(super) form: Option<String>,
    /// Its first digits, where it is not whole.
    pub(super) decimal: Option<String>,
    /// Whether it is known to be positive.
    pub(super) positive: bool,
}

/// Both sides at a whole number.
pub(super) struct Whole {
    /// The number.
    pub(super) number: String,
    /// The left side.
    pub(super) left: String,
    /// The right side.
    pub(super) right: String,
}

/// A range.
pub(super) struct Bounds {
    /// Its lower end, and whether that belongs to it.
    pub(super) from: Option<(End, bool)>,
    /// Its upper end.
    pub(super) to: Option<(End, bool)>,
    /// Its first and last whole number.
    pub(super) whole: Option<(String, Option<String>)>,
}

impl End {
    fn text(&self) -> String {
        match (&self.form, &self.decimal) {
            (Some(form), Some(decimal)) => format!("{form} ≈ {decimal}…"),
            (Some(form), None) => form.clone(),
            (None, Some(decimal)) => format!("{decimal}…"),
            (None, None) => "?".to_owned(),
        }
    }

    fn json(&self) -> Json {
        json!({ "closed_form": self.form, "digits": self.decimal, "positive": self.positive })
    }
}

/// For people.
pub(super) fn text(answered: &Answered) -> String {
    let symbol = &answered.symbol;
    match &answered.kind {
        Kind::Everywhere => format!("every positive {symbol}\n"),
        Kind::Nowhere => format!("no positive {symbol}\n"),
        Kind::NotDecided(reason) => format!("not decided: {reason}\n"),
        Kind::At(found) => found
            .iter()
            .map(|(end, near)| at(symbol, end, near))
            .collect(),
        Kind::Within(ranges) => ranges.iter().map(|range| within(symbol, range)).collect(),
        Kind::Whole { from, to, near } => {
            let range = match to {
                Some(to) if to == from => format!("{symbol} = {from}\n"),
                Some(to) => format!("{symbol} = {from} to {to}, of whole numbers\n"),
                None => format!("{symbol} >= {from}, of whole numbers\n"),
            };
            range + &places(symbol, near)
        }
    }
}

fn at(symbol: &str, end: &End, near: &[Whole]) -> String {
    let unsure = if end.positive {
        ""
    } else {
        ", where that is positive"
    };
    let equals = if end.form.is_some() { "=" } else { "≈" };
    format!(
        "{symbol} {equals} {}{unsure}\n{}",
        end.text(),
        places(symbol, near)
    )
}

fn places(symbol: &str, near: &[Whole]) -> String {
    let lines = near.iter().map(|place| {
        let Whole {
            number,
            left,
            right,
        } = place;
        format!("  at {symbol} = {number}: {left} and {right}\n")
    });
    lines.collect()
}

fn within(symbol: &str, range: &Bounds) -> String {
    let sign = |belongs: bool| if belongs { "<=" } else { "<" };
    let mut text = match (&range.from, &range.to) {
        (None, None) => format!("every positive {symbol}"),
        (None, Some((to, belongs))) => format!("{symbol} {} {}", sign(*belongs), to.text()),
        (Some((from, belongs)), None) => {
            let sign = if *belongs { ">=" } else { ">" };
            format!("{symbol} {sign} {}", from.text())
        }
        (Some((from, _)), Some((to, _))) if from.text() == to.text() => {
            format!("{symbol} = {}", from.text())
        }
        (Some((from, first)), Some((to, last))) => {
            format!(
                "{} {} {symbol} {} {}",
                from.text(),
                sign(*first),
                sign(*last),
                to.text()
            )
        }
    };
    text += "\n";
    match &range.whole {
        Some((from, Some(to))) if from == to => text += &format!("  whole number: {from}\n"),
        Some((from, Some(to))) => text += &format!("  whole numbers: {from} to {to}\n"),
        Some((from, None)) => text += &format!("  whole numbers: from {from} on\n"),
        None => {}
    }
    text
}

/// For programs.
pub(super) fn json(answered: &Answered) -> String {
    let (verdict, reason) = match &answered.kind {
        Kind::Everywhere => ("everywhere", None),
        Kind::Nowhere => ("nowhere", None),
        Kind::NotDecided(reason) => ("not decided", Some(reason)),
        Kind::At(_) => ("at", None),
        Kind::Within(_) => ("within", None),
        Kind::Whole { .. } => ("whole numbers", None),
    };
    let solutions: Vec<Json> = match &answered.kind {
        Kind::At(found) => found
            .iter()
            .map(|(end, near)| {
                let mut object = end.json();
                object["nearest"] = near.iter().map(place).collect();
                object
            })
            .collect(),
        Kind::Within(ranges) => ranges
            .iter()
            .map(|range| {
                let end = |end: &Option<(End, bool)>| {
                    end.as_ref().map(|(end, belongs)| {
                        let mut object = end.json();
                        object["included"] = json!(belongs);
                        object
                    })
                };
                json!({ "from": end(&range.from), "to": end(&range.to), "whole": range.whole })
            })
            .collect(),
        Kind::Whole { from, to, near } => {
            vec![
                json!({ "from": from, "to": to, "nearest": near.iter().map(place).collect::<Vec<Json>>() }),
            ]
        }
        _ => Vec::new(),
    };
    let object = json!({
        "symbol": answered.symbol,
        "left": answered.sides[0],
        "relation": answered.relation,
        "right": answered.sides[1],
        "verdict": verdict,
        "reason": reason,
        "solutions": solutions,
    });
    let text = serde_json::to_string_pretty(&object).expect("text and numbers can be written");
    format!("{text}\n")
}

fn place(place: &Whole) -> Json {
    json!({ "number": place.number, "left": place.left, "right": place.right })
}
