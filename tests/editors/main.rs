//! The grammars that editors read, held to the language: `grammar/tree-sitter-cost`, `grammar/textmate`
//! and `grammar/vscode` against the pest grammar and against every formula file there is.

#[path = "../common/mod.rs"]
mod common;

mod extension;
mod files;
mod highlighting;
mod keywords;
mod textmate;
mod tree;
