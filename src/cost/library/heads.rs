//! What a formula file declares, seen without reading it: the build script makes the table of the embedded
//! library with it, and a folder that takes its place is looked through once.

/// The words that begin an item in the first column of a line.
const WORDS: [&str; 8] = [
    "use", "dim", "quantity", "let", "layer", "extend", "config", "expect",
];

/// Every declaration of a text, in order: the word of its item, and the name that it declares. Of a
/// `config from` the word is `from` and the name is the format.
pub(crate) fn heads(text: &str) -> impl Iterator<Item = (&str, &str)> {
    items(text).filter_map(|(word, name, item)| match (word, name) {
        ("use" | "extend" | "expect", _) => None,
        ("config", "from") => {
            let (_, format) = item.split_once("from")?;
            Some(("from", first_word(format.trim_start())))
        }
        _ => Some((word, name)),
    })
}

/// Every item of a text, in order: the word that it begins with, the next one, and its text up to the next
/// item. Only line beginnings are looked at.
pub(crate) fn items(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut rest = text;
    let mut at = next_item(rest, 0);
    std::iter::from_fn(move || {
        rest = &rest[at?..];
        let word = first_word(rest);
        let name = first_word(rest[word.len()..].trim_start());
        at = next_item(rest, word.len());
        Some((word, name, &rest[..at.unwrap_or(rest.len())]))
    })
}

/// Where a line begins with the word of an item, from some place on.
fn next_item(text: &str, from: usize) -> Option<usize> {
    let later = text[from..].match_indices('\n');
    let later = later.map(|(at, _)| from + at + 1);
    let mut starts = (from == 0).then_some(0).into_iter().chain(later);
    starts.find(|start| {
        let line = &text[*start..];
        let word = first_word(line);
        WORDS.contains(&word) && line[word.len()..].starts_with(' ')
    })
}

/// The word that a text begins with.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}
