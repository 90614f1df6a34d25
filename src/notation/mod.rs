//! Other ways to write what the engine knows: LaTeX and Markdown, code in other languages, numbers for
//! people, and derivations as text that is kept.

pub mod code;
pub mod decimal;
pub mod derivation;
pub mod latex;
pub mod number;
pub mod signature;
