//! Every fenced block of the README and the book is run: what a page shows is what the program says.
//!
//! A block of `cost` must hold, one of `cost error` must be refused, and one of `console` must print
//! what stands there; `UPDATE_BOOK=1` writes what the program prints into the page. A `cost` block
//! whose paragraph names a file, as in "`mine.cost`:", is that file for the commands below it, and so is
//! one of `json` or `csv`. Files in the folder of a page's name are there for its commands too.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use flopform::cost::Outcome;
use flopform::{Engine, Setting};

/// A fenced block of a page.
struct Block {
    tag: String,
    text: String,
    /// The line of the opening fence, from one.
    line: usize,
    /// The file that the paragraph before it names.
    file: Option<String>,
}

fn pages() -> Vec<PathBuf> {
    let root = common::root();
    let mut pages = vec![root.join("README.md"), root.join("formulas/README.md")];
    let mut folders = vec![root.join("book/src")];
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

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut named: Option<String> = None;
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(tag)) => {
                open = Some(Block {
                    tag: tag.trim().to_owned(),
                    text: String::new(),
                    line: number + 1,
                    file: named.take(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                let _ = writeln!(block.text, "{line}");
            }
            (None, None) => {
                let names = line.split('`').skip(1).step_by(2);
                let file = names.filter(|name| is_file(name) && !name.contains([' ', '/']));
                if let Some(file) = file.last() {
                    named = Some(file.to_owned());
                } else if line.starts_with('#') {
                    named = None;
                }
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

fn is_file(name: &str) -> bool {
    let extension = Path::new(name).extension();
    let kinds = ["cost", "json", "csv"];
    extension.is_some_and(|extension| kinds.iter().any(|kind| extension == *kind))
}

/// What is wrong with a `cost` block: mistakes, or expectations that do not hold.
fn mistakes(name: &str, text: &str) -> Vec<String> {
    match common::failures(name, text) {
        Ok((failed, _)) => failed,
        Err(errors) => errors
            .iter()
            .map(|error| format!("{:?}", error.kind))
            .collect(),
    }
}

/// Whether deriving any layer of a text runs into a mistake.
fn refuses_to_derive(name: &str, text: &str) -> bool {
    let mut engine = Engine::new();
    let Ok(module) = engine.add_text(name, text) else {
        return true;
    };
    let untested = |outcome: &Outcome| !matches!(outcome, Outcome::Met);
    let tested = engine.test(module).into_iter();
    let failed =
        tested.map(|(_, _, tested)| tested.map_or(true, |tested| untested(&tested.outcome)));
    let refused = engine.questions_of(module).into_iter().any(|question| {
        let quantities = engine.visible_quantities(&question);
        engine
            .answer(&question, &quantities, &Setting::default())
            .is_err()
    });
    failed.into_iter().any(|failed| failed) || refused
}

/// A console block as the program prints it now.
fn run_console(text: &str, folder: &Path) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let Some(typed) = line.strip_prefix("$ ") else {
            continue;
        };
        let words = split_words(typed.split(" #").next().unwrap_or(typed));
        assert_eq!(
            words[0], "flopform",
            "a console block runs flopform: {typed}"
        );
        let words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let output = common::command(&words).current_dir(folder).output();
        let output = output.expect("the program starts");
        let _ = writeln!(shown, "{line}");
        shown += &String::from_utf8_lossy(&output.stdout);
        shown += &String::from_utf8_lossy(&output.stderr);
        if let Some(code) = output.status.code().filter(|code| *code != 0) {
            let _ = writeln!(shown, "(exit code {code})");
        }
    }
    shown
}

/// The words of a command, as a shell would split it: blanks separate, single quotes keep together.
fn split_words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut fresh = true;
    for (at, piece) in command.split('\'').enumerate() {
        if at % 2 == 1 {
            if fresh {
                words.push(String::new());
            }
            words.last_mut().expect("a word was begun").push_str(piece);
            fresh = false;
            continue;
        }
        for letter in piece.chars() {
            if letter == ' ' {
                fresh = true;
            } else {
                if fresh {
                    words.push(String::new());
                }
                words.last_mut().expect("a word was begun").push(letter);
                fresh = false;
            }
        }
    }
    words
}

/// Copies the files of a folder into another, if it is there.
fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten() {
        let path = entry.expect("the book can be read").path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, to.join(name)).expect("the target folder can be written");
        }
    }
}

#[test]
fn every_block_is_true() {
    let update = std::env::var_os("UPDATE_BOOK").is_some();
    let mut counts = [0_usize; 3];
    let mut wrong = Vec::new();
    for (number, path) in pages().into_iter().enumerate() {
        let page = fs::read_to_string(&path).expect("pages are text");
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("book-{number}"));
        // What an earlier run left there would be answered for, too.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        copy_files(&path.with_extension(""), &folder);
        let mut updated = page.clone();
        for block in blocks(&page) {
            let place = format!("{}:{}", path.display(), block.line);
            match block.tag.as_str() {
                "cost" => {
                    counts[0] += 1;
                    let found = mistakes(&place, &block.text);
                    if !found.is_empty() {
                        wrong.push(format!("{place}: {}", found.join("\n  ")));
                    }
                    if let Some(file) = &block.file {
                        fs::write(folder.join(file), &block.text).expect("written");
                    }
                }
                "cost error" => {
                    counts[1] += 1;
                    if !refuses_to_derive(&place, &block.text) {
                        wrong.push(format!("{place}: this is accepted"));
                    }
                }
                "console" => {
                    counts[2] += 1;
                    let shown = run_console(&block.text, &folder);
                    if shown != block.text {
                        wrong.push(format!("{place}: the program prints\n{shown}"));
                        updated = updated.replacen(&block.text, &shown, 1);
                    }
                }
                "json" | "csv" => {
                    let file = block.file.as_ref();
                    let file = file.unwrap_or_else(|| panic!("{place} names no file"));
                    fs::write(folder.join(file), &block.text).expect("written");
                }
                "sh" | "text" | "rust" | "toml" | "lua" => {}
                other => wrong.push(format!("{place}: nobody knows the tag `{other}`")),
            }
        }
        if update && updated != page {
            fs::write(&path, updated).expect("pages can be written");
        }
    }
    assert!(
        counts[0] >= 20,
        "only {} blocks of formulas were found",
        counts[0]
    );
    assert!(
        counts[1] >= 15,
        "only {} refused blocks were found",
        counts[1]
    );
    assert!(
        counts[2] >= 2,
        "only {} console blocks were found",
        counts[2]
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
