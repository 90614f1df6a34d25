//! Closed forms as functions in other languages, and as files for pages and papers.
//!
//! Each notation is one file here and one row of [`NOTATIONS`]. A language that computes is written
//! from whole-number arithmetic, so that there is no division, and no rounding, that the form does not
//! have itself; what it cannot say exactly is refused.

mod c;
mod c_prelude;
mod duckdb;
mod exact;
mod export;
mod fraction;
mod header;
mod irrational;
mod json;
mod latex;
mod markdown;
mod mathematica;
mod names;
mod numpy;
mod prefix;
mod python;
mod refusal;
mod roots;
mod rust;
mod rust_prelude;

mod signs;
mod spell;
mod sql;
mod sqlite;
mod symbolic;
mod symbols;
mod sympy;
mod typst;

pub use export::{Argument, Export, Function, Requirement};
pub use refusal::Refusal;
pub use symbols::symbols;

/// A notation: what it is called, what it is, and how a file of it is written.
pub struct Notation {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    write: fn(&Export) -> Result<String, Refusal>,
}

/// Every notation there is.
pub const NOTATIONS: &[Notation] = &[
    Notation {
        name: "python",
        about: "Python functions on integers",
        write: python::write,
    },
    Notation {
        name: "numpy",
        about: "Python functions on arrays of integers",
        write: numpy::write,
    },
    Notation {
        name: "sympy",
        about: "Python functions on SymPy expressions",
        write: sympy::write,
    },
    Notation {
        name: "rust",
        about: "a Rust module, checked 128-bit integers",
        write: rust::write,
    },
    Notation {
        name: "c",
        about: "a C header, checked 128-bit integers",
        write: c::write,
    },
    Notation {
        name: "sql",
        about: "DuckDB macros on HUGEINT",
        write: duckdb::write,
    },
    Notation {
        name: "sqlite",
        about: "SQLite views, NULL past 64 bits",
        write: sqlite::write,
    },
    Notation {
        name: "json",
        about: "the forms as trees",
        write: json::write,
    },
    Notation {
        name: "latex",
        about: "equations",
        write: latex::write,
    },
    Notation {
        name: "typst",
        about: "equations",
        write: typst::write,
    },
    Notation {
        name: "markdown",
        about: "a page with equations",
        write: markdown::write,
    },
    Notation {
        name: "mathematica",
        about: "definitions of functions",
        write: mathematica::write,
    },
];

/// The file of a notation.
///
/// # Errors
/// When there is no such notation, or a form has no exact translation in it.
pub fn write(export: &Export, notation: &str) -> Result<String, Refusal> {
    let found = NOTATIONS.iter().find(|held| held.name == notation);
    let found = found.ok_or_else(|| {
        let names: Vec<&str> = NOTATIONS.iter().map(|held| held.name).collect();
        Refusal::new(
            format!("there is no notation `{notation}`"),
            format!("choose one of {}", names.join(", ")),
        )
    })?;
    (found.write)(export)
}
