//! The tree-sitter grammar of `.cost` files: the language, and the queries that come with it.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_cost() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
// SAFETY: the function comes from the parser that the build script compiles, and has this signature.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_cost) };

/// What is colored how.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
