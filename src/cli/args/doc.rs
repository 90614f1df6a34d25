//! The words of `flopform doc`.

use std::path::PathBuf;

use clap::Args;

/// Show what the author of a layer, quantity, config, file or function wrote about it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform doc mhsa
  flopform doc layers.attention
  flopform doc floor

Exit codes: 0 shown; 2 nothing has the name.")]
pub struct Doc {
    /// The name of anything.
    pub name: String,
    /// Formula files to look in beside the library.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
