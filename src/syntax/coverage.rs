//! Every rule of the grammar is in use: it occurs in some file of `tests/grammar/accept`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::syntax::grammar::{Rule, read};
use crate::syntax::parse_file;
use crate::text::SourceId;

/// Rules that make no node (silent ones), are read only to be refused, or are texts on the command
/// line.
const NOT_IN_FILES: [Rule; 30] = [
    Rule::WHITESPACE,
    Rule::COMMENT,
    Rule::blank,
    Rule::comment,
    Rule::blanks,
    Rule::letter,
    Rule::word_char,
    Rule::reserved,
    Rule::more_digits,
    Rule::operand,
    Rule::onward,
    Rule::product_onward,
    Rule::next,
    Rule::touching,
    Rule::factor,
    Rule::chain,
    Rule::product_operand,
    Rule::product_next,
    Rule::signs,
    Rule::product_touching,
    Rule::touchable,
    Rule::product_factor,
    Rule::behind,
    Rule::in_brackets,
    Rule::other_factor,
    Rule::item_piece,
    Rule::statement_piece,
    Rule::expect_clause,
    Rule::lone_expression,
    Rule::lone_clause,
];
/// Rules that only the pieces have, which the driver reads instead of a whole file.
const ONLY_IN_PIECES: [Rule; 3] = [Rule::plain_item, Rule::item_word, Rule::loose_sum];

#[test]
fn every_rule_occurs_in_an_accepted_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grammar/accept");
    let mut seen = BTreeSet::new();
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("the file is text");
        let nodes = read(Rule::file, text.trim_start_matches('\u{FEFF}'))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        seen.extend(nodes.rules());
        // The driver reads in pieces what the rule reads whole; they must agree.
        let (_, errors) = parse_file(SourceId::LONE, &text);
        assert_eq!(errors, [], "{}", path.display());
        files += 1;
    }
    assert!(files >= 6, "only {files} files");
    let missing: Vec<Rule> = Rule::all_rules()
        .iter()
        .copied()
        .filter(|rule| !NOT_IN_FILES.contains(rule) && !ONLY_IN_PIECES.contains(rule))
        .filter(|rule| !seen.contains(rule))
        .collect();
    assert!(missing.is_empty(), "no accepted file has {missing:?}");
}
