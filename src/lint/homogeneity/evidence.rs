//! In which symbols quantities are even, read off all the layers that are known.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::algebra::Algebra;
use crate::cost::formula::TargetBase;
use crate::cost::{
    Declared, Deriver, Dims, LayerId, Module, Program, QuantityId, Question, Subject,
    layers_of_module,
};
use crate::lint::homogeneity::degrees::Terms;

/// Fewer layers than this show no habit.
const FEWEST: usize = 3;

/// So many times as many layers must be even as are not.
const TIMES: usize = 4;

/// Whether the costs of layers have a symbol in one degree in all their terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Nearly all of them have.
    Even,
    /// Many have not.
    Uneven,
}

/// What the layers of the library say about degrees: read off them once, when something asks.
pub struct Evidence<'p> {
    program: &'p Program,
    algebra: Algebra,
    seen: OnceCell<Seen>,
}

impl<'p> Evidence<'p> {
    /// What the loaded layers of the library will have shown.
    pub fn of_library(program: &'p Program, algebra: Algebra) -> Evidence<'p> {
        Evidence {
            program,
            algebra,
            seen: OnceCell::new(),
        }
    }

    pub(super) fn seen(&self) -> &Seen {
        self.seen
            .get_or_init(|| Seen::in_library(self.program, &self.algebra))
    }
}

/// What layers show about degrees.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// For a quantity and a symbol: the layers whose cost has the symbol, and whether it is even there.
    layers: HashMap<(QuantityId, String), Vec<(LayerId, bool)>>,
}

impl Seen {
    fn in_library(program: &Program, algebra: &Algebra) -> Seen {
        let mut seen = Seen::default();
        for (id, module) in program.modules().filter(|(_, module)| module.built_in) {
            let quantities = quantities(program, module);
            for question in layers_of_module(program, id) {
                let (Some(layer), Subject::Target(target)) =
                    (asked_layer(&question), &question.subject)
                else {
                    continue;
                };
                let domains = question.domains.clone();
                let deriver = Deriver::new(program, algebra.clone(), domains);
                let Ok(derived) = deriver.derive(target, &quantities, &Dims::default()) else {
                    continue;
                };
                for (quantity, total) in derived.totals.iter() {
                    if let Some(terms) = Terms::of(total) {
                        seen.add(*quantity, layer, &terms);
                    }
                }
            }
        }
        seen
    }

    pub(super) fn add(&mut self, quantity: QuantityId, layer: LayerId, terms: &Terms) {
        for symbol in terms.symbols() {
            if let Some(even) = terms.is_even_in(symbol) {
                let seen = self
                    .layers
                    .entry((quantity, symbol.to_owned()))
                    .or_default();
                seen.push((layer, even));
            }
        }
    }

    /// Whether a quantity is even in a symbol, in all layers but one; `None` where that is not known.
    pub(super) fn habit(
        &self,
        quantity: QuantityId,
        symbol: &str,
        except: Option<LayerId>,
    ) -> Option<Habit> {
        let seen = self.layers.get(&(quantity, symbol.to_owned()))?;
        let seen = seen.iter().filter(|(layer, _)| Some(*layer) != except);
        let (even, uneven): (Vec<bool>, Vec<bool>) =
            seen.map(|(_, even)| *even).partition(|even| *even);
        if even.len() + uneven.len() < FEWEST {
            return None;
        }
        Some(if even.len() >= TIMES * uneven.len() {
            Habit::Even
        } else {
            Habit::Uneven
        })
    }

    /// Whether nearly all quantities are even in a symbol; `None` where that is not known.
    pub(super) fn overall(&self, symbol: &str) -> Option<Habit> {
        let habits = self.layers.keys().filter(|(_, held)| held == symbol);
        let habits = habits.filter_map(|(quantity, symbol)| self.habit(*quantity, symbol, None));
        let (even, uneven): (Vec<Habit>, Vec<Habit>) =
            habits.partition(|habit| *habit == Habit::Even);
        if even.is_empty() && uneven.is_empty() {
            return None;
        }
        Some(if even.len() >= TIMES * uneven.len() {
            Habit::Even
        } else {
            Habit::Uneven
        })
    }
}

/// The layer that a question asks about.
pub(super) fn asked_layer(question: &Question) -> Option<LayerId> {
    match &question.subject {
        Subject::Target(target) => match target.base {
            TargetBase::Layer(layer) => Some(layer),
            TargetBase::Config(_) => None,
        },
        _ => None,
    }
}

/// Whether the others of a file's formulas are even in a symbol, where they have it in several terms.
pub(super) fn habit_of<'t>(others: impl Iterator<Item = &'t Terms>, symbol: &str) -> Option<Habit> {
    let several = others.filter(|terms| terms.len() > 1);
    let several: Vec<bool> = several
        .filter_map(|terms| terms.is_even_in(symbol))
        .collect();
    match several.iter().filter(|even| !**even).count() {
        0 if several.len() < 2 => None,
        0 => Some(Habit::Even),
        _ => Some(Habit::Uneven),
    }
}

/// The quantities in sight of a file that layers have rules for.
fn quantities(program: &Program, module: &Module) -> Vec<QuantityId> {
    let used = module.uses.iter().map(|used| program.module(*used));
    let declared = std::iter::once(module)
        .chain(used)
        .flat_map(|module| module.names.values());
    let ids = declared.filter_map(|declared| match declared {
        Declared::Quantity(id) => Some(*id),
        _ => None,
    });
    ids.filter(|id| program.quantity(*id).derived.is_none())
        .collect()
}
