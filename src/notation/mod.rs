//! Other ways to write what the engine knows: LaTeX and Markdown, and numbers for people.

pub mod decimal;
pub mod latex;
pub mod number;
