//! The walls of the house: which folder may see which, no two files that import each other, no file
//! past 500 lines. The table of folders is the one in `book/src/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of `src/` and the folders it may import from, as the book's table lists them.
const FOLDERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("algebra", &[]),
    ("syntax", &["text"]),
    ("cost", &["text", "algebra", "syntax"]),
    ("weights", &[]),
    ("evaluator", &["algebra"]),
    (
        "analysis",
        &["text", "algebra", "syntax", "cost", "weights"],
    ),
    (
        "notation",
        &["text", "algebra", "syntax", "cost", "analysis"],
    ),
    ("lint", &["text", "algebra", "syntax", "cost"]),
    (
        "diagnostic",
        &[
            "text", "algebra", "syntax", "cost", "analysis", "notation", "lint",
        ],
    ),
    (
        "engine",
        &[
            "text",
            "algebra",
            "syntax",
            "cost",
            "analysis",
            "notation",
            "lint",
            "diagnostic",
        ],
    ),
    (
        "lsp",
        &[
            "text",
            "algebra",
            "syntax",
            "cost",
            "notation",
            "lint",
            "diagnostic",
            "engine",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "algebra",
            "syntax",
            "cost",
            "weights",
            "evaluator",
            "analysis",
            "notation",
            "lint",
            "diagnostic",
            "engine",
            "lsp",
        ],
    ),
];

/// No file may have more lines than this.
const MOST_LINES: usize = 500;

/// A source file: its path below `src/` and its lines.
struct SourceFile {
    path: PathBuf,
    lines: Vec<String>,
}

fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                files.push(SourceFile {
                    path: path.strip_prefix(&root).expect("found below it").to_owned(),
                    lines: text.lines().map(str::to_owned).collect(),
                });
            }
        }
    }
    assert!(
        files.len() > 60,
        "only {} source files were found",
        files.len()
    );
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// The folder of `src/` that a file belongs to; `engine.rs` counts as one.
fn folder_of(path: &Path) -> String {
    let first = path.components().next().expect("a path has parts");
    let first = first.as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The paths after `crate::` on a line of code, each up to its last plain part: one for every name
/// in braces.
fn crate_paths(line: &str) -> Vec<Vec<String>> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let end =
            rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
        let path = rest[..end.unwrap_or(rest.len())].trim_end_matches(':');
        found.push(path.split("::").map(str::to_owned).collect());
    }
    found
}

#[test]
fn a_folder_imports_only_from_those_it_may_see() {
    let mut wrong = Vec::new();
    for file in source_files() {
        let folder = folder_of(&file.path);
        let Some((_, allowed)) = FOLDERS.iter().find(|(name, _)| *name == folder) else {
            assert!(
                matches!(folder.as_str(), "lib" | "main"),
                "src/{folder} is not in the table of folders"
            );
            continue;
        };
        for (number, line) in file.lines.iter().enumerate() {
            for path in crate_paths(line) {
                let seen = path[0].as_str();
                if seen != folder
                    && !allowed.contains(&seen)
                    && seen.starts_with(char::is_lowercase)
                {
                    let place = format!("src/{}:{}", file.path.display(), number + 1);
                    wrong.push(format!(
                        "{place}: `{folder}` may not import `{seen}`: {line}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file below `src/` that a path names: the longest prefix that is a module.
fn file_of(path: &[String], files: &BTreeSet<PathBuf>) -> Option<PathBuf> {
    (1..=path.len()).rev().find_map(|parts| {
        let base: PathBuf = path[..parts].iter().collect();
        [base.with_extension("rs"), base.join("mod.rs")]
            .into_iter()
            .find(|file| files.contains(file))
    })
}

#[test]
fn no_files_import_each_other() {
    let files = source_files();
    let paths: BTreeSet<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let mut imports: BTreeMap<(PathBuf, PathBuf), String> = BTreeMap::new();
    for file in &files {
        for (number, line) in file.lines.iter().enumerate() {
            for path in crate_paths(line) {
                if let Some(imported) = file_of(&path, &paths) {
                    let place = format!(
                        "src/{}:{}: {}",
                        file.path.display(),
                        number + 1,
                        line.trim()
                    );
                    imports
                        .entry((file.path.clone(), imported))
                        .or_insert(place);
                }
            }
        }
    }
    assert!(
        imports.len() > 100,
        "only {} imports were found",
        imports.len()
    );
    let mutual = imports.iter().filter(|((from, to), _)| from < to);
    let mutual = mutual.filter_map(|((from, to), there)| {
        let back = imports.get(&(to.clone(), from.clone()))?;
        Some(format!("these two import each other:\n  {there}\n  {back}"))
    });
    let mutual: Vec<String> = mutual.collect();
    assert!(mutual.is_empty(), "{}", mutual.join("\n"));
}

#[test]
fn imports_are_named_one_by_one() {
    let mut wrong = Vec::new();
    for file in source_files() {
        for (number, line) in file.lines.iter().enumerate() {
            let code = line.trim_start();
            let is_import = code.starts_with("use ") || code.starts_with("pub use ");
            if is_import && code.contains("::*") {
                wrong.push(format!(
                    "src/{}:{}: {code}",
                    file.path.display(),
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long = source_files();
    let long = long.iter().filter(|file| file.lines.len() > MOST_LINES);
    let long = long.map(|file| {
        let lines = file.lines.len();
        format!(
            "src/{} has {lines} lines, more than {MOST_LINES}",
            file.path.display()
        )
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_book_shows_the_same_table() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src/architecture.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let names = |cell: &str| -> Vec<String> {
            let quoted = cell.split('`').skip(1).step_by(2);
            quoted
                .map(|name| name.trim_end_matches(".rs").to_owned())
                .collect()
        };
        rows.push((names(cells[0]).remove(0), names(cells[1])));
    }
    let table: Vec<(String, Vec<String>)> = FOLDERS
        .iter()
        .map(|(folder, allowed)| {
            let allowed = allowed.iter().map(|name| (*name).to_owned());
            ((*folder).to_owned(), allowed.collect())
        })
        .collect();
    assert_eq!(rows, table, "the book's table and this test's differ");
}
