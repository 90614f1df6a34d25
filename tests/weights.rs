//! Files of weights as witnesses: small ones made here, whole and broken, against small formulas.

mod common;

use common::page as run;

/// A model of one table, two gated MLPs and a norm: 6·4 + 2·(3·4·8) + 4 = 220 parameters.
const MODEL: &str = "\
use dims
use quantities
use layers.embedding
use layers.mlp
use layers.norm

layer tiny(N = 2) {
    tokens: embedding(6, 4)
    mlp:    swiglu(4, 8) * N
    norm:   rmsnorm(4)
}
";

/// A file with a header, and as many zeros after it as the tensors take.
fn file(entries: &[(&str, &str, &[u64])]) -> String {
    let mut at = 0;
    let entries = entries.iter().map(|(name, dtype, shape)| {
        let bytes = shape.iter().product::<u64>() * if *dtype == "I64" { 8 } else { 4 };
        let entry = format!(
            r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{at},{}]}}"#,
            at + bytes
        );
        at += bytes;
        entry
    });
    let entries: Vec<String> = entries.collect();
    let header = format!("{{{}}}", entries.join(","));
    with_length(&header) + &"\0".repeat(usize::try_from(at).expect("a small file"))
}

/// A header behind its length. Blanks fill it up until the bytes of the length are letters of ASCII, so
/// that the file is text.
fn with_length(header: &str) -> String {
    let mut header = header.to_owned();
    while header.len() % 256 > 127 {
        header.push(' ');
    }
    let length = (header.len() as u64).to_le_bytes();
    String::from_utf8(length.to_vec()).expect("the length is ASCII") + &header
}

const EMBEDDING: (&str, &str, &[u64]) = ("model.embed.weight", "F32", &[6, 4]);
const NORM: (&str, &str, &[u64]) = ("model.norm.weight", "F32", &[4]);

fn matrices(layer: u64) -> [(String, Vec<u64>); 3] {
    [("gate", [8, 4]), ("up", [8, 4]), ("down", [4, 8])].map(|(name, shape)| {
        (
            format!("model.layers.{layer}.{name}.weight"),
            shape.to_vec(),
        )
    })
}

fn whole(extra: &[(&str, &str, &[u64])]) -> String {
    let matrices: Vec<_> = [0, 1].into_iter().flat_map(matrices).collect();
    let mut entries = vec![EMBEDDING, NORM];
    entries.extend(
        matrices
            .iter()
            .map(|(name, shape)| (&name[..], "F32", &shape[..])),
    );
    entries.extend(extra);
    file(&entries)
}

#[test]
fn equal_and_different() {
    let fused: Vec<(String, Vec<u64>)> = (0..2)
        .flat_map(|layer| {
            let name = |part: &str| format!("h.{layer}.{part}.weight");
            [(name("gate_up"), vec![16, 4]), (name("down"), vec![4, 8])]
        })
        .collect();
    let mut entries = vec![("wte.weight", "F32", &[7, 4][..]), NORM];
    entries.extend(
        fused
            .iter()
            .map(|(name, shape)| (&name[..], "F32", &shape[..])),
    );
    let files = [
        ("model.cost", MODEL),
        ("whole.safetensors", &whole(&[])),
        (
            "buffers.safetensors",
            &whole(&[
                ("model.layers.0.mask", "F32", &[3, 3]),
                ("model.layers.1.mask", "F32", &[3, 3]),
                ("model.positions", "I64", &[1, 16]),
            ]),
        ),
        ("fused.safetensors", &file(&entries)),
        ("half.safetensors", &file(&[EMBEDDING])),
    ];
    let check = ["check-weights", "-f", "model.cost"];
    let with = |arguments: &[&'static str]| [&check[..], arguments].concat();
    insta::assert_snapshot!(run(
        "weights",
        &files,
        &[
            &with(&["tiny", "whole.safetensors"]),
            &with(&["tiny", "buffers.safetensors"]),
            &with(&["tiny", "buffers.safetensors", "--ignore", "*.mask"]),
            &with(&["tiny", "fused.safetensors"]),
            &with(&["tiny", "half.safetensors"]),
            &with(&[
                "tiny",
                "half.safetensors",
                "--set",
                "N=1",
                "--format",
                "json"
            ]),
        ]
    ));
}

#[test]
fn shards_and_their_index() {
    let [gate, up, down] = matrices(0);
    let first = [gate, up, down];
    let mut one = vec![EMBEDDING];
    one.extend(
        first
            .iter()
            .map(|(name, shape)| (&name[..], "F32", &shape[..])),
    );
    let second = matrices(1);
    let mut two = vec![NORM];
    two.extend(
        second
            .iter()
            .map(|(name, shape)| (&name[..], "F32", &shape[..])),
    );
    let map = |extra: &str| {
        let names = one.iter().map(|(name, ..)| (*name, "a.safetensors"));
        let names = names.chain(two.iter().map(|(name, ..)| (*name, "b.safetensors")));
        let lines: Vec<String> = names
            .map(|(name, shard)| format!(r#""{name}":"{shard}""#))
            .collect();
        format!(
            r#"{{"metadata":{{"total_size":1}},"weight_map":{{{}{extra}}}}}"#,
            lines.join(",")
        )
    };
    let files = [
        ("model.cost", MODEL),
        ("a.safetensors", &file(&one)),
        ("b.safetensors", &file(&two)),
        ("model.safetensors.index.json", &map("")),
        ("missing.index.json", &map(r#","other":"b.safetensors""#)),
        ("absent.index.json", &map(r#","other":"c.safetensors""#)),
        (
            "elsewhere.index.json",
            &map(r#","other":"../b.safetensors""#),
        ),
        ("empty.index.json", r#"{"weight_map":{}}"#),
        ("none.index.json", "[]"),
        (
            "part.index.json",
            r#"{"weight_map":{"model.embed.weight":"a.safetensors","model.norm.weight":"b.safetensors"}}"#,
        ),
    ];
    let check = ["check-weights", "-f", "model.cost", "tiny"];
    let with = |arguments: &[&'static str]| [&check[..], arguments].concat();
    insta::assert_snapshot!(run(
        "shards",
        &files,
        &[
            &with(&["a.safetensors", "b.safetensors"]),
            &with(&["model.safetensors.index.json"]),
            &with(&["."]),
            &with(&["part.index.json"]),
            &with(&["a.safetensors", "model.safetensors.index.json"]),
            &with(&["missing.index.json"]),
            &with(&["absent.index.json"]),
            &with(&["elsewhere.index.json"]),
            &with(&["empty.index.json"]),
            &with(&["none.index.json"]),
        ]
    ));
}

#[test]
fn mistakes() {
    let hostile = with_length(
        r#"{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#,
    );
    let escape =
        with_length("{\"\\u001b[31mred\":{\"dtype\":\"F99\",\"shape\":[],\"data_offsets\":[0,4]}}");
    let files = [
        ("model.cost", MODEL),
        ("whole.safetensors", &whole(&[])[..]),
        ("short.safetensors", &whole(&[])[..800]),
        ("cut.safetensors", &whole(&[])[..100]),
        ("hostile.safetensors", &hostile),
        ("escape.safetensors", &escape),
        ("empty.safetensors", ""),
        (
            "pointer.safetensors",
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        ),
        ("text.safetensors", "just text, and nothing else in it"),
        ("config.json", r#"{"model_type":"gpt2","n_layer":1}"#),
    ];
    let check = ["check-weights", "-f", "model.cost"];
    let with = |arguments: &[&'static str]| [&check[..], arguments].concat();
    insta::assert_snapshot!(run(
        "weights_mistakes",
        &files,
        &[
            &["check-weights"],
            &with(&["tiny"]),
            &with(&["tiny", "nowhere.safetensors"]),
            &with(&["tinny", "whole.safetensors"]),
            &with(&["block", "whole.safetensors"]),
            &with(&["params(tiny)", "whole.safetensors"]),
            &with(&["tiny", "short.safetensors"]),
            &with(&["tiny", "cut.safetensors"]),
            &with(&["tiny", "hostile.safetensors"]),
            &with(&["tiny", "escape.safetensors"]),
            &with(&["tiny", "empty.safetensors"]),
            &with(&["tiny", "pointer.safetensors"]),
            &with(&["tiny", "text.safetensors"]),
            &with(&["tiny", "whole.safetensors", "--format", "csv"]),
            &[
                "check-weights",
                "--config",
                "config.json",
                "whole.safetensors"
            ],
        ]
    ));
}
