//! Whether two values are the same, or one the larger, wherever both are defined.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::Comparison;
use crate::algebra::kernel::Kernel;
use crate::algebra::question::cases::{Cases, Outcome};
use crate::algebra::question::evaluate::Evaluation;
use crate::algebra::question::occurrence::{everything_in, free_symbols};
use crate::algebra::question::points::Points;
use crate::algebra::question::sign::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// The answer to a question that cannot always be decided. `Holds` and `Fails` are never wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds for all admissible values of the symbols.
    Holds,
    /// It does not hold, and the point shows it.
    Fails(Counterexample),
    /// The rules cannot tell.
    NotDecided {
        /// Why, and what would help, for a person.
        reason: String,
    },
}

/// An admissible point at which a claim fails, and what the two sides are worth there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// A number for each symbol, by name; and for each cost without a rule, by its text, with the
    /// numbers its arguments are worth.
    pub point: IndexMap<String, Rational>,
    /// The left side there, where it has an exact value.
    pub left: Option<Rational>,
    /// The right side there, where it has an exact value.
    pub right: Option<Rational>,
}

/// Whether a claim about a value is seen to hold.
type Proof<'a> = &'a dyn Fn(&Algebra, &Value) -> bool;

/// Points tried before anything is proved: most claims that fail do so at once.
const FIRST_POINTS: u64 = 24;

/// Points tried in all.
const MOST_POINTS: u64 = 600;

impl Algebra {
    /// Whether two values agree wherever both are defined.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Value, Verdict};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let double = algebra.add(&s, &s).unwrap();
    /// let Verdict::Fails(shown) = algebra.equal(&s, &double).unwrap() else { panic!() };
    /// assert_eq!(shown.point["S"].to_string(), "1");
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn equal(&self, left: &Value, right: &Value) -> Result<Verdict> {
        if left == right {
            return Ok(Verdict::Holds);
        }
        let difference = self.subtract(left, right)?;
        if difference.is_zero() {
            return Ok(Verdict::Holds);
        }
        let quick = |_: &Algebra, value: &Value| value.is_zero();
        let last =
            |algebra: &Algebra, value: &Value| algebra.sign_of_value(value) == Some(Sign::Zero);
        self.verdict(left, right, &difference, Ordering::is_ne, (&quick, &last))
    }

    /// Whether the comparison holds wherever both sides are defined. `!=` holds when some admissible
    /// point shows that the two are different forms, and fails when they agree everywhere.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Comparison, Indeterminate, Value, Verdict};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let square = algebra.multiply(&s, &s).unwrap();
    /// let verdict = algebra.compare_values(&s, Comparison::LessEqual, &square).unwrap();
    /// assert_eq!(verdict, Verdict::Holds);
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn compare_values(
        &self,
        left: &Value,
        comparison: Comparison,
        right: &Value,
    ) -> Result<Verdict> {
        let fails: fn(Ordering) -> bool = match comparison {
            Comparison::Equal => return self.equal(left, right),
            Comparison::Different => return self.different(left, right),
            Comparison::Less => Ordering::is_ge,
            Comparison::LessEqual => Ordering::is_gt,
            Comparison::Greater => Ordering::is_le,
            Comparison::GreaterEqual => Ordering::is_lt,
        };
        let difference = match comparison {
            Comparison::Less | Comparison::LessEqual => self.subtract(right, left)?,
            _ => self.subtract(left, right)?,
        };
        let strict = matches!(comparison, Comparison::Less | Comparison::Greater);
        let shows = |sign: Option<Sign>| match sign {
            Some(Sign::Positive) => true,
            Some(sign) => !strict && sign.is_nonnegative(),
            None => false,
        };
        let quick = |algebra: &Algebra, value: &Value| {
            let numerator = algebra.direct_sign(value.numerator());
            let denominator = algebra.direct_sign(value.denominator());
            let positive = denominator.is_some_and(Sign::is_nonnegative);
            positive && shows(numerator)
        };
        let last = |algebra: &Algebra, value: &Value| shows(algebra.sign_of_value(value));
        self.verdict(left, right, &difference, fails, (&quick, &last))
    }

    fn different(&self, left: &Value, right: &Value) -> Result<Verdict> {
        match self.equal(left, right)? {
            Verdict::Fails(_) => Ok(Verdict::Holds),
            Verdict::Holds => {
                let mut points = Points::new(self, &[left, right]);
                let shown = self.find(left, right, &mut points, MOST_POINTS, Ordering::is_eq);
                Ok(shown?.map_or_else(
                    || Verdict::NotDecided {
                        reason: "the two sides agree wherever both have a value, but no point \
                                 was found where both do"
                            .to_owned(),
                    },
                    Verdict::Fails,
                ))
            }
            undecided @ Verdict::NotDecided { .. } => Ok(undecided),
        }
    }

    /// Tries a few points, then to prove the claim about the difference, then many points.
    fn verdict(
        &self,
        left: &Value,
        right: &Value,
        difference: &Value,
        fails: impl Fn(Ordering) -> bool,
        (quick, last): (Proof, Proof),
    ) -> Result<Verdict> {
        let mut points = Points::new(self, &[left, right]);
        if let Some(shown) = self.find(left, right, &mut points, FIRST_POINTS, &fails)? {
            return Ok(Verdict::Fails(shown));
        }
        let left_over = self.limits().cases;
        let mut cases = Cases {
            quick,
            last,
            left: left_over,
        };
        let reason = match cases.decide(self, difference, 0)? {
            Outcome::Proved => return Ok(Verdict::Holds),
            Outcome::Open(value) => open_reason(&value),
            Outcome::TooMany => format!(
                "more than {left_over} cases would have to be looked at; numbers for some symbols \
                 in a `where` would leave fewer"
            ),
        };
        if let Some(shown) = self.find(left, right, &mut points, MOST_POINTS, &fails)? {
            return Ok(Verdict::Fails(shown));
        }
        Ok(Verdict::NotDecided { reason })
    }

    /// A point at which both sides are defined and compare like that.
    fn find(
        &self,
        left: &Value,
        right: &Value,
        points: &mut Points,
        until: u64,
        wanted: impl Fn(Ordering) -> bool,
    ) -> Result<Option<Counterexample>> {
        while points.made() < until {
            // Nothing usable may come of the points, but the work is counted.
            self.meter.charge(1)?;
            let salt = points.made();
            let numbers = |text: &str| opaque_number(text, salt);
            let Some(point) = points.next(&numbers) else {
                continue;
            };
            let mut evaluation = Evaluation::new(self, &point, Some(&numbers));
            let Ok(order) = evaluation.compare(left, right) else {
                continue;
            };
            if wanted(order) {
                let (left, right) = (evaluation.value(left).ok(), evaluation.value(right).ok());
                let mut shown = point.clone();
                shown.extend(evaluation.opaques);
                return Ok(Some(Counterexample {
                    point: shown,
                    left,
                    right,
                }));
            }
        }
        Ok(None)
    }
}

/// A number for a cost without a rule: not negative, and the same for the same text and point.
fn opaque_number(text: &str, salt: u64) -> Rational {
    // Fowler, Noll and Vo's hash: simple, and the same everywhere.
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325 ^ salt, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
    Rational::from((hash >> 32) % 97)
}

/// Why nothing was decided, by what is left in the case that stayed open.
fn open_reason(value: &Value) -> String {
    let functions = everything_in([value]).into_iter().filter_map(Kernel::of);
    let kinds: BTreeSet<&str> = functions.map(name_of).collect();
    let symbols: Vec<&str> = free_symbols(value)
        .into_iter()
        .map(|symbol| symbol.text().split('\'').next().unwrap_or_default())
        .collect();
    let quoted = |names: &[&str]| {
        let names: BTreeSet<&&str> = names.iter().collect();
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let obstacle = if kinds.is_empty() {
        "the sign of what remains is not known".to_owned()
    } else {
        format!("the rules for {} do not settle it", quoted(&kinds))
    };
    match &symbols[..] {
        [] => obstacle,
        [only] => format!("{obstacle}; a `where` with a number or a bound for `{only}` may help"),
        [first, second, ..] => format!(
            "{obstacle}; a `where` about {} may help, with numbers or as in `{first} >= {second}`",
            quoted(&symbols)
        ),
    }
}

fn name_of(kernel: &Kernel) -> &'static str {
    match kernel {
        Kernel::Floor(_) => "floor",
        Kernel::Max(_) => "max",
        Kernel::Positive(_) | Kernel::NonNegative(_) => "[a > b]",
        Kernel::Log2(_) => "log2",
        Kernel::Sqrt(_) => "sqrt",
        Kernel::Power { .. } => "^",
        Kernel::Sum { .. } => "sum",
        Kernel::If { .. } => "if",
        Kernel::Opaque(_) => "a cost without a rule",
    }
}
