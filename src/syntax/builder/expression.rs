//! Expressions.

use crate::syntax::advice::MISPLACED_ELSE;
use crate::syntax::ast::{BinaryOperator, Expr, ExprKind, LeafCost, Name, Path};
use crate::syntax::builder::tokens::{Builder, bad_clause_at, unreachable_rule};
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::grammar::{Node, Nodes, Rule};
use crate::syntax::precedence::{Level, level};
use crate::syntax::trivia::is_blank;
use crate::syntax::words::EXPRESSION;
use crate::text::{Span, Spanned};

/// How deep brackets, calls, `if`s, exponents and signs may stand in each other.
pub(in crate::syntax) const MAX_NESTING: usize = 256;

/// How many brackets, functions, exponents and signs an expression stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Depth(usize);

impl Depth {
    /// So many levels further down.
    fn below(self, levels: usize) -> Depth {
        Depth(self.0 + levels)
    }
}

impl Builder {
    /// `expr`, `key_expr`, `product` or `fallback`: a flat list, shaped by the table of precedence.
    pub(super) fn expression(&self, node: Node<'_>, depth: Depth) -> Result<Expr, SyntaxError> {
        let mut tokens = node.into_inner();
        self.climb(&mut tokens, Level::Loosest, depth, 0)
    }

    /// An operand with everything behind it that binds tighter than the operator before it, which is of
    /// the level `left`. So many signs and `^` as `run` lead to it without another operator between.
    fn climb(
        &self,
        tokens: &mut Nodes<'_>,
        left: Level,
        depth: Depth,
        run: usize,
    ) -> Result<Expr, SyntaxError> {
        let first = tokens.next().expect("an operator has an operand");
        let mut shaped = if first.as_rule() == Rule::minus {
            let level = match left {
                Level::Power => Level::ExponentSign,
                Level::ExponentSign => return Err(self.unexpected(&first, EXPRESSION)),
                _ => Level::Sign,
            };
            self.check_depth(&first, depth.below(run + 1))?;
            let operand = self.climb(tokens, level, depth, run + 1)?;
            self.negation(&first, operand)
        } else {
            self.operand(first, tokens, left, depth.below(run))?
        };
        loop {
            let mut rest = tokens.clone();
            let Some(token) = rest.next() else {
                return Ok(shaped);
            };
            let rule = token.as_rule();
            if rule == Rule::superscript {
                *tokens = rest;
                shaped = self.superscript(shaped, &token)?;
                continue;
            }
            // Behind a key it was read with the key; nothing else may be absent.
            if rule == Rule::key_else {
                let word = token.into_inner().next().expect("`else` comes first");
                let (reason, help) = MISPLACED_ELSE;
                return Err(self.bad_clause(&word, reason, help));
            }
            let (which, at) = match rule {
                Rule::operator | Rule::product_operator => {
                    (operator(token.as_str()), self.span(&token))
                }
                _ => self.joint(shaped.span, &token),
            };
            let level = level(which);
            if !level.takes_from(left) {
                return Ok(shaped);
            }
            if matches!(rule, Rule::operator | Rule::product_operator) {
                *tokens = rest;
            }
            let mut run_on = 0;
            if level == Level::Power {
                run_on = run + 1;
                self.check_depth(&token, depth.below(run_on))?;
            }
            let right = self.climb(tokens, level, depth, run_on)?;
            let span = shaped.span.to(right.span);
            let kind = ExprKind::Binary {
                operator: Spanned::new(which, at),
                left: shaped,
                right,
            };
            shaped = Expr {
                kind: Box::new(kind),
                span,
            };
        }
    }

    /// The operator between an operand and the next: words have theirs between them, and where nothing is
    /// between, they touch.
    fn joint(&self, left: Span, next: &Node<'_>) -> (BinaryOperator, Span) {
        let between = next.text_since(self.offset(left));
        if between.len() < 2 {
            let end = left.end as usize;
            let at = Span::new(left.source, end, end + between.len());
            return (operator(between), at);
        }
        let blanks = between.len() - between.trim_start_matches(is_blank).len();
        let written = between[blanks..].trim_end_matches(is_blank);
        let start = left.end as usize + blanks;
        let at = Span::new(left.source, start, start + written.len());
        (operator(written), at)
    }

    fn check_depth(&self, node: &Node<'_>, depth: Depth) -> Result<(), SyntaxError> {
        if depth.0 <= MAX_NESTING {
            return Ok(());
        }
        Err(SyntaxError {
            kind: SyntaxErrorKind::TooDeep { limit: MAX_NESTING },
            span: self.first_letter(node),
        })
    }

    /// A token that cannot stand where it stands.
    fn unexpected(&self, token: &Node<'_>, expected: &[&str]) -> SyntaxError {
        let letter = token.as_str().chars().next();
        SyntaxError {
            kind: SyntaxErrorKind::Unexpected {
                expected: expected.iter().map(|word| (*word).to_owned()).collect(),
                found: letter.map(String::from),
            },
            span: self.first_letter(token),
        }
    }

    /// Where the first letter of a node stands.
    fn first_letter(&self, node: &Node<'_>) -> Span {
        let before = self.span_before(node);
        let width = node.as_str().chars().next().map_or(0, char::len_utf8);
        let start = before.start as usize;
        Span::new(before.source, start, start + width)
    }

    fn operand(
        &self,
        node: Node<'_>,
        rest: &mut Nodes<'_>,
        left: Level,
        depth: Depth,
    ) -> Result<Expr, SyntaxError> {
        let span = self.span(&node);
        let kind = match node.as_rule() {
            Rule::plain if is_name(&node) => return self.named(&node, rest, left, depth),
            Rule::plain | Rule::number => ExprKind::Number(self.number(&node)?),
            Rule::group => {
                self.check_depth(&node, depth.below(1))?;
                let content = node.into_inner().next().expect("a group has a content");
                ExprKind::Group(self.expression(content, depth.below(1))?)
            }
            Rule::square => self.bracketed_comparison(node, depth)?,
            Rule::conditional => self.conditional(node, depth)?,
            _ => unreachable_rule(&node, "the place of an operand"),
        };
        Ok(Expr {
            kind: Box::new(kind),
            span,
        })
    }

    /// A name, a call, the opaque cost of a leaf, or a key that may be absent. `E[S > W]` reads like
    /// `macs[softmax(S)]` until the relation, but is a product: its bracket is left as the next factor.
    fn named(
        &self,
        node: &Node<'_>,
        rest: &mut Nodes<'_>,
        left: Level,
        depth: Depth,
    ) -> Result<Expr, SyntaxError> {
        self.check_depth(node, depth)?;
        let path = self.word(node, rest);
        let mut span = path.span;
        let mut behind = rest.clone();
        let bracket = behind.next().filter(|bracket| match bracket.as_rule() {
            Rule::arguments | Rule::key_else => true,
            Rule::square => !holds_comparison(bracket),
            _ => false,
        });
        let kind = match bracket {
            None => ExprKind::Path(path),
            Some(bracket) => {
                *rest = behind;
                span = span.to(self.span(&bracket));
                let depth = depth.below(1);
                match bracket.as_rule() {
                    Rule::arguments => {
                        self.check_depth(&bracket, depth)?;
                        ExprKind::Call {
                            callee: path,
                            arguments: self.arguments(bracket, depth)?,
                        }
                    }
                    Rule::square => {
                        self.check_depth(&bracket, depth)?;
                        let leaf = self.leaf(bracket, depth)?;
                        ExprKind::Opaque(Box::new(LeafCost {
                            quantity: path,
                            layer: leaf.layer,
                            arguments: leaf.arguments,
                            with: leaf.with,
                        }))
                    }
                    _ => {
                        self.check_depth(node, depth)?;
                        let alone = left == Level::Loosest && rest.peek_rule().is_none();
                        self.check_fallback(span, alone)?;
                        let fallback = bracket.into_inner().nth(1);
                        let fallback = fallback.expect("`else` is followed by a value");
                        ExprKind::KeyElse {
                            key: path,
                            otherwise: self.expression(fallback, depth)?,
                        }
                    }
                }
            }
        };
        Ok(Expr {
            kind: Box::new(kind),
            span,
        })
    }

    /// A name with its dots.
    pub(super) fn word(&self, first: &Node<'_>, rest: &mut Nodes<'_>) -> Path {
        if rest.peek_rule() != Some(Rule::dotted) {
            return self.plain_path(first);
        }
        let others = rest.next().expect("the parts after the first come next");
        self.dotted_path(first, &others)
    }

    /// `KEY else value` has its place, and there it stands alone: `n_inner else 4n_embd` could be read in
    /// two ways, and the wrong one would pass without a word.
    fn check_fallback(&self, span: Span, alone: bool) -> Result<(), SyntaxError> {
        if !self.keys {
            return Err(bad_clause_at(
                span,
                "`KEY else value` is understood only in `config from`",
                "for a choice write `if condition then a else b`",
            ));
        }
        if alone {
            return Ok(());
        }
        Err(bad_clause_at(
            span,
            "it is not clear how far `else` reaches here",
            "put brackets around the whole, `(KEY else 4)*E`, or around the value, `KEY else (4E)`",
        ))
    }

    /// `[S > W]`
    fn bracketed_comparison(&self, node: Node<'_>, depth: Depth) -> Result<ExprKind, SyntaxError> {
        self.check_depth(&node, depth.below(1))?;
        let whole = node.clone();
        let mut sides = Vec::with_capacity(2);
        let mut relation = None;
        for part in node.into_inner() {
            match part.as_rule() {
                Rule::key_expr => sides.push(self.expression(part, depth.below(1))?),
                Rule::relation => relation = Some(self.relation(&part)),
                Rule::with_part => {
                    let help = "write what is rebound after a call: `macs[softmax(S) with h = 2]`";
                    return Err(self.bad_clause(&part, "`with` cannot follow a comparison", help));
                }
                Rule::open_square | Rule::close_square => {}
                _ => unreachable_rule(&part, "square brackets"),
            }
        }
        let mut sides = sides.into_iter();
        match (sides.next(), relation, sides.next()) {
            (Some(left), Some(relation), Some(right)) => Ok(ExprKind::Comparison {
                left,
                relation,
                right,
                bracketed: true,
            }),
            _ => Err(self.bad_clause(
                &whole,
                "square brackets hold a comparison",
                "write `[a > b]`, which is worth 1 or 0, or use round brackets",
            )),
        }
    }

    /// `if S > W then W else S`
    fn conditional(&self, node: Node<'_>, depth: Depth) -> Result<ExprKind, SyntaxError> {
        self.check_depth(&node, depth.below(1))?;
        let mut values = Vec::with_capacity(3);
        for part in node.into_inner() {
            match part.as_rule() {
                Rule::condition => values.push(self.comparison(part.into_inner(), depth.below(1))?),
                Rule::expr => values.push(self.expression(part, depth.below(1))?),
                Rule::if_word | Rule::then_word | Rule::else_word => {}
                _ => unreachable_rule(&part, "an `if`"),
            }
        }
        let mut values = values.into_iter();
        let mut next = || values.next().expect("an `if` has three parts");
        Ok(ExprKind::If {
            condition: next(),
            then: next(),
            otherwise: next(),
        })
    }

    fn negation(&self, sign: &Node<'_>, operand: Expr) -> Expr {
        let span = self.span(sign).to(operand.span);
        Expr {
            kind: Box::new(ExprKind::Negate(operand)),
            span,
        }
    }

    fn superscript(&self, base: Expr, exponent: &Node<'_>) -> Result<Expr, SyntaxError> {
        if matches!(
            *base.kind,
            ExprKind::Superscript { .. } | ExprKind::KeyElse { .. }
        ) {
            return Err(self.unexpected(exponent, &["an operator"]));
        }
        let digits = exponent.as_str().chars().map(|raised| match raised {
            '⁻' => '-',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁴' => '4',
            '⁵' => '5',
            '⁶' => '6',
            '⁷' => '7',
            '⁸' => '8',
            '⁹' => '9',
            _ => '0',
        });
        let exponent: Name = Spanned::new(digits.collect::<String>().into(), self.span(exponent));
        let span = base.span.to(exponent.span);
        Ok(Expr {
            kind: Box::new(ExprKind::Superscript { base, exponent }),
            span,
        })
    }
}

/// Whether a node is a name, with dots or without.
pub(super) fn is_name(node: &Node<'_>) -> bool {
    let digit = |letter: char| letter.is_ascii_digit();
    node.as_rule() == Rule::plain && !node.as_str().starts_with(digit)
}

/// The operator between two operands.
fn operator(written: &str) -> BinaryOperator {
    match written.as_bytes() {
        [] => BinaryOperator::Touch,
        b"+" => BinaryOperator::Add,
        b"*" => BinaryOperator::Multiply,
        b"-" => BinaryOperator::Subtract,
        b"/" => BinaryOperator::Divide,
        b"^" | b"**" => BinaryOperator::Power,
        b"//" => BinaryOperator::FloorDivide,
        _ => match written {
            "−" => BinaryOperator::Subtract,
            "×" | "·" => BinaryOperator::Multiply,
            _ => unreachable!("{written} cannot stand between operands"),
        },
    }
}

fn holds_comparison(square: &Node<'_>) -> bool {
    let mut parts = square.clone().into_inner();
    parts.any(|part| part.as_rule() == Rule::relation)
}
