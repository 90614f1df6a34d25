//! The items of a file.

use crate::syntax::ast::{
    Config, ConfigBody, ConfigHead, Dim, DimDomain, Expect, ItemKind, Must, Name, Parameter, Path,
    Per, Quantity, Relation, Requirement, UseTarget,
};
use crate::syntax::builder::expression::Depth;
use crate::syntax::builder::tokens::{Builder, unreachable_rule};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Node, Rule};
use crate::text::{Span, Spanned};

/// What is read at once at the top of a file.
pub(in crate::syntax) enum ItemPiece {
    /// An item without a body.
    Plain(ItemKind),
    /// `layer linear(I, O) {`
    LayerHead {
        /// Its name.
        name: Name,
        /// Its parameters.
        parameters: Vec<Parameter>,
        /// The `{`.
        open: Span,
    },
    /// `extend linear {`
    ExtendHead {
        /// The layer.
        layer: Path,
        /// The `{`.
        open: Span,
    },
}

impl Builder {
    /// `item_piece`
    pub(in crate::syntax) fn item_piece(&self, node: Node<'_>) -> Result<ItemPiece, SyntaxError> {
        match node.as_rule() {
            Rule::layer_head => self.layer_head(node),
            Rule::extend_head => {
                let mut parts = node.into_inner().skip(1);
                let layer = self.path(&parts.next().expect("`extend` names a layer"));
                let open = self.span(&parts.next().expect("a head ends with `{`"));
                Ok(ItemPiece::ExtendHead { layer, open })
            }
            _ => self.plain_item(node).map(ItemPiece::Plain),
        }
    }

    fn layer_head(&self, node: Node<'_>) -> Result<ItemPiece, SyntaxError> {
        let mut name = None;
        let mut parameters = Vec::new();
        let mut open = self.span(&node);
        for part in node.into_inner() {
            match part.as_rule() {
                Rule::name => name = Some(self.name(&part)),
                Rule::parameters => parameters = self.parameters(part)?,
                Rule::open_brace => open = self.span(&part),
                Rule::layer_word => {}
                _ => unreachable_rule(&part, "the head of a layer"),
            }
        }
        Ok(ItemPiece::LayerHead {
            name: name.expect("a layer has a name"),
            parameters,
            open,
        })
    }

    fn plain_item(&self, node: Node<'_>) -> Result<ItemKind, SyntaxError> {
        match node.as_rule() {
            Rule::use_item => Ok(ItemKind::Use(self.use_item(node))),
            Rule::dim_item => Ok(ItemKind::Dim(self.dim(node)?)),
            Rule::quantity_item => Ok(ItemKind::Quantity(self.quantity(node)?)),
            Rule::let_item => {
                let binding = self.binding(node.into_inner(), Depth::default())?;
                Ok(ItemKind::Let(binding))
            }
            Rule::config_item => Ok(ItemKind::Config(self.config(node)?)),
            Rule::expect_item => Ok(ItemKind::Expect(self.expect(node)?)),
            _ => unreachable_rule(&node, "a file"),
        }
    }

    fn use_item(&self, node: Node<'_>) -> UseTarget {
        let target = node.into_inner().nth(1).expect("`use` names a file");
        match target.as_rule() {
            Rule::path => UseTarget::Library(self.path(&target)),
            Rule::text => UseTarget::File(self.text(&target)),
            _ => unreachable_rule(&target, "a `use`"),
        }
    }

    fn dim(&self, node: Node<'_>) -> Result<Dim, SyntaxError> {
        let mut parts = node.into_inner().skip(1).peekable();
        let name = self.name(&parts.next().expect("a dim has a name"));
        let about = parts.next_if(|part| part.as_rule() == Rule::text);
        let domain = parts.next_if(|part| part.as_rule() == Rule::domain);
        let domain = domain.map(|part| self.domain(part)).transpose()?;
        let default = parts.next().map(|part| {
            let number = part.into_inner().nth(1).expect("a number follows `else`");
            let digits = self.number(&number)?;
            Ok(Spanned::new(digits, self.span(&number)))
        });
        Ok(Dim {
            name,
            about: about.map(|about| self.text(&about)),
            domain,
            default: default.transpose()?,
        })
    }

    pub(super) fn domain(&self, node: Node<'_>) -> Result<Spanned<DimDomain>, SyntaxError> {
        let span = self.span(&node);
        let mut parts = node.into_inner();
        let word = parts.next().expect("a domain begins with a word");
        let domain = match word.as_rule() {
            Rule::whole_word => DimDomain::Whole,
            Rule::flag_word => DimDomain::Flag,
            Rule::real_word => DimDomain::Real,
            Rule::multiple_word => {
                let number = parts.nth(1).expect("a number follows `multiple of`");
                let digits = self.number(&number)?;
                DimDomain::MultipleOf(Spanned::new(digits, self.span(&number)))
            }
            _ => unreachable_rule(&word, "a domain"),
        };
        Ok(Spanned::new(domain, span))
    }

    fn quantity(&self, node: Node<'_>) -> Result<Quantity, SyntaxError> {
        let mut parts = node.into_inner().skip(1).peekable();
        let name = self.name(&parts.next().expect("a quantity has a name"));
        let about = parts.next_if(|part| part.as_rule() == Rule::text);
        let mut quantity = Quantity {
            name,
            about: about.map(|about| self.text(&about)),
            unit: None,
            sign: None,
            per: None,
            else_zero: None,
            derived: None,
        };
        for part in parts {
            let clause = part.clone();
            let repeated = match part.as_rule() {
                Rule::unit_clause => {
                    let mut parts = part.into_inner().skip(1);
                    let unit = parts.next().expect("a unit follows `unit`");
                    let sign = parts.next().map(|sign| {
                        let sign = sign.into_inner().nth(1);
                        self.name_or_text(&sign.expect("a sign follows `as`"))
                    });
                    quantity.sign = sign;
                    quantity.unit.replace(self.name_or_text(&unit)).is_some()
                }
                Rule::per_clause => {
                    let span = self.span(&part);
                    let what = part.into_inner().nth(1).expect("a word follows `per`");
                    let per = match what.as_rule() {
                        Rule::weight_word => Per::Weight,
                        Rule::call_word => Per::Call,
                        _ => unreachable_rule(&what, "a `per`"),
                    };
                    quantity.per.replace(Spanned::new(per, span)).is_some()
                }
                Rule::else_clause => quantity.else_zero.replace(self.else_zero(&part)?).is_some(),
                Rule::derived_clause => {
                    let value = part.into_inner().nth(1).expect("a value follows `=`");
                    quantity.derived.replace(self.top(value)?).is_some()
                }
                _ => unreachable_rule(&part, "a quantity"),
            };
            if repeated {
                return Err(self.said_twice(&clause));
            }
        }
        Ok(quantity)
    }

    /// `FLOP`, `"FLOP/s"`
    fn name_or_text(&self, node: &Node<'_>) -> Name {
        match node.as_rule() {
            Rule::text => self.text(node),
            Rule::name => self.name(node),
            _ => unreachable_rule(node, "a unit"),
        }
    }

    fn config(&self, node: Node<'_>) -> Result<Config, SyntaxError> {
        let mut parts = node.into_inner().skip(1);
        let head = parts.next().expect("a config has a head");
        let head = match head.as_rule() {
            Rule::config_name => {
                let mut parts = head.into_inner();
                ConfigHead::Named {
                    name: self.name(&parts.next().expect("a config has a name")),
                    about: parts.next().map(|about| self.text(&about)),
                }
            }
            Rule::config_from => {
                let mut parts = head.into_inner().skip(1);
                ConfigHead::From {
                    format: self.name(&parts.next().expect("a format follows `from`")),
                    kinds: parts
                        .filter(|part| part.as_rule() == Rule::text)
                        .map(|kind| self.text(&kind))
                        .collect(),
                }
            }
            _ => unreachable_rule(&head, "a config"),
        };
        let from_keys = matches!(head, ConfigHead::From { .. });
        let reader = self.with_keys(from_keys);
        let body = parts.next().expect("a config has a body");
        if !from_keys {
            self.refuse_reading(&body)?;
        }
        let body = reader.config_body(body)?;
        Ok(Config { head, body })
    }

    fn config_body(&self, node: Node<'_>) -> Result<ConfigBody, SyntaxError> {
        match node.as_rule() {
            Rule::config_call => {
                let mut parts = node.into_inner().skip(1);
                let call = self.call(parts.next().expect("a call follows `=`"))?;
                let (mut with, mut requires) = (Vec::new(), Vec::new());
                for part in parts {
                    match part.as_rule() {
                        Rule::with_part => with = self.with_part(part, Depth::default())?,
                        Rule::config_where => requires = self.requirements(part)?,
                        _ => unreachable_rule(&part, "a config"),
                    }
                }
                Ok(ConfigBody::Call {
                    layer: call.layer,
                    arguments: call.arguments,
                    span: call.span,
                    with,
                    requires,
                })
            }
            Rule::config_values => node
                .into_inner()
                .filter(|part| part.as_rule() == Rule::binding)
                .map(|part| self.binding(part.into_inner(), Depth::default()))
                .collect::<Result<_, _>>()
                .map(ConfigBody::Values),
            _ => unreachable_rule(&node, "a config"),
        }
    }

    /// Only a `config from` has sizes of a file's own, and something to require of it.
    fn refuse_reading(&self, body: &Node<'_>) -> Result<(), SyntaxError> {
        let extra = body
            .clone()
            .into_inner()
            .find(|part| matches!(part.as_rule(), Rule::with_part | Rule::config_where));
        match extra {
            None => Ok(()),
            Some(part) => Err(self.bad_clause(
                &part,
                "`with` and `where` belong to a `config from`",
                "give the layer its values in the brackets; dims are bound by `--set`",
            )),
        }
    }

    /// `where H/K whole, X >= top`
    fn requirements(&self, node: Node<'_>) -> Result<Vec<Requirement>, SyntaxError> {
        node.into_inner()
            .filter(|part| part.as_rule() == Rule::requirement)
            .map(|part| {
                let span = self.span(&part);
                let mut parts = part.into_inner();
                let value = self.top(parts.next().expect("a requirement has a value"))?;
                let next = parts.next().expect("something is required of the value");
                let must = match parts.next() {
                    None => Must::Lie(self.domain(next)?),
                    Some(right) => Must::Compare(self.relation(&next), self.top(right)?),
                };
                Ok(Requirement { value, must, span })
            })
            .collect()
    }

    fn expect(&self, node: Node<'_>) -> Result<Expect, SyntaxError> {
        let mut parts = node.into_inner().skip(1);
        let mut side = || parts.next().expect("an expectation compares two sides");
        let (left, relation, right) = (side(), side(), side());
        if relation.as_rule() == Rule::assign {
            let help = "write `==`; a single `=` binds a name";
            return Err(self.bad_clause(&relation, "`=` does not compare", help));
        }
        let mut expect = Expect {
            left: self.top(left)?,
            relation: self.relation(&relation),
            right: self.top(right)?,
            within: None,
            growing: None,
            note: None,
            clauses: Vec::new(),
        };
        for part in parts {
            if !expect.clauses.is_empty() {
                let (reason, help) = match part.as_rule() {
                    Rule::where_part => (
                        "there are two `where`s",
                        "join them with a comma: `where S = 1024, E >= H`",
                    ),
                    _ => ("`where` stands last", "write `where` after everything else"),
                };
                return Err(self.bad_clause(&part, reason, help));
            }
            let clause = part.clone();
            let repeated = match part.as_rule() {
                Rule::text => expect.note.replace(self.text(&part)).is_some(),
                Rule::tolerance => expect.within.replace(self.tolerance(part)?).is_some(),
                Rule::growing => expect.growing.replace(self.growing(part)).is_some(),
                Rule::where_part => {
                    expect.clauses = self.where_part(part)?;
                    false
                }
                _ => unreachable_rule(&part, "an expectation"),
            };
            if repeated {
                return Err(self.said_twice(&clause));
            }
            self.check_relation_clause(&expect, &clause)?;
        }
        if expect.relation.node == Relation::SameGrowth && expect.growing.is_none() {
            return Err(self.bad_clause(
                &relation,
                "`~` compares growth, but it is not said of what",
                "add `as` and the symbol that grows: `expect a ~ b as S`",
            ));
        }
        Ok(expect)
    }

    /// `within` belongs to `==`, `as` to `~`.
    fn check_relation_clause(&self, expect: &Expect, clause: &Node<'_>) -> Result<(), SyntaxError> {
        match (clause.as_rule(), expect.relation.node) {
            (Rule::tolerance, relation) if relation != Relation::Equal => Err(self.bad_clause(
                clause,
                "`within` belongs to `==`",
                "leave it out, or compare with `==`",
            )),
            (Rule::growing, relation) if relation != Relation::SameGrowth => Err(self.bad_clause(
                clause,
                "`as` belongs to `~`",
                "leave it out, or compare growth with `~`",
            )),
            _ => Ok(()),
        }
    }

    fn said_twice(&self, clause: &Node<'_>) -> SyntaxError {
        self.bad_clause(clause, "this is said twice", "keep one of the two")
    }
}
