//! The parts that stand beside expressions: arguments, bindings, comparisons, `where` and `with`.

use crate::syntax::ast::{
    Argument, Clause, Expr, ExprKind, Let, Name, Parameter, Path, Relation, Tolerance,
};
use crate::syntax::builder::expression::{Depth, is_name};
use crate::syntax::builder::tokens::{Builder, unreachable_rule};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Node, Nodes, Rule};
use crate::text::{Span, Spanned};

/// A layer with its arguments and what was rebound for it.
pub(super) struct Leaf {
    pub(super) layer: Path,
    pub(super) arguments: Vec<Argument>,
    pub(super) with: Vec<Let>,
    /// The layer with its brackets.
    pub(super) span: Span,
}

impl Builder {
    /// An expression that stands in nothing else.
    pub(super) fn top(&self, node: Node<'_>) -> Result<Expr, SyntaxError> {
        self.expression(node, Depth::default())
    }

    /// `lone_expression`: an expression, perhaps with `where`.
    pub(in crate::syntax) fn lone_expression(&self, node: Node<'_>) -> Result<Expr, SyntaxError> {
        let mut parts = node.into_inner();
        let body = self.top(parts.next().expect("the expression comes first"))?;
        let Some(part) = parts.find(|part| part.as_rule() == Rule::where_part) else {
            return Ok(body);
        };
        let span = body.span.to(self.span(&part));
        let clauses = self.where_part(part)?;
        Ok(Expr {
            kind: Box::new(ExprKind::Where { body, clauses }),
            span,
        })
    }

    /// `lone_clause`: what follows `--set` or `--assume`.
    pub(in crate::syntax) fn lone_clause(&self, node: Node<'_>) -> Result<Clause, SyntaxError> {
        let mut parts = node.into_inner();
        self.clause(parts.next().expect("the clause comes first"))
    }

    /// `(E, bias = 0)`
    pub(super) fn arguments(
        &self,
        node: Node<'_>,
        depth: Depth,
    ) -> Result<Vec<Argument>, SyntaxError> {
        node.into_inner()
            .filter(|part| part.as_rule() == Rule::argument)
            .map(|part| self.argument(part, depth))
            .collect()
    }

    fn argument(&self, node: Node<'_>, depth: Depth) -> Result<Argument, SyntaxError> {
        let mut parts = node.into_inner().peekable();
        let name = parts.next_if(|part| part.as_rule() == Rule::name);
        parts.next_if(|part| part.as_rule() == Rule::assign);
        let text = parts.next_if(|part| part.as_rule() == Rule::text);
        let value = match text {
            Some(text) => {
                let text = self.text(&text);
                Expr {
                    kind: Box::new(ExprKind::Text(text.node)),
                    span: text.span,
                }
            }
            None => self.comparison(parts, depth)?,
        };
        Ok(Argument {
            name: name.map(|name| self.name(&name)),
            value,
        })
    }

    /// An expression, or two with a relation between.
    pub(super) fn comparison<'t>(
        &self,
        mut parts: impl Iterator<Item = Node<'t>>,
        depth: Depth,
    ) -> Result<Expr, SyntaxError> {
        let left = parts.next().expect("a comparison has a left side");
        let left = self.expression(left, depth)?;
        let (Some(relation), Some(right)) = (parts.next(), parts.next()) else {
            return Ok(left);
        };
        let relation = self.relation(&relation);
        let right = self.expression(right, depth)?;
        let span = left.span.to(right.span);
        Ok(Expr {
            kind: Box::new(ExprKind::Comparison {
                left,
                relation,
                right,
                bracketed: false,
            }),
            span,
        })
    }

    /// `==` and its kin.
    pub(super) fn relation(&self, node: &Node<'_>) -> Spanned<Relation> {
        let relation = match node.as_str() {
            "==" => Relation::Equal,
            "!=" | "≠" => Relation::Different,
            "<" => Relation::Less,
            "<=" | "≤" => Relation::LessEqual,
            ">" => Relation::Greater,
            ">=" | "≥" => Relation::GreaterEqual,
            "~" => Relation::SameGrowth,
            _ => unreachable_rule(node, "the place of a relation"),
        };
        Spanned::new(relation, self.span(node))
    }

    /// `h = 2h`, of any rule that is a name, `=` and an expression.
    pub(super) fn binding(&self, parts: Nodes<'_>, depth: Depth) -> Result<Let, SyntaxError> {
        let mut parts = parts.filter(|part| matches!(part.as_rule(), Rule::name | Rule::expr));
        let name = self.name(&parts.next().expect("a binding begins with a name"));
        let value = parts.next().expect("a binding ends with a value");
        let value = self.expression(value, depth)?;
        Ok(Let { name, value })
    }

    /// `with h = 2h, w = 2w`
    pub(super) fn with_part(&self, node: Node<'_>, depth: Depth) -> Result<Vec<Let>, SyntaxError> {
        node.into_inner()
            .filter(|part| part.as_rule() == Rule::binding)
            .map(|part| self.binding(part.into_inner(), depth))
            .collect()
    }

    /// `where S = 1024, E >= H`
    pub(super) fn where_part(&self, node: Node<'_>) -> Result<Vec<Clause>, SyntaxError> {
        node.into_inner()
            .filter(|part| part.as_rule() == Rule::clause)
            .map(|part| self.clause(part))
            .collect()
    }

    /// `S = 1024` or `E >= H`
    pub(super) fn clause(&self, node: Node<'_>) -> Result<Clause, SyntaxError> {
        let parts = node.into_inner();
        if parts.clone().any(|part| part.as_rule() == Rule::assign) {
            return self.binding(parts, Depth::default()).map(Clause::Bind);
        }
        if let Some(domain) = parts.clone().find(|part| part.as_rule() == Rule::domain) {
            let name = parts.clone().next().expect("a name comes first");
            return Ok(Clause::Narrow {
                name: self.name(&name),
                domain: self.domain(domain)?,
            });
        }
        let [left, relation, right] = three(parts);
        Ok(Clause::Assume {
            left: self.top(left)?,
            relation: self.relation(&relation),
            right: self.top(right)?,
        })
    }

    /// `(I, O, bias = 1)`
    pub(super) fn parameters(&self, node: Node<'_>) -> Result<Vec<Parameter>, SyntaxError> {
        node.into_inner()
            .filter(|part| part.as_rule() == Rule::parameter)
            .map(|part| {
                let mut parts = part.into_inner();
                let name = self.name(&parts.next().expect("a parameter has a name"));
                let default = parts.nth(1).map(|value| self.top(value)).transpose()?;
                Ok(Parameter { name, default })
            })
            .collect()
    }

    /// `within 1%`
    pub(super) fn tolerance(&self, node: Node<'_>) -> Result<Tolerance, SyntaxError> {
        let mut parts = node.into_inner().skip(1);
        let amount = self.top(parts.next().expect("a tolerance has an amount"))?;
        Ok(Tolerance {
            amount,
            percent: parts.next().is_some(),
        })
    }

    /// `linear(E, E)`, `rmsnorm`
    pub(super) fn call(&self, node: Node<'_>) -> Result<Leaf, SyntaxError> {
        let span = self.span(&node);
        let mut parts = node.into_inner();
        let layer = self.path(&parts.next().expect("a call has a name"));
        let arguments = parts
            .next()
            .map(|arguments| self.arguments(arguments, Depth::default()))
            .transpose()?;
        Ok(Leaf {
            layer,
            arguments: arguments.unwrap_or_default(),
            with: Vec::new(),
            span,
        })
    }

    /// `[softmax(BHS, S) with h = 2]` after a quantity.
    pub(super) fn leaf(&self, square: Node<'_>, depth: Depth) -> Result<Leaf, SyntaxError> {
        let span = self.span(&square);
        let mut parts = square.into_inner().skip(1);
        let content = parts.next().expect("square brackets have a content");
        let with = parts
            .find(|part| part.as_rule() == Rule::with_part)
            .map(|part| self.with_part(part, depth))
            .transpose()?;
        let no_call = |content: &Node<'_>| {
            let index = content.as_str().trim().trim_start_matches(['-', '−']);
            if index.starts_with(|letter: char| letter.is_ascii_digit()) {
                let reason = "nothing here has elements that are counted";
                let help = "give the size itself a name, as in `dim S`";
                return self.bad_clause(content, reason, help);
            }
            self.bad_clause(
                content,
                "square brackets after a quantity hold the call of a layer",
                "write `macs[softmax(S)]`, or `E*[a > b]` for a comparison",
            )
        };
        let mut tokens = content.clone().into_inner();
        let Some(named) = tokens.next().filter(is_name) else {
            return Err(no_call(&content));
        };
        let layer = self.word(&named, &mut tokens);
        let arguments = match (tokens.next(), tokens.next()) {
            (None, _) => Vec::new(),
            (Some(part), None) if part.as_rule() == Rule::arguments => {
                self.arguments(part, depth)?
            }
            _ => return Err(no_call(&content)),
        };
        Ok(Leaf {
            layer,
            arguments,
            with: with.unwrap_or_default(),
            span,
        })
    }

    /// `as E`
    pub(super) fn growing(&self, node: Node<'_>) -> Name {
        self.name(&node.into_inner().nth(1).expect("a name follows `as`"))
    }
}

/// The three parts of a rule that has three.
pub(super) fn three<'t>(mut parts: impl Iterator<Item = Node<'t>>) -> [Node<'t>; 3] {
    std::array::from_fn(|_| parts.next().expect("the rule has three parts"))
}
