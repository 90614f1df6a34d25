//! The words of `flopform fit`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::asking::{Form, Format, Style, form};

/// Find the closed form behind numbers that something else counted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform fit samples.csv --total-degree 5
  flopform fit samples.csv --degree B=1,S=2 --form factored
  flopform fit samples.csv --degree 2 --total-degree 4 --value flops
  flopform fit samples.csv --degree 2 --denominator 'E + 1'

The file's first line names the symbols, in the order in which the form prints them, and the count in
the last column; each further line is a sample. Lines that begin with # are comments.

Exit codes: 0 found; 1 not unique, or contradicted; 2 bad usage, or a file with errors.")]
pub struct Fit {
    /// A CSV file with a column for each symbol and one for the count; `-` is standard input.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The largest degree of a term, all symbols together.
    #[arg(long, value_name = "DEGREE")]
    pub total_degree: Option<u32>,
    /// The largest power of every symbol, `2`, or of some, `B=1,S=2`; `H=0` leaves H out of the form.
    #[arg(long, value_name = "DEGREES", value_delimiter = ',')]
    pub degree: Vec<String>,
    /// The column of the count; without it, the last.
    #[arg(long, value_name = "NAME")]
    pub value: Option<String>,
    /// The columns that are symbols, such as `B,S`; without it, all but that of the count.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub symbols: Vec<String>,
    /// What the form is divided by, in the symbols: `'E + 1'`.
    #[arg(long, value_name = "EXPRESSION", visible_alias = "over")]
    pub denominator: Option<String>,
    /// How the form is arranged: `expanded`, `factored` or `collected=N`.
    #[arg(long, value_name = "FORM", default_value = "expanded", value_parser = form)]
    pub form: Form,
    /// How the form is written.
    #[arg(long, value_enum, default_value_t = Style::Unicode)]
    pub style: Style,
    /// How the answer is written: `text` or `json`.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
