//! The clauses of a `where`, and of `--set` and `--assume`.

use indexmap::IndexMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Fact, Formula, FormulaKind, Slot};
use crate::cost::narrow::domain_of;
use crate::cost::program::Declared;
use crate::cost::resolve::cycles::order;
use crate::cost::resolve::expression::{Resolver, comparison};
use crate::cost::scope::{Meaning, Undeclared};
use crate::syntax::ast::{Clause, Name};

/// What a clause binds.
#[derive(PartialEq, Eq, Hash)]
enum Bound {
    Name(String),
    Local(Slot),
}

impl Resolver<'_> {
    /// The clauses of a `where`.
    pub(in crate::cost) fn facts(&mut self, clauses: &[Clause]) -> Option<Vec<Fact>> {
        let facts = clauses.iter().map(|clause| match clause {
            Clause::Bind(binding) => {
                if self.scope.undeclared == Undeclared::Symbols {
                    self.binding = Some(binding.name.node.to_string());
                }
                let value = self.expression(&binding.value);
                self.binding = None;
                self.binding(&binding.name, value)
            }
            Clause::Narrow { name, domain } => match domain_of(&domain.node) {
                Ok(narrow) => {
                    let kind = FormulaKind::Symbol(name.node.to_string(), narrow);
                    let span = name.span.to(domain.span);
                    self.binding(name, Some(Formula { kind, span }))
                }
                Err(error) => {
                    self.report(error);
                    None
                }
            },
            Clause::Assume {
                left,
                relation,
                right,
            } => {
                let (left, right) = (self.expression(left), self.expression(right));
                Some(Fact::Assume(comparison(relation.node), left?, right?))
            }
        });
        let facts: Vec<Option<Fact>> = facts.collect();
        let facts: Vec<Fact> = facts.into_iter().collect::<Option<_>>()?;
        let (bindings, assumptions): (Vec<Fact>, Vec<Fact>) = facts
            .into_iter()
            .partition(|fact| !matches!(fact, Fact::Assume(..)));
        let mut ordered = self.in_order(&bindings)?;
        ordered.extend(assumptions);
        Some(ordered)
    }

    /// What a clause binds a name to.
    fn binding(&mut self, name: &Name, value: Option<Formula>) -> Option<Fact> {
        let (name, span) = (&name.node, name.span);
        self.note_name(name, span);
        match self.scope.lookup(self.program, name, span) {
            Err(error) => {
                self.report(error);
                None
            }
            Ok(Some(Meaning::Local(slot, _))) => Some(Fact::BindLocal(slot, value?)),
            Ok(Some(Meaning::Declared(Declared::Dim(_)) | Meaning::Itself)) => {
                Some(Fact::Bind(name.to_string(), value?))
            }
            Ok(None) if self.scope.undeclared == Undeclared::Symbols => {
                Some(Fact::Bind(name.to_string(), value?))
            }
            Ok(None) => self.unknown(name, span),
            Ok(Some(Meaning::Declared(declared))) => {
                let (is, needed) = (declared.kind(), "dim or a parameter");
                let help = "bind a name that stands for a number".to_owned();
                self.refuse(
                    CostErrorKind::WrongKind {
                        name: name.to_string(),
                        is,
                        needed,
                        help,
                    },
                    span,
                )
            }
        }
    }

    /// Bindings in an order in which each comes after those that its value uses. A value that uses
    /// its own name, as in `S = 2S`, means the name outside.
    fn in_order(&mut self, bindings: &[Fact]) -> Option<Vec<Fact>> {
        let mut places: IndexMap<Bound, usize> = IndexMap::new();
        for (at, fact) in bindings.iter().enumerate() {
            let (bound, value) = match fact {
                Fact::Bind(name, value) => (Bound::Name(name.clone()), value),
                Fact::BindLocal(slot, value) => (Bound::Local(*slot), value),
                Fact::Assume(..) => unreachable!("only bindings are put in order"),
            };
            if let Bound::Name(name) = &bound
                && places.contains_key(&bound)
            {
                let (what, name) = ("binding of", name.clone());
                return self.refuse(CostErrorKind::Duplicate { what, name }, value.span);
            }
            places.insert(bound, at);
        }
        let uses = |at: usize| {
            let (Fact::Bind(_, value) | Fact::BindLocal(_, value)) = &bindings[at] else {
                unreachable!("only bindings are put in order");
            };
            let used = value.uses(|kind| match kind {
                FormulaKind::Dim(name) | FormulaKind::DimElse(name, _) => {
                    places.get(&Bound::Name(name.clone())).copied()
                }
                FormulaKind::Local(slot) => places.get(&Bound::Local(*slot)).copied(),
                _ => None,
            });
            used.into_iter().filter(|used| *used != at).collect()
        };
        match order(bindings.len(), uses) {
            Ok(order) => Some(order.into_iter().map(|at| bindings[at].clone()).collect()),
            Err(cycle) => {
                let names = cycle.iter().map(|at| match &bindings[*at] {
                    Fact::Bind(name, _) => name.clone(),
                    Fact::BindLocal(slot, _) => format!("#{slot}"),
                    Fact::Assume(..) => unreachable!("only bindings are put in order"),
                });
                let (Fact::Bind(_, first) | Fact::BindLocal(_, first)) = &bindings[cycle[0]] else {
                    unreachable!("only bindings are put in order");
                };
                let (what, cycle) = ("bindings", names.collect());
                self.report(CostError::new(
                    CostErrorKind::Circular { what, cycle },
                    first.span,
                ));
                None
            }
        }
    }
}
