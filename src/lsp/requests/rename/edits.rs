//! What is written in the place of each use of a name.

use std::ops::Range;

use crate::cost::{ModuleId, Program, Referent};
use crate::lsp::context::is_name_letter;
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::requests::references::uses_of;

/// A name and what is written in its place.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) bytes: Range<usize>,
    pub(super) with: String,
}

impl Edit {
    /// How far behind its beginning the name itself begins: behind a bracket.
    pub(super) fn inset(&self) -> usize {
        usize::from(self.with.starts_with('('))
    }
}

/// The edits of one file, in order.
#[derive(Clone, Debug)]
pub(super) struct FileEdits {
    pub(super) module: ModuleId,
    pub(super) edits: Vec<Edit>,
}

impl FileEdits {
    /// The text after the edits.
    pub(super) fn applied(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.edits {
            edited += &text[done..edit.bytes.start];
            edited += &edit.with;
            done = edit.bytes.end;
        }
        edited + &text[done..]
    }

    /// Where a name that began at an offset begins after the edits.
    pub(super) fn moved(&self, at: usize) -> usize {
        let mut moved = at;
        for edit in self.edits.iter().filter(|edit| edit.bytes.start <= at) {
            if edit.bytes.start == at {
                moved += edit.inset();
            } else {
                // What is inserted is not always longer than what it replaces.
                moved = moved + edit.with.len() - edit.bytes.len();
            }
        }
        moved
    }
}

/// The edits that give something another name.
///
/// # Errors
/// When a name stands for it and for something else.
pub(super) fn edits(program: &Program, to: &Referent, new: &str) -> Answer<Vec<FileEdits>> {
    let mut files: Vec<FileEdits> = Vec::new();
    for (module, reference) in uses_of(program, to) {
        let span = reference.span;
        let beside = program.references(module).iter();
        let mut beside = beside.filter(|other| other.span == span && other.to != *to);
        let others: Vec<&Referent> = beside.by_ref().map(|other| &other.to).collect();
        let is_parameter = |other: &&Referent| matches!(other, Referent::Local(_));
        match to {
            // In an `expect` about a layer with a parameter of this name, that is what it stands for.
            Referent::Dim(_) if others.iter().any(is_parameter) => continue,
            Referent::Local(_) if others.iter().any(is_parameter) => {
                let position = program.sources.position(span);
                let line = position.map_or(0, |position| position.line);
                let file = &program.module(module).name;
                let name = program.sources.slice(span);
                return Err(Refusal::failed(format!(
                    "in line {line} of `{file}`, `{name}` also stands for the parameter of another layer"
                )));
            }
            _ => {}
        }
        let source = program.sources.get(span.source);
        let text = source.map_or("", |source| source.text.as_str());
        let edit = edit(text, span.range(), new);
        match files.iter_mut().find(|file| file.module == module) {
            Some(file) => file.edits.push(edit),
            None => files.push(FileEdits {
                module,
                edits: vec![edit],
            }),
        }
    }
    for file in &mut files {
        file.edits.sort_by_key(|edit| edit.bytes.start);
        file.edits.dedup_by_key(|edit| edit.bytes.start);
    }
    Ok(files)
}

/// A word among letters that touch would be another word: it stands in brackets.
fn edit(text: &str, bytes: Range<usize>, new: &str) -> Edit {
    let before = text[..bytes.start].chars().next_back();
    let after = text[bytes.end..].chars().next();
    let touches_letter = before
        .is_some_and(|letter| is_name_letter(letter) && !letter.is_ascii_digit())
        || after.is_some_and(is_name_letter);
    // `2e1` is a number.
    let reads_as_number =
        before.is_some_and(|letter| letter.is_ascii_digit()) && new.starts_with('e');
    let is_word = new.chars().nth(1).is_some();
    let with = if is_word && (touches_letter || reads_as_number) {
        format!("({new})")
    } else {
        new.to_owned()
    };
    Edit { bytes, with }
}

#[cfg(test)]
mod tests {
    use super::{FileEdits, edit};
    use crate::cost::Program;

    #[test]
    fn a_word_among_letters_stands_in_brackets() {
        let text = "24BSE² + 4E + S*E";
        let at = |place: usize| edit(text, place..place + 1, "width");
        let places: Vec<usize> = text.match_indices('E').map(|(at, _)| at).collect();
        assert_eq!(at(places[0]).with, "(width)");
        assert_eq!(at(places[1]).with, "width");
        assert_eq!(at(places[2]).with, "width");
        let mut engine = crate::Engine::new();
        let module = engine.add_text("empty.cost", "").expect("it is empty");
        let _: &Program = engine.program();
        let edits = places.iter().map(|place| at(*place)).collect();
        let edits = FileEdits { module, edits };
        assert_eq!(edits.applied(text), "24BS(width)² + 4width + S*width");
        assert_eq!(edits.moved(places[0]), places[0] + 1);
        assert_eq!(edits.moved(places[2]), places[2] + 6 + 4);
    }
}
