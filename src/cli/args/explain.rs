//! The words of `flopform explain`.

use clap::Args;

/// Say what a lint of `flopform check` is about, with an example and what to write instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform explain                      all lints, one a line
  flopform explain hidden-product       what one of them is about

Exit codes: 0 explained; 2 no lint has the name.")]
pub struct Explain {
    /// The lint; without it, all are listed.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}
