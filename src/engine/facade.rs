//! The facade: load, parse, resolve, derive, answer.
//!
//! Every method is one step of that way, so this file reads as the architecture.

use std::path::Path;
use std::sync::Arc;

use crate::algebra::{
    Algebra, AlgebraError, Environment, Indeterminate, Limits, Polynomial, Rational, Substitution,
    Value,
};
use crate::cost::{
    ConfigId, CostError, Declared, Derived, Deriver, Dims, Keys, Loader, ModuleId, Program,
    QuantityId, Question, Reading, Row, Setting, Subject, Tested, library, questions_of_module,
};
use crate::engine::unruled::unruled;
use crate::text::Sources;

/// Everything wrong with what was asked; never empty.
pub type Errors = Vec<CostError>;

/// A row of a tree, and the form of each quantity in it.
pub type TreeRow = (Row, Vec<Value>);

/// Formula files, and answers from them.
///
/// ```
/// use flopform::{Engine, Setting, Shape};
///
/// let mut engine = Engine::new();
/// engine.add_text("mine.cost", "
///     use quantities
///     use layers.linear
///     dim E \"width\"
///     layer two(E) { up: linear(E, 4E)   down: linear(4E, E) }
/// ").unwrap();
/// let question = engine.questions("two").unwrap().remove(0);
/// let params = engine.quantity(&question, "params").unwrap();
/// let answers = engine.answer(&question, &[params], &Setting::default()).unwrap();
/// let form = engine.form(&question, &answers.values[0].value, Shape::Expanded).unwrap();
/// assert_eq!(form.unicode(&engine.known_names(&question)), "8E² + 5E");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Engine {
    pub(super) program: Program,
    pub(super) files: Vec<ModuleId>,
    pub(super) limits: Limits,
}

/// What a question comes to.
#[derive(Clone, Debug)]
pub struct Answers {
    /// One form for each quantity asked for, in that order; one in all for an expression.
    pub values: Vec<Answer>,
    /// The tree of a target.
    pub derived: Option<Derived>,
    /// Where each value that was read from a file came from.
    pub readings: Vec<Reading>,
    /// Polynomials that were cancelled: the forms hold where none of them is zero.
    pub conditions: Vec<Polynomial>,
    /// Dims that nothing had bound, and the defaults that were taken in their place.
    pub taken: Vec<(String, Rational)>,
    /// Bindings that nothing asked for.
    pub unused: Vec<String>,
}

/// The form of one quantity.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The quantity; `None` for an expression.
    pub quantity: Option<QuantityId>,
    /// Its form.
    pub value: Value,
    /// Costs in it that nobody gave a rule for, as `macs[softmax]`.
    pub unruled: Vec<String>,
}

impl Engine {
    /// An engine with the embedded library and the default limits.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// An engine with other limits on each answer.
    pub fn with_limits(limits: Limits) -> Engine {
        Engine {
            limits,
            ..Engine::default()
        }
    }

    /// Everything loaded so far.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Every text read so far, for showing errors.
    pub fn sources(&self) -> &Sources {
        &self.program.sources
    }

    /// Loads a file, and makes its names visible to later questions.
    ///
    /// # Errors
    /// Everything wrong with it and with the files it uses.
    pub fn add_file(&mut self, path: &Path) -> Result<ModuleId, Errors> {
        let module = loaded(self.sparing_loader(), |loader| loader.load_path(path, None))?;
        self.files.push(module);
        Ok(module)
    }

    /// Loads a text as if it were a file, and makes its names visible to later questions.
    ///
    /// # Errors
    /// Everything wrong with it and with the files it uses.
    pub fn add_text(&mut self, name: &str, text: &str) -> Result<ModuleId, Errors> {
        let module = loaded(self.sparing_loader(), |loader| {
            Some(loader.load_loose(name, text))
        })?;
        self.files.push(module);
        Ok(module)
    }

    /// Loads a file of the library, such as `layers.linear`.
    ///
    /// # Errors
    /// When the library has no such file.
    pub fn load_library(&mut self, name: &str) -> Result<ModuleId, Errors> {
        loaded(Loader::new(&mut self.program), |loader| {
            loader.load_library(name, None)
        })
    }

    /// Loads the whole library.
    ///
    /// # Errors
    /// Everything wrong with it; a released library has nothing wrong with it.
    pub fn load_whole_library(&mut self) -> Result<Vec<ModuleId>, Errors> {
        let names = library::files()
            .iter()
            .map(|(name, _)| self.load_library(name));
        names.collect()
    }

    /// A loader that reads of the embedded library what answers need.
    fn sparing_loader(&mut self) -> Loader<'_> {
        Loader::new(&mut self.program).sparing()
    }

    /// What a TARGET asks about: a name of the library or of an added file, `FILE`, `FILE:name`, or
    /// an expression.
    ///
    /// # Errors
    /// Everything wrong with it.
    pub fn questions(&mut self, target: &str) -> Result<Vec<Question>, Errors> {
        let files = self.files.clone();
        self.sparing_loader().questions(target, &files)
    }

    /// A question for each layer of a loaded file.
    pub fn questions_of(&self, module: ModuleId) -> Vec<Question> {
        questions_of_module(&self.program, module)
    }

    /// The question that the library's `config from` item for a kind of file asks.
    ///
    /// # Errors
    /// When a file of the library is broken.
    pub fn reader(&mut self, format: &str, kind: &str) -> Result<Option<ConfigId>, Errors> {
        let mut modules = self.files.clone();
        for name in library::readers(format) {
            modules.push(self.load_library(name)?);
        }
        let readers = modules
            .iter()
            .flat_map(|module| &self.program.module(*module).readers);
        let reads = |id: &&ConfigId| {
            let reads = self.program.config(**id).reads.as_ref();
            reads.is_some_and(|(of, kinds)| of == format && kinds.iter().any(|held| held == kind))
        };
        Ok(readers.copied().find(|id| reads(&id)))
    }

    /// Bindings, named sets of values, and assumptions.
    ///
    /// # Errors
    /// Everything wrong with them.
    pub fn setting(
        &mut self,
        set: &[String],
        with: &[String],
        assume: &[String],
    ) -> Result<Setting, Errors> {
        let files = self.files.clone();
        self.sparing_loader().setting(set, with, assume, &files)
    }

    /// A quantity by its name, as the question's file sees it, else from the library.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn quantity(&mut self, question: &Question, name: &str) -> Result<QuantityId, Errors> {
        let files = self.files.clone();
        self.sparing_loader().quantity(name, question, &files)
    }

    /// The quantities that the file of the target sees, in order of declaration: what is asked for
    /// where nothing is said.
    pub fn visible_quantities(&self, question: &Question) -> Vec<QuantityId> {
        let mut found = Vec::new();
        for module in question.modules(&self.program) {
            let module = self.program.module(module);
            let used = module.uses.iter().map(|used| self.program.module(*used));
            for declared in std::iter::once(module)
                .chain(used)
                .flat_map(|module| module.names.values())
            {
                if let Declared::Quantity(id) = declared
                    && !found.contains(id)
                {
                    found.push(*id);
                }
            }
        }
        found
    }

    /// A deriver for a question, under a setting, and the dims that the setting binds.
    fn deriver(
        &self,
        question: &Question,
        setting: &Setting,
    ) -> Result<(Deriver<'_>, Dims), Errors> {
        let algebra = Algebra::with_limits(self.limits.clone());
        let deriver = Deriver::new(&self.program, algebra, question.domains.clone());
        let (deriver, dims) = deriver.under(setting).map_err(|error| vec![error])?;
        if question.is_about_layers() {
            let refused = deriver.refuse_outside(setting, &dims);
            refused.map_err(|error| vec![error])?;
        }
        Ok((deriver, dims))
    }

    /// Derives what a question asks about, once for each quantity.
    ///
    /// # Errors
    /// Whatever its rules run into.
    pub fn answer(
        &self,
        question: &Question,
        quantities: &[QuantityId],
        setting: &Setting,
    ) -> Result<Answers, Errors> {
        self.answer_with(question, quantities, setting, None)
    }

    /// Like [`Engine::answer`], with the file that a `config from` reads.
    ///
    /// # Errors
    /// Missing keys too.
    pub fn answer_with(
        &self,
        question: &Question,
        quantities: &[QuantityId],
        setting: &Setting,
        keys: Option<&Arc<dyn Keys>>,
    ) -> Result<Answers, Errors> {
        let (deriver, dims) = self.deriver(question, setting)?;
        let one = |error| vec![error];
        let (mut values, mut readings) = (Vec::new(), Vec::new());
        let derived = match (&question.subject, keys) {
            (Subject::Expression(formula), _) => {
                let value = deriver.evaluate(formula, &dims).map_err(one)?;
                values.push(answer(None, value));
                None
            }
            (Subject::Target(target), _) => {
                Some(deriver.derive(target, quantities, &dims).map_err(one)?)
            }
            (Subject::Reader(config), Some(keys)) => {
                readings = deriver.readings(*config, keys, &dims).map_err(one)?;
                let derived = deriver.derive_read(*config, &readings, quantities, &dims);
                Some(derived.map_err(one)?)
            }
            (Subject::Reader(_), None) => unreachable!("a reader is asked with a file to read"),
        };
        if let Some(derived) = &derived {
            for quantity in quantities {
                let value = deriver.quantity_of(derived, *quantity).map_err(one)?;
                values.push(answer(Some(*quantity), value));
            }
        }
        let bound = setting.bound().filter(|name| !deriver.asked_for(name));
        Ok(Answers {
            values,
            derived,
            readings,
            conditions: deriver.algebra().take_conditions(),
            taken: taken(&deriver, setting),
            unused: bound.map(str::to_owned).collect(),
        })
    }

    /// The sizes that a file has of its own for the dims of a question, as its `config from` says after
    /// `with`: the size of the images that a model was made for.
    ///
    /// # Errors
    /// Missing keys, and keys that hold something else.
    pub fn own_sizes(
        &self,
        question: &Question,
        keys: &Arc<dyn Keys>,
    ) -> Result<Vec<Reading>, Errors> {
        let Subject::Reader(config) = &question.subject else {
            return Ok(Vec::new());
        };
        let (deriver, _) = self.deriver(question, &Setting::default())?;
        let sizes = deriver.own_sizes(*config, keys);
        sizes.map_err(|error| vec![error])
    }

    /// An algebra with the limits of the engine and the assumptions of a setting, for further questions
    /// about the answers.
    ///
    /// # Errors
    /// When the assumptions contradict what is bound.
    pub fn algebra(&self, question: &Question, setting: &Setting) -> Result<Algebra, Errors> {
        let (deriver, _) = self.deriver(question, setting)?;
        Ok(deriver.algebra().clone())
    }

    /// What the bindings of a setting put in the place of a question's symbols, for forms that are
    /// derived already. Where a symbol changes which children there are, bind it before deriving.
    ///
    /// # Errors
    /// When the bindings are mistaken.
    pub fn bindings(&self, question: &Question, setting: &Setting) -> Result<Substitution, Errors> {
        let (_, dims) = self.deriver(question, setting)?;
        let bound = dims.iter().map(|(name, value)| {
            let domain = question.domains.get(name).copied().unwrap_or_default();
            (Indeterminate::symbol_in(name, domain), value.clone())
        });
        Ok(bound.collect())
    }

    /// The form of a quantity of an answered target, also of one that was not asked for.
    ///
    /// # Errors
    /// What a derived quantity runs into.
    pub fn quantity_of(
        &self,
        question: &Question,
        derived: &Derived,
        quantity: QuantityId,
    ) -> Result<Value, Errors> {
        let (deriver, _) = self.deriver(question, &Setting::default())?;
        let value = deriver.quantity_of(derived, quantity);
        value.map_err(|error| vec![error])
    }

    /// The tree of an answered target as rows, each with the form of each quantity, down to a depth;
    /// and whether rows past `most` were left out.
    ///
    /// # Errors
    /// When the limits are met.
    pub fn rows(
        &self,
        question: &Question,
        derived: &Derived,
        quantities: &[QuantityId],
        (depth, most): (usize, usize),
    ) -> Result<(Vec<TreeRow>, bool), Errors> {
        let (deriver, _) = self.deriver(question, &Setting::default())?;
        let (rows, more) = deriver
            .rows(derived, depth, most)
            .map_err(|error| vec![error])?;
        let mut table = Vec::with_capacity(rows.len());
        for row in rows {
            let part = Derived {
                totals: row.totals.clone(),
                ..derived.clone()
            };
            let values = quantities
                .iter()
                .map(|quantity| deriver.quantity_of(&part, *quantity));
            let values = values
                .collect::<Result<Vec<Value>, _>>()
                .map_err(|error| vec![error])?;
            table.push((row, values));
        }
        Ok((table, more))
    }

    /// Puts every expectation of a loaded file to the test, in order.
    pub fn test(&self, module: ModuleId) -> Vec<(usize, Question, Result<Tested, CostError>)> {
        let expectations = self.program.module(module).expectations.iter().enumerate();
        let tested = expectations.map(|(at, expectation)| {
            let sides = [&expectation.left, &expectation.right];
            let question = Question::of_sides(&self.program, module, sides);
            let algebra = Algebra::with_limits(self.limits.clone());
            let deriver = Deriver::new(&self.program, algebra, question.domains.clone());
            let tested = deriver.test(expectation);
            (at, question, tested)
        });
        tested.collect()
    }

    /// The exact number that a value without symbols is.
    ///
    /// # Errors
    /// When it has symbols, is irrational, or has a cost without a rule in it.
    pub fn number(&self, value: &Value) -> Result<Rational, AlgebraError> {
        let algebra = Algebra::with_limits(self.limits.clone());
        algebra.evaluate(value, &Environment::new())
    }
}

/// What was loaded, or everything that is wrong with it.
fn loaded(
    mut loader: Loader<'_>,
    load: impl FnOnce(&mut Loader<'_>) -> Option<ModuleId>,
) -> Result<ModuleId, Errors> {
    let loaded = load(&mut loader);
    let errors = loader.finish();
    match loaded {
        Some(loaded) if errors.is_empty() => Ok(loaded),
        _ => Err(errors),
    }
}

/// The defaults that were taken; one that a setting says itself is none.
fn taken(deriver: &Deriver<'_>, setting: &Setting) -> Vec<(String, Rational)> {
    let mut taken = deriver.taken();
    taken.retain(|(name, _)| setting.bound().all(|bound| bound != name));
    taken
}

fn answer(quantity: Option<QuantityId>, value: Value) -> Answer {
    Answer {
        quantity,
        unruled: unruled(&value),
        value,
    }
}
