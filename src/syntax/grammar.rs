//! The grammar, compiled by pest, and what it matched as a tree that is cheap to walk. `Rule` stays in
//! this folder.

// The derive writes `pub` items; the module that holds them is private, which the lint cannot see.
#![allow(unreachable_pub, missing_docs)]

use pest::error::Error;
use pest::{Parser, Token};

/// The parser that pest derives from the three files, joined in this order.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/tokens.pest"]
#[grammar = "grammar/expr.pest"]
#[grammar = "grammar/file.pest"]
struct CostGrammar;

/// A piece of text that matched a rule.
#[derive(Clone, Copy, Debug)]
struct Piece {
    rule: Rule,
    start: usize,
    end: usize,
    /// The place in the tree of the first piece that is not inside this one.
    next: usize,
}

/// What a rule matched: every piece, outer before inner and first before last.
pub(super) struct Tree<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
}

/// A piece of text that matched a rule, and what is inside it.
#[derive(Clone)]
pub(super) struct Node<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    at: usize,
}

/// Some pieces that stand beside each other, first to last.
#[derive(Clone)]
pub(super) struct Nodes<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    at: usize,
    end: usize,
}

/// Matches the beginning of `text` with a rule.
pub(super) fn read(rule: Rule, text: &str) -> Result<Tree<'_>, Box<Error<Rule>>> {
    let tokens = CostGrammar::parse(rule, text).map_err(Box::new)?.tokens();
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len() / 2);
    // Until a piece is closed, its `next` says which one it is in.
    let mut open = usize::MAX;
    for token in tokens {
        match token {
            // A chain is no more than its words: they stand in the expression itself.
            Token::Start {
                rule: Rule::chain, ..
            }
            | Token::End {
                rule: Rule::chain, ..
            } => {}
            Token::Start { rule, pos } => {
                let start = pos.pos();
                pieces.push(Piece {
                    rule,
                    start,
                    end: start,
                    next: open,
                });
                open = pieces.len() - 1;
            }
            Token::End { pos, .. } => {
                let next = pieces.len();
                let piece = &mut pieces[open];
                piece.end = pos.pos();
                open = std::mem::replace(&mut piece.next, next);
            }
        }
    }
    Ok(Tree { text, pieces })
}

impl Tree<'_> {
    /// The piece that everything is inside of.
    pub(super) fn root(&self) -> Node<'_> {
        let (text, pieces) = (self.text, &self.pieces[..]);
        Node {
            text,
            pieces,
            at: 0,
        }
    }

    /// The rules that matched anywhere.
    #[cfg(test)]
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule> {
        self.pieces.iter().map(|piece| piece.rule)
    }
}

impl<'t> Node<'t> {
    fn piece(&self) -> &'t Piece {
        &self.pieces[self.at]
    }

    /// The rule that matched.
    pub(super) fn as_rule(&self) -> Rule {
        self.piece().rule
    }

    /// The text that it matched.
    pub(super) fn as_str(&self) -> &'t str {
        &self.text[self.piece().start..self.piece().end]
    }

    /// The text from its beginning to the end of a later node.
    pub(super) fn with(&self, last: &Node<'t>) -> &'t str {
        &self.text[self.piece().start..last.piece().end]
    }

    /// What stands between a place before it and its beginning.
    pub(super) fn text_since(&self, place: usize) -> &'t str {
        &self.text[place..self.piece().start]
    }

    /// Where that begins.
    pub(super) fn start(&self) -> usize {
        self.piece().start
    }

    /// Where the last piece inside it ends. A rule that ends in something optional also covers the blanks
    /// before it, which are not part of what was written.
    pub(super) fn tight_end(&self) -> usize {
        // What is inside goes up to `next`, and the last of it is the innermost.
        self.pieces[self.piece().next - 1].end
    }

    /// The pieces directly inside it.
    pub(super) fn into_inner(self) -> Nodes<'t> {
        Nodes {
            text: self.text,
            pieces: self.pieces,
            at: self.at + 1,
            end: self.piece().next,
        }
    }
}

impl Nodes<'_> {
    /// The rule of the piece that comes next.
    pub(super) fn peek_rule(&self) -> Option<Rule> {
        (self.at < self.end).then(|| self.pieces[self.at].rule)
    }
}

impl<'t> Iterator for Nodes<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let at = self.at;
        self.at = self.pieces[at].next;
        let (text, pieces) = (self.text, self.pieces);
        Some(Node { text, pieces, at })
    }
}
