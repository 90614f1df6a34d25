//! Solutions laid out for people and for programs.

use serde_json::{Value as Json, json};

use crate::algebra::{Domain, Rational};
use crate::notation::number::digits;

/// An equation and where it holds, as text.
pub(super) struct Answered {
    /// The symbol that was solved for.
    pub(super) symbol: String,
    /// What it may be.
    pub(super) domain: Domain,
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
        from: Rational,
        /// The last.
        to: Option<Rational>,
        /// Both sides there.
        near: Vec<Whole>,
    },
    /// On none that the symbol may be.
    NoWhole {
        /// Both sides where they pass each other.
        near: Vec<Whole>,
    },
    /// As far as other symbols allow.
    Unless {
        /// Where it holds.
        kind: Box<Kind>,
        /// Where one of these holds, so does the claim.
        everywhere: Vec<String>,
        /// All of these have to hold.
        nonzero: Vec<String>,
    },
}

/// A number.
pub(super) struct End {
    /// Its closed form.
    pub(super) form: Option<String>,
    /// Its digits, where it is not whole.
    pub(super) decimal: Option<Decimal>,
    /// Whether it is known to be positive.
    pub(super) positive: bool,
}

/// The first digits of a number.
pub(super) struct Decimal {
    /// The digits.
    pub(super) text: String,
    /// Whether there are no more.
    pub(super) ends: bool,
}

/// Both sides at a whole number.
pub(super) struct Whole {
    /// The number.
    pub(super) number: Rational,
    /// The left side.
    pub(super) left: Rational,
    /// The right side.
    pub(super) right: Rational,
}

/// The numbers of a range that the symbol may be.
pub(super) enum Wholes {
    /// It is not known which, or all are.
    Unknown,
    /// There are none.
    None,
    /// The first and the last; `None` where there is no last one.
    Some(Rational, Option<Rational>),
}

/// A range.
pub(super) struct Bounds {
    /// Its lower end, and whether that belongs to it.
    pub(super) from: Option<(End, bool)>,
    /// Its upper end.
    pub(super) to: Option<(End, bool)>,
    /// Its first and last whole number.
    pub(super) whole: Wholes,
}

impl Decimal {
    /// `1.4142…`, `1.6069…e60`, or `12.5` where that is all.
    fn text(&self) -> String {
        match self.text.split_once('e') {
            _ if self.ends => self.text.clone(),
            Some((digits, power)) => format!("{digits}…e{power}"),
            None => format!("{}…", self.text),
        }
    }
}

impl End {
    fn text(&self) -> String {
        match (&self.form, &self.decimal) {
            (Some(form), Some(decimal)) => {
                let equals = if decimal.ends { "=" } else { "≈" };
                format!("{form} {equals} {}", decimal.text())
            }
            (Some(form), None) => form.clone(),
            (None, Some(decimal)) => decimal.text(),
            (None, None) => "?".to_owned(),
        }
    }

    fn json(&self) -> Json {
        let digits = self.decimal.as_ref().map(|decimal| &decimal.text);
        json!({ "closed_form": self.form, "digits": digits, "positive": self.positive })
    }
}

/// What the symbol may be, as it is counted: `whole number`, `multiple of 32`.
fn noun(domain: Domain) -> String {
    match domain.step() {
        0 | 1 => "whole number".to_owned(),
        step => format!("multiple of {step}"),
    }
}

fn nouns(domain: Domain) -> String {
    match domain.step() {
        0 | 1 => "whole numbers".to_owned(),
        step => format!("multiples of {step}"),
    }
}

/// `every positive S`, or what else it may be.
fn everything(answered: &Answered) -> String {
    let symbol = &answered.symbol;
    match answered.domain {
        Domain::Flag => format!("every {symbol}, 0 and 1"),
        Domain::Whole | Domain::Integer => format!("every {symbol} from 0 on"),
        Domain::Multiple(_) | Domain::Real => format!("every positive {symbol}"),
    }
}

fn nothing(answered: &Answered) -> String {
    let symbol = &answered.symbol;
    match answered.domain {
        Domain::Flag => format!("no {symbol}, neither 0 nor 1"),
        Domain::Whole | Domain::Integer => format!("no {symbol} from 0 on"),
        Domain::Multiple(_) | Domain::Real => format!("no positive {symbol}"),
    }
}

/// For people.
pub(super) fn text(answered: &Answered) -> String {
    kind_text(answered, &answered.kind)
}

fn kind_text(answered: &Answered, kind: &Kind) -> String {
    let symbol = &answered.symbol;
    match kind {
        Kind::Everywhere => everything(answered) + "\n",
        Kind::Nowhere => nothing(answered) + "\n",
        Kind::NotDecided(reason) => format!("not decided: {reason}\n"),
        Kind::At(found) => found
            .iter()
            .map(|(end, near)| at(symbol, end, near))
            .collect(),
        Kind::Within(ranges) => ranges.iter().map(|range| within(answered, range)).collect(),
        Kind::Whole { from, to, near } => {
            let nouns = nouns(answered.domain);
            let first = digits(from);
            let range = match to.as_ref().map(digits) {
                Some(last) if last == first => format!("{symbol} = {first}\n"),
                Some(last) => format!("{symbol} = {first} to {last}, of {nouns}\n"),
                None => format!("{symbol} >= {first}, of {nouns}\n"),
            };
            range + &places(symbol, near)
        }
        Kind::NoWhole { near } => {
            let noun = noun(answered.domain);
            let between = match &near[..] {
                [low, high] => {
                    let (low, high) = (digits(&low.number), digits(&high.number));
                    format!(": the sides pass each other between {low} and {high}")
                }
                _ => String::new(),
            };
            format!(
                "no {symbol} that is a {noun}{between}\n{}",
                places(symbol, near)
            )
        }
        Kind::Unless {
            kind,
            everywhere,
            nonzero,
        } => {
            let every = everything(answered);
            if let (Kind::Nowhere, [first, rest @ ..], []) =
                (&**kind, &everywhere[..], &nonzero[..])
            {
                let others = rest
                    .iter()
                    .fold(String::new(), |text, one| text + " or " + one);
                let none = nothing(answered);
                return format!("{none}, unless {first}{others}: then {every}\n");
            }
            let mut text = kind_text(answered, kind);
            for one in nonzero {
                text += &format!("  where {one}\n");
            }
            for one in everywhere {
                text += &format!("{every} where {one}\n");
            }
            text
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
        let [number, left, right] = [&place.number, &place.left, &place.right].map(digits);
        format!("  at {symbol} = {number}: {left} and {right}\n")
    });
    lines.collect()
}

fn within(answered: &Answered, range: &Bounds) -> String {
    let symbol = &answered.symbol;
    let sign = |belongs: bool| if belongs { "<=" } else { "<" };
    let mut text = match (&range.from, &range.to) {
        (None, None) => everything(answered),
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
    let (noun, nouns) = (noun(answered.domain), nouns(answered.domain));
    match &range.whole {
        Wholes::Some(from, Some(to)) if from == to => {
            text += &format!("  {noun}: {}\n", digits(from));
        }
        Wholes::Some(from, Some(to)) => {
            text += &format!("  {nouns}: {} to {}\n", digits(from), digits(to));
        }
        Wholes::Some(from, None) => {
            text += &format!("  {nouns}: from {} on\n", digits(from));
        }
        Wholes::None => text += &format!("  no {noun}\n"),
        Wholes::Unknown => {}
    }
    text
}

/// For programs.
pub(super) fn json(answered: &Answered) -> String {
    let (kind, unless, only) = match &answered.kind {
        Kind::Unless {
            kind,
            everywhere,
            nonzero,
        } => (&**kind, &everywhere[..], &nonzero[..]),
        kind => (kind, &[][..], &[][..]),
    };
    let (verdict, reason) = match kind {
        Kind::Everywhere => ("everywhere", None),
        Kind::Nowhere => ("nowhere", None),
        Kind::NotDecided(reason) => ("not decided", Some(reason)),
        Kind::At(_) | Kind::Unless { .. } => ("at", None),
        Kind::Within(_) => ("within", None),
        Kind::Whole { .. } => ("whole numbers", None),
        Kind::NoWhole { .. } => ("no whole number", None),
    };
    let object = json!({
        "symbol": answered.symbol,
        "left": answered.sides[0],
        "relation": answered.relation,
        "right": answered.sides[1],
        "verdict": verdict,
        "reason": reason,
        "solutions": solutions(kind),
        "where": only,
        "everywhere_where": unless,
    });
    let text = serde_json::to_string_pretty(&object).expect("text and numbers can be written");
    format!("{text}\n")
}

fn solutions(kind: &Kind) -> Vec<Json> {
    let near = |near: &[Whole]| near.iter().map(place).collect::<Json>();
    match kind {
        Kind::At(found) => found
            .iter()
            .map(|(end, whole)| {
                let mut object = end.json();
                object["nearest"] = near(whole);
                object
            })
            .collect(),
        Kind::Within(ranges) => ranges.iter().map(range).collect(),
        Kind::Whole {
            from,
            to,
            near: whole,
        } => {
            let to = to.as_ref().map(Rational::to_string);
            vec![json!({ "from": from.to_string(), "to": to, "nearest": near(whole) })]
        }
        Kind::NoWhole { near: whole } if !whole.is_empty() => {
            vec![json!({ "nearest": near(whole) })]
        }
        _ => Vec::new(),
    }
}

fn range(range: &Bounds) -> Json {
    let end = |end: &Option<(End, bool)>| {
        end.as_ref().map(|(end, belongs)| {
            let mut object = end.json();
            object["included"] = json!(belongs);
            object
        })
    };
    let whole = match &range.whole {
        Wholes::Some(from, to) => {
            let to = to.as_ref().map(Rational::to_string);
            json!([from.to_string(), to])
        }
        Wholes::None => json!([]),
        Wholes::Unknown => Json::Null,
    };
    json!({ "from": end(&range.from), "to": end(&range.to), "whole": whole })
}

fn place(place: &Whole) -> Json {
    let [number, left, right] = [&place.number, &place.left, &place.right].map(Rational::to_string);
    json!({ "number": number, "left": left, "right": right })
}
