//! `flopform lsp`: real conversations with the built program over standard input and output.

#[path = "lsp/answers.rs"]
mod answers;
#[path = "lsp/client.rs"]
mod client;
mod common;
#[path = "lsp/conversation.rs"]
mod conversation;
#[path = "lsp/renaming.rs"]
mod renaming;
