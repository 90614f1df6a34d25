//! The words for a number that is asked for while symbols have no value.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::words::phrase::{count, names, quoted};

/// How many symbols are explained, each on a line of its own.
const MOST_EXPLAINED: usize = 12;

/// A symbol without a value.
#[derive(Clone, Debug)]
pub struct Unbound {
    /// Its name.
    pub name: String,
    /// What its dim is described as; `None` where nothing is said.
    pub about: Option<String>,
}

/// What is said where the value of a target was asked for and symbols in it have none.
///
/// ```
/// use flopform::diagnostic::{Style, Unbound, render, unbound};
/// use flopform::text::Sources;
///
/// let batch = Unbound { name: "B".to_owned(), about: Some("batch size".to_owned()) };
/// let diagnostic = unbound("gpt2", &[batch]);
/// assert_eq!(
///     render(&diagnostic, &Sources::new(), Style::Plain),
///     "\
/// error: `gpt2` has no number yet: `B` has no value
///  |
///  = note: `B`, batch size
///  = help: give it one, as in `--set B=8`
/// ",
/// );
/// ```
pub fn unbound(target: &str, symbols: &[Unbound]) -> Diagnostic {
    let named = names(symbols.iter().map(|symbol| &symbol.name));
    let have = if symbols.len() == 1 { "has" } else { "have" };
    let headline = format!(
        "{} has no number yet: {named} {have} no value",
        quoted(target)
    );
    let mut diagnostic = Diagnostic::error(headline);
    let explained = symbols
        .iter()
        .filter_map(|symbol| Some((symbol, symbol.about.as_ref()?)));
    for (symbol, about) in explained.take(MOST_EXPLAINED) {
        diagnostic = diagnostic.fact("note", format!("{}, {about}", quoted(&symbol.name)));
    }
    let set = symbols.iter().zip([8, 1024, 768, 12].into_iter().cycle());
    let set = set
        .take(4)
        .map(|(symbol, number)| format!("{}={number}", symbol.name));
    let set = set.collect::<Vec<_>>().join(",");
    let help = match symbols.len() {
        1 => format!("give it one, as in {}", quoted(&format!("--set {set}"))),
        2..=4 => format!(
            "give them values, as in {}",
            quoted(&format!("--set {set}"))
        ),
        more => format!(
            "give all {} of them values, as in {}",
            count(more as u64),
            quoted(&format!("--set {set}"))
        ),
    };
    diagnostic.help(help)
}
