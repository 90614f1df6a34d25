//! The words of `flopform regimes`.

use clap::Args;

use crate::cli::args::asking::Asking;

/// Say which term or child of a cost leads when, and where two of them are equal.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform regimes block -q flops
  flopform regimes gpt2 -q flops --set B=1
  flopform regimes mhsa -q flops --over S
  flopform regimes block -q flops --at S=E
  flopform regimes block -q flops --map S=256..64Ki,E=256..16Ki
  flopform regimes '24BSE² + 4BS²E'

Exit codes: 0 described, also where something is not decided; 2 bad usage, or a file with errors.")]
pub struct Regimes {
    /// What is asked.
    #[command(flatten)]
    pub asking: Asking,
    /// The symbols to look along; without it, all.
    #[arg(long, value_name = "SYMBOLS", value_delimiter = ',')]
    pub over: Vec<String>,
    /// Weigh the parts against the whole at a place: `S=E`, `S=2Ki`.
    #[arg(long, value_name = "BINDINGS")]
    pub at: Vec<String>,
    /// Show which part is the largest over two symbols: `S=64..64Ki,E=64..16Ki`.
    #[arg(long, value_name = "RANGES", value_delimiter = ',')]
    pub map: Vec<String>,
}
