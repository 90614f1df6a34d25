//! `flopform snapshot`: derivations kept as text, what differs from them, and laws of reading them back.

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use flopform::notation::derivation::{Change, Cost, Derivation, changes, read, text};
use flopform::{Engine, Setting};
use proptest::prelude::*;

const MLP: &str = "\
dim E \"embedding width\"

quantity params \"learnable parameters\" unit param per weight
quantity bytes unit byte = 2params

layer linear(I, O, bias = 1) { params = (I + bias)O }
layer layernorm(C) { params = 2C }

## Two products.
layer ffn(E, F = 4E) {
    up:   linear(E, F)
    down: linear(F, E)
}
layer block(E) {
    norm: layernorm(E)
    mlp:  ffn(E)
}
config small = block(E = 64)
";

/// A folder with a formula file, whose derivations are kept.
fn folder(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    fs::write(folder.join("mlp.cost"), text).expect("the target folder can be written");
    folder
}

/// What the program prints, with its exit code; `input` is what somebody types.
fn flopform(folder: &Path, words: &[&str], input: &str) -> String {
    let mut command = common::command(words);
    command.current_dir(folder).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // A program that does not read is no failure.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    format!(
        "$ flopform {}\n{}{}[exit code {}]\n\n",
        words.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap_or(-1)
    )
}

fn kept(folder: &Path) -> String {
    fs::read_to_string(folder.join("mlp.cost.snap")).expect("a snapshot was written")
}

#[test]
fn a_formula_that_drifts() {
    let folder = folder("snapshot-drift", MLP);
    let mut page = flopform(&folder, &["snapshot"], "");
    page += &flopform(&folder, &["snapshot", "--accept"], "");
    page += &kept(&folder);
    page += &flopform(&folder, &["snapshot", "--check", "mlp.cost"], "");
    let wrong = MLP.replace("down: linear(F, E)", "down: linear(F, E, bias = 0)");
    fs::write(folder.join("mlp.cost"), wrong).expect("the file can be written");
    page += &flopform(&folder, &["snapshot", "--check"], "");
    page += &flopform(&folder, &["snapshot", "--check", "--only", "small"], "");
    insta::assert_snapshot!(page);
}

#[test]
fn items_that_come_and_go() {
    let folder = folder("snapshot-items", MLP);
    flopform(&folder, &["snapshot", "--accept"], "");
    let first = kept(&folder);
    // The order of items in the file does not matter.
    let (head, layers) = MLP.split_once("## Two products.").expect("it stands there");
    let (ffn, block) = layers.split_once("layer block").expect("it stands there");
    let turned = format!("{head}layer block{block}\n## Two products.{ffn}");
    fs::write(folder.join("mlp.cost"), turned).expect("the file can be written");
    flopform(&folder, &["snapshot", "--accept"], "");
    assert_eq!(kept(&folder), first);
    let renamed = MLP.replace("config small", "config tiny");
    fs::write(folder.join("mlp.cost"), renamed).expect("the file can be written");
    insta::assert_snapshot!(flopform(&folder, &["snapshot", "--check"], ""));
}

/// A layer that halves the image n times has a closed form for each n, and none for n.
const STAGES: &str = "\
quantity params unit param per weight
dim h \"height\"
layer down(C) { params = C*h  out h = h//2 }
layer net(C, n) { stage: down(C) * n }
config twice = net(C = 3, n = 2)
";

#[test]
fn a_layer_without_a_closed_form() {
    let folder = folder("snapshot-refused", STAGES);
    let mut page = flopform(&folder, &["snapshot", "--accept"], "");
    page += &kept(&folder);
    page += &flopform(&folder, &["snapshot", "--check"], "");
    let open = STAGES.replace("* n }", "* 2 }");
    fs::write(folder.join("mlp.cost"), open).expect("the file can be written");
    page += &flopform(&folder, &["snapshot", "--check"], "");
    fs::write(folder.join("mlp.cost"), "dim E\n").expect("the file can be written");
    fs::remove_file(folder.join("mlp.cost.snap")).expect("it is there");
    page += &flopform(&folder, &["snapshot", "--check"], "");
    insta::assert_snapshot!(page);
}

/// The rule of a layer with children is named, not its children; their order is no change, and a
/// snapshot that no file stands behind is said.
#[test]
fn what_changed_is_named() {
    let own = MLP.replace("    mlp:  ffn(E)\n", "    mlp:  ffn(E)\n    params = 2E\n");
    let folder = folder("snapshot-named", &own);
    flopform(&folder, &["snapshot", "--accept"], "");
    let write = |text: &str| {
        fs::write(folder.join("mlp.cost"), text).expect("the file can be written");
        flopform(&folder, &["snapshot", "--check"], "")
    };
    let mut page = write(&own.replace("params = 2E", "params = 3E"));
    page += &write(&own.replace(
        "    up:   linear(E, F)\n    down: linear(F, E)\n",
        "    down: linear(F, E)\n    up:   linear(E, F)\n",
    ));
    page += &write(&own.replace("    mlp:  ffn(E)\n", ""));
    fs::rename(folder.join("mlp.cost"), folder.join("moved.cost")).expect("it is there");
    page += &flopform(&folder, &["snapshot", "--accept"], "");
    insta::assert_snapshot!(page);
}

#[test]
fn a_review() {
    let folder = folder("snapshot-review", MLP);
    flopform(&folder, &["snapshot", "--accept"], "");
    let wrong = MLP.replace("F = 4E", "F = 3E");
    fs::write(folder.join("mlp.cost"), wrong).expect("the file can be written");
    let mut page = flopform(&folder, &["snapshot", "--review"], "what\na\nr\n");
    page += &kept(&folder);
    insta::assert_snapshot!(page);
}

#[test]
fn mistakes() {
    let folder = folder("snapshot-mistakes", MLP);
    fs::write(folder.join("mlp.cost.snap"), "layer block(E)\n    12E²\n")
        .expect("it can be written");
    let mut page = flopform(&folder, &["snapshot", "--check"], "");
    page += &flopform(&folder, &["snapshot", "none.cost"], "");
    page += &flopform(&folder, &["snapshot", "-"], "");
    page += &flopform(&folder, &["snapshot", "--check", "--accept"], "");
    fs::remove_file(folder.join("mlp.cost.snap")).expect("it is there");
    page += &flopform(&folder, &["snapshot", "--only", "smal"], "");
    fs::write(folder.join("mlp.cost"), "layer broken(").expect("it can be written");
    page += &flopform(&folder, &["snapshot", "--accept"], "");
    insta::assert_snapshot!(page);
    assert!(
        !folder.join("mlp.cost.snap").exists(),
        "nothing is kept of a broken file"
    );
}

/// What `insta::assert_snapshot!(derivation)` holds in somebody else's tests.
#[test]
fn a_derivation_in_a_test_of_your_own() {
    let mut engine = Engine::new();
    let block = common::question(&mut engine, "block");
    let quantities = ["params", "flops"].map(|name| engine.quantity(&block, name).unwrap());
    let derivation = engine.derivation(&block, &quantities, &Setting::default());
    insta::assert_snapshot!(derivation.unwrap());
}

/// What the library's own files come to is kept beside them.
#[test]
fn the_librarys_snapshots_are_current() {
    let mut found = 0;
    let mut different = Vec::new();
    let mut folders = vec![common::root().join("formulas")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the library is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "cost") {
                continue;
            }
            found += 1;
            let mut engine = Engine::new();
            let module = engine.add_file(&path).expect("it has no mistakes");
            let derived = engine.derivations(module).expect("it is derived");
            let kept = fs::read_to_string(format!("{}.snap", path.display()));
            let kept = read(&kept.unwrap_or_default()).expect("it is a snapshot");
            for change in changes(&kept, &derived) {
                different.push(format!("{}: {}", path.display(), change.item().name));
            }
        }
    }
    assert!(found > 90, "only {found} files were found");
    assert!(
        different.is_empty(),
        "`flopform snapshot --check formulas` says more about\n{}",
        different.join("\n")
    );
}

fn cost() -> impl Strategy<Value = Cost> {
    let words = "[a-z]{1,6}";
    let form = "-?[0-9]{0,2}[A-Z]{1,3}( \\+ [A-Z]{1,2})?";
    let parts = prop::collection::vec((words, form), 0..3);
    let terms = prop::collection::vec("-?[1-9][0-9]?[A-Z]{1,3}", 1..4);
    (words, "[a-zA-Z]{0,5}", terms, parts).prop_map(|(quantity, unit, terms, parts)| Cost {
        quantity,
        unit,
        terms,
        parts,
    })
}

fn derivation() -> impl Strategy<Value = Derivation> {
    let costs = prop::collection::vec(cost(), 0..4);
    let refused = prop::option::of("[a-z`: ]{1,20}[a-z]");
    (
        prop_oneof!["layer", "config"],
        "[a-z_0-9]{1,8}",
        costs,
        refused,
    )
        .prop_map(|(kind, name, costs, refused)| Derivation {
            kind,
            name,
            signature: "(E, F = 4E)".to_owned(),
            costs,
            refused: refused.map(|reason| reason.trim().to_owned()),
        })
}

proptest! {
    /// What is written is read back, and nothing differs from itself.
    #[test]
    fn a_snapshot_reads_back(kept in prop::collection::vec(derivation(), 0..4)) {
        let read_back = read(&text(&kept)).unwrap();
        prop_assert_eq!(&read_back, &kept);
        let mut distinct = kept;
        distinct.sort_by(|one, other| one.key().cmp(&other.key()));
        distinct.dedup_by(|one, other| one.key() == other.key());
        prop_assert_eq!(changes(&distinct, &distinct), Vec::<Change>::new());
        prop_assert_eq!(changes(&[], &distinct).len(), distinct.len());
        prop_assert_eq!(changes(&distinct, &[]).len(), distinct.len());
    }

    /// No text makes the reader panic, and what it can read it can write.
    #[test]
    fn any_text_is_read_or_refused(lines in prop::collection::vec("[ ]{0,7}[a-zE:()\\[\\] ]{0,12}", 0..8)) {
        if let Ok(kept) = read(&lines.join("\n")) {
            prop_assert_eq!(read(&text(&kept)).map(|again| again.len()), Ok(kept.len()));
        }
    }
}
