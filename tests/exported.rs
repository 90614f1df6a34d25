//! Exported files, run by the interpreters and compilers of their languages at thousands of points: what
//! they give is what the engine gives, digit for digit.
//!
//! A test here needs `python3`, `rustc` and `cc`; the Python packages it installs itself.

mod common;

#[path = "exported/cases.rs"]
mod cases;
#[path = "exported/environment.rs"]
mod environment;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cases::{ASKED, Asked, Exported, ROOTS, export, folder, functions, lines};
use environment::{must_run, python};

/// The names that the functions have in an exported file: what stands behind a word of the language.
fn names(text: &str, before: &str, count: usize) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(before));
    let names = lines.map(|line| {
        let end = line.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        line[..end.unwrap_or(line.len())].to_owned()
    });
    let names: Vec<String> = names.filter(|name| !name.starts_with('_')).collect();
    assert_eq!(names.len(), count, "{text}");
    names
}

/// Exports to a notation, and leaves the file and the cases in a folder.
struct Prepared {
    functions: Vec<Exported>,
    text: String,
    file: PathBuf,
    cases: PathBuf,
    folder: PathBuf,
}

fn prepare(asked: &Asked, notation: &str, file: &str, each: usize) -> Prepared {
    let folder = folder(&format!("{notation}-{}", asked.name));
    let functions = functions(asked, &folder);
    let text = export(asked, notation, &folder);
    let cases = folder.join("cases.txt");
    let file = folder.join(file);
    fs::write(&file, &text).expect("the target folder can be written");
    let points = cases::cases(&functions, each);
    fs::write(&cases, lines(&functions, &points)).expect("the target folder can be written");
    Prepared {
        functions,
        text,
        file,
        cases,
        folder,
    }
}

/// Runs exported files with the runner in Python.
fn run(notation: &str, file: &str, before: &str, each: usize, all: &[&Asked]) {
    for asked in all {
        let prepared = prepare(asked, notation, file, each);
        let mut names = names(&prepared.text, before, prepared.functions.len());
        for (name, function) in names.iter_mut().zip(&prepared.functions) {
            name.push(':');
            name.extend(function.arguments.iter().map(kind));
        }
        let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exported/run.py");
        must_run(
            Command::new(python())
                .arg(runner)
                .arg(notation)
                .args([&prepared.file, &prepared.cases])
                .args(names),
        );
    }
}

fn is_whole(argument: &serde_json::Value) -> bool {
    argument["whole"] == true
}

fn kind(argument: &serde_json::Value) -> char {
    if is_whole(argument) { 'w' } else { 'f' }
}

fn with_roots() -> Vec<&'static Asked> {
    ASKED.iter().chain([&ROOTS]).collect()
}

#[test]
fn python_is_exact() {
    run("python", "exported.py", "def ", 1000, &with_roots());
}

#[test]
fn numpy_is_exact() {
    run("numpy", "exported_arrays.py", "def ", 300, &with_roots());
}

#[test]
fn sympy_is_exact() {
    run("sympy", "exported_symbols.py", "def ", 28, &with_roots());
}

#[test]
fn duckdb_is_exact() {
    for asked in with_roots() {
        let prepared = prepare(asked, "sql", "exported.sql", 140);
        // A quotient has three macros; its name is the one without an ending.
        let all = prepared.text.lines();
        let all = all.filter_map(|line| line.strip_prefix("CREATE OR REPLACE MACRO "));
        let all = all.filter_map(|line| line.split('(').next());
        let names = all.filter(|name| {
            let helper = name.starts_with("flopform_");
            !helper && !name.ends_with("_numerator") && !name.ends_with("_denominator")
        });
        let names = names.zip(&prepared.functions).map(|(name, function)| {
            let kinds: String = function.arguments.iter().map(kind).collect();
            format!("{name}:{kinds}")
        });
        let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exported/run.py");
        must_run(
            Command::new(python())
                .args([&runner, Path::new("sql"), &prepared.file, &prepared.cases])
                .args(names),
        );
    }
}

#[test]
fn sqlite_is_exact() {
    let without_sums = ASKED
        .iter()
        .filter(|asked| !["sums", "hostile"].contains(&asked.name));
    run(
        "sqlite",
        "exported.sql",
        "CREATE VIEW ",
        280,
        &without_sums.collect::<Vec<_>>(),
    );
}

#[test]
fn rust_is_exact() {
    for asked in with_roots() {
        let prepared = prepare(asked, "rust", "exported.rs", 1000);
        let names = names(&prepared.text, "pub fn ", prepared.functions.len());
        let calls = names.iter().zip(&prepared.functions).enumerate();
        let calls = calls.map(|(place, (name, function))| {
            let arguments = function.arguments.iter().enumerate();
            let arguments = arguments.map(|(place, argument)| {
                let part = if is_whole(argument) { ".0" } else { "" };
                format!("a[{place}]{part}")
            });
            let arguments: Vec<String> = arguments.collect();
            let arguments = arguments.join(", ");
            format!("        {place} => exported::{name}({arguments}).map(Fraction::fraction),\n")
        });
        let main = include_str!("exported/run.rs.txt").replace("CALLS", &calls.collect::<String>());
        let source = prepared.folder.join("main.rs");
        fs::write(&source, main).expect("the target folder can be written");
        let program = prepared.folder.join("main");
        let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        must_run(
            Command::new(compiler)
                .args(["--edition", "2021", "-D", "warnings", "-o"])
                .args([&program, &source]),
        );
        must_run(Command::new(&program).arg(&prepared.cases));
    }
}

#[test]
fn c_is_exact() {
    for asked in with_roots() {
        let prepared = prepare(asked, "c", "exported.h", 1000);
        let functions = prepared
            .text
            .split("static inline flopform_status ")
            .skip(1);
        let names = functions.filter_map(|text| {
            let name = text.split('(').next()?;
            let helper = ["flopform_worse", "flopform_divides", "flopform_reduce"].contains(&name);
            (!helper).then(|| name.to_owned())
        });
        let names: Vec<String> = names.collect();
        assert_eq!(names.len(), prepared.functions.len());
        let calls = names.iter().zip(&prepared.functions).enumerate();
        let calls = calls.map(|(place, (name, function))| {
            let arguments = function.arguments.iter().enumerate();
            let arguments = arguments.map(|(place, argument)| {
                let part = if is_whole(argument) { ".numerator" } else { "" };
                format!("a[{place}]{part}, ")
            });
            let arguments: String = arguments.collect();
            let text = &prepared.text;
            let head = text.split(&format!("flopform_status {name}(")).nth(1);
            let whole = head.is_some_and(|head| {
                let head = head.split('{').next().unwrap_or_default();
                head.contains("flopform_int *result")
            });
            let result = if whole { "&found->numerator" } else { "found" };
            format!("    case {place}: status = {name}({arguments}{result}); break;\n")
        });
        let main = include_str!("exported/run.c.txt").replace("CALLS", &calls.collect::<String>());
        let source = prepared.folder.join("main.c");
        fs::write(&source, main).expect("the target folder can be written");
        let program = prepared.folder.join("main");
        must_run(
            Command::new("cc")
                .args([
                    "-std=c99",
                    "-O1",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-pedantic",
                    "-o",
                ])
                .args([&program, &source]),
        );
        must_run(Command::new(&program).arg(&prepared.cases));
    }
}

/// Typst makes a document of every form, and nothing in it is taken for something else.
#[test]
fn typst_is_compiled() {
    for asked in with_roots() {
        let folder = folder(&format!("typst-{}", asked.name));
        let file = folder.join("exported.typ");
        fs::write(&file, export(asked, "typst", &folder))
            .expect("the target folder can be written");
        let program = "import sys, typst; assert typst.compile(sys.argv[1])[:4] == b'%PDF'";
        must_run(Command::new(python()).args(["-c", program]).arg(&file));
    }
}
