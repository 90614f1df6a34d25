//! Text that may be broken into lines at its blanks.

/// How wide a line may be.
pub(super) const MAX_WIDTH: usize = 100;
/// How much further in each level stands, and the second line of something too long.
pub(super) const INDENT: usize = 4;

/// Words with blanks between them, at each of which the line may end.
#[derive(Clone, Default)]
pub(super) struct Phrase {
    words: Vec<String>,
}

impl Phrase {
    /// A phrase that begins with a text in which no line ends.
    pub(super) fn new(text: &str) -> Phrase {
        Phrase {
            words: vec![text.to_owned()],
        }
    }

    /// Writes on, without a blank.
    pub(super) fn push(&mut self, text: &str) {
        match self.words.last_mut() {
            Some(word) => word.push_str(text),
            None => self.words.push(text.to_owned()),
        }
    }

    /// A blank, or the end of a line where the phrase is too long.
    pub(super) fn blank(&mut self) {
        self.words.push(String::new());
    }

    /// A blank and a text.
    pub(super) fn blank_push(&mut self, text: &str) {
        self.words.push(text.to_owned());
    }

    /// All of it on one line.
    pub(super) fn flat(&self) -> String {
        self.words.join(" ")
    }

    /// The lines that several phrases fill one after the other: the first `indent` wide indented, the
    /// others one level more.
    pub(super) fn filled(phrases: &[Phrase], indent: usize) -> String {
        let mut text = String::new();
        let mut column = indent;
        for word in phrases.iter().flat_map(|phrase| &phrase.words) {
            let width = width(word);
            if text.is_empty() {
                column += width;
            } else if column + 1 + width > MAX_WIDTH {
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent + INDENT));
                column = indent + INDENT + width;
            } else {
                text.push(' ');
                column += 1 + width;
            }
            text.push_str(word);
        }
        text
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}
