//! The words of `flopform list`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::asking::Format;

/// List what there is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform list
  flopform list layers
  flopform list attention
  flopform list configs gpt2 --format json

Kinds: files, layers, configs, devices, readers, quantities, dims, functions.

Exit codes: 0 listed; 2 nothing matches, or a file with errors.")]
pub struct List {
    /// A kind of thing to list, or part of a name or description; without any, everything.
    #[arg(value_name = "KIND|PATTERN")]
    pub patterns: Vec<String>,
    /// Formula files to list beside the library.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Text or JSON.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
