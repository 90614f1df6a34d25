//! Expressions.

use crate::syntax::ast::{BinaryOperator, Expr, ExprKind, Name};
use crate::syntax::builder::tokens::{Builder, unreachable_rule};
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::precedence::PRECEDENCE;
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
        let tokens = flat_tokens(node);
        self.refuse_mixed_fallback(&tokens)?;
        let levels = self.levels(&tokens, depth)?;
        let mut levels = levels.into_iter();
        PRECEDENCE
            .map_primary(|operand| {
                let levels = levels.next().expect("every operand has been given a level");
                self.operand(operand, depth.below(levels))
            })
            .map_prefix(|sign, operand| Ok(self.negation(&sign, operand?)))
            .map_postfix(|base, exponent| Ok(self.superscript(base?, &exponent)))
            .map_infix(|left, operator, right| Ok(self.binary(left?, &operator, right?)))
            .parse(tokens.into_iter())
    }

    /// `n_inner else 4n_embd` could be read in two ways, and the wrong one would pass without a word.
    fn refuse_mixed_fallback(&self, tokens: &[Node<'_>]) -> Result<(), SyntaxError> {
        let mixed = tokens
            .iter()
            .find(|token| token.as_rule() == Rule::key_else);
        match mixed {
            Some(key_else) if tokens.len() > 1 && self.keys => Err(self.bad_clause(
                key_else,
                "it is not clear how far `else` reaches here",
                "put brackets around the whole, `(KEY else 4)*E`, or around the value, `KEY else (4E)`",
            )),
            _ => Ok(()),
        }
    }

    /// How many signs and `^` each operand stands behind, in the order of the operands. Checked here,
    /// before the table is applied, since that recurses once for each.
    fn levels(&self, tokens: &[Node<'_>], depth: Depth) -> Result<Vec<usize>, SyntaxError> {
        let mut levels = Vec::with_capacity(tokens.len() / 2 + 1);
        let mut run = 0;
        for token in tokens {
            match token.as_rule() {
                Rule::minus | Rule::exponent_sign | Rule::power => {
                    run += 1;
                    self.check_depth(token, depth.below(run))?;
                }
                Rule::add
                | Rule::subtract
                | Rule::multiply
                | Rule::divide
                | Rule::floor_divide
                | Rule::touch => run = 0,
                Rule::superscript => {}
                _ => levels.push(run),
            }
        }
        Ok(levels)
    }

    fn check_depth(&self, node: &Node<'_>, depth: Depth) -> Result<(), SyntaxError> {
        if depth.0 <= MAX_NESTING {
            return Ok(());
        }
        let start = self.span(node).start as usize;
        let width = node.as_str().chars().next().map_or(0, char::len_utf8);
        Err(SyntaxError {
            kind: SyntaxErrorKind::TooDeep { limit: MAX_NESTING },
            span: Span::new(self.span(node).source, start, start + width),
        })
    }

    fn operand(&self, node: Node<'_>, depth: Depth) -> Result<Expr, SyntaxError> {
        let span = self.span(&node);
        let kind = match node.as_rule() {
            Rule::number => ExprKind::Number(self.number(&node)?),
            Rule::path => ExprKind::Path(self.path(&node)),
            Rule::named => self.named(node, depth)?,
            Rule::group => {
                self.check_depth(&node, depth.below(1))?;
                let mut inner = node.into_inner().skip(1);
                let content = inner.next().expect("a group has a content");
                ExprKind::Group(self.expression(content, depth.below(1))?)
            }
            Rule::square => self.bracketed_comparison(node, depth)?,
            Rule::conditional => self.conditional(node, depth)?,
            Rule::key_else => self.key_else(node, depth)?,
            _ => unreachable_rule(&node, "the place of an operand"),
        };
        Ok(Expr {
            kind: Box::new(kind),
            span,
        })
    }

    /// A name, a call, or the opaque cost of a leaf.
    fn named(&self, node: Node<'_>, depth: Depth) -> Result<ExprKind, SyntaxError> {
        self.check_depth(&node, depth)?;
        let mut parts = node.into_inner();
        let path = self.path(&parts.next().expect("a named operand begins with its name"));
        let Some(bracket) = parts.find(|part| part.as_rule() != Rule::touch) else {
            return Ok(ExprKind::Path(path));
        };
        self.check_depth(&bracket, depth.below(1))?;
        match bracket.as_rule() {
            Rule::arguments => Ok(ExprKind::Call {
                callee: path,
                arguments: self.arguments(bracket, depth.below(1))?,
            }),
            Rule::square => {
                let leaf = self.leaf(bracket, depth.below(1))?;
                Ok(ExprKind::Opaque {
                    quantity: path,
                    layer: leaf.layer,
                    arguments: leaf.arguments,
                    with: leaf.with,
                })
            }
            _ => unreachable_rule(&bracket, "the place of a bracket after a name"),
        }
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

    /// `num_key_value_heads else num_attention_heads`
    fn key_else(&self, node: Node<'_>, depth: Depth) -> Result<ExprKind, SyntaxError> {
        self.check_depth(&node, depth.below(1))?;
        if !self.keys {
            return Err(self.bad_clause(
                &node,
                "`KEY else value` is understood only in `config from`",
                "for a choice write `if condition then a else b`",
            ));
        }
        let mut parts = node.into_inner();
        let key = self.path(&parts.next().expect("a fallback follows a key"));
        let fallback = parts.nth(1).expect("`else` is followed by a value");
        Ok(ExprKind::KeyElse {
            key,
            otherwise: self.expression(fallback, depth.below(1))?,
        })
    }

    fn negation(&self, sign: &Node<'_>, operand: Expr) -> Expr {
        let span = self.span(sign).to(operand.span);
        Expr {
            kind: Box::new(ExprKind::Negate(operand)),
            span,
        }
    }

    fn superscript(&self, base: Expr, exponent: &Node<'_>) -> Expr {
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
        let exponent: Name = Spanned::new(digits.collect(), self.span(exponent));
        let span = base.span.to(exponent.span);
        Expr {
            kind: Box::new(ExprKind::Superscript { base, exponent }),
            span,
        }
    }

    fn binary(&self, left: Expr, operator: &Node<'_>, right: Expr) -> Expr {
        let which = match operator.as_rule() {
            Rule::add => BinaryOperator::Add,
            Rule::subtract => BinaryOperator::Subtract,
            Rule::multiply => BinaryOperator::Multiply,
            Rule::touch => BinaryOperator::Touch,
            Rule::divide => BinaryOperator::Divide,
            Rule::floor_divide => BinaryOperator::FloorDivide,
            Rule::power => BinaryOperator::Power,
            _ => unreachable_rule(operator, "the place of an operator"),
        };
        let span = left.span.to(right.span);
        Expr {
            kind: Box::new(ExprKind::Binary {
                operator: Spanned::new(which, self.span(operator)),
                left,
                right,
            }),
            span,
        }
    }
}

/// The operands and operators of a flat expression. `E[S > W]` reads like `macs[softmax(S)]` until the
/// relation, but is a product: it comes out as its two factors.
fn flat_tokens(node: Node<'_>) -> Vec<Node<'_>> {
    let mut tokens = Vec::new();
    for token in node.into_inner() {
        if token.as_rule() == Rule::named && holds_comparison(&token) {
            tokens.extend(token.into_inner());
        } else {
            tokens.push(token);
        }
    }
    tokens
}

fn holds_comparison(named: &Node<'_>) -> bool {
    named
        .clone()
        .into_inner()
        .next_back()
        .filter(|last| last.as_rule() == Rule::square)
        .is_some_and(|square| {
            square
                .into_inner()
                .any(|part| part.as_rule() == Rule::relation)
        })
}
