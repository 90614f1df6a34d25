//! The words of `flopform eval`.

use clap::Args;

use crate::cli::args::asking::Asking;

/// Print exact numbers.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform eval gpt2 -q params
  flopform eval gpt2 -q flops,time --with h100 --set B=8,S=1Ki
  flopform eval mine.cost:small --set B=8,S=1024 --format json
  flopform eval gpt2 -q params --tree=1
  flopform eval --config config.json -q params -f readers.cost

Exit codes: 0 done; 2 bad usage, or a file with errors; 3 a symbol has no value, or a layer no rule.")]
pub struct Eval {
    /// What is asked.
    #[command(flatten)]
    pub asking: Asking,
}
