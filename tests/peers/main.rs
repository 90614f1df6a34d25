//! The library against `PyTorch` and the tools that count for it: every figure of `measured.json`.
//!
//! `cases/*.json` says for each case which formula answers it and under which bindings; the columns of
//! the table below say which quantity stands for which figure. What cannot be equal is in
//! `exceptions.rs`, each with a reason, and an exception that is none any more fails too.

#[path = "../common/mod.rs"]
mod common;
mod exceptions;
mod groups;
mod variants;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use flopform::algebra::Rational;
use flopform::cost::{ConfigFile, Keys, QuantityId, Question};
use flopform::{Answers, Engine, Setting};
use serde_json::Value as Json;

use crate::exceptions::{EXCEPTIONS, Exception, FUSED};

/// A quantity, and where its figure stands in a case.
const FIGURES: [(&str, &[&str]); 18] = [
    ("params", &["params_total"]),
    ("flop_counter", &["flop_counter", "flops"]),
    ("flops", &["flop_counter_meta", "flops"]),
    ("flop_counter_step", &["flop_counter_fwd_bwd", "flops"]),
    ("thop", &["thop", "macs"]),
    ("thop_params", &["thop", "params"]),
    ("ptflops", &["ptflops", "macs"]),
    ("ptflops_averaged", &["ptflops", "macs_batch_averaged"]),
    ("trainable_params", &["ptflops", "params"]),
    ("ptflops_aten", &["ptflops_aten", "macs"]),
    ("trainable_params", &["ptflops_aten", "params"]),
    ("fvcore", &["fvcore", "flops"]),
    ("params", &["fvcore", "params"]),
    ("torchinfo", &["torchinfo", "mult_adds"]),
    ("torchinfo_params", &["torchinfo", "params"]),
    ("calflops", &["calflops", "flops"]),
    ("calflops_macs", &["calflops", "macs"]),
    ("trainable_params", &["calflops", "params"]),
];

/// A figure that differs: the case, the figure, what was measured and what was derived.
type Difference = (String, String, String, String);

#[test]
fn every_figure_is_equal_or_says_why_not() {
    let measured = read("measured.json");
    let cases = measured["cases"].as_array().expect("a list of cases");
    assert!(cases.len() >= 140, "only {} cases were found", cases.len());
    let asked = asked();
    let (mut equal, mut different, mut unanswered) = (0, Vec::new(), Vec::new());
    for case in cases {
        let name = case["case"].as_str().expect("a case has a name");
        match asked.get(name) {
            Some(asked) => compare(name, case, asked, &mut equal, &mut different),
            None => unanswered.push(name),
        }
    }
    assert!(unanswered.is_empty(), "no formula answers {unanswered:?}");

    let excepted = |difference: &Difference| EXCEPTIONS.iter().any(|one| covers(one, difference));
    let surprising: Vec<_> = different.iter().filter(|one| !excepted(one)).collect();
    assert!(surprising.is_empty(), "{}", table(&surprising));
    let stale: Vec<_> = EXCEPTIONS
        .iter()
        .filter(|exception| !different.iter().any(|one| covers(exception, one)))
        .collect();
    assert!(stale.is_empty(), "these are equal by now: {stale:#?}");

    let parameters = different.iter().filter(|one| one.1 == "params_total");
    assert_eq!(parameters.count(), 0, "parameters have no exceptions");
    let all = equal + different.len();
    println!("{equal} of {all} figures are equal");
    assert!(equal * 100 >= all * 95, "only {equal} of {all} are equal");
}

#[test]
fn parameters_are_equal_layer_by_layer() {
    let measured = read("measured.json");
    let asked = asked();
    let (mut equal, mut different) = (0, Vec::new());
    let mut stale = [true; FUSED.len()];
    for case in measured["cases"].as_array().expect("a list of cases") {
        let name = case["case"].as_str().expect("a case has a name");
        let (engine, question, answers, ids) = answer(name, &asked[name], &["params"]);
        let derived = answers.derived.expect("a target has a tree");
        let derived = groups::derived(&engine, &question, &derived, ids[0]);
        let measured = groups::measured(case);
        let fused = FUSED.iter().position(|(start, _)| name.starts_with(start));
        if derived == measured {
            equal += 1;
        } else if let Some(fused) = fused {
            stale[fused] = false;
        } else {
            different.push(format!(
                "{name}: measured {measured:?}, derived {derived:?}"
            ));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    let stale = FUSED.iter().zip(stale).filter(|(_, stale)| *stale);
    let stale: Vec<_> = stale.map(|((start, _), _)| start).collect();
    assert!(stale.is_empty(), "these are equal by now: {stale:?}");
    println!("the layers of {equal} cases own the same parameters");
}

/// Compares the figures of one case.
fn compare(
    name: &str,
    case: &Json,
    asked: &Json,
    equal: &mut usize,
    different: &mut Vec<Difference>,
) {
    let wanted = FIGURES.iter().filter_map(|(quantity, path)| {
        let figure = path.iter().try_fold(case, |held, key| held.get(key))?;
        Some((*quantity, path.join("."), figure.as_number()?.to_string()))
    });
    let wanted: Vec<(&str, String, String)> = wanted.collect();
    let quantities: Vec<&str> = wanted.iter().map(|(quantity, ..)| *quantity).collect();
    let derived = derive(name, asked, &quantities);
    for ((quantity, figure, measured), derived) in wanted.into_iter().zip(derived) {
        let derived = match quantity {
            "flop_counter_step" => derive(name, &on_meta(asked), &[quantity]).remove(0),
            _ => derived,
        };
        if measured == derived {
            *equal += 1;
        } else {
            different.push((name.to_owned(), figure, measured, derived));
        }
    }
}

/// The same case on the device without data, where every training step was measured.
fn on_meta(asked: &Json) -> Json {
    let mut asked = asked.clone();
    let set = asked["set"]
        .as_str()
        .map(|set| set.replace("meta=0", "meta=1"));
    if let Some(set) = set {
        asked["set"] = Json::String(set);
    }
    asked
}

/// What the formula of a case comes to, quantity by quantity.
fn derive(name: &str, asked: &Json, quantities: &[&str]) -> Vec<String> {
    let (engine, _, answers, _) = answer(name, asked, quantities);
    let values = answers.values.iter().map(|answer| {
        let number: Result<Rational, _> = engine.number(&answer.value);
        number.map_or_else(|error| error.to_string(), |number| number.to_string())
    });
    values.collect()
}

/// Asks what a case asks.
fn answer(
    name: &str,
    asked: &Json,
    quantities: &[&str],
) -> (Engine, Question, Answers, Vec<QuantityId>) {
    let mut engine = Engine::new();
    let set = asked["set"].as_str().unwrap_or_default().to_owned();
    let (question, keys) = match (asked["target"].as_str(), asked["config"].as_str()) {
        (Some(target), None) => (common::question(&mut engine, target), None),
        (None, Some(config)) => {
            let path = common::root().join("tests/peers/configs").join(config);
            let file = ConfigFile::read(&path);
            of_config(&mut engine, name, file)
        }
        _ => {
            let file = ConfigFile::parse(&asked["config"].to_string());
            of_config(&mut engine, name, file)
        }
    };
    let ids = quantities.iter().map(|quantity| {
        let id = engine.quantity(&question, quantity);
        id.unwrap_or_else(|errors| panic!("{name}: {errors:?}"))
    });
    let ids: Vec<QuantityId> = ids.collect();
    let setting = engine.setting(&[set], &[], &[]);
    let setting: Setting = setting.unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    let answers = engine.answer_with(&question, &ids, &setting, keys.as_ref());
    let answers = answers.unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    (engine, question, answers, ids)
}

/// The question that a `config.json` asks, and the file.
fn of_config(
    engine: &mut Engine,
    config: &str,
    file: Result<ConfigFile, String>,
) -> (Question, Option<Arc<dyn Keys>>) {
    let file = file.unwrap_or_else(|reason| panic!("{config}: {reason}"));
    let kind = file.kind().expect("it says which kind it is of");
    let reader = engine.reader("huggingface", &kind);
    let reader = reader.unwrap_or_else(|errors| panic!("{config}: {errors:?}"));
    let reader = reader.unwrap_or_else(|| panic!("no formula file reads `{kind}`"));
    let question = Question::of_reader(engine.program(), reader, &kind);
    (question, Some(Arc::new(file)))
}

/// What each case asks: a target or a configuration file, and bindings.
fn asked() -> BTreeMap<String, Json> {
    let folder = common::root().join("tests/peers/cases");
    let files = fs::read_dir(folder).expect("the cases are there");
    let names = files.map(|file| file.expect("it can be read").file_name());
    let texts = names.map(|name| read(&format!("cases/{}", name.to_string_lossy())));
    let objects = texts.map(|json| match json {
        Json::Object(cases) => cases,
        other => panic!("an object was expected, not {other}"),
    });
    objects.flatten().collect()
}

fn read(name: &str) -> Json {
    let path = common::root().join("tests/peers").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether an exception speaks of a difference. A `*` at the end of a case stands for any ending.
fn covers(exception: &Exception, (case, figure, ..): &Difference) -> bool {
    let same_case = match exception.case.strip_suffix('*') {
        Some(start) => case.starts_with(start),
        None => case == exception.case,
    };
    same_case && exception.figures.contains(&&figure[..])
}

fn table(differences: &[&Difference]) -> String {
    let lines = differences.iter().map(|(case, figure, measured, derived)| {
        format!("{case} {figure}: measured {measured}, derived {derived}")
    });
    lines.collect::<Vec<String>>().join("\n")
}
