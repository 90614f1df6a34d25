//! Linear equations whose coefficients are the powers of distinct numbers.

use crate::algebra::prime::Field;

/// Finds `c` from `Σ cᵢ·vᵢʲ` for `j = 1, 2, …`, in quadratic time and linear memory.
#[derive(Debug)]
pub(super) struct Solver {
    numbers: Vec<u64>,
    /// `Π (z − vᵢ)`, from the constant to the leading coefficient.
    master: Vec<u64>,
    /// For each number `v` the inverse of `v·Π (v − vᵢ)` over the others.
    weights: Vec<u64>,
}

impl Solver {
    /// `None` where two numbers are the same, or one is zero.
    pub(super) fn new(field: &Field, numbers: &[u64]) -> Option<Solver> {
        let mut master = vec![field.one()];
        for number in numbers {
            master.insert(0, 0);
            for place in 1..master.len() {
                let shifted = field.times(master[place], *number);
                master[place - 1] = field.minus(master[place - 1], shifted);
            }
        }
        let mut weights = Vec::with_capacity(numbers.len());
        for number in numbers {
            let mut value = 0;
            for coefficient in quotient(field, &master, *number) {
                value = field.plus(field.times(value, *number), coefficient);
            }
            let product = field.times(value, *number);
            if product == 0 {
                return None;
            }
            weights.push(field.inverse(product));
        }
        Some(Solver {
            numbers: numbers.to_vec(),
            master,
            weights,
        })
    }

    /// How many unknowns there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The unknowns from as many sums as there are numbers.
    pub(super) fn solve(&self, field: &Field, sums: &[u64]) -> Vec<u64> {
        let unknowns = self.numbers.iter().zip(&self.weights);
        unknowns
            .map(|(number, weight)| {
                // The quotient by one root vanishes at all others, so they drop out.
                let parts = quotient(field, &self.master, *number).zip(sums.iter().rev());
                let sum = parts.fold(0, |sum, (coefficient, value)| {
                    field.plus(sum, field.times(coefficient, *value))
                });
                field.times(sum, *weight)
            })
            .collect()
    }

    /// The sum for `j = place + 1`.
    pub(super) fn value(&self, field: &Field, unknowns: &[u64], place: usize) -> u64 {
        let terms = unknowns.iter().zip(&self.numbers);
        terms.fold(0, |sum, (unknown, number)| {
            let power = field.power(*number, place as u64 + 1);
            field.plus(sum, field.times(*unknown, power))
        })
    }
}

/// The coefficients of a polynomial divided by `z − root`, leading one first.
fn quotient<'a>(
    field: &'a Field,
    polynomial: &'a [u64],
    root: u64,
) -> impl Iterator<Item = u64> + 'a {
    let mut last = 0;
    polynomial[1..].iter().rev().map(move |coefficient| {
        last = field.plus(field.times(last, root), *coefficient);
        last
    })
}

#[cfg(test)]
mod tests {
    use crate::algebra::gcd::vandermonde::Solver;
    use crate::algebra::prime::Field;

    #[test]
    fn unknowns_come_back() {
        let field = Field::largest();
        let enter = |numbers: &[u64]| -> Vec<u64> {
            numbers.iter().map(|number| field.enter(*number)).collect()
        };
        let solver = Solver::new(&field, &enter(&[2, 3, 5])).expect("the numbers differ");
        // c = 7, 11, 13: 14 + 33 + 65, 28 + 99 + 325, 56 + 297 + 1625, 112 + 891 + 8125
        let unknowns = solver.solve(&field, &enter(&[112, 452, 1978]));
        assert_eq!(unknowns, enter(&[7, 11, 13]));
        assert_eq!(solver.value(&field, &unknowns, 3), field.enter(9128));
        assert!(Solver::new(&field, &enter(&[2, 2])).is_none());
    }
}
