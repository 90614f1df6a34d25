//! Formulas to values.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Indeterminate, Rational, Sign, Value,
};
use crate::cost::builtin::{Body, Builtin};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::derive::frame::Frame;
use crate::cost::derive::term::leading_term;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Fact, Formula, FormulaKind, Joint, Slot, SymbolFunction};
use crate::cost::ids::LetId;
use crate::cost::setting::Setting;
use crate::text::Span;

type Result<T> = std::result::Result<T, CostError>;

impl<'p> Deriver<'p> {
    /// The value of a formula with some dims bound.
    ///
    /// # Errors
    /// What the algebra refuses, and mistakes of the layers it asks about.
    pub fn evaluate(&self, formula: &Formula, dims: &Dims) -> Result<Value> {
        self.value(
            formula,
            &mut Frame::of_question(formula.slots_needed(), dims.clone()),
        )
    }

    /// The value of a formula with values in its lexical places.
    ///
    /// # Errors
    /// What the algebra refuses, and mistakes of the layers it asks about.
    pub(in crate::cost) fn value_in(&self, formula: &Formula, frame: &mut Frame) -> Result<Value> {
        self.value(formula, frame)
    }

    /// The deriver that knows a setting's assumptions, and the dims that the setting binds.
    ///
    /// # Errors
    /// What its values run into, and assumptions that contradict what is known.
    pub fn under(self, setting: &Setting) -> Result<(Self, Dims)> {
        let slots = setting
            .facts
            .iter()
            .flat_map(Fact::formulas)
            .map(Formula::slots_needed);
        let mut dims = Dims::default();
        // Bound to themselves, they stand in for the default of a parameter of their name, too.
        for name in &setting.open {
            dims = dims.with(name, Value::from(self.symbol(name)));
        }
        let frame = Frame::new(slots.max().unwrap_or(0), dims);
        let (deriver, frame) = self.with_facts(&setting.facts, &frame)?;
        let dims = frame.dims;
        Ok((deriver.unwrap_or(self), dims))
    }

    /// Refuses a number that a declared dim cannot be.
    ///
    /// # Errors
    /// The first such number.
    pub fn refuse_outside(&self, setting: &Setting, dims: &Dims) -> Result<()> {
        for fact in &setting.facts {
            let Fact::Bind(name, formula) = fact else {
                continue;
            };
            let number = dims.get(name).and_then(Value::as_constant);
            if let (Some(number), Some(domain)) = (number, self.declared_domain(name))
                && !domain.contains(&number)
            {
                let error = AlgebraError::OutsideDomain {
                    symbol: name.clone(),
                    value: number.to_string(),
                    domain: domain.to_string(),
                };
                return self.at(Err(error), formula.span);
            }
        }
        Ok(())
    }

    pub(super) fn value(&self, formula: &Formula, frame: &mut Frame) -> Result<Value> {
        // Most of what is evaluated has nothing inside it.
        match &formula.kind {
            FormulaKind::Number(number) => return Ok(Value::from(number.clone())),
            FormulaKind::Local(slot) => {
                let value = frame.slots[*slot].clone();
                return Ok(value.expect("names are resolved only where they are bound"));
            }
            _ => {}
        }
        // `let`s and derived quantities may lead through each other as deep as a file is long.
        stacker::maybe_grow(128 * 1024, 4 << 20, || self.value_inside(formula, frame))
    }

    fn value_inside(&self, formula: &Formula, frame: &mut Frame) -> Result<Value> {
        let span = formula.span;
        let algebra = &self.algebra;
        match &formula.kind {
            FormulaKind::Number(_) | FormulaKind::Local(_) => self.value(formula, frame),
            FormulaKind::FileLet(id) => self.file_let(*id, &frame.dims, span),
            FormulaKind::Dim(name) => Ok(self.dim(name, &frame.dims)),
            FormulaKind::DimElse(name, other) => Ok(self.dim_else(name, other, &frame.dims)),
            FormulaKind::Sum(addends) => {
                let mut values = Vec::with_capacity(addends.len());
                for (negative, addend) in addends {
                    let value = self.value(addend, frame)?;
                    values.push(if *negative {
                        algebra.negate(&value)
                    } else {
                        value
                    });
                }
                self.at(algebra.sum_of(&values), span)
            }
            FormulaKind::Product(factors) => self.product(factors, frame, span),
            FormulaKind::Power(parts) => {
                let [base, exponent] = &**parts;
                let base = self.value(base, frame)?;
                let exponent = self.value(exponent, frame)?;
                self.at(algebra.power(&base, &exponent), span)
            }
            FormulaKind::Call(function, arguments) => {
                self.function(*function, arguments, frame, span)
            }
            FormulaKind::Series {
                index,
                from,
                to,
                body,
            } => {
                let from = self.value(from, frame)?;
                let to = self.value(to, frame)?;
                self.series(*index, &from, &to, body, frame, span)
            }
            FormulaKind::InSymbol {
                function,
                body,
                symbol,
            } => {
                let body = self.value(body, frame)?;
                let symbol = self.symbol(symbol);
                let result = match function {
                    SymbolFunction::Leading => algebra.leading(&body, symbol),
                    SymbolFunction::Derivative => algebra.derivative(&body, symbol),
                };
                self.at(result, span)
            }
            FormulaKind::If(parts) => self.conditional(parts, frame, span),
            FormulaKind::Compare(comparison, sides) => {
                let left = self.value(&sides[0], frame)?;
                let right = self.value(&sides[1], frame)?;
                self.at(algebra.compare(&left, *comparison, &right), span)
            }
            FormulaKind::Cost(quantity, target) => self.cost(*quantity, target, frame, span),
            FormulaKind::Opaque(cost) => {
                let cost = self.leaf_cost(cost, frame, span)?;
                self.at(algebra.opaque(cost), span)
            }
            FormulaKind::Where(body, facts) => {
                let (deriver, mut inner) = self.with_facts(facts, frame)?;
                match deriver {
                    Some(deriver) => deriver.value(body, &mut inner),
                    None => self.value(body, &mut inner),
                }
            }
            FormulaKind::Symbol(name, domain) => Ok(narrowed(name, *domain)),
            FormulaKind::Total(quantity) => Ok(frame.totals[quantity].clone()),
            FormulaKind::Key(query) => self.key(query, frame, span),
        }
    }

    /// What a dim, or a name that stands for itself, is worth.
    pub(super) fn dim(&self, name: &str, dims: &Dims) -> Value {
        match dims.get(name) {
            Some(bound) => {
                self.ask_for(name);
                bound.clone()
            }
            None => Value::from(self.symbol(name)),
        }
    }

    /// What a dim with a default is worth.
    fn dim_else(&self, name: &str, default: &Rational, dims: &Dims) -> Value {
        if dims.get(name).is_some() {
            return self.dim(name, dims);
        }
        // A flag's default is how things ordinarily are, which needs no remark.
        if self.symbol(name).domain() != Domain::Flag {
            // A binding that says what the default says is of use, too.
            self.ask_for(name);
            self.take(name, default);
        }
        Value::from(default.clone())
    }

    fn file_let(&self, id: LetId, dims: &Dims, span: Span) -> Result<Value> {
        let key = (id, dims.clone());
        if let Some(known) = self.lets.borrow().get(&key) {
            return Ok(known.clone());
        }
        let formula = self.program.file_let(id).value.as_ref();
        let formula = formula.expect("a file with mistakes is not derived from");
        let mut frame = Frame::new(formula.slots_needed(), dims.clone());
        let value = self.value(formula, &mut frame);
        let value = value.map_err(|error| seen_from(error, span, "used here"))?;
        self.lets.borrow_mut().insert(key, value.clone());
        Ok(value)
    }

    fn product(
        &self,
        factors: &[(Joint, Formula)],
        frame: &mut Frame,
        span: Span,
    ) -> Result<Value> {
        let algebra = &self.algebra;
        let (mut product, taken) = leading_term(factors, frame, algebra.limits())
            .map_or((None, 0), |(term, taken)| (Some(term), taken));
        for (joint, factor) in &factors[taken..] {
            let value = self.value(factor, frame)?;
            product = Some(match (product, joint) {
                (None, _) => value,
                (Some(mut product), Joint::Times) => {
                    self.at(algebra.multiply_by(&mut product, &value), span)?;
                    product
                }
                (Some(product), Joint::Over) => {
                    self.at(algebra.divide(&product, &value), factor.span)?
                }
                (Some(product), Joint::FloorOver) => {
                    let quotient = self.at(algebra.divide(&product, &value), factor.span)?;
                    self.at(algebra.floor(&quotient), span)?
                }
            });
        }
        Ok(product.unwrap_or_else(Value::one))
    }

    fn function(
        &self,
        function: Builtin,
        arguments: &[Formula],
        frame: &mut Frame,
        span: Span,
    ) -> Result<Value> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(argument, frame)?);
        }
        let result = match function.body() {
            Body::Unary(compute) => compute(&self.algebra, &values[0]),
            Body::Folded(compute) => {
                let mut rest = values.iter();
                let first = rest.next().expect("the arity is checked").clone();
                rest.try_fold(first, |folded, next| compute(&self.algebra, &folded, next))
            }
            Body::Series
            | Body::Leading
            | Body::Derivative
            | Body::CountKey
            | Body::ChooseKey
            | Body::HoldsKey
            | Body::GivenKey => {
                unreachable!("these have formulas of their own")
            }
        };
        self.at(result, span)
    }

    /// A sum: added up where both ends are numbers and near, else left to the algebra.
    fn series(
        &self,
        index: Slot,
        from: &Value,
        to: &Value,
        body: &Formula,
        frame: &mut Frame,
        span: Span,
    ) -> Result<Value> {
        if let Some(turns) = turns(from, to, &self.algebra) {
            let mut values = Vec::with_capacity(turns.len());
            for turn in turns {
                frame.set(index, turn);
                values.push(self.value(body, frame)?);
            }
            return self.at(self.algebra.sum_of(&values), span);
        }
        let symbol = self.fresh_index("i");
        frame.set(index, Value::from(symbol));
        let body = self.value(body, frame)?;
        self.at(self.algebra.sum(symbol, from, to, &body), span)
    }

    fn conditional(&self, parts: &[Formula; 3], frame: &mut Frame, span: Span) -> Result<Value> {
        let [condition, then, otherwise] = parts;
        let flag = self.value(condition, frame)?;
        // A branch that is not taken is not evaluated: it may be undefined.
        if let Some(number) = flag.as_constant() {
            if number.is_one() {
                return self.value(then, frame);
            }
            if number.is_zero() {
                return self.value(otherwise, frame);
            }
        }
        let then = self.value(then, frame)?;
        let otherwise = self.value(otherwise, frame)?;
        self.at(self.algebra.conditional(&flag, &then, &otherwise), span)
    }

    /// A frame in which the bindings of a `where` hold, which come in an order in which each finds what
    /// it uses, and a deriver that knows its assumptions if
    /// it makes any.
    pub(super) fn with_facts(
        &self,
        facts: &[Fact],
        frame: &Frame,
    ) -> Result<(Option<Deriver<'p>>, Frame)> {
        let mut inner = frame.clone();
        for fact in facts {
            match fact {
                Fact::Bind(name, formula) => {
                    let value = self.value(formula, &mut inner)?;
                    inner.dims = inner.dims.with(name, value);
                }
                Fact::BindLocal(slot, formula) => {
                    let value = self.value(formula, &mut inner)?;
                    inner.set(*slot, value);
                }
                Fact::Assume(..) => {}
            }
        }
        let mut deriver = None;
        for fact in facts {
            let Fact::Assume(comparison, left, right) = fact else {
                continue;
            };
            let span = left.span.to(right.span);
            let (left, right) = (
                self.value(left, &mut inner)?,
                self.value(right, &mut inner)?,
            );
            let known: &Deriver<'_> = deriver.as_ref().unwrap_or(self);
            let algebra = known.assume(&left, *comparison, &right, span)?;
            deriver = Some(self.with_algebra(algebra));
        }
        Ok((deriver, inner))
    }

    /// The algebra with one more assumption.
    fn assume(
        &self,
        left: &Value,
        comparison: Comparison,
        right: &Value,
        span: Span,
    ) -> Result<Algebra> {
        let (larger, smaller, strict, sign) = match comparison {
            Comparison::GreaterEqual => (left, right, false, ">="),
            Comparison::Greater => (left, right, true, ">"),
            Comparison::LessEqual => (right, left, false, "<="),
            Comparison::Less => (right, left, true, "<"),
            Comparison::Equal | Comparison::Different => {
                let reason = "a `where` binds with `=` and assumes with `<`, `<=`, `>` or `>=`";
                let help = "write `S = 1024` to bind, or `S >= W` to assume";
                let (reason, help) = (reason.to_owned(), help.to_owned());
                return Err(CostError::new(
                    CostErrorKind::BadCall { reason, help },
                    span,
                ));
            }
        };
        let mut difference = self.at(self.algebra.subtract(larger, smaller), span)?;
        let mut strict = strict;
        if strict && self.algebra.is_integer_valued(&difference) {
            let one = Value::from(Rational::ONE);
            difference = self.at(self.algebra.subtract(&difference, &one), span)?;
            strict = false;
        }
        // The sign of a quotient is that of what stands above the line, where the rest is positive.
        let below = self.algebra.sign(difference.denominator());
        let above = difference.numerator();
        if below == Some(Sign::Positive) && self.algebra.sign(above) == Some(Sign::Negative) {
            let (left, right) = (self.shown(left), self.shown(right));
            let assumption = format!("{left} {sign} {right}");
            return Err(CostError::new(
                CostErrorKind::Contradiction { assumption },
                span,
            ));
        }
        Ok(match below {
            Some(Sign::Positive) if strict => self.algebra.assuming_positive(above.clone()),
            Some(Sign::Positive) => self.algebra.assuming(above.clone()),
            _ => self.algebra.clone(),
        })
    }
}

/// A symbol that a `where` says more about.
fn narrowed(name: &str, domain: Domain) -> Value {
    Value::from(Indeterminate::symbol_in(name, domain))
}

/// Adds a place to a mistake that was found further inside; the innermost few are enough.
pub(super) fn seen_from(error: CostError, place: Span, words: &str) -> CostError {
    const MOST_PLACES: usize = 3;
    let within = |span: Span| {
        span.source == place.source && place.start <= span.start && span.end <= place.end
    };
    let seen = error.span.is_some_and(within) || error.notes.iter().any(|(span, _)| within(*span));
    if seen || error.notes.len() >= MOST_PLACES {
        return error;
    }
    error.with_note(place, words)
}

/// The values of an index that runs between two near numbers; `None` where it runs far, or between
/// other values than whole numbers.
pub(super) fn turns(from: &Value, to: &Value, algebra: &Algebra) -> Option<Vec<Value>> {
    let from = from.as_constant()?.to_i64()?;
    let to = to.as_constant()?.to_i64()?;
    let count = to.checked_sub(from)?.saturating_add(1).max(0);
    let near = u64::try_from(count).is_ok_and(|count| count <= algebra.limits().addends);
    near.then(|| (from..=to).map(Value::integer).collect())
}
