//! Comparisons laid out for people and for programs.

use serde_json::{Map, Value as Json, json};

use crate::algebra::Rational;
use crate::cli::table::{Align, Table};
use crate::notation::number::digits;

/// A term, and its coefficients on both sides and in the difference.
pub(super) type Term = (String, [Rational; 3]);

/// Two values compared, as text.
pub(super) struct Compared {
    /// The quantity; `None` for expressions.
    pub(super) quantity: Option<String>,
    /// What the two sides are called, and their forms.
    pub(super) sides: [(String, String); 2],
    /// The left form less the right one.
    pub(super) difference: String,
    /// The left form over the right one.
    pub(super) quotient: Option<String>,
    /// Whether they are equal.
    pub(super) verdict: Shown,
    /// A term, and its coefficients on both sides and in the difference.
    pub(super) terms: Vec<Term>,
    /// A path, and what it contributes to both sides and to the difference.
    pub(super) paths: Vec<[String; 4]>,
    /// A layer, and what its own calls contribute.
    pub(super) layers: Vec<[String; 4]>,
}

/// Whether two forms are equal, as text.
pub(super) enum Shown {
    /// They are.
    Equal,
    /// They are not, as the point shows: names with their values, and both sides there.
    Different(Vec<(String, Rational)>, [Option<Rational>; 2]),
    /// It is not decided, and why.
    NotDecided(String),
}

/// For people.
pub(super) fn text(compared: &[Compared]) -> String {
    let blocks: Vec<String> = compared.iter().map(block).collect();
    blocks.join("\n")
}

fn block(one: &Compared) -> String {
    let mut text = String::new();
    if let Some(quantity) = &one.quantity {
        text += &format!("{quantity}\n");
    }
    let [(left, left_form), (right, right_form)] = &one.sides;
    let mut forms = Table::default();
    let mut row = |name: &str, form: &str, label: &str| {
        let label = if label == form { "" } else { label };
        forms.row([format!("  {name}"), form.to_owned(), label.to_owned()]);
    };
    row("A", left_form, left);
    row("B", right_form, right);
    row("A - B", &one.difference, "");
    if let Some(quotient) = &one.quotient {
        row("A / B", quotient, "");
    }
    text += &forms.text();
    text += &format!("  {}\n", verdict(&one.verdict));
    if matches!(one.verdict, Shown::Equal) {
        return text;
    }
    let terms = one.terms.iter().map(|(term, numbers)| {
        let [left, right, difference] = numbers.each_ref().map(digits);
        [term.clone(), left, right, difference]
    });
    let terms: Vec<[String; 4]> = terms.collect();
    for (heading, rows) in [
        ("term", &terms),
        ("path", &one.paths),
        ("layer", &one.layers),
    ] {
        if rows.is_empty() {
            continue;
        }
        let right = heading == "term";
        let column = if right { Align::Right } else { Align::Left };
        let mut table = Table::new(&[Align::Left, column, column, column]);
        table.row([
            format!("  {heading}"),
            "A".into(),
            "B".into(),
            "A - B".into(),
        ]);
        for [name, left, right, difference] in rows {
            let cells = [left, right, difference].map(Clone::clone);
            table.row(std::iter::once(format!("  {name}")).chain(cells));
        }
        text += "\n";
        text += &table.text();
    }
    text
}

fn verdict(verdict: &Shown) -> String {
    match verdict {
        Shown::Equal => "equal".to_owned(),
        Shown::NotDecided(reason) => format!("not decided: {reason}"),
        Shown::Different(point, [left, right]) => {
            let mut text = "different".to_owned();
            if !point.is_empty() {
                let point = point
                    .iter()
                    .map(|(name, value)| format!("{name} = {}", digits(value)));
                text += &format!(": at {}", point.collect::<Vec<String>>().join(", "));
                if let (Some(left), Some(right)) = (left, right) {
                    let (left, right) = (digits(left), digits(right));
                    text += &format!(", A is {left} and B is {right}");
                }
            }
            text
        }
    }
}

/// For programs: an object for each quantity.
pub(super) fn json(compared: &[Compared]) -> String {
    let objects: Vec<Json> = compared.iter().map(object).collect();
    let text = serde_json::to_string_pretty(&objects).expect("text and numbers can be written");
    format!("{text}\n")
}

fn object(one: &Compared) -> Json {
    let [(left, left_form), (right, right_form)] = &one.sides;
    let (verdict, point, sides, reason) = match &one.verdict {
        Shown::Equal => ("equal", None, None, None),
        Shown::NotDecided(reason) => ("not decided", None, None, Some(reason)),
        Shown::Different(point, sides) => ("different", Some(point), Some(sides), None),
    };
    let counterexample = point.zip(sides).map(|(point, [left, right])| {
        let point = point
            .iter()
            .map(|(name, value)| (name.clone(), json!(value.to_string())));
        let [left, right] = [left, right].map(|side| side.as_ref().map(Rational::to_string));
        json!({ "point": point.collect::<Map<String, Json>>(), "a": left, "b": right })
    });
    let rows = |key: &str, rows: &[[String; 4]]| {
        let rows = rows.iter().map(|[name, left, right, difference]| {
            json!({ key: name, "a": left, "b": right, "difference": difference })
        });
        rows.collect::<Vec<Json>>()
    };
    let terms = one.terms.iter().map(|(term, numbers)| {
        let [left, right, difference] = numbers.each_ref().map(Rational::to_string);
        json!({ "term": term, "a": left, "b": right, "difference": difference })
    });
    json!({
        "quantity": one.quantity,
        "a": { "target": left, "closed_form": left_form },
        "b": { "target": right, "closed_form": right_form },
        "difference": one.difference,
        "quotient": one.quotient,
        "verdict": verdict,
        "counterexample": counterexample,
        "reason": reason,
        "terms": terms.collect::<Vec<Json>>(),
        "paths": rows("path", &one.paths),
        "layers": rows("layer", &one.layers),
    })
}
