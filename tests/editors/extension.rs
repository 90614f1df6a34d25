//! The extension for VS Code: what it refers to is there.

use std::fs;

use serde_json::Value;

use crate::common::root;

fn read(name: &str) -> String {
    let text = fs::read_to_string(root().join("grammar").join(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn it_has_the_grammar_itself() {
    // An extension may only refer to what is in its folder.
    assert_eq!(
        read("vscode/syntaxes/cost.tmLanguage.json"),
        read("textmate/cost.tmLanguage.json")
    );
}

#[test]
fn its_parts_are_there() {
    let package = json("vscode/package.json");
    let grammar = &package["contributes"]["grammars"][0];
    let language = &package["contributes"]["languages"][0];
    assert_eq!(grammar["language"], language["id"]);
    assert_eq!(language["extensions"][0], ".cost");
    let parts = [
        &package["main"],
        &grammar["path"],
        &language["configuration"],
    ];
    for part in parts {
        let part = part.as_str().expect("it is a path");
        read(&format!("vscode/{part}"));
    }
    let textmate = json("textmate/cost.tmLanguage.json");
    assert_eq!(grammar["scopeName"], textmate["scopeName"]);
}

#[test]
fn comments_and_brackets_are_those_of_the_language() {
    let configuration = json("vscode/language-configuration.json");
    assert_eq!(configuration["comments"]["lineComment"], "#");
    let pairs = configuration["brackets"].as_array();
    for pair in pairs.expect("there are brackets") {
        for bracket in pair.as_array().expect("a pair has two") {
            let bracket = bracket.as_str().expect("it is a sign");
            assert!(crate::keywords::signs().contains(bracket), "{bracket}");
        }
    }
}
