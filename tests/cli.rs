//! The command line as a person sees it: help, answers in every format, messages, exit codes.

mod common;

use std::fs;
use std::path::PathBuf;

use common::page as run;

const ADAPTER: &str = "\
use dims
use quantities
use layers.linear

## A layer without a rule for its work.
layer mystery(n) { params = n }

## Down, something, up.
layer adapter(E, r) {
    down: linear(E, r)
    what: mystery(r)
    up:   linear(r, E)
}

config small \"a small one\" = adapter(E = 768, r = 64)

expect params(adapter) == 2E*r + E + 2r
expect params(small) == 99_200
";

#[test]
fn help() {
    let mut commands: Vec<&[&str]> = vec![&["--help"]];
    commands.extend([
        &["derive", "--help"][..],
        &["eval", "--help"],
        &["test", "--help"],
        &["list", "--help"],
        &["doc", "--help"],
        &["fmt", "--help"],
        &["check-weights", "--help"],
    ]);
    insta::assert_snapshot!(run("help", &[], &commands));
}

#[test]
fn closed_forms() {
    insta::assert_snapshot!(run(
        "derive",
        &[("adapter.cost", ADAPTER)],
        &[
            &["derive", "block", "-q", "params,flops"],
            &["derive", "gpt", "-q", "flops", "--form", "collected=N"],
            &[
                "derive", "block", "-q", "flops", "--form", "factored", "--style", "ascii"
            ],
            &["derive", "block", "-q", "flops", "--style", "latex"],
            &["derive", "gpt2", "-q", "flops", "--set", "B=1", "--tree=2"],
            &["derive", "mhsa", "-q", "flops", "--steps"],
            &["derive", "flops(block)/params(block) where S = 1024"],
            &["derive", "(S^2 - W^2)/(S - W)"],
            &["derive", "min(S, W)", "--assume", "W >= S"],
            &["derive", "24BLsh²(1 + s/(6h))"],
            &["derive", "gpt.blocks.attn", "-q", "params"],
            &["derive", "adapter.cost", "-q", "params,macs"],
            &[
                "derive",
                "adapter.cost:small",
                "-q",
                "params",
                "--format",
                "json"
            ],
        ],
    ));
}

#[test]
fn numbers() {
    insta::assert_snapshot!(run(
        "eval",
        &[("adapter.cost", ADAPTER)],
        &[
            &["eval", "gpt2", "-q", "params"],
            &["eval", "gpt2", "-q", "flops", "--set", "B=1,S=1Ki"],
            &[
                "eval",
                "gpt2",
                "-q",
                "flops,params,train_flops,time",
                "--with",
                "h100",
                "--set",
                "B=8,S=1024"
            ],
            &["eval", "block", "-q", "params", "--set", "E=2H,H=8"],
            &[
                "eval",
                "gpt2",
                "-q",
                "flops",
                "--format",
                "json",
                "--set",
                "B=1,S=1024"
            ],
            &["eval", "gpt2", "gpt2_xl", "-q", "params", "--format", "csv"],
            &["eval", "gpt2", "-q", "params", "--format", "markdown"],
            &["eval", "gpt2", "-q", "params", "--format", "latex"],
            &["eval", "10^30/7"],
            &["eval", "sqrt(2)"],
            &["eval", "gpt2", "-q", "flops"],
            &[
                "eval",
                "adapter.cost:small",
                "-q",
                "macs",
                "--set",
                "B=1,S=1"
            ],
            &["eval", "block", "-q", "params", "--set", "E=768,X=1"],
        ],
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(run(
        "mistakes",
        &[(
            "broken.cost",
            "use quantities\nlayer a(E) { params = E + Q }\nlayer b(E) { x: a(E, E) }\n"
        )],
        &[
            &["derive"],
            &["derive", "blok"],
            &["derive", "block", "-q", "flop"],
            &["derive", "block", "--set", "E="],
            &["derive", "block", "--set", "E=F,F=E"],
            &["derive", "block", "--with", "h1000"],
            &["derive", "1/(S - S)"],
            &["derive", "broken.cost"],
            &["derive", "nosuch.cost"],
            &["derive", "S + 1", "--tree"],
            &["derive", "gpt.blocks.atn", "-q", "params"],
            &["eval", "--config", "nosuch.json"],
            &["doc", "blok"],
            &["fmt", "broken"],
        ],
    ));
}

#[test]
fn expectations() {
    let wrong = ADAPTER.replace("99_200", "99_201");
    insta::assert_snapshot!(run(
        "test",
        &[("adapter.cost", ADAPTER), ("wrong.cost", &wrong)],
        &[
            &["test", "adapter.cost", "-v"],
            &["test", "wrong.cost"],
            &["test", "."],
        ],
    ));
}

#[test]
fn formatting() {
    let loose = "layer  a( E ){params=2*E\nelse 0}";
    let folder_name = "fmt";
    let shown = run(
        folder_name,
        &[("loose.cost", loose), ("broken.cost", "layer {\n")],
        &[
            &["fmt", "--check", "loose.cost"],
            &["fmt", "loose.cost"],
            &["fmt", "--check", "loose.cost"],
            &["fmt", "broken.cost"],
        ],
    );
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder_name);
    let formatted = fs::read_to_string(folder.join("loose.cost")).expect("it is still there");
    let broken = fs::read_to_string(folder.join("broken.cost")).expect("it is still there");
    assert_eq!(broken, "layer {\n", "a file with mistakes is left alone");
    let left = fs::read_dir(&folder).expect("it is there").count();
    assert_eq!(left, 2, "nothing is left lying about");
    insta::assert_snapshot!(format!("{shown}loose.cost:\n{formatted}"));
}

#[test]
fn a_configuration_file() {
    let reader = "\
use dims
use models.gpt2

config from huggingface \"gpt2\" = gpt(N = n_layer, E = n_embd, H = n_head, V = vocab_size,
    P = n_positions else n_ctx)

config from huggingface \"other\" = gpt(N = n_layers, E = n_embd, H = n_head, V = vocab_size, P = 1)
";
    let config = "{\"model_type\": \"gpt2\", \"n_layer\": 12, \"n_embd\": 768, \"n_head\": 12, \
                  \"vocab_size\": 50257, \"n_positions\": null, \"n_ctx\": 1024}";
    let other = config.replace("\"gpt2\"", "\"other\"");
    let unknown = config.replace("\"gpt2\"", "\"unheard\"");
    insta::assert_snapshot!(run(
        "config",
        &[
            ("reader.cost", reader),
            ("config.json", config),
            ("other.json", &other),
            ("unknown.json", &unknown),
            ("broken.json", "{"),
        ],
        &[
            &[
                "eval",
                "--config",
                "config.json",
                "-f",
                "reader.cost",
                "-q",
                "params"
            ],
            &[
                "derive",
                "--config",
                "config.json",
                "-f",
                "reader.cost",
                "-q",
                "flops"
            ],
            &[
                "eval",
                "--config",
                "other.json",
                "-f",
                "reader.cost",
                "-q",
                "params"
            ],
            &[
                "eval",
                "--config",
                "unknown.json",
                "-f",
                "reader.cost",
                "-q",
                "params"
            ],
            &["eval", "--config", "broken.json", "-f", "reader.cost"],
        ],
    ));
}

#[test]
fn what_a_configuration_file_may_hold() {
    let llama = "{\"model_type\": \"llama\", \"num_hidden_layers\": 2, \"hidden_size\": 64, \
                 \"num_attention_heads\": 4, \"intermediate_size\": 96, \"vocab_size\": 100}";
    let heads = llama.replace("heads\": 4", "heads\": 7");
    let groups = llama.replace("heads\": 4", "heads\": 4, \"num_key_value_heads\": 3");
    let negative = llama.replace("64", "-64");
    let flag = llama.replace("100}", "100, \"tie_word_embeddings\": 0.5}");
    let head = llama.replace("100}", "100, \"architectures\": [\"LlamaForVideo\"]}");
    let twice = llama.replace("100}", "100, \"vocab_size\": 101}");
    let nameless = llama.replace("model_type\": \"llama", "model_type\": \"gptj");
    let image = "{\"model_type\": \"vit\", \"num_hidden_layers\": 2, \"hidden_size\": 64, \
                 \"num_attention_heads\": 4, \"intermediate_size\": 96, \"image_size\": 224, \
                 \"patch_size\": 16, \"architectures\": [\"ViTModel\"]}";
    let files = [
        ("heads.json", &*heads),
        ("groups.json", &groups),
        ("negative.json", &negative),
        ("flag.json", &flag),
        ("head.json", &head),
        ("twice.json", &twice),
        ("nameless.json", &nameless),
        ("image.json", image),
    ];
    let flops: [&str; 2] = ["-q", "flops"];
    let mut asked: Vec<Vec<&str>> = files[..7]
        .iter()
        .map(|(name, _)| vec!["eval", "--config", name, "-q", "params"])
        .collect();
    for more in [
        &[
            "eval",
            "--config",
            "image.json",
            "--set",
            "B=1",
            "--format",
            "json",
        ][..],
        &["eval", "--config", "image.json", "--set", "B=1,h=32,w=48"],
        &["derive", "--config", "image.json"],
        &["eval", "--config", "image.json", "--set", ""],
        &["eval", "--config", "image.json", "--assume", "h > 1,"],
    ] {
        asked.push([more, &flops].concat());
    }
    let asked: Vec<&[&str]> = asked.iter().map(Vec::as_slice).collect();
    insta::assert_snapshot!(run("readers", &files, &asked));
}

#[test]
fn everything_there_is() {
    let listed = String::from_utf8(common::flopform(&["list"]).stdout).expect("text");
    for name in [
        "block(E, H",
        "gpt2",
        "h100",
        "FLOP",
        "batch size",
        "floor(x)",
    ] {
        assert!(listed.contains(name), "`{name}` is not listed");
    }
    let json = common::flopform(&["list", "devices", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    assert!(json.as_array().is_some_and(|devices| devices.len() >= 5));
    insta::assert_snapshot!(run(
        "doc",
        &[],
        &[&["doc", "linear"], &["doc", "floor"], &["doc", "h100"]]
    ));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = common::flopform(&["completions", shell]);
        assert!(
            script.status.success() && script.stdout.len() > 1_000,
            "{shell}"
        );
    }
    let page = common::flopform(&["man"]).stdout;
    assert!(String::from_utf8_lossy(&page).contains(".TH flopform"));
}
