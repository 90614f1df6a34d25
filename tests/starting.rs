//! `flopform new` and `flopform init`: what they write holds as it is, and nothing is overwritten.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{command, page};

/// The folder in which a page with this name ran.
fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The files of a folder with their texts, by name.
fn texts(folder: &Path, files: &[&str]) -> String {
    let mut page = String::new();
    for file in files {
        let text = fs::read_to_string(folder.join(file)).expect("the file was written");
        page += &format!("==> {file}\n{text}\n");
    }
    page
}

#[test]
fn a_layer() {
    let mut shown = page(
        "new-layer",
        &[],
        &[
            &["new", "layer", "gated_attention"],
            &["derive", "gated_attention.cost", "-q", "params,flops"],
            &["test", "gated_attention.cost"],
            &["fmt", "--check", "gated_attention.cost"],
        ],
    );
    shown += &texts(&folder("new-layer"), &["gated_attention.cost"]);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_model() {
    let mut shown = page(
        "new-model",
        &[(
            "config.json",
            r#"{"model_type": "tiny", "hidden_size": 64, "num_hidden_layers": 2,
            "num_attention_heads": 4, "vocab_size": 100}"#,
        )],
        &[
            &[
                "new", "model", "tiny", "--into", "deep/er", "--format", "json",
            ],
            &["test", "deep/er/tiny.cost"],
            &["fmt", "--check", "deep"],
            &[
                "eval",
                "-f",
                "deep/er/tiny.cost",
                "--config",
                "config.json",
                "-q",
                "params",
            ],
        ],
    );
    shown += &texts(&folder("new-model"), &["deep/er/tiny.cost"]);
    insta::assert_snapshot!(shown);
}

#[test]
fn names_of_any_length_are_laid_out() {
    let long = "a_name_that_is_longer_than_most_names_are_and_goes_on_and_on_and_on_and_on_and_on";
    let names = ["Q", "β", "_", "unit", "layer", "floor", long];
    for kind in ["layer", "model"] {
        for name in names {
            let folder = format!("new-{kind}-{}", name.chars().count());
            let file = format!("{name}.cost");
            let shown = page(
                &folder,
                &[],
                &[
                    &["new", kind, name],
                    &["test", &file],
                    &["fmt", "--check", &file],
                ],
            );
            assert_eq!(shown.matches("[exit code 0]").count(), 3, "{shown}");
        }
    }
}

#[test]
fn what_cannot_be_begun() {
    let shown = page(
        "new-mistakes",
        &[("taken.cost", "dim B \"mine\"\n"), ("note.txt", "")],
        &[
            &["new", "layer", "taken"],
            &["new", "layer", "fine", "--into", "taken.cost"],
            &["new", "layer", "fine", "--into", "note.txt"],
            &["new", "layer", "fine", "--into", "note.txt/fine.cost"],
            &["new", "layer", "2x"],
            &["new", "layer", "a b"],
            &["new", "layer", "layers.mine"],
            &["new", "layer", "../up"],
            &["new", "layer", ""],
            &["new", "layer", "where"],
            &["new", "layer", "linear"],
            &["new", "model", "E"],
            &["new", "layer", "fine", "--library", "."],
            &["new", "optimizer", "adam"],
            &["new", "layer"],
            &["new", "layer", "fine", "--format", "csv"],
            &["test", "taken.cost"],
        ],
    );
    let left = fs::read_dir(folder("new-mistakes")).expect("the folder is there");
    assert_eq!(left.count(), 2, "nothing was written");
    insta::assert_snapshot!(shown);
}

/// What a repository's CI runs, as `init` says it.
const CHECKS: [&[&str]; 3] = [
    &["test", "formulas"],
    &["fmt", "--check", "formulas"],
    &["snapshot", "--check", "formulas"],
];

#[test]
fn a_repository() {
    let mut commands: Vec<&[&str]> = vec![&["init"]];
    commands.extend(CHECKS);
    commands.push(&["init"]);
    let mut shown = page("init", &[], &commands);
    shown += &texts(
        &folder("init"),
        &[
            "formulas/my_block.cost",
            "formulas/my_model.cost",
            "formulas/my_model.cost.snap",
            ".github/workflows/formulas.yml",
        ],
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn a_repository_that_has_some_of_it() {
    let mine = "## Mine.\n\nuse dims\nuse quantities\nuse layers.linear\n\n\
                layer my_block(E, H) { up: linear(E, E) }\n";
    let shown = page(
        "init-some",
        &[("formulas.txt", "")],
        &[&["init", "the repository"]],
    );
    let repository = folder("init-some").join("the repository");
    fs::remove_file(repository.join("formulas/my_model.cost")).expect("it was written");
    fs::write(repository.join("formulas/my_block.cost"), mine).expect("it can be written");
    let output = command(&["init", "--format", "json"])
        .current_dir(&repository)
        .output()
        .expect("the program starts");
    let kept = fs::read_to_string(repository.join("formulas/my_block.cost"));
    assert_eq!(kept.expect("it is there"), mine);
    let again = String::from_utf8(output.stdout).expect("it is text");
    insta::assert_snapshot!(format!("{shown}{again}"));
}

#[test]
fn a_repository_that_cannot_be_written_to() {
    insta::assert_snapshot!(page(
        "init-mistakes",
        &[("formulas", "a file and no folder")],
        &[
            &["init"],
            &["init", "formulas"],
            &["init", "--format", "latex"],
            &["init", "one", "two"],
        ],
    ));
}

#[test]
fn the_workflow_runs_what_init_says() {
    let said = page("init-said", &[], &[&["init", "--format", "json"]]);
    let workflow = folder("init-said").join(".github/workflows/formulas.yml");
    let workflow = fs::read_to_string(workflow).expect("it was written");
    let checks = CHECKS.map(|words| format!("flopform {}", words.join(" ")));
    let line = checks.join(" && ");
    assert!(said.contains(&format!("\"check\": \"{line}\"")), "{said}");
    for check in checks {
        assert!(
            workflow.contains(&format!("- run: {check}\n")),
            "{workflow}"
        );
    }
}
