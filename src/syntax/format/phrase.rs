//! Text that may be broken into lines at its blanks.

/// How wide a line may be.
pub(super) const MAX_WIDTH: usize = 100;
/// How much further in each level stands, and the second line of something too long.
pub(super) const INDENT: usize = 4;

/// How many levels of brackets are told apart when a line is broken.
const MOST_LEVELS: usize = 8;

/// A text without a place for the end of a line in it.
#[derive(Clone)]
struct Word {
    text: String,
    /// How deep in brackets the blank before it stands: lines end at outer blanks first.
    level: usize,
}

/// Words with blanks between them, at each of which the line may end.
#[derive(Clone, Default)]
pub(super) struct Phrase {
    words: Vec<Word>,
    level: usize,
}

impl Phrase {
    /// A phrase that begins with a text in which no line ends.
    pub(super) fn new(text: &str) -> Phrase {
        let mut phrase = Phrase::default();
        phrase.push(text);
        phrase
    }

    /// Writes on, without a blank.
    pub(super) fn push(&mut self, text: &str) {
        match self.words.last_mut() {
            Some(word) => word.text.push_str(text),
            None => self.blank_push(text),
        }
    }

    /// A blank, or the end of a line where the phrase is too long.
    pub(super) fn blank(&mut self) {
        self.blank_push("");
    }

    /// A blank and a text.
    pub(super) fn blank_push(&mut self, text: &str) {
        self.words.push(Word {
            text: text.to_owned(),
            level: self.level,
        });
    }

    /// Writes something whose blanks stand a level deeper.
    pub(super) fn deeper(&mut self, write: impl FnOnce(&mut Phrase)) {
        self.level += 1;
        write(self);
        self.level -= 1;
    }

    /// All of it on one line.
    pub(super) fn flat(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    /// The lines that several phrases fill one after the other: the first `indent` wide indented, the
    /// others one level more. No line ends deeper in brackets than it must.
    pub(super) fn filled(phrases: &[Phrase], indent: usize) -> String {
        let words = phrases.iter().flat_map(|phrase| &phrase.words);
        let deepest = words.map(|word| word.level).max().unwrap_or(0);
        let fits = |text: &String| {
            let first = text.lines().take(1).map(|line| indent + width(line));
            let others = text.lines().skip(1).map(width);
            first.chain(others).all(|width| width <= MAX_WIDTH)
        };
        // Beyond a few levels nobody sees the difference, and each costs a pass.
        let levels = 0..deepest.min(MOST_LEVELS);
        levels
            .map(|level| filled_at(phrases, indent, level))
            .find(fits)
            .unwrap_or_else(|| filled_at(phrases, indent, deepest))
    }
}

/// As [`Phrase::filled`], where lines end only at blanks up to a level.
fn filled_at(phrases: &[Phrase], indent: usize, level: usize) -> String {
    let mut pieces: Vec<String> = Vec::new();
    for phrase in phrases {
        for (index, word) in phrase.words.iter().enumerate() {
            match pieces.last_mut() {
                Some(piece) if index > 0 && word.level > level => {
                    piece.push(' ');
                    piece.push_str(&word.text);
                }
                _ => pieces.push(word.text.clone()),
            }
        }
    }
    let mut text = String::new();
    let mut column = indent;
    for piece in pieces {
        let width = width(&piece);
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
        text.push_str(&piece);
    }
    text
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}
