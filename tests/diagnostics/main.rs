//! What is said about errors, and how it is drawn.

mod pictures;
mod words;
