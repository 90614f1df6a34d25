//! One formula after another, over the same symbols.

use std::collections::HashMap;
use std::rc::Rc;

use crate::algebra::{Algebra, Domain, Limits, Polynomial, Value};
use crate::cost::derive::{Deriver, Frame};
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::ids::ModuleId;
use crate::cost::load::Loader;
use crate::cost::program::Program;
use crate::cost::resolve::Resolver;
use crate::cost::scope::{Scope, Undeclared};
use crate::syntax::parse_expression;
use crate::text::{SourceId, Sources, Span, Spanned};

/// What the text of a formula is called in messages.
const FORMULA: &str = "<formula>";

/// Reads formulas over given symbols, each to its value. Everything that does not depend on the text is
/// made once, so that ten thousand formulas cost no more than their own reading.
///
/// A name is one of the symbols, the product of letters that are symbols, a function of the language, or
/// what an added file declares. Any other name is a mistake: nothing is taken for a symbol that was not
/// given, and no file of the library is loaded for it.
pub struct FormulaReader<'p> {
    program: &'p Program,
    resolver: Resolver<'p>,
    limits: Limits,
    domains: Rc<HashMap<String, Domain>>,
    /// What each symbol is worth: itself.
    symbols: Vec<Option<Value>>,
    source: SourceId,
    /// The text that was read last.
    text: String,
    conditions: Vec<Polynomial>,
}

impl Loader<'_> {
    /// Prepares the program for a [`FormulaReader`]: the place of its formulas, and the scope that sees the
    /// files given.
    ///
    /// # Errors
    /// What is wrong with loading anything.
    pub fn formula_scope(
        &mut self,
        files: &[ModuleId],
    ) -> Result<(SourceId, ModuleId), Vec<CostError>> {
        let source = self.add_source(FORMULA, "");
        let module = self.scope_over(files.to_vec());
        Ok((source, self.checked(Some(module))?))
    }
}

impl<'p> FormulaReader<'p> {
    /// A reader over symbols, in what [`Loader::formula_scope`] prepared. The domain of a symbol is the one
    /// that a file which the scope sees declares, else it is a positive integer.
    ///
    /// # Errors
    /// A symbol that no formula could name.
    pub fn new(
        program: &'p Program,
        (source, module): (SourceId, ModuleId),
        symbols: &[&str],
        limits: Limits,
    ) -> Result<FormulaReader<'p>, Vec<CostError>> {
        let mut domains = HashMap::new();
        for used in &program.module(module).uses {
            for (name, dim) in program.dims(*used) {
                domains.entry(name).or_insert(dim.domain);
            }
        }
        let mut reader = FormulaReader {
            program,
            resolver: Resolver::new(program, Scope::of_module(module)),
            limits,
            domains: Rc::new(domains),
            symbols: Vec::with_capacity(symbols.len()),
            source,
            text: String::new(),
            conditions: Vec::new(),
        };
        let deriver = reader.deriver();
        let nowhere = Span::new(source, 0, 0);
        let mut errors = Vec::new();
        for symbol in symbols {
            if !is_name(symbol) {
                errors.push(no_name(symbol));
            }
            let name = Spanned::new((*symbol).into(), nowhere);
            reader.resolver.scope.bind(&name);
            let value = Value::from(deriver.symbol(symbol));
            reader.symbols.push(Some(value));
        }
        reader.resolver.scope.undeclared = Undeclared::NotGiven;
        reader.resolver.is_noting = false;
        if errors.is_empty() {
            Ok(reader)
        } else {
            Err(errors)
        }
    }

    /// The value of one formula. It has the limits for itself, as if nothing had been read before.
    ///
    /// # Errors
    /// Everything wrong with it; [`FormulaReader::sources`] has the text that the places are in.
    pub fn read(&mut self, text: &str) -> Result<Value, Vec<CostError>> {
        let read = self.value_of(text);
        if read.is_err() {
            text.clone_into(&mut self.text);
        }
        read
    }

    fn value_of(&mut self, text: &str) -> Result<Value, Vec<CostError>> {
        self.conditions.clear();
        let tree = parse_expression(self.source, text).map_err(|error| vec![error.into()])?;
        self.resolver.scope.slots = self.symbols.len();
        self.resolver.scope.slot_names.truncate(self.symbols.len());
        self.resolver.child_paths.clear();
        let formula = self.resolver.expression(&tree);
        let errors = std::mem::take(&mut self.resolver.errors);
        let (Some(formula), true) = (formula, errors.is_empty()) else {
            return Err(errors);
        };
        let mut slots = self.symbols.clone();
        slots.resize(self.resolver.scope.slots, None);
        let deriver = self.deriver();
        let value = deriver.value_in(&formula, &mut Frame::with_slots(slots));
        self.conditions = deriver.algebra().take_conditions();
        value.map_err(|error| vec![error])
    }

    /// Polynomials that were cancelled in the formula read last: its value holds where none of them is zero.
    pub fn conditions(&self) -> &[Polynomial] {
        &self.conditions
    }

    /// Every text that the places of mistakes are in: the files, and the formula that was refused last.
    pub fn sources(&self) -> Sources {
        let mut sources = self.program.sources.clone();
        sources.replace(self.source, &self.text[..]);
        sources
    }

    fn deriver(&self) -> Deriver<'p> {
        let algebra = Algebra::with_limits(self.limits.clone());
        Deriver::new(self.program, algebra, Rc::clone(&self.domains))
    }
}

/// Whether a text is one name.
fn is_name(text: &str) -> bool {
    let tree = parse_expression(SourceId::LONE, text);
    tree.is_ok_and(|tree| tree.is_plain_name() && tree.span.range() == (0..text.len()))
}

fn no_name(symbol: &str) -> CostError {
    let kind = CostErrorKind::BadCall {
        reason: format!("`{symbol}` cannot name a symbol"),
        help: "give letters, digits and `_`, with no digit first and no word of the language"
            .to_owned(),
    };
    CostError::perhaps_at(kind, None)
}
