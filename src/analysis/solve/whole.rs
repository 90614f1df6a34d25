//! The symbol is inside a function such as a floor or a maximum: where the difference of the two sides
//! only rises or only falls, whole numbers are searched by halving.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Environment, Indeterminate, Rational, Substitution, Value,
    Verdict,
};
use crate::analysis::solve::solution::{Equation, Solution};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Whole numbers are looked at up to this power of two.
const MOST_DOUBLINGS: u32 = 256;

/// Solves a claim among the positive whole numbers that the symbol may be.
pub(super) fn in_functions(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
) -> Result<Solution> {
    let search = Search {
        algebra,
        difference,
        symbol: equation.symbol,
        step: Rational::from(equation.symbol.domain().step().max(1)),
    };
    if !equation.symbol.domain().is_integer() {
        let reason = "the symbol is inside a function, and it is not seen that the two sides move \
                      apart in one direction only";
        return Ok(Solution::NotDecided(reason.to_owned()));
    }
    let Some(rising) = search.direction()? else {
        let reason = "the symbol is inside a function, and it is not seen that the two sides \
                          move apart in one direction only; an assumption may help, as `S multiple of 256` does \
                          with `ceil(S/256)`";
        return Ok(Solution::NotDecided(reason.to_owned()));
    };
    let sign = |number: &Rational| {
        let ordered = if rising { number.clone() } else { -number };
        (!ordered.is_negative(), ordered.is_positive())
    };
    // From the first on the two sides are equal or past each other, from the second on past.
    let reached = search.first(|number| sign(number).0)?;
    let past = search.first(|number| sign(number).1)?;
    let ends = [reached, past];
    let open = ends.iter().any(Option::is_none);
    let solution = pieces(equation.relation, rising, ends, &search.step);
    // That nothing changes past what was looked at has to be proved.
    if open && !confirmed(algebra, equation, &solution)? {
        return Ok(Solution::NotDecided(format!(
            "no change is found up to 2^{MOST_DOUBLINGS}, nor shown never to come"
        )));
    }
    Ok(solution)
}

/// Whether a solution that has no end holds as far as comparisons prove it.
fn confirmed(algebra: &Algebra, equation: &Equation, solution: &Solution) -> Result<bool> {
    let proved = |relation: Comparison| {
        let verdict = algebra.compare_values(&equation.left, relation, &equation.right)?;
        Ok::<bool, AlgebraError>(verdict == Verdict::Holds)
    };
    match solution {
        Solution::Everywhere => proved(equation.relation),
        Solution::Nowhere | Solution::NoWhole { .. } => match equation.relation {
            Comparison::Equal => Ok(proved(Comparison::Less)? || proved(Comparison::Greater)?),
            Comparison::Different => proved(Comparison::Equal),
            Comparison::Less => proved(Comparison::GreaterEqual),
            Comparison::LessEqual => proved(Comparison::Greater),
            Comparison::Greater => proved(Comparison::LessEqual),
            Comparison::GreaterEqual => proved(Comparison::Less),
        },
        // Where the difference only goes on in its direction, the claim does hold from a number on; but
        // an equation may end to hold past what was looked at.
        Solution::Whole { to: None, .. } => Ok(equation.relation != Comparison::Equal),
        _ => Ok(true),
    }
}

/// The whole numbers on which a claim holds, from where equality and where the other side begins.
fn pieces(
    relation: Comparison,
    rising: bool,
    [reached, past]: [Option<Rational>; 2],
    step: &Rational,
) -> Solution {
    let before = |end: Option<Rational>| end.map(|end| &end - step);
    let up_to = |end: Option<Rational>| match before(end) {
        Some(last) if last.is_zero() => Solution::NoWhole { between: None },
        Some(last) => Solution::Whole {
            from: step.clone(),
            to: Some(last),
        },
        None => Solution::Everywhere,
    };
    let from = |start: Option<Rational>| match start {
        Some(first) if first == *step => Solution::Everywhere,
        Some(from) => Solution::Whole { from, to: None },
        None => Solution::Nowhere,
    };
    match (relation, rising) {
        (Comparison::Less, true) | (Comparison::Greater, false) => up_to(reached),
        (Comparison::LessEqual, true) | (Comparison::GreaterEqual, false) => up_to(past),
        (Comparison::Greater, true) | (Comparison::Less, false) => from(past),
        (Comparison::GreaterEqual, true) | (Comparison::LessEqual, false) => from(reached),
        (Comparison::Equal, _) => match (reached, before(past)) {
            (Some(from), Some(to)) if from > to => Solution::NoWhole {
                between: to.is_positive().then_some([to, from]),
            },
            (Some(from), to) => Solution::Whole { from, to },
            (None, _) => Solution::Nowhere,
        },
        (Comparison::Different, _) => {
            let reason =
                "where two sides differ is not searched for inside functions; ask for `==`";
            Solution::NotDecided(reason.to_owned())
        }
    }
}

struct Search<'a> {
    algebra: &'a Algebra,
    difference: &'a Value,
    symbol: Indeterminate,
    /// What the symbol is a multiple of.
    step: Rational,
}

impl Search<'_> {
    fn put(&self, value: Value) -> Result<Value> {
        let put: Substitution = [(self.symbol, value)].into_iter().collect();
        self.algebra.substitute(self.difference, &put)
    }

    fn at(&self, place: &Rational) -> Result<Rational> {
        let there = self.put(Value::from(place.clone()))?;
        self.algebra.evaluate(&there, &Environment::new())
    }

    /// Whether the difference never falls from a number to the next that the symbol may be, or never rises.
    fn direction(&self) -> Result<Option<bool>> {
        let by = Value::from(self.step.clone());
        let next = self.algebra.add(&Value::from(self.symbol), &by)?;
        let next = self.put(next)?;
        let zero = Value::zero();
        let step = self.algebra.subtract(&next, self.difference)?;
        for (relation, rising) in [
            (Comparison::GreaterEqual, true),
            (Comparison::LessEqual, false),
        ] {
            if self.algebra.compare_values(&step, relation, &zero)? == Verdict::Holds {
                return Ok(Some(rising));
            }
        }
        Ok(None)
    }

    /// The first whole number for which a claim holds that holds ever after; `None` where it holds for
    /// none that is looked at.
    fn first(&self, claim: impl Fn(&Rational) -> bool) -> Result<Option<Rational>> {
        let (mut below, mut high) = (Rational::ZERO, Rational::ONE);
        let mut doublings = 0;
        let claim = |steps: &Rational| Ok(claim(&self.at(&(steps * &self.step))?));
        while !claim(&high)? {
            doublings += 1;
            if doublings > MOST_DOUBLINGS {
                return Ok(None);
            }
            below = high.clone();
            high = &high + &high;
        }
        let half = Rational::new(1, 2).expect("two is not zero");
        while &high - &below > Rational::ONE {
            let between = (&(&below + &high) * &half).floor();
            if claim(&between)? {
                high = between;
            } else {
                below = between;
            }
        }
        Ok(Some(&high * &self.step))
    }
}
