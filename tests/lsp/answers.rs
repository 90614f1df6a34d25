//! One test for each thing that an editor asks.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, at, edited, folder, marked, position_of};
use crate::common;

/// A file with some of everything.
pub(crate) const MINE: &str = "\
## A feed-forward network, and a stack of them.

use dims
use quantities
use layers.linear
use layers.norm

## Two products, and a norm before them. This is the second sentence.
layer ffn(E, F = 4E) {
    let half = F//2
    norm: layernorm(E)
    up:   linear(E, F)
    down: linear(F, E)
}

layer stack(N, E) {
    blocks: ffn(E) * N
}

let twice = 2B

config small \"a small stack\" = stack(N = 2, E = 64)

expect params(ffn)         == 8E² + 7E
expect flops(stack.blocks) == 16NBSE²
";

fn mine(name: &str) -> (Client, String) {
    let mut client = Client::start(&folder(name), json!({}));
    let uri = client.open("mine.cost", MINE);
    (client, uri)
}

/// The Markdown of a hover.
fn hover(client: &mut Client, uri: &str, position: &Value) -> String {
    let answer = client.ask_at("textDocument/hover", uri, position);
    let text = answer["contents"]["value"].as_str().unwrap_or("nothing");
    // The library has quantities that come and go.
    let kept = text.lines().filter(|line| {
        let name = line.split_once(" = ").map(|(name, _)| name.trim());
        name.is_none_or(|name| name.contains(' ') || matches!(name, "params" | "flops" | "F"))
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn diagnostics_say_everything_and_go_away() {
    let mut client = Client::start(&folder("diagnostics"), json!({}));
    let text = "\
use dims
use layers.linear
use layers.nosuch
layer up(E, E) { w: linear(E)   x: lienar(E, 4E) }
layer down(E) { w: linear(E, 4F, E, 1, 2) }
let broken = 2 *
";
    let uri = client.open("wrong.cost", text);
    let mut told = client.diagnostics(&uri, &json!(1));
    // Lines of the library are its own business.
    for diagnostic in told.as_array_mut().into_iter().flatten() {
        let related = diagnostic.get_mut("relatedInformation");
        for place in related.and_then(Value::as_array_mut).into_iter().flatten() {
            let location = &mut place["location"];
            if location["uri"].to_string().contains("/cache/") {
                location["range"] = Value::Null;
            }
        }
    }
    insta::assert_snapshot!(client.shown(&told));
    client.replace(&uri, 2, "use dims\nlet whole = 2B\n");
    assert_eq!(client.diagnostics(&uri, &json!(2)), json!([]));
    client.replace(&uri, 3, "let whole = 2\nlet whole = 3\n");
    let told = client.diagnostics(&uri, &json!(3));
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_eq!(client.diagnostics(&uri, &Value::Null), json!([]));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn expectations_are_tested_when_a_document_is_opened_and_saved() {
    let (mut client, uri) = mine("expectations");
    // What is quickly found is said at once, and what the expectations and the lints come to after it.
    assert_eq!(client.diagnostics(&uri, &json!(1)), json!([]));
    let lints = client.diagnostics(&uri, &json!(1));
    let names = lints.as_array().into_iter().flatten().map(|lint| {
        assert_eq!(lint["severity"], 2, "{lint}");
        let message = lint["message"].as_str().expect("it has words");
        let name = message.split("lint: ").nth(1).expect("it has a name");
        name.split(';')
            .next()
            .expect("a split has a part")
            .to_owned()
    });
    let names: Vec<String> = names.collect();
    assert_eq!(names, ["unused-let", "unused-let", "missing-source"]);
    let wrong = MINE.replace("8E² + 7E", "8E² + 6E");
    client.replace(&uri, 2, &wrong);
    assert_eq!(client.diagnostics(&uri, &json!(2)), json!([]));
    client.tell(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    let told = client.diagnostics(&uri, &json!(2));
    insta::assert_snapshot!(client.shown(&told));
}

#[test]
fn hover_shows_documentation_closed_forms_and_values() {
    let (mut client, uri) = mine("hover");
    let mut shown = String::new();
    for (piece, plus) in [
        ("ffn(E, F", 1),
        ("E, F = 4E", 0),
        ("F = 4E", 0),
        ("half", 2),
        ("up:", 0),
        ("N, E) {", 0),
        ("blocks: ffn", 0),
        ("twice", 0),
        ("small", 0),
        ("params(ffn)", 0),
        ("B\n", 0),
        ("stack.blocks)", 8),
        ("layers.norm", 0),
        ("## Two", 4),
    ] {
        let position = position_of(MINE, piece, plus);
        let text = hover(&mut client, &uri, &position);
        shown += &format!("---- {}\n{text}\n\n", piece.trim());
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn definition_leads_to_the_file_the_parameter_and_the_library() {
    let (mut client, uri) = mine("definition");
    let mut shown = String::new();
    for (piece, plus) in [
        ("F//2", 0),
        ("ffn(E) * N", 0),
        ("stack.blocks)", 7),
        ("stack(N = 2", 7),
        ("linear(E, F)", 0),
        ("params(ffn)", 0),
        ("2B", 1),
        ("NBSE²", 2),
        ("layers.norm", 3),
    ] {
        let position = position_of(MINE, piece, plus);
        let answer = client.ask_at("textDocument/definition", &uri, &position);
        shown += &format!("---- {piece}\n");
        for location in answer.as_array().into_iter().flatten() {
            let start = &location["range"]["start"];
            let file = client.shown(&location["uri"]);
            // Lines of the library are its own business.
            shown += &if file.contains("/cache/") {
                format!("{file}\n")
            } else {
                format!("{file} {}:{}\n", start["line"], start["character"])
            };
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn references_are_found_in_files_that_are_not_open() {
    let folder = folder("references");
    let other = "use \"mine.cost\"\nuse quantities\nlayer two(E) { a, b: ffn(E) }\n";
    fs::write(folder.join("other.cost"), other).expect("the folder can be written");
    let mut client = Client::start(&folder, json!({}));
    let uri = client.open("mine.cost", MINE);
    let mut places = |piece: &str, with_declaration: bool| {
        let mut params = at(&uri, &position_of(MINE, piece, 0));
        params["context"] = json!({"includeDeclaration": with_declaration});
        let answer = client.ask("textDocument/references", params);
        let locations = answer.as_array().cloned().unwrap_or_default();
        let places = locations.iter().map(|location| {
            let start = &location["range"]["start"];
            let file = location["uri"].as_str().unwrap_or("").rsplit('/').next();
            format!(
                "{} {}:{}",
                file.unwrap_or(""),
                start["line"],
                start["character"]
            )
        });
        places.collect::<Vec<_>>()
    };
    let declared = "mine.cost 8:6";
    let uses = ["mine.cost 16:12", "mine.cost 23:14", "other.cost 2:21"];
    assert_eq!(places("ffn(E, F", false), uses);
    assert_eq!(
        places("ffn(E) * N", true),
        [&[declared][..], &uses].concat()
    );
    assert_eq!(
        places("F = 4E", false),
        ["mine.cost 9:15", "mine.cost 11:20", "mine.cost 12:17"]
    );
}

/// The labels of a completion at a marked place.
fn labels(client: &mut Client, uri: &str, version: i32, text: &str) -> Vec<String> {
    let (text, position) = marked(text);
    client.replace(uri, version, &text);
    let answer = client.ask_at("textDocument/completion", uri, &position);
    let items = answer.as_array().cloned().unwrap_or_default();
    let labels = items.iter().filter_map(|item| item["label"].as_str());
    labels.map(str::to_owned).collect()
}

#[test]
fn completion_fits_the_place() {
    let (mut client, uri) = mine("completion");
    let has = |labels: &[String], wanted: &[&str], unwanted: &[&str]| {
        for one in wanted {
            assert!(
                labels.iter().any(|label| label == one),
                "{one} in {labels:?}"
            );
        }
        for one in unwanted {
            assert!(
                !labels.iter().any(|label| label == one),
                "{one} in {labels:?}"
            );
        }
    };
    let text = |rest: &str| format!("{MINE}{rest}");
    let mut version = 1;
    let mut at = |rest: &str| {
        version += 1;
        labels(&mut client, &uri, version, &text(rest))
    };
    has(&at("‸"), &["layer", "expect", "config"], &["ffn", "floor"]);
    has(
        &at("use ‸"),
        &["layers.linear", "models.llama"],
        &["linear"],
    );
    has(&at("use layers.‸"), &["linear", "norm"], &["layers.linear"]);
    let body = at("layer new(W) {\n    ‸");
    has(
        &body,
        &["params", "macs", "let", "out", "else 0"],
        &["flops", "W"],
    );
    let layers = at("layer new(W) {\n    up: li‸");
    has(
        &layers,
        &["linear", "ffn", "conv2d"],
        &["params", "W", "small"],
    );
    let values = at("layer new(W) {\n    let deep = 2\n    up: linear(W, ‸");
    has(
        &values,
        &["I =", "bias =", "W", "deep", "B", "floor"],
        &["F"],
    );
    has(
        &at("expect params(ffn.‸"),
        &["norm", "up", "down"],
        &["ffn"],
    );
    has(&at("expect params(small.blocks.‸"), &["up"], &["blocks"]);
    has(&at("expect params(linear.‸"), &["linear"], &["ffn"]);
    has(&at("config big = ‸"), &["stack", "small"], &["params", "B"]);
    has(&at("expect ‸"), &["flops", "ffn", "min"], &[]);
    has(&at("layer ‸"), &[], &["ffn"]);
    has(&at("# a comment ‸"), &[], &["ffn"]);
}

#[test]
fn completion_tells_parameters_and_uses_the_file() {
    let snippets =
        json!({"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}});
    let mut client = Client::start(&folder("completion-items"), snippets);
    let (text, position) = marked(&format!("{MINE}layer new(W) {{\n    up: ‸"));
    let uri = client.open("mine.cost", &text);
    let answer = client.ask_at("textDocument/completion", &uri, &position);
    let items = answer.as_array().cloned().unwrap_or_default();
    let named = |name: &str| items.iter().find(|item| item["label"] == name).cloned();
    let linear = named("linear").expect("it is visible");
    assert_eq!(linear["insertText"], "linear(${1:I}, ${2:O})");
    let detail = linear["detail"].as_str().unwrap_or("");
    assert!(
        detail.starts_with("layer linear(I, O, rows = B*S, bias = 1"),
        "{detail}"
    );
    let conv = named("conv2d").expect("the library has it");
    let edit = json!([{
        "newText": "use layers.conv\n",
        "range": {"start": {"line": 6, "character": 0}, "end": {"line": 6, "character": 0}},
    }]);
    assert_eq!(conv["additionalTextEdits"], edit);
}

#[test]
fn signature_help_knows_the_argument() {
    let (mut client, uri) = mine("signature");
    let mut shown = String::new();
    for (version, rest) in [
        "layer a(W) { up: linear(‸",
        "layer a(W) { up: linear(W, max(1, 2), ‸",
        "layer a(W) { up: linear(W, bias = ‸",
        "layer a(W) { up: layers.linear.linear(W, ‸",
        "let x = min(1, ‸",
        "expect flops(‸",
        "config c = stack(‸",
        "let x = 2(‸",
    ]
    .into_iter()
    .enumerate()
    {
        let (text, position) = marked(&format!("{MINE}{rest}"));
        client.replace(&uri, i32::try_from(version).expect("few") + 2, &text);
        let answer = client.ask_at("textDocument/signatureHelp", &uri, &position);
        let signature = &answer["signatures"][0];
        shown += &format!(
            "{rest}\n  {} argument {}\n",
            signature["label"], signature["activeParameter"]
        );
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn formatting_changes_the_lines_that_differ() {
    let (mut client, uri) = mine("formatting");
    let options =
        json!({"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": true}});
    assert_eq!(
        client.ask("textDocument/formatting", options.clone()),
        json!([])
    );
    let messy = MINE.replace("    up:   linear(E, F)\n", "  up:linear( E,F )\n");
    client.replace(&uri, 2, &messy);
    let edits = client.ask("textDocument/formatting", options.clone());
    assert_eq!(edited(&messy, &edits), MINE);
    assert_eq!(edits[0]["range"]["start"]["line"], 11);
    client.replace(&uri, 3, "layer broken(");
    assert_eq!(client.ask("textDocument/formatting", options), Value::Null);
}

/// Symbols with those inside them, a line each.
fn tree(symbols: &Value, depth: usize, shown: &mut String) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let start = &symbol["selectionRange"]["start"];
        let (name, detail) = (&symbol["name"], &symbol["detail"]);
        let (line, column) = (&start["line"], &start["character"]);
        *shown += &format!("{:depth$}{name} {detail} {line}:{column}\n", "");
        tree(&symbol["children"], depth + 2, shown);
    }
}

#[test]
fn symbols_are_nested() {
    let (mut client, uri) = mine("symbols");
    let answer = client.ask(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
    let mut shown = String::new();
    tree(&answer, 0, &mut shown);
    insta::assert_snapshot!(shown);
}

#[test]
fn inlay_hints_show_closed_forms_beside_headers() {
    let (mut client, uri) = mine("inlay");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = json!({"textDocument": {"uri": uri}, "range": whole});
    let hints = client.ask("textDocument/inlayHint", params);
    let hints = hints.as_array().cloned().unwrap_or_default();
    let hints = hints.iter().map(|hint| {
        let (label, position) = (&hint["label"], &hint["position"]);
        format!("{}:{} {label}", position["line"], position["character"])
    });
    assert_eq!(
        hints.collect::<Vec<_>>(),
        [
            r#"8:22 "params = 8E² + 7E   flops = 16BSE²""#,
            r#"15:19 "params = 8NE² + 7NE   flops = 16NBSE²""#,
            r#"21:51 "params = 66.43k param   flops = 131072BS""#,
        ]
    );
}

#[test]
fn an_accepted_form_is_an_expectation_that_passes() {
    let folder = folder("action");
    let mut client = Client::start(&folder, json!({}));
    let uri = client.open("mine.cost", MINE);
    let mut text = MINE.to_owned();
    for (number, piece) in ["layer ffn", "config small"].into_iter().enumerate() {
        let position = position_of(&text, piece, 8);
        let range = json!({"start": position, "end": position});
        let params = json!({
            "textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []},
        });
        let actions = client.ask("textDocument/codeAction", params);
        let actions = actions.as_array().cloned().unwrap_or_default();
        assert!(actions.len() >= 3, "{actions:?}");
        let titles: Vec<&str> = actions
            .iter()
            .filter_map(|one| one["title"].as_str())
            .collect();
        let asked = titles
            .iter()
            .any(|title| title.contains("derived params of `ffn`"));
        assert!(!asked, "the file expects it already: {titles:?}");
        let wanted = actions.iter().find(|one| {
            one["title"]
                .as_str()
                .is_some_and(|title| title.contains("derived flops of"))
        });
        let edits = &wanted.expect("flops can be accepted")["edit"]["changes"][&uri];
        text = edited(&text, edits);
        client.replace(&uri, 2 + i32::try_from(number).expect("few"), &text);
    }
    assert!(text.contains("}\nexpect flops(ffn) == 16BSE²\n"), "{text}");
    assert!(
        text.contains(")\nexpect flops(small) == 131072BS\n"),
        "{text}"
    );
    fs::write(folder.join("mine.cost"), &text).expect("the folder can be written");
    let tested = common::command(&["test", "mine.cost"])
        .current_dir(&folder)
        .output();
    let tested = tested.expect("the program starts");
    assert_eq!(
        String::from_utf8_lossy(&tested.stdout),
        "4 expectations hold in 1 file\n"
    );
}

#[test]
fn what_is_derived_replaces_what_was_expected_wrongly() {
    let (mut client, uri) = mine("accept");
    let wrong = MINE.replace("8E² + 7E", "8E² + 6E");
    client.replace(&uri, 2, &wrong);
    let position = position_of(&wrong, "expect params", 3);
    let params = json!({
        "textDocument": {"uri": uri},
        "range": {"start": position, "end": position},
        "context": {"diagnostics": []},
    });
    let actions = client.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Expect what is derived: 8E² + 7E");
    let edits = &actions[0]["edit"]["changes"][&uri];
    assert_eq!(edited(&wrong, edits), MINE);
}
