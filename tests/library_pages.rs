//! The chapter of the book about the library is what the formula files say: each layer and config with
//! what its author wrote, its definition, and its closed forms as they are derived now.
//!
//! `UPDATE_BOOK=1` writes the pages, and their places in the table of contents.

mod common;
mod library_page;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use flopform::Engine;
use flopform::cost::library;
use flopform::notation::signature::first_sentence;

use library_page::{Page, page};

/// The line of the table of contents beneath which the pages stand.
const CHAPTER: &str = "- [The library](library.md)\n";

#[test]
fn every_page_of_the_library_is_what_its_file_says() {
    let mut engine = Engine::new();
    let files = library::files();
    let pages = files
        .iter()
        .map(|(name, text)| (*name, page(&mut engine, name, text)));
    let pages: BTreeMap<&str, Page> = pages.collect();
    assert!(pages.len() > 80, "only {} files were found", pages.len());
    let mut wanted: BTreeMap<PathBuf, String> = BTreeMap::new();
    wanted.insert("library.md".into(), opening(&pages));
    for (name, page) in &pages {
        wanted.insert(in_book(name).into(), page.text.clone());
    }
    let book = common::root().join("book/src");
    let update = std::env::var_os("UPDATE_BOOK").is_some();
    let mut stale = Vec::new();
    for (path, text) in wanted {
        let path = book.join(path);
        if fs::read_to_string(&path).unwrap_or_default() == text {
            continue;
        }
        if update {
            let folder = path.parent().expect("a page is in a folder");
            fs::create_dir_all(folder).expect("the book can be written");
            fs::write(&path, text).expect("the book can be written");
        }
        stale.push(path.display().to_string());
    }
    let contents = book.join("SUMMARY.md");
    let before = fs::read_to_string(&contents).expect("the book has a table of contents");
    let after = with_chapter(&before, pages.keys());
    if before != after {
        if update {
            fs::write(&contents, after).expect("the book can be written");
        }
        stale.push(contents.display().to_string());
    }
    assert!(
        update || stale.is_empty(),
        "not what the formula files say, `UPDATE_BOOK=1` writes them:\n{}",
        stale.join("\n")
    );
}

/// Where the page of a file stands in the book.
fn in_book(name: &str) -> String {
    format!("library/{}", library_page::place(name))
}

/// The page before all others: every file with its first sentence.
fn opening(pages: &BTreeMap<&str, Page>) -> String {
    let mut text = String::from(
        "# The library\n\n\
         Every file of the library has a page here, made from the file itself: what its author wrote, where the\n\
         figures come from, each layer and config as it is defined, and the closed forms that are derived from it.\n\
         `flopform doc NAME` prints the same at a terminal, with every quantity.\n\
         How files are written is the subject of [the language](language.md); the\n\
         [tutorial](tutorial/your-own-layer.md) begins with a layer of one's own.\n",
    );
    let mut folder = None;
    let alone = |(name, _): &(&&str, &Page)| !name.contains('.');
    let (mut pages, others): (Vec<_>, Vec<_>) = pages.iter().partition(alone);
    pages.extend(others);
    for (name, page) in pages {
        let of = name.split_once('.').map(|(folder, _)| folder);
        if folder != Some(of) {
            folder = Some(of);
            let heading = of.unwrap_or("Files that stand by themselves");
            text += &format!("\n## {heading}\n\n| file | |\n| --- | --- |\n");
        }
        let about = library_page::prose(&first_sentence(&page.about)).replace('|', "\\|");
        text += &format!("| [{name}]({}) | {about} |\n", in_book(name));
    }
    text
}

/// The table of contents with these files in its chapter.
fn with_chapter<'n>(contents: &str, names: impl Iterator<Item = &'n &'n str>) -> String {
    let at = contents.find(CHAPTER);
    let start = at.expect("the table of contents has the library") + CHAPTER.len();
    let rest = &contents[start..];
    let old: usize = rest
        .split_inclusive('\n')
        .take_while(|line| line.starts_with("  "))
        .map(str::len)
        .sum();
    let lines = names.map(|name| format!("  - [{name}]({})\n", in_book(name)));
    let lines: String = lines.collect();
    format!("{}{lines}{}", &contents[..start], &rest[old..])
}
