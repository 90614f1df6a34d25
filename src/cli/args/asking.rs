//! What most verbs ask: targets, quantities, bindings, and how the answer is written.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What is asked about, and under which bindings.
#[derive(Clone, Debug, Default, Args)]
pub struct Asking {
    /// A name of the library, FILE, `FILE:name`, an expression, or `-` for a file on standard input.
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// The quantities, such as `params,flops`; without it, all that the target's file sees.
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub quantities: Vec<String>,
    /// Bind symbols: `E=768,S=2Ki`, `F=4E`.
    #[arg(long, value_name = "BINDINGS")]
    pub set: Vec<String>,
    /// Bind the values of a config, such as a device.
    #[arg(long, value_name = "CONFIG", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Assume a relation: `S >= W`.
    #[arg(long, value_name = "RELATION")]
    pub assume: Vec<String>,
    /// Make the names of a formula file visible; `-` is standard input.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Take a model's sizes from its Hugging Face `config.json`; `-` is standard input. `eval` also takes
    /// the size of its images, where `--set` gives none.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How forms are arranged: `expanded`, `factored` or `collected=N`.
    #[arg(long, value_name = "FORM", default_value = "expanded", value_parser = form)]
    pub form: Form,
    /// How forms are written.
    #[arg(long, value_enum, default_value_t = Style::Unicode)]
    pub style: Style,
    /// How answers are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Show what each child contributes, to a depth.
    #[arg(long, value_name = "DEPTH", num_args = 0..=1, require_equals = true,
          default_missing_value = "1000000")]
    pub tree: Option<usize>,
    /// What stays a symbol where a default would stand in for it: the verb's own words say so.
    #[arg(skip)]
    pub open: Vec<String>,
}

/// How a form is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Multiplied out.
    #[default]
    Expanded,
    /// Factored.
    Factored,
    /// By powers of a symbol.
    Collected(String),
}

/// Reads how a form is arranged.
///
/// # Errors
/// In words for a person.
pub(in crate::cli) fn form(text: &str) -> Result<Form, String> {
    match text.split_once('=') {
        None if text == "expanded" => Ok(Form::Expanded),
        None if text == "factored" => Ok(Form::Factored),
        Some(("collected", symbol)) if !symbol.is_empty() => Ok(Form::Collected(symbol.to_owned())),
        _ => Err(
            "write `expanded`, `factored`, or `collected=N` with the symbol to collect by"
                .to_owned(),
        ),
    }
}

/// How a form is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Style {
    #[default]
    /// `24BSE² + 4BS²E`
    Unicode,
    /// `24*B*S*E^2 + 4*B*S^2*E`
    Ascii,
    /// `24 B S E^{2} + 4 B S^{2} E`
    Latex,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    /// For people.
    Text,
    /// For programs.
    Json,
    /// A table for a page.
    Markdown,
    /// Lines for a paper.
    Latex,
    /// A table for a spreadsheet.
    Csv,
}
