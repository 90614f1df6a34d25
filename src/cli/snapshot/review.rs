//! Asking about each derivation that changed.

use std::io;

use crate::cli::session::{Session, Step};
use crate::notation::derivation::Change;

/// What is to be done with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Keep what is derived today.
    Accept,
    /// Keep what was kept.
    Leave,
}

/// Asks on standard input, and remembers an answer that is meant for all that follow.
#[derive(Default)]
pub(super) struct Asker {
    for_all: Option<Answer>,
}

impl Asker {
    /// Whether what follows is answered already.
    pub(super) fn is_decided(&self) -> bool {
        self.for_all.is_some()
    }

    /// What is to be done with a change that was just shown. Where nobody answers any more, everything is
    /// left as it is.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(super) fn ask(&mut self, session: &mut Session, change: &Change) -> Step<Answer> {
        if let Some(answer) = self.for_all {
            return Ok(answer);
        }
        let item = change.item();
        loop {
            session.say(&format!(
                "{} {}: (a)ccept, (r)eject, (s)kip, accept a(l)l, (q)uit? ",
                item.kind, item.name
            ));
            let mut line = String::new();
            let read = io::stdin().read_line(&mut line).unwrap_or(0);
            let (answer, for_all) = match (read, line.trim()) {
                (0, _) | (_, "q" | "quit") => (Answer::Leave, true),
                (_, "a" | "accept") => (Answer::Accept, false),
                (_, "r" | "reject" | "s" | "skip") => (Answer::Leave, false),
                (_, "l" | "all") => (Answer::Accept, true),
                _ => continue,
            };
            if for_all {
                self.for_all = Some(answer);
            }
            if read == 0 {
                session.say("\n");
            }
            return Ok(answer);
        }
    }
}
