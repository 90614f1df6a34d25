//! Products of powers of indeterminates.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU8;

use crate::algebra::indeterminate::{Indeterminate, PowerLaw};

/// The power of an indeterminate in a monomial; never negative, since denominators are polynomials.
pub type Exponent = u32;

/// A product of powers, such as `B·S·E²`; the empty product is 1.
///
/// The factors are sorted and their exponents are at least one, so equal monomials are stored alike.
/// The order is lexicographic: admissible for division, and independent of the order of printing.
#[derive(Clone, PartialEq, Eq)]
pub struct Monomial(Repr);

/// `Short` holds every product that fits, so the derived equality is that of the product.
#[derive(Clone, PartialEq, Eq)]
enum Repr {
    Short(Short),
    Long(Box<[(Indeterminate, Exponent)]>),
}

const _: () = assert!(size_of::<Monomial>() == 40);

/// How many factors are held without an allocation.
const SHORT: usize = 6;

/// A few factors with short exponents, in place; what is not used holds padding and zeros.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Short {
    /// One more than there are factors: the 0 is left to mark what is `Long`.
    length: NonZeroU8,
    exponents: [u16; SHORT],
    symbols: [Indeterminate; SHORT],
}

impl Short {
    const ONE: Short = Short {
        length: NonZeroU8::MIN,
        exponents: [0; SHORT],
        symbols: [Indeterminate::PADDING; SHORT],
    };

    #[inline]
    fn length(&self) -> usize {
        usize::from(self.length.get() - 1)
    }

    #[inline]
    fn factor(&self, place: usize) -> (Indeterminate, Exponent) {
        (self.symbols[place], self.exponents[place].into())
    }

    /// Puts one more factor behind the others; `None` where there is no room for it.
    #[inline]
    fn push(&mut self, indeterminate: Indeterminate, exponent: Exponent) -> Option<()> {
        let place = self.length();
        *self.exponents.get_mut(place)? = u16::try_from(exponent).ok()?;
        self.symbols[place] = indeterminate;
        self.length = self.length.saturating_add(1);
        Some(())
    }

    /// `LENGTH` factors and those of the other behind them, for which there is room.
    fn followed_by<const LENGTH: usize>(&self, other: &Short) -> Short {
        let mut product = *self;
        for place in LENGTH..SHORT {
            product.symbols[place] = other.symbols[place - LENGTH];
            product.exponents[place] = other.exponents[place - LENGTH];
        }
        product.length = self.length.saturating_add(other.length.get() - 1);
        product
    }

    /// Multiplies by one power; `None`, and unchanged, where there is no room for it.
    #[inline]
    fn multiply_by_power(&mut self, symbol: Indeterminate, exponent: u16) -> Option<()> {
        let length = self.length();
        let mut place = 0;
        while place < length {
            match self.symbols[place].cmp(&symbol) {
                Ordering::Less => place += 1,
                Ordering::Equal => {
                    self.exponents[place] = self.exponents[place].checked_add(exponent)?;
                    return Some(());
                }
                Ordering::Greater => break,
            }
        }
        if length == SHORT {
            return None;
        }
        for later in (place..length).rev() {
            self.symbols[later + 1] = self.symbols[later];
            self.exponents[later + 1] = self.exponents[later];
        }
        self.symbols[place] = symbol;
        self.exponents[place] = exponent;
        self.length = self.length.saturating_add(1);
        Some(())
    }

    /// The product with one power; `None` where there is no room for it.
    fn times_power(&self, symbol: Indeterminate, exponent: u16) -> Option<Short> {
        let mut product = *self;
        product.multiply_by_power(symbol, exponent)?;
        Some(product)
    }

    /// The product in which every indeterminate is free; `None` where it has no room for a factor or
    /// an exponent.
    #[inline]
    fn times_free(&self, other: &Short) -> Option<Short> {
        match (self.length(), other.length()) {
            (_, 0) => return Some(*self),
            (0, _) => return Some(*other),
            (_, 1) => return self.times_power(other.symbols[0], other.exponents[0]),
            (1, _) => return other.times_power(self.symbols[0], self.exponents[0]),
            _ => {}
        }
        if self.symbols == other.symbols {
            // The exponents are added side by side.
            let mut product = *self;
            let mut carried = false;
            for (held, more) in product.exponents.iter_mut().zip(&other.exponents) {
                let (sum, carry) = held.overflowing_add(*more);
                *held = sum;
                carried |= carry;
            }
            return (!carried).then_some(product);
        }
        let mut product = Short::ONE;
        let (mut left, mut right) = (0, 0);
        while left < self.length() && right < other.length() {
            let (ours, theirs) = (self.symbols[left], other.symbols[right]);
            let order = ours.cmp(&theirs);
            let mine = if order.is_le() {
                self.exponents[left]
            } else {
                0
            };
            let its = if order.is_ge() {
                other.exponents[right]
            } else {
                0
            };
            let symbol = if order.is_le() { ours } else { theirs };
            product.push(symbol, Exponent::from(mine) + Exponent::from(its))?;
            left += usize::from(order.is_le());
            right += usize::from(order.is_ge());
        }
        for place in left..self.length() {
            product.push(self.symbols[place], self.exponents[place].into())?;
        }
        for place in right..other.length() {
            product.push(other.symbols[place], other.exponents[place].into())?;
        }
        Some(product)
    }
}

/// Factors put one behind the other, in place as long as they fit.
struct Gathered {
    short: Short,
    long: Vec<(Indeterminate, Exponent)>,
}

impl Gathered {
    fn new() -> Gathered {
        Gathered {
            short: Short::ONE,
            long: Vec::new(),
        }
    }

    #[inline]
    fn push(&mut self, indeterminate: Indeterminate, exponent: Exponent) {
        if !self.long.is_empty() {
            self.long.push((indeterminate, exponent));
        } else if self.short.push(indeterminate, exponent).is_none() {
            let held = (0..self.short.length()).map(|place| self.short.factor(place));
            self.long = held.chain([(indeterminate, exponent)]).collect();
        }
    }

    #[inline]
    fn monomial(self) -> Monomial {
        if self.long.is_empty() {
            Monomial(Repr::Short(self.short))
        } else {
            Monomial(Repr::Long(self.long.into_boxed_slice()))
        }
    }
}

impl Monomial {
    /// The empty product, 1.
    pub const ONE: Monomial = Monomial(Repr::Short(Short::ONE));

    /// One indeterminate to a power.
    pub fn power(indeterminate: Indeterminate, exponent: Exponent) -> Monomial {
        let mut factors = Gathered::new();
        if exponent > 0 {
            factors.push(indeterminate, exponent);
        }
        factors.monomial()
    }

    /// Puts together factors in any order; repeated indeterminates are multiplied.
    pub fn from_factors(factors: impl IntoIterator<Item = (Indeterminate, Exponent)>) -> Monomial {
        factors
            .into_iter()
            .fold(Monomial::ONE, |product, (indeterminate, exponent)| {
                product.times(&Monomial::power(indeterminate, exponent))
            })
    }

    /// Factors that are already sorted, distinct, and with exponents of at least one.
    pub(in crate::algebra) fn from_sorted(
        factors: impl IntoIterator<Item = (Indeterminate, Exponent)>,
    ) -> Monomial {
        let mut gathered = Gathered::new();
        for (indeterminate, exponent) in factors {
            debug_assert!(exponent > 0, "a factor has an exponent");
            gathered.push(indeterminate, exponent);
        }
        let monomial = gathered.monomial();
        debug_assert!(
            monomial
                .factors()
                .zip(monomial.factors().skip(1))
                .all(|((left, _), (right, _))| left < right),
            "factors are sorted"
        );
        monomial
    }

    #[inline]
    fn count(&self) -> usize {
        match &self.0 {
            Repr::Short(short) => short.length(),
            Repr::Long(factors) => factors.len(),
        }
    }

    #[inline]
    fn factor(&self, place: usize) -> (Indeterminate, Exponent) {
        match &self.0 {
            Repr::Short(short) => short.factor(place),
            Repr::Long(factors) => factors[place],
        }
    }

    /// Whether it is the empty product.
    #[inline]
    pub fn is_one(&self) -> bool {
        self.count() == 0
    }

    /// The factors, sorted by indeterminate.
    pub fn factors(
        &self,
    ) -> impl ExactSizeIterator<Item = (Indeterminate, Exponent)> + DoubleEndedIterator + Clone + '_
    {
        (0..self.count()).map(|place| self.factor(place))
    }

    /// The factors that are functions, which come after the symbols.
    pub(in crate::algebra) fn functions(
        &self,
    ) -> impl Iterator<Item = (Indeterminate, Exponent)> + '_ {
        self.factors().rev().take_while(|(x, _)| !x.is_symbol())
    }

    /// Whether it has no functions in it.
    #[inline]
    pub(in crate::algebra) fn has_only_symbols(&self) -> bool {
        match &self.0 {
            Repr::Short(short) => Indeterminate::all_symbols(&short.symbols),
            Repr::Long(factors) => factors.iter().all(|(x, _)| x.is_symbol()),
        }
    }

    /// Whether no law but that of exponents holds for any factor.
    #[inline]
    pub(in crate::algebra) fn is_free(&self) -> bool {
        match &self.0 {
            Repr::Short(short) => Indeterminate::all_free(&short.symbols),
            Repr::Long(factors) => factors.iter().all(|(x, _)| x.law() == PowerLaw::Free),
        }
    }

    /// The power of one indeterminate in it.
    pub fn degree_in(&self, indeterminate: Indeterminate) -> Exponent {
        let mut factors = self.factors();
        let found = factors.find(|(factor, _)| *factor == indeterminate);
        found.map_or(0, |(_, exponent)| exponent)
    }

    /// The largest exponent of any factor.
    #[inline]
    pub fn largest_exponent(&self) -> Exponent {
        match &self.0 {
            Repr::Short(short) => short
                .exponents
                .iter()
                .fold(0, |most, next| most.max((*next).into())),
            Repr::Long(factors) => factors.iter().fold(0, |most, (_, next)| most.max(*next)),
        }
    }

    /// Merges two sorted products, combining the exponents of shared indeterminates.
    fn merge(
        &self,
        other: &Monomial,
        mut combine: impl FnMut(Indeterminate, Exponent, Exponent) -> Exponent,
    ) -> Monomial {
        let mut factors = Gathered::new();
        let (ours, theirs) = (self.count(), other.count());
        let (mut left, mut right) = (0, 0);
        while left < ours || right < theirs {
            let mine = (left < ours).then(|| self.factor(left));
            let its = (right < theirs).then(|| other.factor(right));
            let order = match (mine, its) {
                (Some((x, _)), Some((y, _))) => x.cmp(&y),
                (Some(_), None) => Ordering::Less,
                _ => Ordering::Greater,
            };
            let mine = mine.filter(|_| order.is_le());
            let its = its.filter(|_| order.is_ge());
            left += usize::from(mine.is_some());
            right += usize::from(its.is_some());
            let (indeterminate, _) = mine.or(its).expect("one side has the next factor");
            let exponent_of =
                |factor: Option<(Indeterminate, Exponent)>| factor.map_or(0, |(_, e)| e);
            let exponent = combine(indeterminate, exponent_of(mine), exponent_of(its));
            if exponent > 0 {
                factors.push(indeterminate, exponent);
            }
        }
        factors.monomial()
    }

    /// The product, with the power laws of flags and of `(-1)^n` applied. Exponents saturate; the
    /// limits refuse anything near that before the work.
    #[inline]
    #[must_use]
    pub fn times(&self, other: &Monomial) -> Monomial {
        if self.is_free() {
            // A factor that only the other has keeps its exponent whatever its law is.
            return self.times_free(other);
        }
        self.merge(other, |indeterminate, ours, theirs| {
            let exponent = ours.saturating_add(theirs);
            match indeterminate.law() {
                PowerLaw::Free => exponent,
                PowerLaw::Idempotent => exponent.min(1),
                PowerLaw::Involution => exponent % 2,
            }
        })
    }

    /// Multiplies by another monomial where both have few symbols, all of them free, and so has their
    /// product: what most products on the way to a form are. Else it is unchanged, and `false`.
    #[inline]
    pub(in crate::algebra) fn multiply_plainly(&mut self, other: &Monomial) -> bool {
        let (Repr::Short(ours), Repr::Short(theirs)) = (&mut self.0, &other.0) else {
            return false;
        };
        let plain = |short: &Short| Indeterminate::all_plain(&short.symbols);
        if !plain(ours) || !plain(theirs) {
            return false;
        }
        if theirs.length() == 1 {
            let (symbol, exponent) = (theirs.symbols[0], theirs.exponents[0]);
            return ours.multiply_by_power(symbol, exponent).is_some();
        }
        let product = ours.times_free(theirs);
        product.is_some_and(|product| {
            *ours = product;
            true
        })
    }

    /// The product in which every indeterminate is free: what division and gcd work with.
    #[inline]
    #[must_use]
    pub(crate) fn times_free(&self, other: &Monomial) -> Monomial {
        if let (Repr::Short(ours), Repr::Short(theirs)) = (&self.0, &other.0)
            && let Some(product) = ours.times_free(theirs)
        {
            return Monomial(Repr::Short(product));
        }
        self.merge(other, |_, ours, theirs| ours.saturating_add(theirs))
    }

    /// The product with a monomial all of whose indeterminates come after its own.
    #[inline]
    pub(in crate::algebra) fn beside(&self, later: &Monomial) -> Monomial {
        if let (Repr::Short(ours), Repr::Short(theirs)) = (&self.0, &later.0)
            && ours.length() + theirs.length() <= SHORT
        {
            let product = match ours.length() {
                0 => *theirs,
                1 => ours.followed_by::<1>(theirs),
                2 => ours.followed_by::<2>(theirs),
                3 => ours.followed_by::<3>(theirs),
                4 => ours.followed_by::<4>(theirs),
                5 => ours.followed_by::<5>(theirs),
                _ => *ours,
            };
            return Monomial(Repr::Short(product));
        }
        Monomial::from_sorted(self.factors().chain(later.factors()))
    }

    /// The quotient, or `None` when the divisor does not divide it.
    pub fn divided_by(&self, divisor: &Monomial) -> Option<Monomial> {
        let mut divides = true;
        let quotient = self.merge(divisor, |_, ours, theirs| {
            divides &= ours >= theirs;
            ours.saturating_sub(theirs)
        });
        divides.then_some(quotient)
    }

    /// The largest monomial that divides both.
    #[must_use]
    pub fn gcd(&self, other: &Monomial) -> Monomial {
        self.merge(other, |_, ours, theirs| ours.min(theirs))
    }

    /// The monomial with one indeterminate taken out, and its exponent.
    pub fn without(&self, indeterminate: Indeterminate) -> (Monomial, Exponent) {
        let exponent = self.degree_in(indeterminate);
        if exponent == 0 {
            return (self.clone(), 0);
        }
        let others = self
            .factors()
            .filter(|(factor, _)| *factor != indeterminate);
        (Monomial::from_sorted(others), exponent)
    }
}

impl Default for Monomial {
    fn default() -> Monomial {
        Monomial::ONE
    }
}

impl Hash for Monomial {
    /// A word for each factor.
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (indeterminate, exponent) in self.factors() {
            state.write_u64(indeterminate.beside(exponent));
        }
    }
}

impl fmt::Debug for Monomial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.factors()).finish()
    }
}

impl Ord for Monomial {
    #[inline]
    fn cmp(&self, other: &Monomial) -> Ordering {
        for ((ours, mine), (theirs, its)) in self.factors().zip(other.factors()) {
            // An earlier indeterminate outranks a later one.
            let order = theirs.cmp(&ours).then(mine.cmp(&its));
            if order.is_ne() {
                return order;
            }
        }
        self.count().cmp(&other.count())
    }
}

impl PartialOrd for Monomial {
    fn partial_cmp(&self, other: &Monomial) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
