//! Expressions: operators, names and products of letters.

use crate::algebra::{Comparison, Rational};
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind, Joint};
use crate::cost::number::number_of;
use crate::cost::program::{Declared, Program};
use crate::cost::reference::{ChildPath, Reference};
use crate::cost::scope::{Meaning, Scope, Undeclared, lookup_path};
use crate::syntax::ast::{BinaryOperator, Expr, ExprKind, Path, Relation};
use crate::text::Span;

/// Resolves the names of one expression, body or item; mistakes are collected, not returned.
pub(in crate::cost) struct Resolver<'p> {
    pub(in crate::cost) program: &'p Program,
    pub(in crate::cost) scope: Scope,
    pub(in crate::cost) errors: Vec<CostError>,
    /// Words that were read as products of letters nobody declared.
    pub(in crate::cost) splits: Vec<String>,
    /// What each name stands for, where it is noted.
    pub(in crate::cost) references: Vec<Reference>,
    /// Whether it is noted what names stand for: an editor may ask about a file.
    pub(in crate::cost) is_noting: bool,
    /// Names of children, of which it is known later what they stand for.
    pub(in crate::cost) child_paths: Vec<ChildPath>,
    /// The name whose binding on the command line is read: in it, the name is a symbol and not its
    /// default.
    pub(super) binding: Option<String>,
}

/// What touches a name decides whether it may be split into letters nobody declared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Touching {
    /// A number, a bracket or a superscript.
    Something,
    /// Blanks or operators.
    Nothing,
    /// It is an exponent, which is always one whole name.
    Exponent,
}

impl<'p> Resolver<'p> {
    pub(in crate::cost) fn new(program: &'p Program, scope: Scope) -> Resolver<'p> {
        Resolver {
            program,
            scope,
            errors: Vec::new(),
            splits: Vec::new(),
            references: Vec::new(),
            is_noting: true,
            child_paths: Vec::new(),
            binding: None,
        }
    }

    pub(super) fn report(&mut self, error: CostError) {
        self.errors.push(error);
    }

    /// Reports a mistake and gives up on this expression.
    pub(super) fn refuse<T>(&mut self, kind: CostErrorKind, span: Span) -> Option<T> {
        self.report(CostError::new(kind, span));
        None
    }

    /// The expression with its names resolved; `None` where a mistake was reported.
    pub(in crate::cost) fn expression(&mut self, expression: &Expr) -> Option<Formula> {
        let span = expression.span;
        let kind = match &*expression.kind {
            ExprKind::Number(text) => FormulaKind::Number(self.number(text, span)?),
            ExprKind::Path(_) | ExprKind::Call { .. } => {
                if let Some(local) = self.local(expression) {
                    return Some(local);
                }
                return Some(product(self.factors(expression, Touching::Nothing)?, span));
            }
            ExprKind::Group(inner) => return self.expression(inner),
            ExprKind::Negate(inner) => FormulaKind::Sum(vec![(true, self.expression(inner)?)]),
            ExprKind::Superscript { base, exponent } => {
                let number = self.number(exponent.node.trim_start_matches('-'), exponent.span)?;
                let negative = exponent.node.starts_with('-');
                let number = if negative { -&number } else { number };
                let exponent = Formula {
                    kind: FormulaKind::Number(number),
                    span: exponent.span,
                };
                return self.raised(base, exponent, span);
            }
            ExprKind::Binary {
                operator,
                left,
                right,
            } => match operator.node {
                BinaryOperator::Add | BinaryOperator::Subtract => self.sum(expression)?,
                BinaryOperator::Power => {
                    let exponent = self.exponent(right)?;
                    return self.raised(left, exponent, span);
                }
                _ => self.product(expression)?,
            },
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.expression(condition);
                let then = self.expression(then);
                let otherwise = self.expression(otherwise);
                FormulaKind::If(Box::new([condition?, then?, otherwise?]))
            }
            ExprKind::Comparison {
                left,
                relation,
                right,
                ..
            } => {
                let comparison = comparison(relation.node);
                let (left, right) = (self.expression(left), self.expression(right));
                FormulaKind::Compare(comparison, Box::new([left?, right?]))
            }
            ExprKind::KeyElse { key, otherwise } => self.key_else(key, otherwise)?,
            ExprKind::Where { body, clauses } => {
                let facts = self.facts(clauses);
                let body = self.expression(body)?;
                FormulaKind::Where(Box::new(body), facts?)
            }
            ExprKind::Opaque(cost) => self.leaf_cost(cost)?,
            ExprKind::Text(_) => {
                let reason = "a quoted text is no number".to_owned();
                let help = "write a number or a name".to_owned();
                return self.refuse(CostErrorKind::BadCall { reason, help }, span);
            }
        };
        Some(Formula { kind, span })
    }

    pub(super) fn number(&mut self, text: &str, span: Span) -> Option<Rational> {
        let number = number_of(text, span);
        number.map_err(|error| self.report(error)).ok()
    }

    /// The addends of a chain of `+` and `-`, first to last.
    fn sum(&mut self, expression: &Expr) -> Option<FormulaKind> {
        let mut rest = expression;
        let mut addends = Vec::new();
        while let ExprKind::Binary {
            operator,
            left,
            right,
        } = &*rest.kind
        {
            let negative = match operator.node {
                BinaryOperator::Add => false,
                BinaryOperator::Subtract => true,
                _ => break,
            };
            addends.push((negative, right));
            rest = left;
        }
        addends.push((false, rest));
        let mut resolved = Vec::with_capacity(addends.len());
        let mut complete = true;
        for (negative, addend) in addends.into_iter().rev() {
            match self.expression(addend) {
                Some(addend) => resolved.push((negative, addend)),
                None => complete = false,
            }
        }
        complete.then_some(FormulaKind::Sum(resolved))
    }

    /// The factors of a chain of `*`, `/` and `//`, or of factors that touch, first to last.
    fn product(&mut self, expression: &Expr) -> Option<FormulaKind> {
        let touching = |operator| operator == BinaryOperator::Touch;
        let ExprKind::Binary { operator, .. } = &*expression.kind else {
            unreachable!("only products are asked for");
        };
        let tight = touching(operator.node);
        let mut rest = expression;
        let mut factors = Vec::new();
        while let ExprKind::Binary {
            operator,
            left,
            right,
        } = &*rest.kind
        {
            let joint = match operator.node {
                BinaryOperator::Multiply | BinaryOperator::Touch => Joint::Times,
                BinaryOperator::Divide => Joint::Over,
                BinaryOperator::FloorDivide => Joint::FloorOver,
                BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Power => break,
            };
            if touching(operator.node) != tight {
                break;
            }
            factors.push((joint, right));
            rest = left;
        }
        factors.push((Joint::Times, rest));
        let touch = if tight {
            Touching::Something
        } else {
            Touching::Nothing
        };
        let mut resolved: Vec<(Joint, Formula)> = Vec::with_capacity(factors.len());
        let mut complete = true;
        for (joint, factor) in factors.into_iter().rev() {
            // Only a word may stand for several factors.
            let is_word = matches!(*factor.kind, ExprKind::Path(_) | ExprKind::Call { .. });
            let single = if is_word {
                self.local(factor)
            } else {
                self.expression(factor)
            };
            if let Some(single) = single {
                resolved.push((joint, single));
                continue;
            }
            let parts = is_word.then(|| self.factors(factor, touch)).flatten();
            match parts {
                Some(parts) if joint == Joint::Times => {
                    resolved.extend(parts.into_iter().map(|part| (joint, part)));
                }
                Some(parts) => resolved.push((joint, product(parts, factor.span))),
                None => complete = false,
            }
        }
        complete.then_some(FormulaKind::Product(resolved))
    }

    /// The factors that an expression stands for; an exponent after it belongs to the last one.
    pub(super) fn factors(
        &mut self,
        expression: &Expr,
        touching: Touching,
    ) -> Option<Vec<Formula>> {
        match &*expression.kind {
            ExprKind::Path(path) => self.path(path, touching),
            ExprKind::Call { callee, arguments } => self.call(callee, arguments, expression.span),
            _ => Some(vec![self.expression(expression)?]),
        }
    }

    /// A lexical name, which is one factor whatever it touches.
    fn local(&mut self, expression: &Expr) -> Option<Formula> {
        let ExprKind::Path(path) = &*expression.kind else {
            return None;
        };
        let [name] = &path.parts[..] else {
            return None;
        };
        if self.scope.undeclared == Undeclared::Keys || !self.scope.later.is_empty() {
            return None;
        }
        let (slot, _) = self.scope.local(&name.node)?;
        self.note_name(&name.node, path.span);
        Some(Formula {
            kind: FormulaKind::Local(slot),
            span: path.span,
        })
    }

    fn raised(&mut self, base: &Expr, exponent: Formula, span: Span) -> Option<Formula> {
        if let Some(base) = self.local(base) {
            let kind = FormulaKind::Power(Box::new([base, exponent]));
            return Some(Formula { kind, span });
        }
        let mut factors = self.factors(base, Touching::Something)?;
        let last = factors.pop().expect("there is at least one factor");
        let kind = FormulaKind::Power(Box::new([last, exponent]));
        factors.push(Formula { kind, span });
        Some(product(factors, span))
    }

    fn exponent(&mut self, expression: &Expr) -> Option<Formula> {
        if let ExprKind::Path(path) = &*expression.kind {
            let factors = self.path(path, Touching::Exponent)?;
            return Some(product(factors, expression.span));
        }
        self.expression(expression)
    }

    /// A name as a value: declared, or a product of letters.
    fn path(&mut self, path: &Path, touching: Touching) -> Option<Vec<Formula>> {
        let span = path.span;
        if self.scope.undeclared == Undeclared::Keys {
            let kind = self.key(path);
            return Some(vec![Formula { kind, span }]);
        }
        if let [name] = &path.parts[..] {
            self.note_name(&name.node, span);
            match self.scope.lookup(self.program, &name.node, span) {
                Err(error) => {
                    self.report(error);
                    return None;
                }
                Ok(Some(Meaning::Local(slot, _))) => {
                    return Some(vec![Formula {
                        kind: FormulaKind::Local(slot),
                        span,
                    }]);
                }
                Ok(Some(Meaning::Itself)) => {
                    let kind = FormulaKind::Dim(name.node.to_string());
                    return Some(vec![Formula { kind, span }]);
                }
                Ok(Some(Meaning::Declared(declared))) => {
                    let kind = self.value_of(declared, &name.node, span)?;
                    return Some(vec![Formula { kind, span }]);
                }
                Ok(None) => return self.letters(&name.node, span, touching),
            }
        }
        self.note_path(path);
        match lookup_path(self.program, self.scope.module, path) {
            Err(error) => {
                self.report(error);
                None
            }
            Ok(Some((declared, parts))) if parts == path.parts.len() => {
                let name = &path.parts[parts - 1].node;
                let kind = self.value_of(declared, name, span)?;
                Some(vec![Formula { kind, span }])
            }
            Ok(Some((declared, _))) => {
                let name = dotted(path);
                let kind = CostErrorKind::WrongKind {
                    help: format!("ask for one of its quantities, as in `flops({name})`"),
                    name,
                    is: declared.kind(),
                    needed: "number",
                };
                self.refuse(kind, span)
            }
            Ok(None) => self.unknown(&dotted(path), span),
        }
    }

    /// What a declared name is worth, if it is a value at all.
    fn value_of(&mut self, declared: &Declared, name: &str, span: Span) -> Option<FormulaKind> {
        let name = name.to_owned();
        let help = match declared {
            Declared::Dim(dim) => {
                return Some(match &dim.default {
                    None => FormulaKind::Dim(name),
                    Some(_) if self.binding.as_ref() == Some(&name) => FormulaKind::Dim(name),
                    Some(default) => FormulaKind::DimElse(name, default.clone()),
                });
            }
            Declared::Let(id) => return Some(FormulaKind::FileLet(*id)),
            Declared::Quantity(id) if self.scope.totals => return Some(FormulaKind::Total(*id)),
            Declared::Quantity(_) => format!("say whose, as in `{name}(block)`"),
            Declared::Layer(_) | Declared::Config(_) => {
                format!("ask for one of its quantities, as in `flops({name})`")
            }
        };
        let (is, needed) = (declared.kind(), "number");
        self.refuse(
            CostErrorKind::WrongKind {
                name,
                is,
                needed,
                help,
            },
            span,
        )
    }

    /// A word that nothing declares: the product of its letters where each is visible, or where
    /// the command line lets undeclared letters stand for themselves.
    fn letters(&mut self, word: &str, span: Span, touching: Touching) -> Option<Vec<Formula>> {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        let visible = |letter: &String| self.scope.is_value(self.program, letter, span);
        if touching != Touching::Exponent && letters.len() > 1 && letters.iter().all(visible) {
            let mut factors = Vec::new();
            self.note_letters(&letters, span);
            for letter in &letters {
                factors.extend(self.letter(letter, span)?);
            }
            if self.scope.undeclared == Undeclared::Symbols && touching == Touching::Nothing {
                self.note_split(word);
            }
            return Some(factors);
        }
        if self.scope.undeclared != Undeclared::Symbols {
            return self.unknown(word, span);
        }
        let itself = |name: &str| Formula {
            kind: FormulaKind::Dim(name.to_owned()),
            span,
        };
        let plain = word.chars().all(char::is_alphabetic);
        if touching != Touching::Something || letters.len() == 1 || !plain {
            return Some(vec![itself(word)]);
        }
        self.note_split(word);
        Some(letters.iter().map(|letter| itself(letter)).collect())
    }

    /// Remembers that a word was read as a product, so that it can be said.
    fn note_split(&mut self, word: &str) {
        if !self.splits.iter().any(|split| split == word) {
            self.splits.push(word.to_owned());
        }
    }

    fn letter(&mut self, letter: &str, span: Span) -> Option<Vec<Formula>> {
        let kind = match self.scope.lookup(self.program, letter, span) {
            Ok(Some(Meaning::Local(slot, _))) => FormulaKind::Local(slot),
            Ok(Some(Meaning::Declared(declared))) => self.value_of(declared, letter, span)?,
            Ok(Some(Meaning::Itself) | None) => FormulaKind::Dim(letter.to_owned()),
            Err(error) => {
                self.report(error);
                return None;
            }
        };
        Some(vec![Formula { kind, span }])
    }

    /// Reports a name that nothing declares.
    pub(super) fn unknown<T>(&mut self, name: &str, span: Span) -> Option<T> {
        let is_value = |declared: &Declared| {
            matches!(declared, Declared::Dim(_) | Declared::Let(_)) || self.scope.totals
        };
        let near = self.scope.nearest(self.program, name, is_value, true);
        let help = near.is_none().then(|| self.how_to_declare(name, span));
        let name = name.to_owned();
        self.refuse(
            CostErrorKind::Unknown {
                what: "name",
                name,
                near,
                help,
            },
            span,
        )
    }
}

/// One factor as it is, several as a product.
pub(super) fn product(mut factors: Vec<Formula>, span: Span) -> Formula {
    if factors.len() == 1 {
        return factors.remove(0);
    }
    let factors = factors
        .into_iter()
        .map(|factor| (Joint::Times, factor))
        .collect();
    Formula {
        kind: FormulaKind::Product(factors),
        span,
    }
}

/// The comparison that a relation asks for; `~` is refused by the parser everywhere but in `expect`.
pub(in crate::cost) fn comparison(relation: Relation) -> Comparison {
    match relation {
        Relation::Equal | Relation::SameGrowth => Comparison::Equal,
        Relation::Different => Comparison::Different,
        Relation::Less => Comparison::Less,
        Relation::LessEqual => Comparison::LessEqual,
        Relation::Greater => Comparison::Greater,
        Relation::GreaterEqual => Comparison::GreaterEqual,
    }
}

/// A dotted name as it is written.
pub(in crate::cost) fn dotted(path: &Path) -> String {
    key_of(path).join(".")
}

/// The parts of a dotted name.
pub(super) fn key_of(path: &Path) -> Vec<String> {
    path.parts
        .iter()
        .map(|part| part.node.to_string())
        .collect()
}
