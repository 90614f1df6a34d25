//! The words of `flopform export`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::args::asking::Asking;
use crate::notation::code::NOTATIONS;

/// Write closed forms as functions in another language, or as a file for a page or a paper.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform export block -q params,flops --to python
  flopform export gpt -q flops --to rust -o src/cost.rs
  flopform export 'flops(block)/params(block)' --to c --name intensity
  flopform export gpt -q flops --to rust --check src/cost.rs

What is written is exact: no floats, no overflow, errors outside the domain of a symbol. What a
language cannot say exactly is refused.

Exit codes: 0 written, or the file is current; 1 the file is not current; 2 bad usage, or a form
that the language cannot say.")]
pub struct Export {
    /// What is exported: TARGETs.
    #[command(flatten)]
    pub asking: Asking,
    /// The language or notation.
    #[arg(long, value_name = "NOTATION", value_parser = notations())]
    pub to: String,
    /// Write to a file, all at once, in place of standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with = "check")]
    pub output: Option<PathBuf>,
    /// Write nothing, and say whether a file is what would be written.
    #[arg(long, value_name = "FILE")]
    pub check: Option<PathBuf>,
    /// What the function is called, where there is only one.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

fn notations() -> PossibleValuesParser {
    let values = NOTATIONS.iter();
    PossibleValuesParser::new(
        values.map(|notation| PossibleValue::new(notation.name).help(notation.about)),
    )
}
