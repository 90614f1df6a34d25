//! What the grammars color: every keyword, in the highlight queries and in the `TextMate` grammar.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tree_sitter::{Node, Query, QueryCursor, StreamingIterator};

use crate::common::root;
use crate::files::good_files;
use crate::keywords::keywords;
use crate::textmate::Grammar;
use crate::tree::{language, nodes, parse};

/// Whether a node is a keyword of the grammar: a token that is a word.
fn is_keyword(node: Node) -> bool {
    let is_word = |kind: &str| kind.chars().all(|letter| letter.is_ascii_lowercase());
    !node.is_named() && is_word(node.kind())
}

#[test]
fn every_keyword_has_a_highlight() {
    let query = Query::new(&language(), tree_sitter_cost::HIGHLIGHTS_QUERY);
    let query = query.expect("the queries fit the grammar");
    let mut seen = BTreeSet::new();
    for file in good_files() {
        let tree = parse(&file.text);
        let mut highlights: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let mut cursor = QueryCursor::new();
        let mut captures = cursor.captures(&query, tree.root_node(), file.text.as_bytes());
        while let Some((found, at)) = captures.next() {
            let capture = found.captures[*at];
            let name = query.capture_names()[capture.index as usize];
            highlights.entry(capture.node.id()).or_default().push(name);
        }
        for node in nodes(&tree) {
            let given = highlights.get(&node.id()).map_or(&[][..], Vec::as_slice);
            let place = || format!("{}:{}", file.path.display(), node.start_position().row + 1);
            assert!(given.len() <= 1, "{}: {given:?}", place());
            if is_keyword(node) {
                let name = given.first().copied().unwrap_or("nothing");
                assert!(
                    name.starts_with("keyword"),
                    "{}: `{}` is {name}",
                    place(),
                    node.kind()
                );
                seen.insert(node.kind().to_owned());
            }
        }
    }
    assert_eq!(seen, keywords(), "the files show every keyword");
}

#[test]
fn textmate_colors_what_the_tree_has() {
    let grammar = root().join("grammar/textmate/cost.tmLanguage.json");
    let grammar = fs::read_to_string(grammar).expect("the grammar is there");
    let grammar = Grammar::new(&grammar);
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for file in good_files() {
        let scopes = grammar.scopes(&file.text);
        let tree = parse(&file.text);
        for node in nodes(&tree) {
            let expected: &[&str] = match node.kind() {
                _ if is_keyword(node) => &["keyword.control", "keyword.other"],
                "identifier" => &["variable", "entity", "constant.other"],
                "comment" | "doc_comment" => &["comment"],
                "text" => &["string"],
                "number" | "superscript" => &["constant.numeric"],
                _ => continue,
            };
            // The end of a Windows line belongs to a comment in one of the two only.
            let written = file.text[node.byte_range()].trim_end();
            let found = &scopes[node.start_byte()..][..written.len()];
            let is_expected = |scope: &&str| expected.iter().any(|kind| scope.starts_with(kind));
            if found.iter().all(is_expected) {
                if is_keyword(node) {
                    seen.insert(node.kind().to_owned());
                }
                continue;
            }
            wrong.push(format!(
                "{}:{}: `{written}` is {:?}",
                file.path.display(),
                node.start_position().row + 1,
                found.first()
            ));
        }
        let invalid = scopes.iter().filter(|scope| scope.contains("invalid"));
        assert_eq!(invalid.count(), 0, "{}", file.path.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen, keywords(), "the files show every keyword");
}
