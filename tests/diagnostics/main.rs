//! What is said about errors, and how it is drawn.

mod corpus;
mod pictures;
mod samples;
mod words;
