//! The words of `flopform derive`.

use clap::Args;

use crate::cli::args::asking::Asking;

/// Print closed forms.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform derive block -q params,flops
  flopform derive gpt -q flops --form collected=N
  flopform derive gpt2 -q flops --set B=1 --tree=2
  flopform derive mine.cost:layer --steps
  flopform derive 'flops(block)/params(block) where S = 1024'

Exit codes: 0 derived; 2 bad usage, a file with errors, or no exact form.")]
pub struct Derive {
    /// What is asked.
    #[command(flatten)]
    pub asking: Asking,
    /// Show the derivation step by step.
    #[arg(long)]
    pub steps: bool,
}
