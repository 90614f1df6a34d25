//! `flopform lsp`: real conversations with the built program over standard input and output.

mod common;
#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/answers.rs"]
mod answers;
#[path = "lsp/conversation.rs"]
mod conversation;
#[path = "lsp/renaming.rs"]
mod renaming;
