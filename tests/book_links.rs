//! Every link between pages leads somewhere, and every page is in the table of contents.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A link of a page: where it leads, and which heading there.
struct Link {
    path: String,
    heading: Option<String>,
}

/// The lines of a page that are no code.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter(move |line| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        !fence && !fenced
    })
}

fn links(page: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for line in prose(page) {
        // What stands between backquotes is no link.
        let outside: Vec<&str> = line.split('`').step_by(2).collect();
        let outside = outside.concat();
        for piece in outside.split("](").skip(1) {
            let target = piece.split([')', ' ']).next().unwrap_or_default();
            if target.contains("://") {
                continue;
            }
            let (path, heading) = match target.split_once('#') {
                Some((path, heading)) => (path, Some(heading.to_owned())),
                None => (target, None),
            };
            found.push(Link {
                path: path.to_owned(),
                heading,
            });
        }
    }
    found
}

/// The names of a page's headings, as mdBook and GitHub make them.
fn headings(page: &str) -> BTreeSet<String> {
    let headings = prose(page).filter(|line| line.starts_with('#'));
    let names = headings.map(|line| {
        let letters = line.trim_start_matches('#').trim().chars();
        let kept = letters.filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            letter if letter.is_alphanumeric() => Some(letter),
            _ => None,
        });
        kept.collect::<String>().to_lowercase()
    });
    names.collect()
}

#[test]
fn every_link_leads_somewhere() {
    let root = common::root();
    let mut pages = vec![
        root.join("README.md"),
        root.join("formulas/README.md"),
        root.join("grammar/README.md"),
        root.join("benches/README.md"),
    ];
    pages.extend(common::pages_of_the_book());
    let mut broken = Vec::new();
    let mut count = 0;
    for path in &pages {
        let page = fs::read_to_string(path).expect("pages are text");
        for Link {
            path: target,
            heading,
        } in links(&page)
        {
            count += 1;
            let folder = path.parent().expect("a page is in a folder");
            let to = if target.is_empty() {
                path.clone()
            } else {
                folder.join(&target)
            };
            let place = path.strip_prefix(&root).expect("it is inside").display();
            if !to.exists() {
                broken.push(format!("{place}: {target} is not there"));
            } else if let Some(heading) = heading {
                let page = fs::read_to_string(&to).expect("a heading is in a page");
                if !headings(&page).contains(&heading) {
                    broken.push(format!("{place}: {target} has no heading #{heading}"));
                }
            }
        }
    }
    assert!(count > 300, "only {count} links were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_is_in_the_table_of_contents_once() {
    let book = common::root().join("book/src");
    let contents = fs::read_to_string(book.join("SUMMARY.md")).expect("it is there");
    let listed: Vec<PathBuf> = links(&contents)
        .into_iter()
        .map(|link| book.join(link.path))
        .collect();
    let once: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice");
    let pages = common::pages_of_the_book();
    let unlisted = pages
        .iter()
        .filter(|page| !once.contains(page) && !page.ends_with("SUMMARY.md"));
    let unlisted: Vec<&PathBuf> = unlisted.collect();
    assert!(unlisted.is_empty(), "not in SUMMARY.md: {unlisted:?}");
}
