//! The words of `flopform test`.

use clap::Args;

/// Put expectations to the test.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform test                  the library's own expectations
  flopform test mine.cost        those of a file
  flopform test formulas -v      those of every file in a folder, each listed

Exit codes: 0 all hold; 1 one does not, or is not decided; 2 a file with errors.")]
pub struct Test {
    /// Files, folders, or `-`; without any, the library.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// List every expectation and what was derived.
    #[arg(short, long)]
    pub verbose: bool,
}
