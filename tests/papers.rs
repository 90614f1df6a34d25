//! Published figures: every number of `vectors.json`, which papers, READMEs and other counters print, by
//! the formulas of the library.
//!
//! `questions.json` says for each number which expression stands for it, with the settings of the figure
//! by their names there. `set` gives those that a formula of the library calls otherwise.

mod common;

use std::collections::BTreeMap;
use std::fs;

use flopform::Engine;
use flopform::algebra::Rational;
use serde_json::{Map, Value as Json};

fn read(name: &str) -> Json {
    let path = common::root().join("tests/papers").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A number as it is written, nothing lost.
fn number(json: &Json) -> Rational {
    let text = json.to_string().to_lowercase().replace('+', "");
    text.parse()
        .unwrap_or_else(|_| panic!("`{text}` is a number"))
}

/// An expression with the settings of its figure put in. What stands before `=` or a bracket is the name
/// of something else.
fn put_in(ask: &str, config: &Map<String, Json>) -> String {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut text = String::new();
    let mut rest = ask;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
        let (word, after) =
            rest.split_at(length.max(if length == 0 { first.len_utf8() } else { 0 }));
        let named = after.trim_start();
        let named = named.starts_with('(') || (named.starts_with('=') && !named.starts_with("=="));
        match config.get(word).filter(|value| value.is_number() && !named) {
            Some(value) => text += &format!("({})", number(value)),
            None => text += word,
        }
        rest = after;
    }
    text
}

/// The bindings for what stands in the formulas of the library: settings of one letter and what a
/// question sets.
fn bindings(config: &Map<String, Json>, set: &str) -> BTreeMap<String, String> {
    let letters = config
        .iter()
        .filter(|(name, value)| value.is_number() && name.len() == 1);
    let letters = letters.map(|(name, value)| (name.clone(), number(value).to_string()));
    let set = set.split(',').filter(|binding| !binding.trim().is_empty());
    let set = set.map(|binding| {
        let (name, value) = binding.split_once('=').expect("a binding has a value");
        (name.trim().to_owned(), value.trim().to_owned())
    });
    letters.chain(set).collect()
}

/// What a question comes to.
fn derived(
    engine: &mut Engine,
    ask: &str,
    set: &BTreeMap<String, String>,
) -> Result<Rational, String> {
    let said = |errors: Vec<flopform::cost::CostError>| format!("{errors:?}");
    let question = engine.questions(ask).map_err(said)?.remove(0);
    let set: Vec<String> = set
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let setting = engine.setting(&set, &[], &[]).map_err(said)?;
    let answers = engine.answer(&question, &[], &setting).map_err(said)?;
    let value = &answers.values[0].value;
    engine
        .number(value)
        .map_err(|error| format!("{error}: {value:?}"))
}

#[test]
fn every_published_figure_holds() {
    let (vectors, questions) = (read("vectors.json"), read("questions.json"));
    let vectors = vectors.as_array().expect("a list of figures");
    assert!(
        vectors.len() >= 253,
        "only {} figures were found",
        vectors.len()
    );
    let mut engine = Engine::new();
    let mut wrong = Vec::new();
    for vector in vectors {
        let name = vector["id"].as_str().expect("a name");
        let question = &questions[name];
        let ask = question["ask"].as_str();
        let ask = ask.unwrap_or_else(|| panic!("no formula answers {name}"));
        let set = question["set"].as_str().unwrap_or_default();
        let config = vector["config"].as_object().expect("settings");
        let found = derived(&mut engine, &put_in(ask, config), &bindings(config, set));
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                wrong.push(format!("{name}: `{ask}`: {error}"));
                continue;
            }
        };
        let expected = number(&vector["expected"]);
        let tolerance = match vector["tolerance"].as_str() {
            Some("exact") => Rational::from(0),
            _ => number(&vector["tolerance"]),
        };
        let slack = &expected.abs() * &tolerance;
        let (mut least, mut most) = (&expected - &slack, &expected + &slack);
        // A root has no number, its square has.
        if question["squared"] == true {
            (least, most) = (&least * &least, &most * &most);
        }
        if found < least || most < found {
            wrong.push(format!(
                "{name}: `{ask}` is {} where {expected} is published, within {tolerance}",
                found.to_f64()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} figures differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_question_is_asked() {
    let (vectors, questions) = (read("vectors.json"), read("questions.json"));
    let known: Vec<&Json> = vectors
        .as_array()
        .expect("a list")
        .iter()
        .map(|vector| &vector["id"])
        .collect();
    let questions = questions.as_object().expect("an object");
    let idle: Vec<&String> = questions
        .keys()
        .filter(|name| !known.iter().any(|id| *id == *name))
        .collect();
    assert!(idle.is_empty(), "no figure asks these: {idle:?}");
}
