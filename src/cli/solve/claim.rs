//! The text of a claim, taken apart.

use crate::algebra::Comparison;

/// Two formulas and what is claimed of them.
pub(super) struct Claim {
    /// The left side.
    pub(super) left: String,
    /// What is claimed.
    pub(super) relation: Comparison,
    /// The right side.
    pub(super) right: String,
    /// What follows a `where`, which both sides have.
    pub(super) given: Option<String>,
}

/// Takes a claim apart; `None` where it is none.
pub(super) fn claim(text: &str) -> Option<Claim> {
    let (left, relation, right) = sides(text)?;
    let (right, given) = match condition(right) {
        Some((right, given)) => (right, Some(given)),
        None => (right, None),
    };
    // A `where` at the end of a claim is about all of it.
    let side = |side: &str| match given {
        Some(given) => format!("{side} where {given}"),
        None => side.to_owned(),
    };
    Some(Claim {
        left: side(left),
        relation,
        right: side(right),
        given: given.map(str::to_owned),
    })
}

impl Claim {
    /// Whether its `where` gives a symbol a value.
    pub(super) fn binds(&self, symbol: &str) -> bool {
        let parts = self.given.iter().flat_map(|given| given.split(','));
        let mut bound = parts.filter_map(|part| part.split_once('='));
        bound.any(|(name, value)| name.trim() == symbol && !value.starts_with('='))
    }
}

/// What stands before and after the last `where` that is in no brackets.
fn condition(text: &str) -> Option<(&str, &str)> {
    const WORD: &str = "where";
    let outside = outside_brackets(text);
    let is_word = |at: &usize| {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let (before, after) = (&text[..*at], &text[at + WORD.len()..]);
        !before.ends_with(is_name) && !after.starts_with(is_name)
    };
    let mut found = outside
        .into_iter()
        .filter(|at| text[*at..].starts_with(WORD));
    let at = found.rfind(is_word)?;
    let (before, after) = (text[..at].trim(), text[at + WORD.len()..].trim());
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}

/// Whether an `if` waits for its `then`.
fn is_in_condition(before: &str) -> bool {
    let words = before.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let count = |wanted: &str| words.clone().filter(|word| *word == wanted).count();
    count("if") > count("then")
}

/// The places of letters that stand in no brackets.
fn outside_brackets(text: &str) -> Vec<usize> {
    let mut depth = 0_i32;
    let mut found = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            found.push(at);
        }
    }
    found
}

/// The two sides of a claim and what is claimed, split at the one sign that stands in no brackets.
fn sides(text: &str) -> Option<(&str, Comparison, &str)> {
    const SIGNS: [(&str, Comparison); 10] = [
        ("==", Comparison::Equal),
        ("!=", Comparison::Different),
        ("<=", Comparison::LessEqual),
        (">=", Comparison::GreaterEqual),
        ("≤", Comparison::LessEqual),
        ("≥", Comparison::GreaterEqual),
        ("≠", Comparison::Different),
        ("=", Comparison::Equal),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
    ];
    for at in outside_brackets(text) {
        if is_in_condition(&text[..at]) {
            continue;
        }
        if let Some((sign, relation)) = SIGNS.iter().find(|(sign, _)| text[at..].starts_with(sign))
        {
            let (left, right) = (text[..at].trim(), text[at + sign.len()..].trim());
            return (!left.is_empty() && !right.is_empty()).then_some((left, *relation, right));
        }
    }
    None
}

/// How a claim is written.
pub(super) fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "==",
        Comparison::Different => "!=",
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
    }
}
