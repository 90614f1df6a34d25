//! Configuration files of sizes and options that no formula file was written for: what they come to
//! equals what `PyTorch` builds of them.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use flopform::cost::{ConfigFile, Keys, Question};
use flopform::{Answers, Engine};
use serde_json::Value as Json;

fn read() -> Json {
    let path = common::root().join("tests/configs/unseen.json");
    let text = fs::read_to_string(path).expect("the file is there");
    serde_json::from_str(&text).expect("it is JSON")
}

/// What a configuration comes to, for some quantities, under some bindings.
fn answer(config: &Json, quantities: &[&str], set: &str) -> (Engine, Answers) {
    let mut engine = Engine::new();
    let file = ConfigFile::parse(&config.to_string()).expect("an object");
    let kind = file.kind().expect("it says which kind it is of");
    let reader = engine
        .reader("huggingface", &kind)
        .expect("a sound library");
    let reader = reader.unwrap_or_else(|| panic!("no formula file reads `{kind}`"));
    let question = Question::of_reader(engine.program(), reader, &kind);
    let ids = quantities
        .iter()
        .map(|name| engine.quantity(&question, name));
    let ids: Vec<_> = ids.map(|id| id.expect("a quantity")).collect();
    let setting = engine.setting(&[set.to_owned()], &[], &[]);
    let setting = setting.expect("sound bindings");
    let keys: Arc<dyn Keys> = Arc::new(file);
    let answers = engine.answer_with(&question, &ids, &setting, Some(&keys));
    let answers = answers.unwrap_or_else(|errors| panic!("{config}: {errors:?}"));
    (engine, answers)
}

#[test]
fn sizes_never_seen_give_the_figures_of_pytorch() {
    let data = read();
    let models = data["models"].as_array().expect("a list of models");
    assert!(
        models.len() >= 170,
        "only {} models were found",
        models.len()
    );
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    let mut different = Vec::new();
    for model in models {
        let family = model["family"].as_str().expect("a family");
        *families.entry(family).or_default() += 1;
        let set = model["set"].as_str().expect("bindings");
        let (engine, answers) = answer(&model["config"], &["params", "flops"], set);
        for (answer, quantity) in answers.values.iter().zip(["params", "flops"]) {
            let derived = engine.number(&answer.value).expect("a number").to_string();
            let counted = model[quantity].to_string();
            if derived != counted {
                let config = &model["config"];
                different.push(format!(
                    "{quantity} of {family}: PyTorch {counted}, derived {derived}, of {config}"
                ));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(families.len() >= 33, "only these families: {families:?}");
    let few: Vec<_> = families.iter().filter(|(_, count)| **count < 4).collect();
    assert!(few.is_empty(), "too few of {few:?}");
}

/// Whatever key is taken away, the answer is the same, or one of `transformers`' own defaults, or an
/// error that names the key; never a panic.
#[test]
fn a_missing_key_is_named_or_has_a_default() {
    let data = read();
    let models = data["models"].as_array().expect("a list of models");
    let mut named = 0;
    for model in models.iter().step_by(5) {
        let config = model["config"].as_object().expect("an object");
        let mut engine = Engine::new();
        let kind = config["model_type"].as_str().expect("a kind");
        let reader = engine.reader("huggingface", kind).expect("a library");
        let question = Question::of_reader(engine.program(), reader.expect("a reader"), kind);
        let params = engine.quantity(&question, "params").expect("a quantity");
        let setting = engine.setting(&[], &[], &[]).expect("no bindings");
        for key in config.keys().filter(|key| *key != "model_type") {
            let mut without = config.clone();
            without.remove(key);
            let file = ConfigFile::parse(&Json::Object(without).to_string()).expect("an object");
            let keys: Arc<dyn Keys> = Arc::new(file);
            if let Err(errors) = engine.answer_with(&question, &[params], &setting, Some(&keys)) {
                let said = format!("{:?}", errors[0].kind);
                assert!(said.contains("MissingKey"), "without {key}: {said}");
                named += 1;
            }
        }
    }
    assert!(named > 100, "only {named} missing keys were named");
}

#[test]
fn every_value_says_where_it_comes_from() {
    let config = serde_json::json!({
        "model_type": "llama", "hidden_size": 64, "num_attention_heads": 4,
        "num_hidden_layers": 2, "intermediate_size": 96, "vocab_size": 100, "head_dim": null,
    });
    let (engine, answers) = answer(&config, &["params"], "N=7");
    let readings = answers.readings.iter().map(|reading| {
        let value = engine.number(&reading.value).expect("a number");
        let (keys, absent) = (reading.keys.join(" "), reading.absent.join(" "));
        let bound = if reading.bound { "bound" } else { "" };
        format!(
            "{} {value} | {keys} | {absent} | {bound}",
            reading.parameter
        )
    });
    let readings: Vec<String> = readings.collect();
    assert_eq!(
        readings,
        [
            "N 7 |  |  | bound",
            "E 64 | hidden_size |  | ",
            "H 4 | num_attention_heads |  | ",
            "F 96 | intermediate_size |  | ",
            "V 100 | vocab_size |  | ",
            "K 4 | num_attention_heads | num_key_value_heads | ",
            "D 16 | hidden_size num_attention_heads | head_dim | ",
            "tied 0 |  | tie_word_embeddings | ",
            "qkv_bias 0 |  | attention_bias | ",
            "out_bias 0 |  | attention_bias | ",
            "mlp_bias 0 |  | mlp_bias | ",
        ]
    );
}
