//! `name(…)`: a product, a function, or a cost.

use crate::cost::builtin::{Body, Builtin};
use crate::cost::error::CostErrorKind;
use crate::cost::formula::{Formula, FormulaKind, SymbolFunction};
use crate::cost::ids::QuantityId;
use crate::cost::program::Declared;
use crate::cost::reference::Referent;
use crate::cost::resolve::expression::{Resolver, Touching, dotted};
use crate::cost::resolve::hint::instead_of;
use crate::cost::scope::{Undeclared, lookup_path};
use crate::syntax::ast::{Argument, Expr, ExprKind, Name, Path};
use crate::text::{Span, did_you_mean};

/// Shorter words before a bracket are no slips for a function.
const SHORTEST_WORD: usize = 3;

/// The function that was most likely meant by a word.
fn near_function(word: &str) -> Option<&'static str> {
    did_you_mean(word, Builtin::all().map(Builtin::name))
}

impl Resolver<'_> {
    /// The factors that `name(…)` stands for: values first, then functions, quantities, layers and
    /// configs, then a split into letters.
    pub(super) fn call(
        &mut self,
        callee: &Path,
        arguments: &[Argument],
        span: Span,
    ) -> Option<Vec<Formula>> {
        let single = match &callee.parts[..] {
            [name] => Some(name.node.as_str()),
            _ => None,
        };
        if let Some(name) = single
            && self.scope.undeclared != Undeclared::Keys
            && self.scope.is_value(self.program, name, callee.span)
        {
            return self.product_with(callee, arguments, span);
        }
        let function = match &callee.parts[..] {
            [name] => Builtin::named(&name.node),
            [prefix, name] if prefix.node == "builtin" => Builtin::named(&name.node),
            _ => None,
        };
        if let Some(function) = function {
            self.note(callee.span, Referent::Function(function));
            return Some(vec![self.function(function, arguments, span)?]);
        }
        match lookup_path(self.program, self.scope.module, callee) {
            Err(error) => {
                self.report(error);
                None
            }
            Ok(Some((Declared::Quantity(quantity), parts))) if parts == callee.parts.len() => {
                self.note_path(callee);
                Some(vec![self.cost(*quantity, arguments, span)?])
            }
            Ok(Some((declared, _))) => {
                let name = dotted(callee);
                let help = format!("ask for one of its quantities, as in `flops({name}(…))`");
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
            Ok(None)
                if single.is_some_and(|name| {
                    !self.is_meant_as_function(name) && self.splits_into_values(name, callee.span)
                }) =>
            {
                self.product_with(callee, arguments, span)
            }
            Ok(None) => self.unknown_callee(callee),
        }
    }

    /// On the command line, where every letter may be a symbol: whether a word before a bracket is what
    /// other languages call a function, or nearly what this one does.
    fn is_meant_as_function(&self, name: &str) -> bool {
        self.scope.undeclared == Undeclared::Symbols
            && name.chars().all(char::is_lowercase)
            && (instead_of(name).is_some()
                || name.chars().count() >= SHORTEST_WORD && near_function(name).is_some())
    }

    fn splits_into_values(&self, name: &str, span: Span) -> bool {
        let plain = name.chars().all(char::is_alphabetic);
        if self.scope.undeclared == Undeclared::Symbols && plain {
            return true;
        }
        let mut letters = name.chars().map(String::from);
        letters.all(|letter| self.scope.is_value(self.program, &letter, span))
    }

    /// `N(12E² + 13E)`: a name that is a value, and a bracket.
    fn product_with(
        &mut self,
        callee: &Path,
        arguments: &[Argument],
        span: Span,
    ) -> Option<Vec<Formula>> {
        let [Argument { name: None, value }] = arguments else {
            let name = dotted(callee);
            let reason = format!("`{name}` is a value, so `{name}(…)` is a product");
            let help = format!("put one expression in the brackets, or rename `{name}`");
            return self.refuse(CostErrorKind::BadCall { reason, help }, span);
        };
        let name = Expr {
            kind: Box::new(ExprKind::Path(callee.clone())),
            span: callee.span,
        };
        let mut factors = self.factors(&name, Touching::Something)?;
        factors.push(self.expression(value)?);
        Some(factors)
    }

    fn unknown_callee(&mut self, callee: &Path) -> Option<Vec<Formula>> {
        let name = dotted(callee);
        let instead = instead_of(&name);
        let near = near_function(&name).map(str::to_owned);
        let fits = |declared: &Declared| !matches!(declared, Declared::Config(_));
        let near = near.or_else(|| self.scope.nearest(self.program, &name, fits, true));
        let near = near.filter(|_| instead.is_none());
        let help = instead.or_else(|| {
            near.is_none().then(|| {
                "functions are floor, ceil, min, max, log2, sqrt, sum, leading and derivative; \
             quantities and dims come with `use`"
                    .to_owned()
            })
        });
        let what = "function or quantity";
        self.refuse(
            CostErrorKind::Unknown {
                what,
                name,
                near,
                help,
            },
            callee.span,
        )
    }

    fn function(
        &mut self,
        function: Builtin,
        arguments: &[Argument],
        span: Span,
    ) -> Option<Formula> {
        let (least, most) = function.arity();
        if let Some(name) = arguments.iter().find_map(|argument| argument.name.as_ref()) {
            let reason = format!("`{}` takes its arguments by place", function.name());
            let help = format!("leave out `{} =`", name.node);
            return self.refuse(CostErrorKind::BadCall { reason, help }, name.span);
        }
        if arguments.len() < least || arguments.len() > most {
            let kind = CostErrorKind::WrongArgumentCount {
                callee: function.name().to_owned(),
                signature: format!("{}({})", function.name(), function.parameters()),
                given: arguments.len(),
            };
            return self.refuse(kind, span);
        }
        let kind = match function.body() {
            Body::Unary(_) | Body::Folded(_) => {
                let values = arguments
                    .iter()
                    .map(|argument| self.expression(&argument.value));
                let values: Vec<Option<Formula>> = values.collect();
                FormulaKind::Call(function, values.into_iter().collect::<Option<_>>()?)
            }
            Body::Series => self.series(arguments)?,
            Body::Leading => self.in_symbol(SymbolFunction::Leading, arguments)?,
            Body::Derivative => self.in_symbol(SymbolFunction::Derivative, arguments)?,
            Body::CountKey => self.count_key(arguments, span)?,
            Body::ChooseKey => self.choose_key(arguments, span)?,
            Body::HoldsKey => self.holds_key(arguments, span)?,
            Body::GivenKey => self.given_key(arguments, span)?,
        };
        Some(Formula { kind, span })
    }

    fn series(&mut self, arguments: &[Argument]) -> Option<FormulaKind> {
        let index = self.bare_name(&arguments[0].value, "the index of a sum")?;
        let from = self.expression(&arguments[1].value);
        let to = self.expression(&arguments[2].value);
        let slot = self.bind(&index);
        let body = self.expression(&arguments[3].value);
        self.scope.unbind(&index.node);
        Some(FormulaKind::Series {
            index: slot,
            from: Box::new(from?),
            to: Box::new(to?),
            body: Box::new(body?),
        })
    }

    fn in_symbol(
        &mut self,
        function: SymbolFunction,
        arguments: &[Argument],
    ) -> Option<FormulaKind> {
        let body = self.expression(&arguments[0].value);
        let symbol = self.bare_name(&arguments[1].value, "a symbol")?;
        self.note_name(&symbol.node, symbol.span);
        Some(FormulaKind::InSymbol {
            function,
            body: Box::new(body?),
            symbol: symbol.node.to_string(),
        })
    }

    fn bare_name(&mut self, expression: &Expr, what: &str) -> Option<Name> {
        if let ExprKind::Path(path) = &*expression.kind
            && let [name] = &path.parts[..]
        {
            return Some(name.clone());
        }
        let reason = format!("{what} is a single name");
        let help = "write one name here, such as `i`".to_owned();
        self.refuse(CostErrorKind::BadCall { reason, help }, expression.span)
    }

    /// `flops(block)`
    fn cost(
        &mut self,
        quantity: QuantityId,
        arguments: &[Argument],
        span: Span,
    ) -> Option<Formula> {
        let [Argument { name: None, value }] = arguments else {
            let name = &self.program.quantity(quantity).name;
            let reason = format!("`{name}(…)` is the cost of one target");
            let help = format!("name one layer or config, as in `{name}(block)`");
            return self.refuse(CostErrorKind::BadCall { reason, help }, span);
        };
        let target = self.target(value)?;
        let kind = FormulaKind::Cost(quantity, Box::new(target));
        Some(Formula { kind, span })
    }
}
