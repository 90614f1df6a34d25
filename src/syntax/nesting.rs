//! How deep a text nests, found before pest reads it. Pest recurses for every bracket, `if` and `else`, so
//! it is given the stack that they may take, and never more text than it has stack for.

use pest::error::InputLocation;

use crate::syntax::blame::{Failure, blame, too_deep};
use crate::syntax::grammar::{Rule, Tree, read};
use crate::syntax::lexeme::lexeme_at;
use crate::text::SourceId;

/// How deep pest may go: past what the builder allows, where an `if` is two levels.
const MOST_LEVELS: usize = 1024;
/// The stack that a level may take, without optimization too.
const LEVEL_STACK: usize = 16 << 10;
/// The stack that reading takes however flat a text is.
const FLAT_STACK: usize = 512 << 10;
/// How much of a text with many brackets is read at first, counted in what opens a level.
const FIRST_OPENINGS: usize = 32;

/// A text that is read, in one piece or in many.
#[derive(Clone, Copy)]
pub(super) struct Reading<'t> {
    source: SourceId,
    text: &'t str,
    /// How many levels there are at most.
    levels: usize,
    /// Where the text was last cut off, not too deep from where it was read then, nor from further on.
    cut: usize,
}

impl<'t> Reading<'t> {
    /// A text, before anything of it is read.
    pub(super) fn new(source: SourceId, text: &'t str) -> Reading<'t> {
        let levels = openings(text.as_bytes());
        Reading {
            source,
            text,
            levels,
            cut: 0,
        }
    }

    /// Does the reading with enough stack, whatever thread it is on.
    pub(super) fn with_stack<T>(self, work: impl FnOnce() -> T) -> T {
        let stack = FLAT_STACK + self.levels.min(MOST_LEVELS) * LEVEL_STACK;
        stacker::maybe_grow(stack, stack + FLAT_STACK, work)
    }

    /// Matches the text from `base` on with a rule.
    pub(super) fn read(&mut self, rule: Rule, base: usize) -> Result<Tree<'t>, Failure> {
        let text = self.text;
        if self.levels <= MOST_LEVELS {
            return read(rule, &text[base..])
                .map_err(|failure| blame(&failure, self.source, text, base));
        }
        // Most pieces are short, so that many of them lie before one cut.
        if base < self.cut
            && let Ok(tree) = read(rule, &text[base..self.cut])
            && ends_before(text, base + tree.root().tight_end(), self.cut)
        {
            return Ok(tree);
        }
        let mut openings = FIRST_OPENINGS;
        loop {
            let (end, deep) = reach(text, base, openings);
            match read(rule, &text[base..end]) {
                Ok(tree) if ends_before(text, base + tree.root().tight_end(), end) => {
                    self.cut = if deep { base } else { end };
                    return Ok(tree);
                }
                Ok(_) => {}
                Err(failure) => {
                    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = failure.location;
                    if end == text.len() || base + at < end {
                        return Err(blame(&failure, self.source, text, base));
                    }
                }
            }
            // It is read to where the text was cut off: there is more of it, or it is too deep.
            if deep {
                return Err(too_deep(self.source, text, base).into());
            }
            openings *= 2;
        }
    }
}

/// Whether a piece that was read from a text up to a cut is the one that the whole text has: it and the token
/// behind it end before the run of letters that the cut is in. In `(a + b)f(`, cut behind the last bracket,
/// the first factor alone would be taken for all of the product.
fn ends_before(text: &str, piece: usize, cut: usize) -> bool {
    let blank = text[..cut].rfind(char::is_whitespace);
    let run = blank.map_or(0, |at| at + 1);
    cut == text.len() || lexeme_at(text, piece).end <= run
}

/// How much in a text may open a level, in words and comments too: never too little, and soon counted.
fn openings(text: &[u8]) -> usize {
    let bracket = |letter: &&u8| matches!(letter, b'(' | b'[');
    // The middle of every `if` and `else`.
    let word = |pair: &(&u8, &u8)| matches!(pair, (b'i', b'f') | (b'l', b's'));
    let after = text.get(1..).unwrap_or_default();
    text.iter().filter(bracket).count() + text.iter().zip(after).filter(word).count()
}

/// One past the token with which a text from `base` on becomes too deep, and that it does; or past the
/// last of so many tokens that open a level.
fn reach(text: &str, base: usize, openings: usize) -> (usize, bool) {
    let mut outside = Vec::new();
    let (mut depth, mut seen) = (0, 0);
    let mut lexeme = lexeme_at(text, base);
    while !lexeme.text.is_empty() {
        match lexeme.text {
            "(" | "[" => outside.push(depth),
            ")" | "]" => depth = outside.pop().unwrap_or(0),
            _ => {}
        }
        if matches!(lexeme.text, "(" | "[" | "if" | "else") {
            depth += 1;
            seen += 1;
            if depth > MOST_LEVELS || seen == openings {
                return (lexeme.end, depth > MOST_LEVELS);
            }
        }
        lexeme = lexeme_at(text, lexeme.end);
    }
    (text.len(), false)
}
