//! Configuration files of sizes and options that no formula file was written for: what they come to
//! equals what `PyTorch` builds of them.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use flopform::cost::{ConfigFile, CostErrorKind, Keys, Question};
use flopform::{Answers, Engine};
use serde_json::Value as Json;

fn read(name: &str) -> Json {
    let path = common::root().join("tests/configs").join(name);
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
    let data = read("unseen.json");
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

/// What the parameters of a configuration come to, or why they do not.
fn params(engine: &mut Engine, config: &Json) -> Result<String, CostErrorKind> {
    let kind = config["model_type"].as_str().expect("a kind");
    let reader = engine.reader("huggingface", kind).expect("a library");
    let reader = reader.unwrap_or_else(|| panic!("no formula file reads `{kind}`"));
    let question = Question::of_reader(engine.program(), reader, kind);
    let params = engine.quantity(&question, "params").expect("a quantity");
    let setting = engine.setting(&[], &[], &[]).expect("no bindings");
    let file = ConfigFile::parse(&config.to_string()).expect("an object");
    let keys: Arc<dyn Keys> = Arc::new(file);
    let answers = engine.answer_with(&question, &[params], &setting, Some(&keys));
    let answers = answers.map_err(|mut errors| *errors.remove(0).kind)?;
    let number = engine.number(&answers.values[0].value);
    Ok(number.expect("a number").to_string())
}

#[test]
fn options_and_heads_give_the_figures_of_pytorch() {
    let data = read("variants.json");
    let models = data["models"].as_array().expect("a list of models");
    assert!(models.len() >= 200, "only {} models", models.len());
    let mut different = Vec::new();
    for model in models {
        let (class, set) = (&model["class"], model["set"].as_str().expect("bindings"));
        let quantities = ["params", "flops"].into_iter();
        let measured: Vec<&str> = quantities.filter(|name| !model[name].is_null()).collect();
        let (engine, answers) = answer(&model["config"], &measured, set);
        for (answer, quantity) in answers.values.iter().zip(&measured) {
            let derived = engine.number(&answer.value).expect("a number").to_string();
            let counted = model[quantity].to_string();
            if derived != counted {
                let config = &model["config"];
                different.push(format!(
                    "{quantity} of {class}: PyTorch {counted}, derived {derived}, of {config}"
                ));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Where a key is taken away and the default of `transformers` does not go with the other sizes of these
/// small files: 8 heads of keys for 4 heads, a rotary part wider than a head, 8 of 4 experts.
const UNFIT: [&str; 12] = [
    "mistral num_key_value_heads",
    "qwen2 num_key_value_heads",
    "qwen3 num_key_value_heads",
    "gptj rotary_dim",
    "mixtral num_key_value_heads",
    "qwen3_next num_experts_per_tok",
    "qwen3_next linear_num_key_heads",
    "gpt_oss num_experts_per_tok",
    "mamba2 head_dim",
    "mamba2 n_groups",
    "efficientnet width_coefficient",
    "qwen2_moe num_key_value_heads",
];

/// Whatever key is taken away, the answer is that of `transformers`, or an error: one that names the
/// key, or, where the default does not go with the rest of the file, one that says so.
#[test]
fn a_missing_key_is_named_or_has_the_default_of_transformers() {
    let data = read("missing.json");
    let (mut equal, mut named, mut unfit) = (0, 0, Vec::new());
    let mut engine = Engine::new();
    for model in data["models"].as_array().expect("a list of models") {
        let config = model["config"].as_object().expect("an object");
        let whole = params(&mut engine, &model["config"]).expect("a sound file");
        assert_eq!(whole, model["params"].to_string(), "{config:?}");
        for (key, counted) in model["without"].as_object().expect("keys") {
            let mut without = config.clone();
            without.remove(key);
            let family = &config["model_type"];
            match params(&mut engine, &Json::Object(without)) {
                Ok(derived) => {
                    assert_eq!(derived, counted.to_string(), "{family} without {key}");
                    equal += 1;
                }
                Err(CostErrorKind::MissingKey { keys, .. }) => {
                    let is_it = |name: &String| name.split('.').next() == Some(key);
                    assert!(keys.iter().any(is_it), "{family} without {key}: {keys:?}");
                    named += 1;
                }
                Err(CostErrorKind::Unmet { .. }) => {
                    unfit.push(format!("{} {key}", family.as_str().unwrap_or_default()));
                }
                Err(other) => panic!("{family} without {key}: {other:?}"),
            }
        }
    }
    assert!(equal >= 150 && named >= 150, "{equal} equal, {named} named");
    assert_eq!(unfit, UNFIT);
}

/// Numbers that no size can be, options that no formula knows, and keys that contradict each other:
/// what is changed in the first file of a family, and the key that the error must name.
const REFUSED: &[(&str, &str, &str)] = &[
    ("llama", r#"{"hidden_size": -64}"#, "hidden_size"),
    ("llama", r#"{"hidden_size": 0}"#, "hidden_size"),
    ("llama", r#"{"hidden_size": true}"#, "hidden_size"),
    (
        "llama",
        r#"{"num_hidden_layers": 32.5}"#,
        "num_hidden_layers",
    ),
    (
        "llama",
        r#"{"num_hidden_layers": 1e999999999999}"#,
        "num_hidden_layers",
    ),
    (
        "llama",
        r#"{"num_attention_heads": 7, "head_dim": null}"#,
        "num_attention_heads",
    ),
    (
        "llama",
        r#"{"num_key_value_heads": 4}"#,
        "num_key_value_heads",
    ),
    (
        "llama",
        r#"{"num_key_value_heads": 12}"#,
        "num_key_value_heads",
    ),
    (
        "llama",
        r#"{"tie_word_embeddings": 0.5}"#,
        "tie_word_embeddings",
    ),
    (
        "llama",
        r#"{"tie_word_embeddings": null}"#,
        "tie_word_embeddings",
    ),
    ("llama", r#"{"attention_bias": 7}"#, "attention_bias"),
    (
        "llama",
        r#"{"architectures": ["LlamaForTokenClassification"]}"#,
        "architectures",
    ),
    (
        "llama",
        r#"{"architectures": ["LlamaModel", "LlamaForCausalLM"]}"#,
        "architectures",
    ),
    ("llama", r#"{"architectures": []}"#, "architectures"),
    (
        "mixtral",
        r#"{"num_experts_per_tok": 99}"#,
        "num_experts_per_tok",
    ),
    (
        "gpt2",
        r#"{"add_cross_attention": true}"#,
        "add_cross_attention",
    ),
    ("gpt2", r#"{"n_head": 7}"#, "n_head"),
    (
        "gpt2",
        r#"{"architectures": ["GPT2DoubleHeadsModel"]}"#,
        "architectures",
    ),
    (
        "bert",
        r#"{"add_cross_attention": true}"#,
        "add_cross_attention",
    ),
    (
        "bert",
        r#"{"architectures": ["BertForMultipleChoice"]}"#,
        "architectures",
    ),
    (
        "t5",
        r#"{"feed_forward_proj": "banana"}"#,
        "feed_forward_proj",
    ),
    (
        "t5",
        r#"{"architectures": ["T5EncoderModel"]}"#,
        "architectures",
    ),
    (
        "vit",
        r#"{"architectures": ["ViTForMaskedImageModeling"]}"#,
        "architectures",
    ),
    (
        "swin",
        r#"{"architectures": ["SwinForMaskedImageModeling"]}"#,
        "architectures",
    ),
    (
        "swin",
        r#"{"use_absolute_embeddings": true}"#,
        "use_absolute_embeddings",
    ),
    ("swin", r#"{"depths": [2, 2, 2, 2, 2]}"#, "depths"),
    ("swin", r#"{"num_heads": [3, 5, 7, 11]}"#, "num_heads.1"),
    ("convnext", r#"{"depths": [2, 2, 2, 2, 2]}"#, "depths"),
    (
        "convnext",
        r#"{"hidden_sizes": [8, 16, 32]}"#,
        "hidden_sizes.3",
    ),
    (
        "convnext",
        r#"{"layer_scale_init_value": 0}"#,
        "layer_scale_init_value",
    ),
    ("resnet", r#"{"depths": [2, 2, 2, 2, 2]}"#, "depths"),
    ("resnet", r#"{"layer_type": "banana"}"#, "layer_type"),
    (
        "gemma2",
        r#"{"layer_types": ["full_attention"]}"#,
        "layer_types",
    ),
    (
        "gpt_oss",
        r#"{"layer_types": "full_attention"}"#,
        "layer_types",
    ),
    (
        "qwen3_next",
        r#"{"layer_types": ["full_attention"]}"#,
        "layer_types",
    ),
    (
        "qwen3_moe",
        r#"{"mlp_only_layers": ["first"]}"#,
        "mlp_only_layers",
    ),
    (
        "qwen3_moe",
        r#"{"num_key_value_heads": 3}"#,
        "num_key_value_heads",
    ),
    ("mamba2", r#"{"expand": 3}"#, "expand"),
    (
        "clip",
        r#"{"architectures": ["CLIPTextModel"]}"#,
        "architectures",
    ),
];

#[test]
fn what_cannot_be_read_is_refused() {
    let data = read("missing.json");
    let models = data["models"].as_array().expect("a list of models");
    let mut engine = Engine::new();
    for (family, changes, key) in REFUSED {
        let is_it = |model: &&Json| model["config"]["model_type"] == *family;
        let model = models.iter().find(is_it).expect("a file of the family");
        let mut config = model["config"].clone();
        let changes: Json = serde_json::from_str(changes).expect("an object");
        for (name, value) in changes.as_object().expect("an object") {
            config[name] = value.clone();
        }
        let error = params(&mut engine, &config);
        let named: Vec<String> = match error {
            Err(CostErrorKind::BadKey { key, .. }) => vec![key],
            Err(
                CostErrorKind::MissingKey { keys, .. } | CostErrorKind::BadReading { keys, .. },
            ) => keys,
            Err(CostErrorKind::Unmet { values, .. }) => values
                .into_iter()
                .flat_map(|(name, _, keys)| [vec![name], keys].concat())
                .collect(),
            other => panic!("{family} with {changes}: {other:?}"),
        };
        assert!(
            named.iter().any(|name| name == key),
            "{family} with {changes}: {named:?}"
        );
    }
}

/// The sizes of a file's own take the place of dims that nothing else binds.
#[test]
fn a_file_has_sizes_of_its_own() {
    let data = read("missing.json");
    let models = data["models"].as_array().expect("a list of models");
    let mut sized = Vec::new();
    let mut engine = Engine::new();
    for model in models {
        let kind = model["config"]["model_type"].as_str().expect("a kind");
        let reader = engine.reader("huggingface", kind).expect("a library");
        let question = Question::of_reader(engine.program(), reader.expect("a reader"), kind);
        let file = ConfigFile::parse(&model["config"].to_string()).expect("an object");
        let keys: Arc<dyn Keys> = Arc::new(file);
        let sizes = engine.own_sizes(&question, &keys).expect("sizes");
        let words = sizes
            .iter()
            .map(|size| format!("{}: {}", size.parameter, size.keys.join(" ")));
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            sized.push(format!("{kind} {}", words.join(", ")));
        }
    }
    sized.sort_unstable();
    assert_eq!(
        sized,
        [
            "clip h: vision_config.image_size, w: vision_config.image_size",
            "convnext h: image_size, w: image_size",
            "dinov2 h: image_size, w: image_size",
            "efficientnet h: image_size, w: image_size",
            "mobilenet_v2 h: image_size, w: image_size",
            "swin h: image_size, w: image_size",
            "vit h: image_size, w: image_size",
            "whisper T: max_source_positions",
        ]
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    for text in [
        r#"{"model_type": "llama", "hidden_size": 1, "hidden_size": 2}"#,
        r#"{"model_type": "clip", "text_config": {"a": 1.5e3, "a": 1.5e3}}"#,
        r#"{"a": [{"b": null, "b": true}]}"#,
    ] {
        let refused = ConfigFile::parse(text).expect_err("a key stands twice");
        assert!(refused.contains("is there twice"), "{refused}");
    }
    ConfigFile::parse(r#"{"a": 1.5e3, "b": {"a": -2}, "c": [{"a": 1}, {"a": 1}]}"#).expect("sound");
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
            "tied 0 |  | tie_word_embeddings architectures | ",
            "qkv_bias 0 |  | attention_bias | ",
            "out_bias 0 |  | attention_bias | ",
            "mlp_bias 0 |  | mlp_bias | ",
            "outputs 100 | vocab_size | architectures | ",
        ]
    );
}
