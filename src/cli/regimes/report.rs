//! Regimes laid out for people and for programs.

use serde_json::{Value as Json, json};

use crate::cli::table::Table;

/// What is known of a form.
pub(super) struct Regime {
    /// The target.
    pub(super) target: String,
    /// The quantity; `None` for an expression.
    pub(super) quantity: Option<String>,
    /// The form.
    pub(super) form: String,
    /// How it grows in each symbol.
    pub(super) growth: Vec<Grown>,
    /// Its terms, and its children where it has any.
    pub(super) parts: Vec<Parts>,
}

/// How a form grows in a symbol.
pub(super) struct Grown {
    /// The symbol.
    pub(super) symbol: String,
    /// The leading term, where it is known.
    pub(super) leading: Option<String>,
    /// The least and the largest power.
    pub(super) powers: Option<(i64, i64)>,
}

/// Parts of a form, compared.
pub(super) struct Parts {
    /// `term` or `child`.
    pub(super) kind: &'static str,
    /// Every pair of which something is known.
    pub(super) pairs: Vec<Met>,
    /// Whether there are too many to compare all.
    pub(super) left_out: bool,
}

/// Two parts, and where they meet.
pub(super) enum Met {
    /// They are equal where a symbol has a value.
    At {
        parts: [String; 2],
        symbol: String,
        value: String,
        above: String,
        doubling: Option<String>,
    },
    /// The first is always larger.
    Always([String; 2]),
    /// They are the same.
    Same([String; 2]),
}

/// For people.
pub(super) fn text(regimes: &[Regime]) -> String {
    let blocks: Vec<String> = regimes.iter().map(block).collect();
    blocks.join("\n")
}

fn block(regime: &Regime) -> String {
    let mut text = match &regime.quantity {
        Some(quantity) => format!("{quantity}({}) = {}\n", regime.target, regime.form),
        None => format!("{}\n", regime.form),
    };
    if !regime.growth.is_empty() {
        let mut table = Table::default();
        table
            .row(["  as it grows", "leading term", "doubling it multiplies by"].map(str::to_owned));
        for grown in &regime.growth {
            table.row([
                format!("  {}", grown.symbol),
                grown
                    .leading
                    .clone()
                    .unwrap_or_else(|| "not known".to_owned()),
                grown.powers.map_or_else(|| "not known".to_owned(), factors),
            ]);
        }
        text += &format!("\n{}", table.text());
    }
    for parts in regime.parts.iter().filter(|parts| !parts.pairs.is_empty()) {
        let mut table = Table::default();
        for met in &parts.pairs {
            table.row(row(met));
        }
        let heading = if parts.kind == "term" {
            "terms"
        } else {
            "children"
        };
        text += &format!("\n{heading}\n{}", table.text());
        if parts.left_out {
            text += "  and more, which are too many to compare\n";
        }
    }
    text
}

/// `2`, `2 to 4`, `1/2`: two to the least power, and to the largest.
fn factors((least, most): (i64, i64)) -> String {
    let factor = |power: i64| match (u32::try_from(power), u32::try_from(-power)) {
        (Ok(power), _) if power < 64 => (1_u64 << power).to_string(),
        (_, Ok(power)) if power < 64 => format!("1/{}", 1_u64 << power),
        _ => format!("2^{power}"),
    };
    if least == most {
        factor(least)
    } else {
        format!("{} to {}", factor(least), factor(most))
    }
}

fn row(met: &Met) -> Vec<String> {
    match met {
        Met::At {
            parts: [left, right],
            symbol,
            value,
            above,
            doubling,
        } => {
            let doubling = doubling.as_ref();
            vec![
                format!("  {left} = {right}"),
                format!("at {symbol} = {value}"),
                format!("above it {above} is larger"),
                doubling.map_or_else(String::new, |by| format!("doubling {symbol} there: × {by}")),
            ]
        }
        Met::Always([larger, smaller]) => {
            vec![format!("  {larger} > {smaller}"), "always".to_owned()]
        }
        Met::Same([left, right]) => vec![format!("  {left} = {right}"), "always".to_owned()],
    }
}

/// For programs.
pub(super) fn json(regimes: &[Regime]) -> String {
    let reports = regimes.iter().map(|regime| {
        let growth = regime.growth.iter().map(|grown| {
            json!({
                "symbol": grown.symbol,
                "leading": grown.leading,
                "least_power": grown.powers.map(|(least, _)| least),
                "largest_power": grown.powers.map(|(_, most)| most),
            })
        });
        let pairs = regime
            .parts
            .iter()
            .flat_map(|parts| parts.pairs.iter().map(|met| (parts.kind, met)));
        let pairs = pairs.map(|(kind, met)| match met {
            Met::At {
                parts,
                symbol,
                value,
                above,
                doubling,
            } => json!({
                "kind": kind, "parts": parts, "meet": "at", "symbol": symbol, "value": value,
                "larger_above": above, "doubling": doubling,
            }),
            Met::Always(parts) => {
                json!({ "kind": kind, "parts": parts, "meet": "never", "larger": parts[0] })
            }
            Met::Same(parts) => json!({ "kind": kind, "parts": parts, "meet": "everywhere" }),
        });
        json!({
            "target": regime.target,
            "quantity": regime.quantity,
            "closed_form": regime.form,
            "growth": growth.collect::<Json>(),
            "pairs": pairs.collect::<Json>(),
        })
    });
    let text = serde_json::to_string_pretty(&reports.collect::<Json>());
    text.expect("text and numbers become JSON") + "\n"
}
