//! The lines of a body.

use crate::syntax::ast::{Child, Expr, Repeat, StatementKind};
use crate::syntax::builder::clause::three;
use crate::syntax::builder::expression::Depth;
use crate::syntax::builder::tokens::{Builder, unreachable_rule};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Node, Rule};
use crate::text::Span;

impl Builder {
    /// `statement_piece`: a line and all of it; `None` is the `}` of the body.
    pub(in crate::syntax) fn body_piece(
        &self,
        node: Node<'_>,
    ) -> Result<Option<(StatementKind, Span)>, SyntaxError> {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::close_brace => Ok(None),
            Rule::statement => {
                let kind = node.into_inner().next().expect("a statement is of a kind");
                Ok(Some((self.statement(kind)?, span)))
            }
            _ => unreachable_rule(&node, "a body"),
        }
    }

    fn statement(&self, node: Node<'_>) -> Result<StatementKind, SyntaxError> {
        let binding = |node: Node<'_>| self.binding(node.into_inner(), Depth::default());
        match node.as_rule() {
            Rule::let_statement => binding(node).map(StatementKind::Let),
            Rule::out_statement => binding(node).map(StatementKind::Out),
            Rule::cost => binding(node).map(StatementKind::Cost),
            Rule::else_clause => self.else_zero(&node).map(|_| StatementKind::ElseZero),
            Rule::child => self.child(node).map(StatementKind::Child),
            _ => unreachable_rule(&node, "a body"),
        }
    }

    /// `else 0`: nothing but zero may follow.
    pub(super) fn else_zero(&self, node: &Node<'_>) -> Result<Span, SyntaxError> {
        let value = node.clone().into_inner().nth(1);
        if value.is_some_and(|value| value.as_str() == "0") {
            return Ok(self.span(node));
        }
        Err(self.bad_clause(
            node,
            "what is not counted can only be zero",
            "write `else 0`, or a rule `quantity = …`",
        ))
    }

    fn child(&self, node: Node<'_>) -> Result<Child, SyntaxError> {
        let mut aside = None;
        let mut names = Vec::new();
        let mut called = None;
        let mut counts = Vec::new();
        let mut with = Vec::new();
        let mut repeat = None;
        for part in node.into_inner() {
            match part.as_rule() {
                Rule::aside_word => aside = Some(self.span(&part)),
                Rule::name => names.push(self.name(&part)),
                Rule::call => called = Some(self.call(part)?),
                Rule::count => counts.push(self.count(part)?),
                Rule::with_part => with = self.with_part(part, Depth::default())?,
                Rule::repeat => repeat = Some(self.repeat(part)?),
                Rule::comma | Rule::colon | Rule::times | Rule::of_word => {}
                _ => unreachable_rule(&part, "a child"),
            }
        }
        let called = called.expect("a child calls a layer");
        let mut counts = counts.into_iter();
        Ok(Child {
            aside,
            names,
            layer: called.layer,
            arguments: called.arguments,
            call_span: called.span,
            calls: counts.next(),
            instances: counts.next(),
            with,
            repeat,
        })
    }

    /// `N`, `(N - 1)`
    fn count(&self, node: Node<'_>) -> Result<Expr, SyntaxError> {
        let whole = node.clone();
        let mut parts = node.into_inner();
        let product = parts.next().expect("a count is a product");
        if parts.next().is_some() {
            return Err(self.bad_clause(
                &whole,
                "a count with `+` or `-` needs brackets",
                &format!("put the count in brackets: `* ({})`", whole.as_str().trim()),
            ));
        }
        self.top(product)
    }

    /// `for i in 1..n`
    fn repeat(&self, node: Node<'_>) -> Result<Repeat, SyntaxError> {
        let parts = node
            .into_inner()
            .filter(|part| matches!(part.as_rule(), Rule::name | Rule::expr));
        let [index, first, last] = three(parts);
        Ok(Repeat {
            index: self.name(&index),
            first: self.top(first)?,
            last: self.top(last)?,
        })
    }
}
