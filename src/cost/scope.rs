//! Which names are visible at a place, and what they stand for.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::Slot;
use crate::cost::ids::ModuleId;
use crate::cost::library::nearest_name;
use crate::cost::program::{Declared, Program};
use crate::syntax::ast::{Name, Path};
use crate::text::{Span, did_you_mean};

/// What a name that nothing declares stands for at this place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cost) enum Undeclared {
    /// In a file: a mistake.
    Mistake,
    /// In an `expect`: a parameter of a layer it names stands for itself.
    Parameters(Parameters),
    /// On the command line: a symbol, or a product of letters.
    Symbols,
    /// In a formula that a program reads over given symbols: a mistake.
    NotGiven,
    /// In a `config from`: a key of the file that is read.
    Keys,
}

/// Names of parameters, and where each is declared: more than once where several layers have one.
pub(in crate::cost) type Parameters = IndexMap<String, Vec<Span>>;

/// The names visible at a place.
#[derive(Clone, Debug)]
pub(in crate::cost) struct Scope {
    pub(in crate::cost) module: ModuleId,
    /// The lexical names with their slots and where each is declared, the latest last; it hides the earlier
    /// ones of its name. They are few, so that a look at each is quicker than a table.
    locals: Vec<(String, Slot, Span)>,
    /// How many slots are taken.
    pub(in crate::cost) slots: usize,
    /// The name of each slot that was taken in this scope, still visible or not.
    pub(in crate::cost) slot_names: Vec<(Slot, Name)>,
    /// `let`s of the body that stand further down, and where.
    pub(in crate::cost) later: HashMap<String, Span>,
    pub(in crate::cost) undeclared: Undeclared,
    /// Whether names of quantities stand for the target's totals: in a derived quantity.
    pub(in crate::cost) totals: bool,
}

/// What a single name stands for as a value.
pub(in crate::cost) enum Meaning<'a> {
    /// A lexical name, and where it is declared.
    Local(Slot, Span),
    Declared(&'a Declared),
    /// A name that stands for itself.
    Itself,
}

impl Scope {
    pub(in crate::cost) fn of_module(module: ModuleId) -> Scope {
        Scope {
            module,
            locals: Vec::new(),
            slots: 0,
            slot_names: Vec::new(),
            later: HashMap::new(),
            undeclared: Undeclared::Mistake,
            totals: false,
        }
    }

    /// Makes a lexical name visible and gives it a slot.
    pub(in crate::cost) fn bind(&mut self, name: &Name) -> Slot {
        let slot = self.slots;
        self.slots += 1;
        self.bind_to(&name.node, slot, name.span);
        self.slot_names.push((slot, name.clone()));
        slot
    }

    /// Makes a lexical name visible that has a slot already.
    pub(in crate::cost) fn bind_to(&mut self, name: &str, slot: Slot, declared: Span) {
        self.locals.push((name.to_owned(), slot, declared));
    }

    /// Ends the visibility of the latest binding of a name.
    pub(in crate::cost) fn unbind(&mut self, name: &str) {
        if let Some(at) = self.locals.iter().rposition(|(local, ..)| local == name) {
            self.locals.remove(at);
        }
    }

    /// The slot of a lexical name, and where it is declared.
    pub(in crate::cost) fn local(&self, name: &str) -> Option<(Slot, Span)> {
        let mut latest_first = self.locals.iter().rev();
        let (_, slot, declared) = latest_first.find(|(local, ..)| local == name)?;
        Some((*slot, *declared))
    }

    /// Every lexical name that was ever bound to a slot and is still visible.
    pub(in crate::cost) fn bound(&self) -> impl Iterator<Item = (&str, Slot)> {
        let locals = self.locals.iter();
        locals.map(|(name, slot, _)| (name.as_str(), *slot))
    }

    /// What a bare name stands for; `None` where nothing visible has it.
    pub(in crate::cost) fn lookup<'a>(
        &self,
        program: &'a Program,
        name: &str,
        span: Span,
    ) -> Result<Option<Meaning<'a>>, CostError> {
        if !self.later.is_empty()
            && let Some(later) = self.later.get(name)
        {
            let name = name.to_owned();
            let error = CostError::new(CostErrorKind::UsedBeforeDefinition { name }, span);
            return Err(error.with_note(*later, "defined here, further down"));
        }
        if let Some((slot, declared)) = self.local(name) {
            return Ok(Some(Meaning::Local(slot, declared)));
        }
        if let Some(declared) = lookup_declared(program, self.module, name, span)? {
            return Ok(Some(Meaning::Declared(declared)));
        }
        let itself = match &self.undeclared {
            Undeclared::Parameters(names) => names.contains_key(name),
            Undeclared::Mistake | Undeclared::Symbols | Undeclared::NotGiven | Undeclared::Keys => {
                false
            }
        };
        Ok(itself.then_some(Meaning::Itself))
    }

    /// Whether a bare name is a value here.
    pub(in crate::cost) fn is_value(&self, program: &Program, name: &str, span: Span) -> bool {
        match self.lookup(program, name, span) {
            Ok(Some(Meaning::Local(..) | Meaning::Itself)) => true,
            Ok(Some(Meaning::Declared(declared))) => {
                matches!(declared, Declared::Dim(_) | Declared::Let(_))
            }
            Ok(None) | Err(_) => false,
        }
    }

    /// The visible name that a person most likely meant, among those that `fits` accepts.
    pub(in crate::cost) fn nearest(
        &self,
        program: &Program,
        name: &str,
        fits: impl Fn(&Declared) -> bool,
        with_locals: bool,
    ) -> Option<String> {
        let module = program.module(self.module);
        let used = module.uses.iter().map(|id| program.module(*id));
        let declared = std::iter::once(module)
            .chain(used)
            .flat_map(|module| &module.names)
            .filter(|(_, declared)| fits(declared))
            .map(|(name, _)| name.as_str());
        let locals = self.bound().map(|(name, _)| name);
        let parameters = match &self.undeclared {
            Undeclared::Parameters(names) => Some(names),
            Undeclared::Mistake | Undeclared::Symbols | Undeclared::NotGiven | Undeclared::Keys => {
                None
            }
        };
        let parameters = parameters.into_iter().flat_map(IndexMap::keys);
        let locals = locals.chain(parameters.map(String::as_str));
        let near = did_you_mean(name, declared.chain(locals.filter(|_| with_locals)));
        // The command line may name everything in the library, loaded or not.
        let anything = || (self.undeclared == Undeclared::Symbols).then(|| nearest_name(name));
        near.map(str::to_owned).or_else(|| anything().flatten())
    }
}

/// What a bare name declared in a file, or in one that it uses, stands for.
pub(in crate::cost) fn lookup_declared<'a>(
    program: &'a Program,
    module: ModuleId,
    name: &str,
    span: Span,
) -> Result<Option<&'a Declared>, CostError> {
    let own = program.module(module);
    if let Some(declared) = own.names.get(name) {
        return Ok(Some(declared));
    }
    let mut found: Vec<(ModuleId, &Declared)> = Vec::new();
    for used in &own.uses {
        if let Some(declared) = program.module(*used).names.get(name) {
            found.push((*used, declared));
        }
    }
    // Dims of one name are one symbol, so any number of files may declare it.
    let all_dims = found
        .iter()
        .all(|(_, declared)| matches!(declared, Declared::Dim(_)));
    if found.len() > 1 && !all_dims {
        let choices = found.iter().map(|(used, _)| {
            let used = program.module(*used);
            // The path of a file cannot be written in a formula; its short name can.
            let file = if used.built_in {
                &used.name
            } else {
                file_stem(&used.name)
            };
            format!("{file}.{name}")
        });
        let choices = choices.collect();
        let name = name.to_owned();
        let error = CostError::new(CostErrorKind::Ambiguous { name, choices }, span);
        let places = found.iter().map(|(_, declared)| program.span_of(declared));
        return Err(places.fold(error, |error, at| error.with_note(at, "declared here")));
    }
    Ok(found.first().map(|(_, declared)| *declared))
}

/// What a dotted name stands for, and how many of its parts that took; the rest names children.
///
/// `linear.NAME` and `layers.linear.NAME` are names of a used file; `gpt.blocks` is a child of `gpt`.
pub(in crate::cost) fn lookup_path<'a>(
    program: &'a Program,
    module: ModuleId,
    path: &Path,
) -> Result<Option<(&'a Declared, usize)>, CostError> {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.node.as_str()).collect();
    for used in &program.module(module).uses {
        let used = program.module(*used);
        let whole: Vec<&str> = used.name.split('.').collect();
        let short = file_stem(&used.name);
        for prefix in [&whole[..], &[short]] {
            if parts.len() > prefix.len()
                && parts.starts_with(prefix)
                && let Some(declared) = used.names.get(parts[prefix.len()])
            {
                return Ok(Some((declared, prefix.len() + 1)));
            }
        }
    }
    let declared = lookup_declared(program, module, parts[0], path.parts[0].span)?;
    Ok(declared.map(|declared| (declared, 1)))
}

/// What all of a dotted name stands for, and no child of it.
pub(in crate::cost) fn lookup_whole<'a>(
    program: &'a Program,
    module: ModuleId,
    path: &Path,
) -> Result<Option<&'a Declared>, CostError> {
    let found = lookup_path(program, module, path)?;
    let whole = found.filter(|(_, parts)| *parts == path.parts.len());
    Ok(whole.map(|(declared, _)| declared))
}

/// The short name of a file: `linear` of `layers.linear` and of `some/where/linear.cost`.
fn file_stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let base = base.strip_suffix(".cost").unwrap_or(base);
    base.rsplit('.').next().unwrap_or(base)
}
