//! What a monomial is a product of: symbols, and functions that did not simplify.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{LazyLock, OnceLock, RwLock};

use crate::algebra::domain::Domain;
use crate::algebra::hashing::QuickMap;

/// How powers of an indeterminate behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PowerLaw {
    /// `x²` is `x²`.
    Free = 0,
    /// `x²` is `x`: flags, worth 0 or 1.
    Idempotent = 1,
    /// `x²` is 1: `(-1)^n`.
    Involution = 2,
}

/// What stands in the table of all indeterminates.
#[derive(Debug)]
struct Entry {
    kind: Kind,
    /// A symbol's name, or the canonical text of a function and its arguments.
    text: String,
    /// The kind and the beginning of the text in one word, which decides most comparisons.
    rank: u64,
    /// How much of the text people see: what follows a `#` tells symbols apart that no text can name.
    shown: usize,
    /// The domain of a symbol.
    domain: Domain,
}

/// Symbols sort before functions: the rank begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Symbol,
    Function,
}

/// Something that can carry an exponent: a [symbol](Indeterminate::symbol), or a function of other
/// values that did not simplify, known by its canonical text (see `kernel`).
///
/// It is a place in a table that only grows, so it is free to copy and to compare, and as short as a
/// place: monomials hold several. The lowest bits say its kind and its power law, which is asked far
/// more often than anything else. Its order is that of kinds and texts, so nothing depends on which
/// indeterminate was seen first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Indeterminate(u32);

/// How many bits of an indeterminate are its law, and its law and kind.
const LAW_BITS: u32 = 2;
const TAG_BITS: u32 = LAW_BITS + 1;

/// The indeterminates with each text: hardly ever more than one.
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);

#[derive(Default)]
struct Known {
    by_text: QuickMap<&'static str, Vec<Indeterminate>>,
    count: u32,
}

impl Known {
    fn find(&self, kind: Kind, text: &str, domain: Domain) -> Option<Indeterminate> {
        let known = self.by_text.get(text)?.iter();
        known.copied().find(|known| {
            let entry = known.entry();
            entry.kind == kind && entry.domain == domain
        })
    }
}

/// The entries by place, in pieces of which each is twice as long as the one before: a piece never
/// moves, so that reading takes no lock.
static ENTRIES: [OnceLock<Piece>; PIECES] = [const { OnceLock::new() }; PIECES];

type Piece = Box<[OnceLock<Entry>]>;

/// The ranks of the first entries, which nearly all comparisons are between, without the way through
/// the pieces. A rank is written before anybody has the indeterminate.
static RANKS: [AtomicU64; RANKED] = [const { AtomicU64::new(0) }; RANKED];
const RANKED: usize = 1 << 12;

/// The first piece has this many entries.
const FIRST_PIECE: u32 = 64;
const PIECES: usize = (u32::BITS - TAG_BITS - FIRST_PIECE.ilog2()) as usize;

/// The piece that a place is in, how long the piece is, and which of its entries it is.
#[inline]
fn position(place: u32) -> (usize, usize, usize) {
    let counted = place + FIRST_PIECE;
    let piece = counted.ilog2() - FIRST_PIECE.ilog2();
    let length = FIRST_PIECE << piece;
    (piece as usize, length as usize, (counted - length) as usize)
}

/// The kind, then the first letters; equal where only what follows tells two entries apart.
#[inline]
fn rank(kind: Kind, text: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes[0] = u8::from(kind == Kind::Function);
    for (byte, letter) in bytes[1..].iter_mut().zip(text.bytes()) {
        *byte = letter;
    }
    u64::from_be_bytes(bytes)
}

fn intern(kind: Kind, text: &str, domain: Domain, law: PowerLaw) -> Indeterminate {
    let known = KNOWN.read().expect("no holder panics");
    if let Some(known) = known.find(kind, text, domain) {
        return known;
    }
    drop(known);
    let mut known = KNOWN.write().expect("no holder panics");
    if let Some(known) = known.find(kind, text, domain) {
        return known;
    }
    let place = known.count;
    let (piece, length, at) = position(place);
    let entries = ENTRIES[piece].get_or_init(|| (0..length).map(|_| OnceLock::new()).collect());
    let entry = entries[at].get_or_init(|| Entry {
        kind,
        text: text.to_owned(),
        shown: text.find('#').unwrap_or(text.len()),
        rank: rank(kind, text),
        domain,
    });
    if let Some(rank) = RANKS.get(place as usize) {
        rank.store(entry.rank, Relaxed);
    }
    let function = u32::from(kind == Kind::Function) << LAW_BITS;
    let indeterminate = Indeterminate(place << TAG_BITS | function | law as u32);
    known.count += 1;
    known
        .by_text
        .entry(&entry.text)
        .or_default()
        .push(indeterminate);
    indeterminate
}

impl Indeterminate {
    /// What stands in the unused places of lists of fixed length; in no table. Its tags are those of
    /// a free symbol.
    pub(in crate::algebra) const PADDING: Indeterminate = Indeterminate(u32::MAX << TAG_BITS);

    /// The symbol of this name that stands for a positive integer.
    pub fn symbol(name: &str) -> Indeterminate {
        Indeterminate::symbol_in(name, Domain::default())
    }

    /// The symbol of this name and domain. Symbols of one name and different domains are different
    /// indeterminates.
    pub fn symbol_in(name: &str, domain: Domain) -> Indeterminate {
        let law = if domain.is_flag() {
            PowerLaw::Idempotent
        } else {
            PowerLaw::Free
        };
        intern(Kind::Symbol, name, domain, law)
    }

    /// The function application with this canonical text.
    pub(crate) fn function(text: &str, law: PowerLaw) -> Indeterminate {
        intern(Kind::Function, text, Domain::default(), law)
    }

    #[inline]
    fn entry(self) -> &'static Entry {
        let (piece, _, at) = position(self.0 >> TAG_BITS);
        let entry = ENTRIES[piece].get().and_then(|entries| entries[at].get());
        entry.expect("an indeterminate is made after its entry")
    }

    #[inline]
    fn rank(self) -> u64 {
        match RANKS.get((self.0 >> TAG_BITS) as usize) {
            Some(rank) => rank.load(Relaxed),
            None => self.entry().rank,
        }
    }

    /// It and an exponent in one word, to be hashed.
    pub(in crate::algebra) fn beside(self, exponent: u32) -> u64 {
        u64::from(self.0) << u32::BITS | u64::from(exponent)
    }

    /// The tags that any of them has.
    #[inline]
    fn tags(list: &[Indeterminate]) -> u32 {
        let words = list.iter().map(|indeterminate| indeterminate.0);
        words.fold(0, |tags, word| tags | word) & ((1 << TAG_BITS) - 1)
    }

    /// Whether no law but that of exponents holds for any of them.
    #[inline]
    pub(in crate::algebra) fn all_free(list: &[Indeterminate]) -> bool {
        Indeterminate::tags(list) & ((1 << LAW_BITS) - 1) == 0
    }

    /// Whether all of them are free symbols.
    #[inline]
    pub(in crate::algebra) fn all_plain(list: &[Indeterminate]) -> bool {
        Indeterminate::tags(list) == 0
    }

    /// Whether all of them are symbols.
    #[inline]
    pub(in crate::algebra) fn all_symbols(list: &[Indeterminate]) -> bool {
        Indeterminate::tags(list) >> LAW_BITS == 0
    }

    /// Whether it is a symbol.
    #[inline]
    pub fn is_symbol(self) -> bool {
        (self.0 >> LAW_BITS) & 1 == 0
    }

    /// A symbol's name; for a function the canonical text of its application.
    pub fn text(self) -> &'static str {
        &self.entry().text
    }

    /// A symbol's name as people see it.
    pub(in crate::algebra) fn shown_name(self) -> &'static str {
        let entry = self.entry();
        &entry.text[..entry.shown]
    }

    /// What a symbol may stand for. A function has no domain of its own; ask the sign rules.
    pub fn domain(self) -> Domain {
        self.entry().domain
    }

    /// How its powers behave.
    #[inline]
    pub(crate) fn law(self) -> PowerLaw {
        match self.0 & 3 {
            0 => PowerLaw::Free,
            1 => PowerLaw::Idempotent,
            _ => PowerLaw::Involution,
        }
    }
}

impl Hash for Indeterminate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.0);
    }
}

impl Ord for Indeterminate {
    #[inline]
    fn cmp(&self, other: &Indeterminate) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        self.rank().cmp(&other.rank()).then_with(|| {
            let (ours, theirs) = (self.entry(), other.entry());
            // Equal ranks are of one kind.
            (ours.text.cmp(&theirs.text)).then_with(|| ours.domain.cmp(&theirs.domain))
        })
    }
}

impl PartialOrd for Indeterminate {
    fn partial_cmp(&self, other: &Indeterminate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Indeterminate {
    /// Its text, and the domain of a symbol that is not simply a positive integer: no two
    /// indeterminates print alike, which canonical texts rely on.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())?;
        if self.domain() != Domain::default() {
            write!(formatter, "{{{:?}}}", self.domain())?;
        }
        Ok(())
    }
}
