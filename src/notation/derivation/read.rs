//! Reading kept derivations back.

use crate::notation::derivation::record::{Cost, Derivation, REFUSED};

/// A line that does not belong where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from one.
    pub line: usize,
    /// What was expected there.
    pub expected: &'static str,
}

/// The derivations in a text.
///
/// ```
/// use flopform::notation::derivation::read;
/// let text = "layer two(E)\n  params [param]\n    8E²\n    5E\n";
/// let kept = read(text).unwrap();
/// assert_eq!(kept[0].costs[0].terms, ["8E²", "5E"]);
/// assert_eq!(kept[0].to_string(), text);
/// assert_eq!(read("8E²").unwrap_err().line, 1);
/// ```
///
/// # Errors
/// The first line that does not belong where it stands.
pub fn read(text: &str) -> Result<Vec<Derivation>, Unreadable> {
    let mut found: Vec<Derivation> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let unreadable = |expected| Unreadable {
            line: number + 1,
            expected,
        };
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let depth = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim();
        if depth == 0 {
            let expected = "a kind and a name, as in `layer block(E, H)`";
            found.push(heading(words).ok_or_else(|| unreadable(expected))?);
            continue;
        }
        let derivation = found.last_mut();
        let derivation = derivation.ok_or_else(|| unreadable("an item before what it costs"))?;
        if depth == 2 {
            if let Some(reason) = words.strip_prefix(REFUSED)
                && derivation.costs.is_empty()
            {
                derivation.refused = Some(reason.to_owned());
                continue;
            }
            derivation.costs.push(quantity(words));
            continue;
        }
        let cost = derivation.costs.last_mut();
        let cost = cost.ok_or_else(|| unreadable("a quantity before its terms"))?;
        match depth {
            4 => cost.terms.push(words.to_owned()),
            6 => {
                let expected = "a child and its form, as in `up: EF + F`";
                let (name, form) = words.split_once(": ").ok_or_else(|| unreadable(expected))?;
                cost.parts.push((name.to_owned(), form.to_owned()));
            }
            _ => return Err(unreadable("a line moved in by 0, 2, 4 or 6 blanks")),
        }
    }
    Ok(found)
}

fn heading(words: &str) -> Option<Derivation> {
    let (kind, rest) = words.split_once(' ')?;
    let is_kind = matches!(kind, "layer" | "config" | "quantity" | "dim");
    let end = rest.find(['(', ' ']).unwrap_or(rest.len());
    let (name, signature) = rest.split_at(end);
    (is_kind && !name.is_empty()).then(|| Derivation {
        kind: kind.to_owned(),
        name: name.to_owned(),
        signature: signature.to_owned(),
        costs: Vec::new(),
        refused: None,
    })
}

fn quantity(words: &str) -> Cost {
    let (quantity, unit) = match words.split_once(" [") {
        Some((quantity, unit)) => (quantity, unit.trim_end_matches(']')),
        None => (words, ""),
    };
    Cost {
        quantity: quantity.to_owned(),
        unit: unit.to_owned(),
        terms: Vec::new(),
        parts: Vec::new(),
    }
}
