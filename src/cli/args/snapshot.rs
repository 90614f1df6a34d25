//! The words of `flopform snapshot`.

use clap::Args;

/// Keep derivations as text beside their files, and say which term changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform snapshot                      what differs from what was kept, in this folder
  flopform snapshot --check formulas     the same for CI
  flopform snapshot --accept mine.cost   keep what is derived today
  flopform snapshot --review             ask about each derivation that changed

A snapshot stands beside its file: that of `mine.cost` is `mine.cost.snap`. It belongs under version
control, where a change of a formula then shows term by term.

Exit codes: 0 as it was kept, or accepted; 1 something differs; 2 bad usage, or a file with errors.")]
pub struct Snapshot {
    /// Files, or folders that are walked; without any, the folder where you are.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Change nothing, and ask nothing; what is done without any flag.
    #[arg(long, conflicts_with_all = ["accept", "review"])]
    pub check: bool,
    /// Keep what is derived today.
    #[arg(long, conflicts_with = "review")]
    pub accept: bool,
    /// Show each derivation that changed, and ask whether to accept, reject or skip it.
    #[arg(long)]
    pub review: bool,
    /// Only the layers and configs of these names.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub only: Vec<String>,
}
