//! Which factors of a product touch, and between which a `·` stands.
//!
//! Factors touch wherever they can, `24BSE²`, and a `·` stands between two of them exactly when
//!
//! 1. one of them is a word: a name of more than one letter, a function, an opaque cost:
//!    `12·d_model²`, `E·floor(S/2)`;
//! 2. the right one begins with a digit: `E·2^n`, `2·2^n`;
//! 3. the left one ends in an exponent behind `^`, which letters or a bracket would join: `2^n·3^m`;
//! 4. the left one is a letter, with or without an exponent, and the right one a flag, because
//!    `S[…]` is how a cost is asked for: `S·[S > W]`;
//! 5. the left one is a single letter that would call what touches it: `N·(S + 1)` where `N` is a
//!    layer or a quantity and no symbol;
//! 6. the letters that touch, up to the first exponent, would spell a word with a meaning of its
//!    own: `B·S` where `BS` is declared, `i·f` everywhere;
//! 7. the letters would make a word that touches nothing else, one of them is not declared where the
//!    form will be read, and a word there is one name: `B·n + 1` on a command line.

use std::collections::BTreeSet;

use crate::algebra::form::known::KnownNames;
use crate::algebra::form::tree::Form;

/// What a factor shows to a neighbor that touches it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Letter,
    Word,
    Digit,
    Superscript,
    Caret,
    Round,
    Square,
}

/// What a factor of a product shows on its sides.
#[derive(Clone, Copy)]
pub(super) struct Factor {
    starts: Edge,
    ends: Edge,
    /// The letter it starts with, for [`Edge::Letter`].
    letter: char,
    /// Whether a `·` stands before it.
    pub(super) dot: bool,
}

impl Factor {
    /// A factor whose exponents are raised where they are whole numbers.
    pub(super) fn of(form: &Form) -> Factor {
        let (base, exponent) = match form {
            Form::Power(power) => (&power.0, Some(&power.1)),
            form => (form, None),
        };
        let letter = match base {
            Form::Name(name) => single_letter(name),
            _ => None,
        };
        let starts = match base {
            Form::Number(_) => Edge::Digit,
            Form::Name(_) if letter.is_some() => Edge::Letter,
            Form::Name(_) | Form::Call { .. } | Form::Opaque(_) => Edge::Word,
            Form::Flag { .. } => Edge::Square,
            _ => Edge::Round,
        };
        let ends = match exponent {
            // A word keeps its distance with an exponent too.
            Some(Form::Number(_)) => match starts {
                Edge::Word => Edge::Word,
                _ => Edge::Superscript,
            },
            Some(_) => Edge::Caret,
            None => starts,
        };
        Factor {
            starts,
            ends,
            letter: letter.unwrap_or('('),
            dot: false,
        }
    }
}

/// The words that letters must not spell in a form.
pub(super) struct Words<'a> {
    pub(super) known: &'a KnownNames,
    /// The longer names of the form itself.
    own: BTreeSet<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(form: &'a Form, known: &'a KnownNames) -> Words<'a> {
        let mut own = BTreeSet::new();
        longer_names(form, &mut own);
        Words { known, own }
    }

    /// Whether the form has a name of more than one letter that is this word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.own.contains(word)
    }

    /// Finds before which factors of a product a `·` stands.
    pub(super) fn separate(&self, factors: &mut [Factor]) {
        for place in 1..factors.len() {
            let (left, right) = (factors[place - 1].ends, factors[place].starts);
            factors[place].dot = matches!(
                (left, right),
                (_, Edge::Word | Edge::Digit)
                    | (Edge::Word | Edge::Caret, _)
                    | (Edge::Letter | Edge::Superscript, Edge::Square)
            );
        }
        let mut start = 0;
        while start < factors.len() {
            let mut end = start + 1;
            while end < factors.len()
                && factors[end - 1].ends == Edge::Letter
                && factors[end].starts == Edge::Letter
            {
                end += 1;
            }
            self.split_words(&mut factors[start..end]);
            let touches_before = start > 0 && !factors[start].dot;
            // What was taken off the end touches the rest no more.
            let rest = (start + 1..end).find(|place| factors[*place].dot);
            let rest = rest.unwrap_or(end);
            let touches_after = rest == end
                && (factors[end - 1].ends != Edge::Letter
                    || factors.get(end).is_some_and(|next| !next.dot));
            if !touches_before && !touches_after {
                self.split_undeclared(&mut factors[start..rest]);
            }
            let alone = end - start == 1 || factors[end - 1].dot;
            let (before, behind) = factors.split_at_mut(end);
            if let (Some(last), Some(next)) = (before.last(), behind.first_mut())
                && next.starts == Edge::Round
                && last.ends == Edge::Letter
                && alone
                && self.known.is_called(last.letter.encode_utf8(&mut [0; 4]))
            {
                next.dot = true;
            }
            start = end;
        }
    }

    /// Keeps the letters of a run apart where they would be read as one name.
    fn split_undeclared(&self, run: &mut [Factor]) {
        if run
            .iter()
            .any(|factor| self.known.is_undeclared(factor.letter))
        {
            run[1..].iter_mut().for_each(|factor| factor.dot = true);
        }
    }

    /// Takes letters off the end of a run until what is left spells no known word.
    fn split_words(&self, run: &mut [Factor]) {
        if run.len() < 2 {
            return;
        }
        let mut word: String = run.iter().map(|factor| factor.letter).collect();
        for factor in run[1..].iter_mut().rev() {
            if !self.known.contains(&word) && !self.own.contains(word.as_str()) {
                return;
            }
            factor.dot = true;
            word.pop();
        }
    }
}

/// Collects the names in a form that are longer than a letter.
fn longer_names<'f>(form: &'f Form, found: &mut BTreeSet<&'f str>) {
    match form {
        Form::Number(_) => {}
        Form::Name(name) => {
            if single_letter(name).is_none() {
                found.insert(name);
            }
        }
        form => stacker::maybe_grow(64 * 1024, 4 << 20, || {
            form.each_part(&mut |part| longer_names(part, found));
        }),
    }
}

/// The letter a name consists of, if it is one by itself.
fn single_letter(name: &str) -> Option<char> {
    if let [letter] = name.as_bytes() {
        return letter.is_ascii_alphabetic().then(|| char::from(*letter));
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => Some(letter),
        _ => None,
    }
}
