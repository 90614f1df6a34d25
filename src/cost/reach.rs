//! What of the embedded library a few names need, found without reading it.

use std::collections::{HashMap, HashSet};

use crate::cost::library::heads::items;
use crate::cost::library::text_of;

/// The layers and configs of some files, and of those they use, that names may need: those of the names,
/// those whose names stand in them, and so on. Rather too many than too few: any word may be a name, in a
/// comment behind code too. The files are those of the embedded library, which use no others.
pub(in crate::cost) fn reach<'n>(
    files: &[&'n str],
    names: impl IntoIterator<Item = &'n str>,
) -> HashSet<&'static str> {
    // Texts whose words are still to be looked at, and items that no word has named so far.
    let (mut texts, mut unnamed) = (Vec::new(), HashMap::<&str, Vec<&str>>::new());
    let (mut open, mut seen): (Vec<&str>, _) = (files.to_vec(), HashSet::new());
    while let Some(file) = open.pop() {
        let Some(text) = text_of(file).filter(|_| seen.insert(file)) else {
            continue;
        };
        for (word, name, text) in items(text) {
            match word {
                "use" => {
                    let path = text["use".len()..].trim_start();
                    let end = path.find(|letter: char| !is_in_word(letter) && letter != '.');
                    open.push(&path[..end.unwrap_or(path.len())]);
                }
                "layer" | "config" => unnamed.entry(name).or_default().push(text),
                "expect" => {}
                _ => texts.push(text),
            }
        }
    }
    let mut reached = HashSet::new();
    let mut name = |word: &str, texts: &mut Vec<&'static str>| {
        if let Some((name, items)) = unnamed.remove_entry(word) {
            reached.insert(name);
            texts.extend(items);
        }
    };
    for word in names {
        name(word, &mut texts);
    }
    while let Some(text) = texts.pop() {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        for word in lines.flat_map(|line| line.split(|letter| !is_in_word(letter))) {
            // A number may touch a name.
            name(
                word.trim_start_matches(|letter: char| letter.is_ascii_digit()),
                &mut texts,
            );
        }
    }
    reached
}

/// Whether a name may hold a letter, as the grammar says.
fn is_in_word(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '_' || letter.is_alphabetic()
}
