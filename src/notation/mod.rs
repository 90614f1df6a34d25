//! Other ways to write what the engine knows: LaTeX and Markdown, code in other languages, and numbers for people.

pub mod code;
pub mod decimal;
pub mod latex;
pub mod number;
