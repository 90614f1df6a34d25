//! Trained weights as a witness: which tensors of a file have no place in a formula, and which layers
//! of the formula have no tensor.
//!
//! Names mean nothing here, sizes do. First each layer is paired with tensors of one owner that hold as
//! many numbers, or with some of these, where a file keeps more than parameters, such as running means;
//! and what is left is paired where a few on one side are as large together as one on
//! the other, as queries, keys and values are that a file keeps in one matrix.

use indexmap::{IndexMap, IndexSet};

use crate::algebra::Rational;
use crate::analysis::attribution::Contributions;
use crate::cost::{LayerId, QuantityId};
use crate::weights::{Group, Tensor, groups};

/// Past so many kinds on a side, sums of three are not tried, since there are too many.
const MOST_KINDS: usize = 120;

/// With more last names of tensors than this, all of them are kept.
const MOST_NAMES: usize = 6;

/// Of owners with more tensors than this, not every choice is tried.
const MOST_PARTS: u32 = 8;

/// A layer of a formula that owns parameters.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The names on the way down to it.
    pub path: Vec<String>,
    /// The layer.
    pub layer: LayerId,
    /// How many parameters one of it owns.
    pub each: Rational,
    /// How many there are.
    pub count: Rational,
}

/// Tensors of a file that belong together: a weight and its bias.
#[derive(Clone, Debug)]
pub struct Module {
    /// The tensors, each with how many there are like it.
    pub groups: Vec<Group>,
    /// How many numbers one of it holds.
    pub each: Rational,
    /// How many there are.
    pub count: Rational,
}

/// What finds no partner.
#[derive(Clone, Debug, Default)]
pub struct Unpaired {
    /// Tensors without a layer, and how many of each.
    pub in_file: Vec<(Module, Rational)>,
    /// Layers without tensors, and how many of each.
    pub in_formula: Vec<(Owner, Rational)>,
}

/// The layers that own parameters, from the rows of a tree with what each row comes to. `None` where a
/// number of them is not known.
pub fn owners(rows: &Contributions, params: QuantityId) -> Option<Vec<Owner>> {
    let mut owners = Vec::new();
    for (row, all) in rows {
        let Some(node) = &row.node else { continue };
        // What a layer with layers inside owns itself, or all that a layer without owns.
        let leaf = node.branches.is_empty() || node.only_wraps();
        let total = &node.totals[&params];
        let own = node.own.get(&params).map(|(value, _)| value);
        let Some(own) = own.or_else(|| leaf.then_some(total)) else {
            continue;
        };
        let (each, one, all) = (own.as_constant()?, total.as_constant()?, all.as_constant()?);
        if each.is_zero() || all.is_zero() {
            continue;
        }
        owners.push(Owner {
            path: row.path.clone(),
            layer: node.layer,
            each: each.clone(),
            count: all.divided_by(&one)?,
        });
    }
    Some(owners)
}

/// The tensors of a file by owner. Those of one owner belong together where there are as many of each.
fn modules<'t>(tensors: impl IntoIterator<Item = &'t Tensor>) -> Vec<Module> {
    let mut modules: IndexMap<(String, u64), Module> = IndexMap::new();
    for group in groups(tensors) {
        let key = (group.owner().to_owned(), group.count);
        let elements = Rational::from(group.one.elements);
        let count = Rational::from(group.count);
        let module = modules.entry(key).or_insert_with(|| Module {
            groups: Vec::new(),
            each: Rational::from(0),
            count,
        });
        module.each = &module.each + &elements;
        module.groups.push(group);
    }
    modules.into_values().collect()
}

/// What finds no partner of its size on the other side.
///
/// Sizes can be read in several ways: a mean and a variance beside the weight and bias of a norm make it
/// as large as the norm of twice the width. So pairing is tried without the tensors of each last name,
/// such as `running_mean`, and of some of them together. The way that leaves least is believed; of
/// several, the one whose tensors have the fewest last names.
pub fn unpaired<'t>(owners: &[Owner], tensors: impl IntoIterator<Item = &'t Tensor>) -> Unpaired {
    let tensors: Vec<&Tensor> = tensors.into_iter().collect();
    let names: IndexSet<&str> = tensors
        .iter()
        .map(|tensor| last_name(&tensor.name))
        .collect();
    let choices = match names.len() {
        names @ 1..=MOST_NAMES => 1_u32 << names,
        _ => 1,
    };
    let tried = (0..choices).map(|without| {
        let is_without = |tensor: &&&Tensor| {
            let name = names.get_index_of(last_name(&tensor.name));
            name.is_some_and(|name| name < MOST_NAMES && without & (1 << name) != 0)
        };
        let (apart, kept): (Vec<&Tensor>, Vec<&Tensor>) = tensors.iter().partition(is_without);
        let mut tried = pairing(owners, &modules(kept));
        let apart = modules(apart).into_iter();
        tried
            .in_file
            .extend(apart.map(|module| (module.clone(), module.count)));
        tried
    });
    let best = tried.min_by_key(|tried| (tried.size(), tried.names(), tried.in_file.len()));
    best.unwrap_or_default()
}

/// `bias` of `h.0.norm.bias`.
fn last_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}

impl Unpaired {
    /// How many numbers are left on both sides.
    fn size(&self) -> Rational {
        let file = self
            .in_file
            .iter()
            .map(|(module, left)| &module.each * left);
        let formula = self
            .in_formula
            .iter()
            .map(|(owner, left)| &owner.each * left);
        file.chain(formula)
            .fold(Rational::from(0), |sum, size| &sum + &size)
    }

    /// How many last names the tensors have that are left.
    fn names(&self) -> usize {
        let groups = self.in_file.iter().flat_map(|(module, _)| &module.groups);
        let names: IndexSet<&str> = groups.map(|group| last_name(&group.pattern)).collect();
        names.len()
    }
}

fn pairing(owners: &[Owner], modules: &[Module]) -> Unpaired {
    let mut formula: Vec<(Owner, Rational)> = with_counts(owners, |owner| &owner.count);
    let mut file: Vec<(Module, Rational)> = with_counts(modules, |module| &module.count);
    pair_whole(&mut formula, &mut file);
    let mut file = pair_parts(&mut formula, file);
    formula.retain(|(_, left)| !left.is_zero());
    pair_sums(
        &mut formula,
        &mut file,
        |(owner, left)| &owner.each * left,
        |(module, left)| &module.each * left,
    );
    pair_sums(
        &mut file,
        &mut formula,
        |(module, left)| &module.each * left,
        |(owner, left)| &owner.each * left,
    );
    Unpaired {
        in_file: file,
        in_formula: formula,
    }
}

/// Pairs layers with all the tensors of an owner.
fn pair_whole(formula: &mut [(Owner, Rational)], file: &mut Vec<(Module, Rational)>) {
    for (owner, left) in formula {
        for (module, other) in &mut *file {
            if owner.each == module.each {
                let together = left.clone().min(other.clone());
                *left = &*left - &together;
                *other = &*other - &together;
            }
        }
    }
    file.retain(|(_, left)| !left.is_zero());
}

fn with_counts<T: Clone>(all: &[T], count: impl Fn(&T) -> &Rational) -> Vec<(T, Rational)> {
    let pairs = all.iter().map(|one| (one.clone(), count(one).clone()));
    pairs.collect()
}

/// Pairs layers with some of the tensors of a module, and gives what is left of the modules.
fn pair_parts(
    formula: &mut [(Owner, Rational)],
    file: Vec<(Module, Rational)>,
) -> Vec<(Module, Rational)> {
    let mut pending = file;
    pending.reverse();
    let mut rest = Vec::new();
    while let Some((module, left)) = pending.pop() {
        let Some((place, chosen)) = part_of(formula, &module) else {
            rest.push((module, left));
            continue;
        };
        let owner = &mut formula[place];
        let together = owner.1.clone().min(left.clone());
        owner.1 = &owner.1 - &together;
        let others = module.groups.iter().enumerate();
        let others = others.filter(|(at, _)| chosen & (1 << at) == 0);
        let groups: Vec<Group> = others.map(|(_, group)| group.clone()).collect();
        let uncounted = &left - &together;
        if !uncounted.is_zero() {
            pending.push((module.clone(), uncounted));
        }
        if !groups.is_empty() {
            let each = &module.each - &owner.0.each;
            let count = together.clone();
            pending.push((
                Module {
                    groups,
                    each,
                    count,
                },
                together,
            ));
        }
    }
    rest
}

/// A layer that is left, and a choice of the tensors of a module, as bits, that are as large together.
fn part_of(formula: &[(Owner, Rational)], module: &Module) -> Option<(usize, u32)> {
    let parts = u32::try_from(module.groups.len())
        .ok()
        .filter(|parts| *parts <= MOST_PARTS)?;
    (1..1_u32 << parts).find_map(|chosen| {
        let groups = module.groups.iter().enumerate();
        let groups = groups.filter(|(at, _)| chosen & (1 << at) != 0);
        let each = groups.fold(Rational::from(0), |sum, (_, group)| {
            &sum + &Rational::from(group.one.elements)
        });
        let same = |(owner, left): &(Owner, Rational)| !left.is_zero() && owner.each == each;
        Some((formula.iter().position(same)?, chosen))
    })
}

/// Takes away one of the right side and up to three of the left side that are as large together.
fn pair_sums<L, R>(
    left: &mut Vec<L>,
    right: &mut Vec<R>,
    left_size: impl Fn(&L) -> Rational,
    right_size: impl Fn(&R) -> Rational,
) {
    right.retain(|one| {
        let sizes: Vec<Rational> = left.iter().map(&left_size).collect();
        let Some(mut places) = places_of_sum(&sizes, &right_size(one)) else {
            return true;
        };
        places.sort_unstable();
        for place in places.into_iter().rev() {
            left.remove(place);
        }
        false
    });
}

/// Up to three places whose sizes add up to a sum; as few as possible.
fn places_of_sum(sizes: &[Rational], sum: &Rational) -> Option<Vec<usize>> {
    let single = |from: usize, sum: &Rational| {
        let mut rest = sizes.iter().enumerate().skip(from);
        rest.find(|(_, size)| *size == sum).map(|(place, _)| place)
    };
    let pair = |from: usize, sum: &Rational| {
        (from..sizes.len()).find_map(|first| {
            let second = single(first + 1, &(sum - &sizes[first]))?;
            Some(vec![first, second])
        })
    };
    let triple = || {
        let most = if sizes.len() > MOST_KINDS {
            0
        } else {
            sizes.len()
        };
        (0..most).find_map(|first| {
            let mut places = pair(first + 1, &(sum - &sizes[first]))?;
            places.push(first);
            Some(places)
        })
    };
    let one = single(0, sum).map(|place| vec![place]);
    one.or_else(|| pair(0, sum)).or_else(triple)
}
