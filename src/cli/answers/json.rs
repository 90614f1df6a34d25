//! Answers for programs: an array with an object for each quantity of each target.

use std::io::{self, Write};

use serde_json::{Map, Number, Value as Json, json};

use crate::algebra::Rational;
use crate::cli::answers::records::{Origin, Reply};
use crate::cli::answers::tree::Tree;

pub(super) fn write(replies: &[Reply], out: &mut impl Write) -> io::Result<()> {
    let mut objects = Vec::new();
    for reply in replies {
        for (place, line) in reply.lines.iter().enumerate() {
            let mut object = Map::new();
            let mut put = |key: &str, value: Json| object.insert(key.to_owned(), value);
            put("target", json!(reply.target));
            put("quantity", json!(line.quantity));
            put("unit", json!((!line.unit.is_empty()).then_some(&line.unit)));
            put("closed_form", json!(line.form));
            put("symbols", json!(line.symbols));
            put("value", exact(line.value.as_ref()));
            put("approx", approximate(line.value.as_ref()));
            put("unruled", json!(line.unruled));
            if !reply.assuming.is_empty() {
                put("assuming", json!(reply.assuming));
            }
            if !reply.taking.is_empty() {
                put("taking", json!(reply.taking));
            }
            if let Some(origin) = &reply.origin {
                put("config", keys(origin));
            }
            if let Some(tree) = &reply.tree {
                put("tree", rows(tree, place));
            }
            objects.push(Json::Object(object));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &objects)?;
    writeln!(out)
}

/// Which key each symbol came from.
fn keys(origin: &Origin) -> Json {
    let parameters = origin.parameters.iter().map(|read| {
        json!({
            "symbol": read.symbol,
            "value": read.value,
            "keys": read.keys,
            "absent": read.absent,
            "bound": read.bound,
        })
    });
    json!({ "file": origin.file, "parameters": parameters.collect::<Json>() })
}

/// What each child contributes of the quantity at a place.
fn rows(tree: &Tree, place: usize) -> Json {
    let rows = tree.rows.iter().map(|row| {
        json!({
            "path": row.path,
            "name": row.name,
            "call": row.call,
            "count": row.count,
            "closed_form": row.forms[place],
            "value": exact(row.values[place].as_ref()),
        })
    });
    rows.collect()
}

/// Every digit, as text: a number would lose some in most programs.
fn exact(value: Option<&Rational>) -> Json {
    value.map_or(Json::Null, |value| Json::String(value.to_string()))
}

/// The nearest floating-point number, where one is near.
fn approximate(value: Option<&Rational>) -> Json {
    let number = value.and_then(|value| Number::from_f64(value.to_f64()));
    number.map_or(Json::Null, Json::Number)
}
