//! The words of `flopform fmt`.

use clap::Args;

/// Lay formula files out in the one style.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform fmt mine.cost
  flopform fmt --check formulas
  flopform fmt - < mine.cost

Exit codes: 0 in the style; 1 `--check` found a file that is not; 2 a file with errors.")]
pub struct Fmt {
    /// Files, folders, or `-`.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Change nothing; exit with 1 when a file is not formatted.
    #[arg(long)]
    pub check: bool,
}
