//! Sets the formulas of the book: a preprocessor of mdBook, which hands it the book as JSON.
//!
//! A fenced block `formula` has a claim on each line, `params(block) == 12E^2 + 13E`. On a page it becomes
//! what is asked, and its closed form as `MathML`, derived while the book is built; a button copies the
//! line as it was written. That the two sides are equal is a test of the project. In a block
//! `formula factored` the forms are.

mod page;
mod set;

use std::error::Error;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::{env, io};

use flopform::Engine;
use serde_json::Value as Json;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if let [question, renderer] = &words[..] {
        // What mdBook asks before it sends anything: whether a renderer takes what is made here.
        let taken = question == "supports" && renderer == "html";
        return ExitCode::from(u8::from(!taken));
    }
    match typeset() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the formulas of the book: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads `[context, book]` and writes the book.
fn typeset() -> Result<(), Box<dyn Error>> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let mut input: Json = serde_json::from_str(&input)?;
    let book = input
        .get_mut(1)
        .ok_or("mdBook sends a context and a book")?;
    chapters(book, &mut Engine::new())?;
    io::stdout().write_all(serde_json::to_string(book)?.as_bytes())?;
    Ok(())
}

/// Goes through a book for the texts of its chapters, wherever its version of mdBook keeps them.
fn chapters(part: &mut Json, engine: &mut Engine) -> Result<(), Box<dyn Error>> {
    match part {
        Json::Array(parts) => (parts.iter_mut()).try_for_each(|part| chapters(part, engine)),
        Json::Object(fields) => {
            let path = fields.get("path").and_then(Json::as_str);
            let path = path.unwrap_or_default().to_owned();
            if let Some(Json::String(text)) = fields.get_mut("content") {
                *text = page::with_formulas_set(text, engine)
                    .map_err(|error| format!("{path}: {error}"))?;
            }
            (fields.values_mut()).try_for_each(|part| chapters(part, engine))
        }
        _ => Ok(()),
    }
}
