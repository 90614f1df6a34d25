//! The words of `flopform diff`.

use clap::Args;

use crate::cli::args::asking::Asking;

/// Compare two targets or formulas: their difference, term by term, and where it comes from.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform diff 'flops(block)' '24BSE² + 4BS²E'
  flopform diff gpt2_medium gpt2 -q params
  flopform diff mine.cost:layer block -q params,flops
  flopform diff 'thop(block)' 'fvcore(block)'

Exit codes: 0 equal; 1 different, or not decided; 2 bad usage or a file with errors.")]
pub struct Diff {
    /// What is compared: two TARGETs.
    #[command(flatten)]
    pub asking: Asking,
}
