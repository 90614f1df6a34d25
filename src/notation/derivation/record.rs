//! What is kept of a derivation, and its text.

use std::fmt::{self, Display, Formatter};

/// What an item of a formula file comes to. Its `Display` is the text that is kept.
///
/// ```
/// use flopform::notation::derivation::{Cost, Derivation};
/// let derivation = Derivation {
///     kind: "layer".to_owned(),
///     name: "ffn".to_owned(),
///     signature: "(E, F)".to_owned(),
///     costs: vec![Cost {
///         quantity: "params".to_owned(),
///         unit: "param".to_owned(),
///         terms: vec!["2EF".to_owned(), "F".to_owned(), "E".to_owned()],
///         parts: vec![("up".to_owned(), "EF + F".to_owned()), ("down".to_owned(), "EF + E".to_owned())],
///     }],
///     refused: None,
/// };
/// assert_eq!(derivation.to_string(), "\
/// layer ffn(E, F)
///   params [param]
///     2EF
///     F
///     E
///       up: EF + F
///       down: EF + E
/// ");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// `layer`, `config`, `quantity` or `dim`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What stands behind its name, on one line, with the blank before it where there is one.
    pub signature: String,
    /// What it costs, quantity by quantity; those that are zero are left out.
    pub costs: Vec<Cost>,
    /// Why it has no closed form while its parameters are symbols, on one line; `None` where it has.
    pub refused: Option<String>,
}

/// What stands before the reason why there is no closed form.
pub(super) const REFUSED: &str = "no closed form: ";

/// The form of one quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The quantity.
    pub quantity: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// The terms of its form, in printing order.
    pub terms: Vec<String>,
    /// What each child contributes; nothing for a config, and for what follows from other quantities.
    pub parts: Vec<(String, String)>,
}

impl Derivation {
    /// What it is found by: `layer ffn`.
    pub fn key(&self) -> (&str, &str) {
        (&self.kind, &self.name)
    }
}

impl Cost {
    /// The terms as one form that can be read back.
    pub fn form(&self) -> String {
        let mut form = String::new();
        for term in &self.terms {
            match term.strip_prefix('-') {
                Some(rest) if !form.is_empty() => form += &format!(" - {rest}"),
                _ if !form.is_empty() => form += &format!(" + {term}"),
                _ => form += term,
            }
        }
        form
    }
}

impl Display for Derivation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} {}{}", self.kind, self.name, self.signature)?;
        if let Some(reason) = &self.refused {
            writeln!(formatter, "  {REFUSED}{reason}")?;
        }
        for cost in &self.costs {
            if cost.unit.is_empty() {
                writeln!(formatter, "  {}", cost.quantity)?;
            } else {
                writeln!(formatter, "  {} [{}]", cost.quantity, cost.unit)?;
            }
            for term in &cost.terms {
                writeln!(formatter, "    {term}")?;
            }
            for (name, form) in &cost.parts {
                writeln!(formatter, "      {name}: {form}")?;
            }
        }
        Ok(())
    }
}

/// The text of a snapshot: derivations with a blank line between two that have costs, under a line that
/// says how it is made.
pub fn text(derivations: &[Derivation]) -> String {
    let mut text =
        "# Written by `flopform snapshot --accept`; `flopform snapshot --check` compares.\n"
            .to_owned();
    let mut had_costs = true;
    for derivation in derivations {
        let has_costs = matches!(&derivation.kind[..], "layer" | "config");
        if has_costs || had_costs {
            text.push('\n');
        }
        had_costs = has_costs;
        text += &derivation.to_string();
    }
    text
}
