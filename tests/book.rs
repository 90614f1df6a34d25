//! What the README and the book show is what the program says. `sh`, `text`, `toml`, `yaml`, `python` and
//! `lua` are shown only; every other fenced block is run.
//!
//! A block of `cost` must hold, one of `cost error` must be refused, and one of `console` must print
//! what stands there; `UPDATE_BOOK=1` writes what the program prints into the page. A `cost` block
//! whose paragraph names a file, as in "`mine.cost`:", is that file for the commands below it, and so is
//! one of `json` or `csv`. Formula files beside a page, and files in the folder of its name, are there for
//! its commands too.
//! Each line of a `formula` block claims that two forms are equal, a `pest` block has rules as the
//! grammar has them, and a page with `rust` blocks is among the crate's doc tests. `cost text` is a
//! piece of a file that is tested elsewhere.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

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
    pages.extend(common::pages_of_the_book());
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

/// What is wrong with a `cost` block, as the file that it is: mistakes, or expectations that do not hold.
fn mistakes(file: &Path, text: &str) -> Vec<String> {
    match common::failures(&file.to_string_lossy(), text) {
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

/// The rules of the grammar as they are written, one file after the other.
fn grammar() -> String {
    let files = ["file", "expr", "tokens"].map(|name| format!("grammar/{name}.pest"));
    let texts = files.map(|file| fs::read_to_string(common::root().join(&file)).expect(&file));
    texts.concat()
}

/// What is wrong with a claim of a formula block.
fn unequal(engine: &mut Engine, line: &str) -> Option<String> {
    let Some((left, right)) = line.split_once(" == ") else {
        return Some(format!("`{line}` claims nothing: write `A == B`"));
    };
    let difference = format!("({left}) - ({right})");
    match common::value(engine, &difference) {
        Ok((_, value)) if value.is_zero() => None,
        Ok(_) => Some(format!("not equal: {line}")),
        Err(errors) => Some(format!("{line}: {errors:?}")),
    }
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

/// Copies the files of a folder that are wanted into another, if it is there.
fn copy_files(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) {
    for entry in fs::read_dir(from).into_iter().flatten() {
        let path = entry.expect("the book can be read").path();
        if let Some(name) = path.file_name().filter(|_| path.is_file() && wanted(&path)) {
            fs::copy(&path, to.join(name)).expect("the target folder can be written");
        }
    }
}

/// What the blocks of pages are compared with, apart from the program.
struct Texts {
    /// The grammar, one file after the other.
    grammar: String,
    /// The root of the crate, which names the pages among its doc tests.
    crate_root: String,
}

/// What was found in pages.
#[derive(Default)]
struct Found {
    /// How many blocks there are of each of [`KINDS`]; of formulas, how many claims.
    counts: [usize; KINDS.len()],
    /// What is wrong, and where.
    wrong: Vec<String>,
}

/// The kinds of blocks that are counted, and a guard against finding none: so many there are at least.
const KINDS: [(&str, usize); 5] = [
    ("cost", 60),
    ("cost error", 50),
    ("console", 150),
    ("formula", 300),
    ("pest", 15),
];

impl Found {
    /// Checks a page with its own folder for the files of its commands.
    fn check(&mut self, path: &Path, number: usize, engine: &mut Engine, texts: &Texts) {
        let page = fs::read_to_string(path).expect("pages are text");
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("book-{number}"));
        // What an earlier run left there would be answered for, too.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        // Formula files beside a page serve all pages of its folder; those in a folder of its name, it alone.
        let beside = path.parent().expect("a page is in a folder");
        let is_formulas = |path: &Path| path.extension().is_some_and(|kind| kind == "cost");
        copy_files(beside, &folder, is_formulas);
        copy_files(&path.with_extension(""), &folder, |_| true);
        let mut updated = page.clone();
        for block in blocks(&page) {
            let place = format!("{}:{}", path.display(), block.line);
            let tag = block.tag.strip_suffix(" factored").unwrap_or(&block.tag);
            let kind = KINDS.iter().position(|(kind, _)| *kind == tag);
            if let Some(kind) = kind {
                self.counts[kind] += match tag {
                    "formula" => block.text.lines().count(),
                    _ => 1,
                };
            }
            let mut wrong = |why: &str| self.wrong.push(format!("{place}: {why}"));
            match block.tag.as_str() {
                "cost" => {
                    let file = block.file.as_deref().unwrap_or("nameless.cost");
                    let file = folder.join(file);
                    let mistakes = mistakes(&file, &block.text);
                    if !mistakes.is_empty() {
                        wrong(&mistakes.join("\n  "));
                    }
                    if block.file.is_some() {
                        fs::write(file, &block.text).expect("written");
                    }
                }
                "cost error" if refuses_to_derive(&place, &block.text) => {}
                "cost error" => wrong("this is accepted"),
                "console" => {
                    let shown = run_console(&block.text, &folder);
                    if shown != block.text {
                        wrong(&format!("the program prints\n{shown}"));
                        let line = format!("```{}\n{}", block.tag, block.text);
                        let now = format!("```{}\n{shown}", block.tag);
                        updated = updated.replacen(&line, &now, 1);
                    }
                }
                "json" | "csv" => {
                    let file = block.file.as_ref();
                    let file = file.unwrap_or_else(|| panic!("{place} names no file"));
                    fs::write(folder.join(file), &block.text).expect("written");
                }
                // Those of the library's pages are compared with the derivations by a test of their own.
                "formula" if path.starts_with(common::root().join("book/src/library")) => {}
                "formula" | "formula factored" => {
                    let unequal = block.text.lines().filter_map(|line| unequal(engine, line));
                    unequal.for_each(|why| wrong(&why));
                }
                "pest" => {
                    let rules = block.text.trim_end().split("\n\n");
                    let others = rules.filter(|rule| !texts.grammar.contains(rule));
                    others.for_each(|rule| wrong(&format!("no such rule\n{rule}")));
                }
                "rust" => {
                    let named = path.strip_prefix(common::root()).expect("it is inside");
                    let named = named.to_string_lossy().replace('\\', "/");
                    let included = format!("include_str!(\"../{named}\")");
                    if !texts.crate_root.contains(&included) {
                        wrong("`src/lib.rs` does not run this page");
                    }
                }
                "cost text" | "sh" | "text" | "toml" | "yaml" | "python" | "lua" => {}
                other => wrong(&format!("nobody knows the tag `{other}`")),
            }
        }
        if std::env::var_os("UPDATE_BOOK").is_some() && updated != page {
            fs::write(path, updated).expect("pages can be written");
        }
    }
}

#[test]
fn every_block_is_true() {
    let crate_root = common::root().join("src/lib.rs");
    let texts = Texts {
        grammar: grammar(),
        crate_root: fs::read_to_string(crate_root).expect("it is there"),
    };
    let pages: Vec<(usize, PathBuf)> = pages().into_iter().enumerate().collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<Found> = thread::scope(|scope| {
        let workers = (0..threads).map(|first| {
            let pages = pages.iter().skip(first).step_by(threads);
            let texts = &texts;
            scope.spawn(move || {
                let (mut found, mut engine) = (Found::default(), Engine::new());
                for (number, path) in pages {
                    found.check(path, *number, &mut engine, texts);
                }
                found
            })
        });
        let workers: Vec<_> = workers.collect();
        let done = workers.into_iter().map(ScopedJoinHandle::join);
        done.map(|found| found.expect("no page ends the test"))
            .collect()
    });
    for (place, (kind, least)) in KINDS.into_iter().enumerate() {
        let count: usize = found.iter().map(|found| found.counts[place]).sum();
        assert!(count >= least, "only {count} blocks of `{kind}` were found");
    }
    let wrong: Vec<String> = found.into_iter().flat_map(|found| found.wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
