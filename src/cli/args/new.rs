//! The words of `flopform new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::args::asking::Format;

/// Write a formula file to start from.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform new layer my_attention
  flopform new model my_model --into formulas/models

The file says what belongs where, and its expectations hold as it is written. Nothing that is
there is overwritten.

Exit codes: 0 written; 2 nothing was written.")]
pub struct New {
    /// What the file is about.
    pub kind: Kind,
    /// The name of the layer or model; the file is called after it.
    pub name: String,
    /// The folder that the file goes to, or the file itself, which ends in `.cost`.
    #[arg(long, value_name = "PATH")]
    pub into: Option<PathBuf>,
    /// Text or JSON.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What a file to start from is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A layer made of others, with a cost of its own.
    Layer,
    /// A whole model, a size of it with a name, and a reader of its `config.json`.
    Model,
}
