//! `flopform check` and `flopform explain`: every lint finds what it should and nothing else, the library
//! passes, and what is found is shown.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use flopform::Engine;
use flopform::cost::library::text_of;
use flopform::lint::{Finding, FindingKind, LINTS, Lint};
use proptest::prelude::*;

/// What the lints find in a text, with the library loaded.
fn found(engine: &mut Engine, name: &str, text: &str) -> Vec<Finding> {
    let module = engine.add_text(name, text);
    let module = module.unwrap_or_else(|errors| panic!("{name} has errors: {errors:?}"));
    engine.lint(&[module]).remove(0)
}

fn with_library() -> Engine {
    let mut engine = Engine::new();
    let loaded = engine.load_whole_library();
    loaded.expect("the library has no mistakes");
    engine
}

fn names(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.lint).collect()
}

fn folder() -> PathBuf {
    common::root().join("tests/lints")
}

/// The text of one of the two files of a lint.
fn file(lint: &Lint, which: &str) -> String {
    let path = folder().join(lint.name).join(format!("{which}.cost"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_lint_has_a_file_that_triggers_it_and_one_that_does_not() {
    let mut engine = with_library();
    for lint in LINTS {
        let of_found = found(&mut engine, lint.name, &file(lint, "found"));
        let names = names(&of_found);
        assert!(
            names.contains(&lint.name),
            "{} finds nothing: {names:?}",
            lint.name
        );
        let of_clean = found(&mut engine, lint.name, &file(lint, "clean"));
        let of_clean = of_clean.iter().filter(|finding| finding.lint == lint.name);
        let of_clean: Vec<&Finding> = of_clean.collect();
        assert!(of_clean.is_empty(), "{}: {of_clean:?}", lint.name);
    }
    let folders = fs::read_dir(folder()).expect("the files are there");
    let folders = folders.map(|entry| entry.expect("it can be read").file_name());
    let folders: BTreeSet<String> = folders
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let lints: BTreeSet<String> = LINTS.iter().map(|lint| lint.name.to_owned()).collect();
    assert_eq!(
        folders, lints,
        "a folder without a lint, or a lint without a folder"
    );
}

#[test]
fn what_is_found_is_shown() {
    for lint in LINTS {
        let folder = folder().join(lint.name);
        let mut page = String::new();
        for words in [
            &["check", "found.cost"][..],
            &["check", "found.cost", "--format", "json"],
            &["check", "clean.cost"],
        ] {
            let output = common::command(words).current_dir(&folder).output();
            page += &shown(words, &output.expect("the program starts"));
        }
        insta::assert_snapshot!(lint.name, page);
    }
}

fn shown(words: &[&str], output: &Output) -> String {
    format!(
        "$ flopform {}\n{}{}[exit code {}]\n\n",
        words.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap_or(-1)
    )
}

/// The blocks of `cost` in an explanation.
fn blocks(explanation: &str) -> Vec<&str> {
    let pieces = explanation.split("```cost\n").skip(1);
    let blocks = pieces.map(|piece| piece.split("```").next().expect("a block ends"));
    blocks.collect()
}

#[test]
fn every_explanation_shows_a_mistake_and_its_repair() {
    let mut engine = with_library();
    for lint in LINTS {
        let blocks = blocks(lint.explanation);
        let [mistake, repair] = blocks[..] else {
            panic!("{} shows {} blocks", lint.name, blocks.len());
        };
        let of_mistake = found(&mut engine, lint.name, mistake);
        let of_mistake = names(&of_mistake);
        assert!(
            of_mistake.contains(&lint.name),
            "{}: {of_mistake:?}",
            lint.name
        );
        let of_repair = found(&mut engine, lint.name, repair);
        assert!(of_repair.is_empty(), "{}: {of_repair:?}", lint.name);
    }
}

#[test]
fn the_library_passes() {
    let mut engine = Engine::new();
    let modules = engine
        .load_whole_library()
        .expect("the library has no mistakes");
    assert!(
        modules.len() >= 97,
        "only {} files were looked at",
        modules.len()
    );
    let found: Vec<Finding> = engine.lint(&modules).into_iter().flatten().collect();
    let lines: Vec<String> = found
        .iter()
        .map(|finding| format!("{}: {:?}", finding.lint, finding.kind))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// Mistakes in print, as a cookbook has them; the lines that allow them are taken out.
#[test]
fn published_mistakes_are_found() {
    let text = text_of("papers.zyphra").expect("the library has it");
    let lines = text.lines().filter(|line| !line.starts_with("# allow"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let found = found(&mut with_library(), "zyphra.cost", &text);
    let terms = found.iter().filter_map(|finding| match &finding.kind {
        FindingKind::Uneven(uneven) => Some(format!(
            "{}: {} in {}",
            uneven.subject, uneven.term, uneven.symbol
        )),
        _ => None,
    });
    let terms: Vec<String> = terms.collect();
    assert_eq!(
        terms,
        [
            "`zyphra_moe_printed`: 4hl² in l",
            "`zyphra_step_printed`: 12hs²b in l",
            "`zyphra_mamba_printed`: 8BI²nL in I",
        ]
    );
}

/// A finding does not depend on what else is loaded.
#[test]
fn what_other_files_add_does_not_count() {
    let text = file(
        LINTS
            .iter()
            .find(|lint| lint.name == "unused-parameter")
            .unwrap(),
        "found",
    );
    let alone = names(&found(&mut with_library(), "alone.cost", &text));
    let mut engine = with_library();
    engine
        .add_text(
            "other.cost",
            "use layers.linear\nquantity cache unit s per call\nextend linear { cache = I }",
        )
        .unwrap();
    assert_eq!(names(&found(&mut engine, "beside.cost", &text)), alone);
}

#[test]
fn the_book_lists_the_lints() {
    let page = fs::read_to_string(common::root().join("book/src/lints.md")).expect("it is there");
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let expected: Vec<String> = LINTS
        .iter()
        .map(|lint| {
            format!(
                "| `{}` | {} | {} |",
                lint.name,
                lint.level.text(),
                lint.summary
            )
        })
        .collect();
    assert_eq!(rows, expected, "the book's list and the registry differ");
}

#[test]
fn checking() {
    let mine = "## Mine. Source: nobody, 2025.\n\nuse quantities\n\nlayer up(E, F) {\n    params = E\n    else 0\n}\n";
    let page = common::page(
        "lints-checking",
        &[
            ("mine.cost", mine),
            ("empty.cost", ""),
            ("broken.cost", "layer up(E { params = E }\n"),
            ("good.cost", "let half = 1/2\nexpect half*E == E/2\ndim E\n"),
        ],
        &[
            &["check"],
            &["check", "mine.cost", "empty.cost", "good.cost"],
            &["check", "mine.cost", "--deny", "unused-parameter"],
            &["check", "mine.cost", "--deny", "warnings"],
            &["check", "mine.cost", "--deny", "unused-parametre"],
            &["check", "empty.cost", "--format", "json"],
            &["check", "broken.cost", "mine.cost"],
            &["check", "none.cost"],
            &["check", "--format", "yaml"],
        ],
    );
    insta::assert_snapshot!(page);
}

#[test]
fn explaining() {
    let page = common::page(
        "lints-explaining",
        &[],
        &[
            &["explain"],
            &["explain", "hidden-product"],
            &["explain", "hiden-product"],
            &["explain", "F0101"],
        ],
    );
    insta::assert_snapshot!(page);
}

/// Every formula file of the tests that has no mistakes can be looked through.
#[test]
fn nothing_stops_a_lint() {
    let mut folders = vec![common::root().join("tests"), common::root().join("grammar")];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "cost")
            {
                let mut engine = Engine::new();
                if let Ok(module) = engine.add_file(&path) {
                    engine.lint(&[module]);
                    looked += 1;
                }
            }
        }
    }
    assert!(looked >= 26, "only {looked} files were looked through");
}

/// A sum without end, brackets without end, and a chain of `let`s.
#[test]
fn long_formulas_are_looked_through() {
    let sum = vec!["E"; 5_000].join(" + ");
    let brackets = format!("{}E{}", "(".repeat(200), ")".repeat(200));
    let chain: Vec<String> = (1..2_000)
        .map(|at| format!("let x{at} = x{} + E", at - 1))
        .collect();
    let text = format!(
        "dim E\nlet a = {sum}\nlet b = {brackets}\nlet x0 = E\n{}\nexpect a + b + x1999 == 7_001E\n",
        chain.join("\n")
    );
    let mut engine = Engine::new();
    assert_eq!(
        names(&found(&mut engine, "long.cost", &text)),
        ["missing-source"; 0]
    );
}

/// Distinct terms with B once each.
fn terms() -> impl Strategy<Value = BTreeSet<(u8, u8, u8)>> {
    prop::collection::btree_set((0_u8..4, 0_u8..4, 0_u8..4), 3..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// A term that lost its B is found, and no other is.
    #[test]
    fn a_lost_factor_is_found(terms in terms(), lost in any::<prop::sample::Index>()) {
        let lost = lost.index(terms.len());
        let term = |(at, (s, e, n)): (usize, &(u8, u8, u8)), slip: bool| {
            let batch = if slip && at == lost { "7" } else { "B" };
            format!("{batch}*S^{s}*E^{e}*n^{n}")
        };
        for slip in [false, true] {
            let sum: Vec<String> = terms.iter().enumerate().map(|each| term(each, slip)).collect();
            let text = format!(
                "dim B\ndim S\ndim E\ndim n\nquantity work unit op per call\nlayer one(E, n) {{ work = {} }}\n",
                sum.join(" + ")
            );
            let found = found(&mut Engine::new(), "one.cost", &text);
            let in_batch = found.iter().filter(|finding| match &finding.kind {
                FindingKind::Uneven(uneven) => uneven.symbol == "B",
                _ => false,
            });
            prop_assert_eq!(in_batch.count(), usize::from(slip));
        }
    }
}
