//! Memory and time: what the quantities of training and inference say of the library's models, bytes in
//! both kinds of prefixes, and dims with a default.

mod common;

use flopform::Engine;
use flopform::algebra::Rational;
use flopform::notation::number::{figure, prefixed};
use proptest::prelude::*;

#[test]
fn inference() {
    insta::assert_snapshot!(common::page(
        "memory-inference",
        &[],
        &[
            &split("eval llama3_8b -q kv_cache_bytes --set B=1,S=8Ki"),
            &split("eval llama3_8b -q kv_cache_bytes --set B=1,S=8Ki,bytes_per_state=1"),
            &split("eval mamba_2_8b -q kv_cache_bytes --set B=1"),
            &split("eval llama3_8b -q decode_time,prefill_time --with h100 --set B=1,S=8Ki"),
            &split("derive llama3_8b -q decode_flops,decode_bytes,kv_cache_bytes"),
            &split("derive mixtral_8x7b -q decode_weights"),
            &split("eval gpt2 -q intensity,unfused_time --with h100 --set B=1,S=1Ki"),
            &split("eval gpt2 -q mfu --with h100 --set B=8,S=1Ki,seconds=0.05"),
            &[
                "solve",
                "kv_cache_bytes(llama3_8b) <= 40e9",
                "--for",
                "S",
                "--set",
                "B=1"
            ],
        ],
    ));
}

#[test]
fn training() {
    insta::assert_snapshot!(common::page(
        "memory-training",
        &[],
        &[
            &split("eval gpt2_xl -q model_state_bytes"),
            &split("eval gpt2_xl -q model_state_bytes --with adam_8bit --set data=64,zero=3"),
            &split("eval llama3_8b -q train_bytes --set B=1,S=4Ki,data=8,tensor=2,zero=1"),
            &split("derive block -q kept_bytes"),
            &split("derive block -q kept_bytes --set tensor=t"),
            &split("derive block -q kept_bytes --set tensor=t,sequence=1"),
            &split("derive block -q kept_bytes --set recompute=2"),
            &split("eval resnet50 -q train_bytes --set B=32,h=224,w=224"),
        ],
    ));
}

#[test]
fn bytes_in_every_format() {
    let asked = "eval llama3_8b -q kv_cache_bytes,weight_bytes --set B=1,S=8Ki";
    let words = |more: &'static str| split(asked).into_iter().chain(split(more)).collect();
    let commands: [Vec<&str>; 5] = [
        words("--tree=1"),
        words("--format markdown"),
        words("--format markdown --tree=1"),
        words("--format json"),
        words("--format csv"),
    ];
    let commands: Vec<&[&str]> = commands.iter().map(|words| &words[..]).collect();
    insta::assert_snapshot!(common::page("memory-formats", &[], &commands));
}

#[test]
fn defaults_and_signs() {
    let file = "use dims\nuse quantities\n\
        dim shares \"how many share it\" else 4\n\
        quantity share \"a share of the parameters\" unit byte as o = 2params/shares\n\
        layer table_of(n) { params = n   else 0 }\n\
        config alone { shares = 1 }\n\
        expect share(table_of) == n/2\n\
        expect share(table_of) == 2n where shares = 1\n\
        expect share(table_of) == 2n/B where shares = B\n\
        expect shares == 4\n";
    let wrong = "dim many else B\n";
    let files = [("mine.cost", file), ("wrong.cost", wrong)];
    insta::assert_snapshot!(common::page(
        "memory-defaults",
        &files,
        &[
            &split("test mine.cost"),
            &split("eval mine.cost:table_of -q share --set n=1e9"),
            &split("eval mine.cost:table_of -q share --set n=1e9,shares=3"),
            &split("eval mine.cost:table_of -q share --set n=10 --with alone -f mine.cost"),
            &split("derive mine.cost:table_of -q share --steps"),
            &split("derive mine.cost:table_of -q share --set shares=s"),
            &split("doc shares -f mine.cost"),
            &split("test wrong.cost"),
        ],
    ));
}

fn split(words: &str) -> Vec<&str> {
    words.split_whitespace().collect()
}

/// The number that an expression comes to.
#[track_caller]
fn number(engine: &mut Engine, expression: &str) -> Rational {
    let (_, value) = common::value(engine, expression)
        .unwrap_or_else(|errors| panic!("`{expression}`: {errors:?}"));
    let value = engine.number(&value);
    value.unwrap_or_else(|error| panic!("`{expression}` is a number: {error:?}"))
}

/// A decoder's last token costs what the sequence costs more than without it: the pairs that a mask
/// leaves are those of the new position, and all else is in proportion to the positions.
#[test]
fn a_token_costs_what_the_sequence_grows_by() {
    let mut engine = Engine::new();
    let models = [
        "bloom_560m",
        "falcon_7b",
        "gemma_2b",
        "gpt2",
        "gpt_neox_20b",
        "gpt_oss_20b",
        "gptj_6b",
        "llama3_8b",
        "mamba_130m",
        "mistral_7b",
        "mixtral_8x7b",
        "opt_125m",
        "phi3_mini",
        "qwen3_8b",
        "qwen3_30b_a3b",
        "rwkv4_169m",
        "rwkv5_1_5b",
        "rwkv6_1_6b",
        "t5_base",
    ];
    for model in models {
        for positions in [2, 129, 5_000] {
            let at = |quantity: &str, positions: u32| {
                format!("{quantity}({model}) where B = 3, T = 77, S = {positions}")
            };
            let token = number(&mut engine, &at("decode_flops", positions));
            let whole = number(&mut engine, &at("causal_flops", positions));
            let before = number(&mut engine, &at("causal_flops", positions - 1));
            assert_eq!(token, &whole - &before, "{model} at {positions}");
        }
    }
}

/// Each kind of activations is a part of all that are kept, whatever the model.
#[test]
fn parts_are_no_more_than_the_whole() {
    let mut engine = Engine::new();
    let models = [
        "bert_base",
        "clip_vit_b_32",
        "deepseek_v3",
        "dinov2_s",
        "dit_s_2",
        "gemma2_2b",
        "llama3_8b",
        "mamba2_130m",
        "qwen3_next_80b_a3b",
        "resnet50",
        "rwkv6_1_6b",
        "swin_t",
        "t5_base",
    ];
    for model in models {
        let mut of = |quantity: &str| {
            let asked =
                format!("{quantity}({model}) where B = 2, S = 640, T = 77, h = 224, w = 224");
            number(&mut engine, &asked)
        };
        let whole = of("activations");
        for part in [
            "whole_activations",
            "score_activations",
            "block_activations",
        ] {
            let part = of(part);
            assert!(!part.is_negative() && part < whole, "{model}");
        }
    }
}

proptest! {
    /// Figures are rounded to two places, so they are nearer to the number than half a hundredth of
    /// their unit.
    #[test]
    fn both_figures_are_near(number in 1_000_u64..(1_u64 << 62)) {
        let exact = Rational::from(i64::try_from(number).expect("it is below i64::MAX"));
        let text = prefixed(&exact, "B").expect("it is at least 1,000");
        let (decimal, binary) = text.split_once(", ").expect("both are given");
        for (figure, step, infix) in [(decimal, 1000_f64, ""), (binary, 1024_f64, "i")] {
            let (value, unit) = figure.split_once(' ').expect("a value and a unit");
            let power = " kMGTPE".to_uppercase().find(&unit[..1].to_uppercase()).expect("a prefix");
            prop_assert_eq!(&unit[1..], format!("{infix}B"));
            let scale = step.powi(i32::try_from(power).expect("there are six"));
            let value: f64 = value.parse().expect("a number");
            #[expect(clippy::cast_precision_loss, reason = "a comparison with a margin")]
            let error = (value * scale - number as f64).abs();
            prop_assert!(error <= 0.005_001 * scale, "{} for {}", text, number);
        }
    }

    /// Below a thousand a figure is the plain one.
    #[test]
    fn small_figures_are_plain(above in 1_i64..999, below in 1_i64..50) {
        let number = Rational::new(above, below).expect("below is not 0");
        let plain = figure(&number).map(|figure| format!("{figure} B"));
        prop_assert_eq!(prefixed(&number, "B"), plain);
    }
}
