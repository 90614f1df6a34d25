//! The words of `flopform init`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::asking::Format;

/// Begin a folder of formulas in a repository, with what its CI runs.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform init
  flopform init ../my_repository

It writes `formulas/` with a first layer, a first model and their snapshots, and a workflow for
GitHub that checks them. What is there already is kept as it is.

Exit codes: 0 written, or kept; 2 bad usage, or the folder cannot be written to.")]
pub struct Init {
    /// The repository; without it, the folder where you are.
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// Text or JSON.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
