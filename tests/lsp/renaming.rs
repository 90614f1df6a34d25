//! Other names: everywhere at once, or refused.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::answers::MINE;
use crate::client::{Client, at, edited, folder, position_of};
use crate::common;

/// A client with a file that uses another one, which is not open.
fn two_files(name: &str) -> (Client, String, std::path::PathBuf) {
    let folder = folder(name);
    fs::write(folder.join("other.cost"), OTHER).expect("the folder can be written");
    let mut client = Client::start(&folder, json!({}));
    let uri = client.open("mine.cost", MINE);
    (client, uri, folder)
}

const OTHER: &str = "\
use \"mine.cost\"
use dims
use quantities

dim Q \"of this file only\"

layer two(E) { a, b: ffn(E, F = 2E) * Q }

expect params(two) == 8QE² + 10QE
expect params(two.a) == Q(4E² + 5E)
";

fn params(uri: &str, text: &str, piece: &str, new: &str) -> Value {
    let mut params = at(uri, &position_of(text, piece, 0));
    params["newName"] = json!(new);
    params
}

/// Writes both files with the edits, and runs their expectations.
fn applied(client: &Client, folder: &Path, edit: &Value) -> (String, String) {
    let after = |name: &str, text: &str| {
        let edits = &edit["changes"][client.uri(name)];
        let text = if edits.is_null() {
            text.to_owned()
        } else {
            edited(text, edits)
        };
        fs::write(folder.join(name), &text).expect("the folder can be written");
        text
    };
    let texts = (after("mine.cost", MINE), after("other.cost", OTHER));
    let tested = common::command(&["test", "mine.cost", "other.cost"])
        .current_dir(folder)
        .output();
    let tested = tested.expect("the program starts");
    let said = String::from_utf8_lossy(&tested.stdout);
    assert_eq!(said, "4 expectations hold in 2 files\n", "{texts:?}");
    texts
}

#[test]
fn a_layer_is_renamed_in_every_file() {
    let (mut client, uri, folder) = two_files("rename-layer");
    let prepared = client.ask_at(
        "textDocument/prepareRename",
        &uri,
        &position_of(MINE, "ffn(E) *", 1),
    );
    assert_eq!(prepared["placeholder"], "ffn");
    let edit = client.ask("textDocument/rename", params(&uri, MINE, "ffn(E) *", "mlp"));
    let (mine, other) = applied(&client, &folder, &edit);
    assert_eq!(mine, MINE.replace("ffn", "mlp"));
    assert_eq!(other, OTHER.replace("ffn", "mlp"));
}

#[test]
fn a_parameter_is_renamed_in_calls_by_name() {
    let (mut client, uri, folder) = two_files("rename-parameter");
    let edit = client.ask("textDocument/rename", params(&uri, MINE, "F = 4E", "wide"));
    let (mine, other) = applied(&client, &folder, &edit);
    assert!(mine.contains("layer ffn(E, wide = 4E)") && mine.contains("let half = wide//2"));
    assert!(mine.contains("linear(E, wide)") && mine.contains("linear(wide, E)"));
    assert!(other.contains("ffn(E, wide = 2E)"));
}

#[test]
fn a_parameter_is_renamed_where_an_expectation_is_about_it() {
    let (mut client, uri, folder) = two_files("rename-symbol");
    let edit = client.ask(
        "textDocument/rename",
        params(&uri, MINE, "E, F = 4E", "width"),
    );
    let (mine, _) = applied(&client, &folder, &edit);
    assert!(mine.contains("layer ffn(width, F = 4width)"), "{mine}");
    assert!(mine.contains("== 8width² + 7width"), "{mine}");
    assert!(mine.contains("16NBSE²"), "the stack has its own: {mine}");
}

#[test]
fn a_child_is_renamed_in_paths() {
    let (mut client, uri, folder) = two_files("rename-child");
    let edit = client.ask(
        "textDocument/rename",
        params(&uri, MINE, "blocks", "layers_of_it"),
    );
    let (mine, _) = applied(&client, &folder, &edit);
    assert_eq!(mine, MINE.replace("blocks", "layers_of_it"));
}

#[test]
fn a_dim_among_letters_becomes_a_word_in_brackets() {
    let (mut client, _, folder) = two_files("rename-dim");
    let uri = client.open("other.cost", OTHER);
    let edit = client.ask(
        "textDocument/rename",
        params(&uri, OTHER, "Q \"of", "times"),
    );
    let (_, other) = applied(&client, &folder, &edit);
    assert!(other.contains("dim times \"of this"), "{other}");
    assert!(other.contains("8(times)E² + 10(times)E"), "{other}");
    assert!(other.contains("times(4E² + 5E)"), "{other}");
}

#[test]
fn what_would_clash_is_refused() {
    let (mut client, uri, _) = two_files("rename-refused");
    let mut shown = String::new();
    for (piece, new) in [
        ("ffn(E) *", "stack"),
        ("ffn(E) *", "where"),
        ("ffn(E) *", "2x"),
        ("F = 4E", "E"),
        ("half", "F"),
        ("linear(E, F)", "dense"),
        ("params(ffn)", "weights"),
        ("B\n", "batch"),
        ("layers.norm", "norms"),
        ("up:", "norm"),
        ("twice", "NBSE"),
        ("E² + 7E", "width"),
    ] {
        let refused = client.refused("textDocument/rename", params(&uri, MINE, piece, new));
        let refused = refused.replace(&client.uri("")["file://".len()..], "FOLDER");
        shown += &format!("{} to {new}\n  {refused}\n", piece.trim());
    }
    let place = at(&uri, &position_of(MINE, "linear(E, F)", 0));
    let refused = client.refused("textDocument/prepareRename", place);
    shown += &format!("prepare: linear\n  {refused}\n");
    insta::assert_snapshot!(shown);
}
