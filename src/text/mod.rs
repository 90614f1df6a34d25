//! Source text: files and what was typed, places in them, and "did you mean".

mod source;
mod span;
mod suggest;
mod word;

pub use source::{Position, Source, Sources};
pub use span::{SourceId, Span, Spanned};
pub use suggest::did_you_mean;
pub use word::Word;
