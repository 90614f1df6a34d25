//! What several tests share: asking the engine in one line, and the built program.
#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use flopform::algebra::{Form, Value};
use flopform::cost::{CostError, Outcome, Question};
use flopform::{Engine, Setting, Shape};

/// The folder of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the book, in order of their paths, with its table of contents.
pub fn pages_of_the_book() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![root().join("book/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the book is there") {
            let path = entry.expect("the book can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The one question that a target or an expression asks.
#[track_caller]
pub fn question(engine: &mut Engine, target: &str) -> Question {
    let questions = engine.questions(target);
    let mut questions = questions.unwrap_or_else(|errors| panic!("`{target}`: {errors:?}"));
    assert_eq!(questions.len(), 1, "`{target}` is one question");
    questions.remove(0)
}

/// The value of an expression, with what it was asked as.
pub fn value(engine: &mut Engine, expression: &str) -> Result<(Question, Value), Vec<CostError>> {
    let question = engine.questions(expression)?.remove(0);
    let mut answers = engine.answer(&question, &[], &Setting::default())?;
    Ok((question, answers.values.remove(0).value))
}

/// The closed form of an expression, multiplied out, as people read it.
#[track_caller]
pub fn closed_form(engine: &mut Engine, expression: &str) -> String {
    let (question, value) =
        value(engine, expression).unwrap_or_else(|errors| panic!("`{expression}`: {errors:?}"));
    form(engine, &question, &value, Shape::Expanded).unicode(&engine.known_names(&question))
}

/// A value arranged as the question prints it.
#[track_caller]
pub fn form(engine: &Engine, question: &Question, value: &Value, shape: Shape) -> Form {
    engine
        .form(question, value, shape)
        .expect("forms of small values are within the limits")
}

/// The form of one quantity of a target.
#[track_caller]
pub fn cost(engine: &mut Engine, target: &str, quantity: &str) -> String {
    let question = question(engine, target);
    let quantity = engine
        .quantity(&question, quantity)
        .expect("the quantity exists");
    let answers = engine.answer(&question, &[quantity], &Setting::default());
    let answers = answers.unwrap_or_else(|errors| panic!("`{target}`: {errors:?}"));
    let value = &answers.values[0].value;
    form(engine, &question, value, Shape::Expanded).unicode(&engine.known_names(&question))
}

/// The expectations of a text that do not hold, each as a line; and how many there are in all.
pub fn failures(name: &str, text: &str) -> Result<(Vec<String>, usize), Vec<CostError>> {
    let mut engine = Engine::new();
    let module = engine.add_text(name, text)?;
    let tested = engine.test(module);
    let count = tested.len();
    let failed = tested.into_iter().filter_map(|(at, _, tested)| {
        let why = match tested {
            Ok(tested) if matches!(tested.outcome, Outcome::Met) => return None,
            Ok(tested) => format!(
                "{:?}: {:?} against {:?}",
                tested.outcome, tested.left, tested.right
            ),
            Err(error) => format!("{error:?}"),
        };
        let span = engine.program().module(module).expectations[at].span;
        Some(format!("{name}: {}: {why}", engine.sources().slice(span)))
    });
    Ok((failed.collect(), count))
}

/// Runs the built program.
pub fn flopform(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program starts")
}

/// The built program with arguments, plain and in the repository's folder.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flopform"));
    command
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .env_remove("RUST_BACKTRACE");
    command
}

/// Runs of the program as a page: what was typed, what was answered, what was said, how each ended.
/// They run in a folder of their own with these files in it.
pub fn page(name: &str, files: &[(&str, &str)], commands: &[&[&str]]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("the target folder can be written");
    }
    let mut page = String::new();
    for words in commands {
        let output = command(words).current_dir(&folder).output();
        let output = output.expect("the program starts");
        page += &format!("$ flopform {}\n", words.join(" "));
        page += &String::from_utf8_lossy(&output.stdout);
        page += &String::from_utf8_lossy(&output.stderr);
        page += &format!("[exit code {}]\n\n", output.status.code().unwrap_or(-1));
    }
    page
}
