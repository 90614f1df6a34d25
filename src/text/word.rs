//! A short text that is kept in place.

use std::fmt;
use std::ops::Deref;

/// How many bytes fit in place.
const IN_PLACE: usize = 22;

/// A word or a number as written: most are a few letters long, and those take no memory of their own.
///
/// ```
/// use flopform::text::Word;
/// let word = Word::from("1_000");
/// assert_eq!((&*word, word.len()), ("1_000", 5));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Word(Kept);

/// A text is short whenever it can be, so that equal texts are kept alike.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Kept {
    Short(u8, [u8; IN_PLACE]),
    Long(Box<str>),
}

impl From<&str> for Word {
    fn from(text: &str) -> Word {
        let mut letters = [0; IN_PLACE];
        match (letters.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Word(Kept::Short(length, letters))
            }
            _ => Word(Kept::Long(text.into())),
        }
    }
}

impl Word {
    /// The whole text.
    pub fn as_str(&self) -> &str {
        self
    }
}

impl From<String> for Word {
    fn from(text: String) -> Word {
        Word::from(&*text)
    }
}

impl PartialEq<&str> for Word {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<Word> for String {
    fn eq(&self, other: &Word) -> bool {
        **self == **other
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Kept::Short(length, letters) => {
                let written = &letters[..usize::from(*length)];
                std::str::from_utf8(written).expect("a whole text was put there")
            }
            Kept::Long(text) => text,
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self)
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}
