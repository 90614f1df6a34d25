//! The words of `flopform lsp`.

use clap::Args;

/// Serve an editor: mistakes as you type, closed forms, names, completion.
#[derive(Debug, Args)]
#[command(after_help = "\
An editor starts it and speaks the Language Server Protocol with it over standard input and output.

Examples:
  flopform lsp
  flopform --library formulas lsp      for those who write the library")]
pub struct Lsp {
    /// What editors say to a server that knows other ways to talk too.
    #[arg(long, hide = true)]
    pub stdio: bool,
}
