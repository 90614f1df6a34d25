//! Regimes laid out for people and for programs.

use serde_json::{Value as Json, json};

use crate::cli::table::{Align, Table};

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
    /// What doubling does at the place that was asked about.
    pub(super) place: Option<Place>,
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

/// A place among the symbols.
pub(super) struct Place {
    /// As it was asked: `S=E`.
    pub(super) written: String,
    /// Each symbol, and what doubling it there multiplies the form by.
    pub(super) factors: Vec<(String, String)>,
}

/// Parts of a form, compared.
pub(super) struct Parts {
    /// `term` or `child`.
    pub(super) kind: &'static str,
    /// The parts; those that are equal stand together.
    pub(super) rows: Vec<Part>,
    /// Every two of them.
    pub(super) met: Vec<Met>,
    /// Which of them is the largest over two symbols, where that was asked.
    pub(super) map: Option<Map>,
    /// Whether there are too many to compare all.
    pub(super) left_out: bool,
}

/// Which part is the largest at each crossing of two rulers.
pub(super) struct Map {
    /// The two symbols, each with its numbers: the first has a row each, the second a column each.
    pub(super) rulers: [(String, Vec<String>); 2],
    /// The place of the part; `None` where it is not decided.
    pub(super) cells: Vec<Vec<Option<usize>>>,
}

/// A part, or several that are equal.
pub(super) struct Part {
    /// Its name, or the names of those that are equal.
    pub(super) name: String,
    /// What a child contributes; a term says it by its name.
    pub(super) each: Option<String>,
    /// Where it leads.
    pub(super) lead: Led,
    /// What it is of the whole at the place that was asked about.
    pub(super) share: Option<String>,
}

/// Where a part is the largest.
pub(super) enum Led {
    /// Nowhere.
    Never,
    /// Where all of these hold.
    Where(Vec<String>),
    /// Not known, because of these.
    Unknown(Vec<String>),
}

/// Two parts, and where they meet.
pub(super) enum Met {
    /// They are equal where a symbol has a value.
    At {
        parts: [String; 2],
        symbol: String,
        value: String,
        figure: Option<String>,
        above: String,
        doubling: Option<String>,
    },
    /// The first is always larger.
    Always([String; 2]),
    /// The first is never less than the second.
    AtLeast([String; 2]),
    /// They are the same.
    Same([String; 2]),
    /// Not known.
    Unknown([String; 2]),
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
        text += &format!("\n{}", growth(&regime.growth));
    }
    if let Some(place) = &regime.place {
        let mut table = Table::default();
        for (symbol, factor) in &place.factors {
            table.row([format!("  doubling {symbol} multiplies it by {factor}")]);
        }
        text += &format!("\nat {}\n{}", place.written, table.text());
    }
    for parts in regime.parts.iter().filter(|parts| parts.rows.len() > 1) {
        let place = regime.place.as_ref().map(|place| place.written.as_str());
        text += &format!("\n{}", leading(parts, place));
        if let Some(map) = &parts.map {
            text += &format!("\n{}", drawn(map, parts));
        }
        let meetings = meetings(parts);
        if !meetings.is_empty() {
            text += &format!("\n{meetings}");
        }
    }
    text
}

fn growth(growth: &[Grown]) -> String {
    let mut table = Table::default();
    table.row(["as it grows", "leading term", "doubling it multiplies by"].map(str::to_owned));
    for grown in growth {
        let leading = grown.leading.clone();
        table.row([
            grown.symbol.clone(),
            leading.unwrap_or_else(|| "not known".to_owned()),
            grown.powers.map_or_else(|| "not known".to_owned(), factors),
        ]);
    }
    table.text()
}

/// Where each part is the largest.
fn leading(parts: &Parts, place: Option<&str>) -> String {
    let mut table = Table::default();
    let is_child = parts.kind == "child";
    let mut heading = vec![parts.kind.to_owned()];
    if is_child {
        heading.push("contributes".to_owned());
    }
    heading.push("is the largest".to_owned());
    heading.extend(place.map(|place| format!("share at {place}")));
    table.row(heading);
    for part in &parts.rows {
        let mut row = vec![part.name.clone()];
        row.extend(part.each.iter().map(|each| {
            if part.name.contains(", ") {
                format!("{each} each")
            } else {
                each.clone()
            }
        }));
        row.push(match &part.lead {
            Led::Never => "never".to_owned(),
            Led::Where(conditions) if conditions.is_empty() => "always".to_owned(),
            Led::Where(conditions) => format!("where {}", conditions.join(" and ")),
            Led::Unknown(others) => format!("not decided against {}", others.join("; ")),
        });
        row.extend(part.share.clone());
        table.row(row);
    }
    let mut text = table.text();
    if parts.left_out {
        text += "and more, which are too many to compare\n";
    }
    text
}

/// A map, a letter for each part, and which letter is which.
fn drawn(map: &Map, parts: &Parts) -> String {
    let letter = |place: usize| {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        char::from(b'a'.saturating_add(place)).to_string()
    };
    let [(down, rows), (across, columns)] = &map.rulers;
    let mut table = Table::new(&vec![Align::Right; columns.len() + 1]);
    let heading = std::iter::once(format!("{down} \\ {across}"));
    table.row(heading.chain(columns.iter().cloned()));
    for (number, cells) in rows.iter().zip(&map.cells) {
        let cells = cells
            .iter()
            .map(|cell| cell.map_or_else(|| "?".to_owned(), letter));
        table.row(std::iter::once(number.clone()).chain(cells));
    }
    let mut used: Vec<Option<usize>> = map.cells.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let legend = used.into_iter().map(|cell| match cell {
        Some(place) => format!("{}: {}", letter(place), parts.rows[place].name),
        None => "?: not decided, since it depends on other symbols".to_owned(),
    });
    let legend: Vec<String> = legend.collect();
    format!("{}{}\n", table.text(), legend.join("   "))
}

/// Where two parts are equal.
fn meetings(parts: &Parts) -> String {
    let mut table = Table::default();
    for met in &parts.met {
        let Met::At {
            parts: [left, right],
            symbol,
            value,
            figure,
            doubling,
            ..
        } = met
        else {
            continue;
        };
        let doubling = doubling.as_ref();
        table.row([
            format!("{left} = {right}"),
            match figure {
                Some(figure) => format!("at {symbol} = {value} ({figure})"),
                None => format!("at {symbol} = {value}"),
            },
            doubling.map_or_else(String::new, |factor| {
                format!("where doubling {symbol} multiplies the whole by {factor}")
            }),
        ]);
    }
    table.text()
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

/// For programs.
pub(super) fn json(regimes: &[Regime]) -> String {
    let reports: Json = regimes.iter().map(report).collect();
    let text = serde_json::to_string_pretty(&reports);
    text.expect("text and numbers become JSON") + "\n"
}

fn report(regime: &Regime) -> Json {
    let growth = regime.growth.iter().map(|grown| {
        json!({
            "symbol": grown.symbol,
            "leading": grown.leading,
            "least_power": grown.powers.map(|(least, _)| least),
            "largest_power": grown.powers.map(|(_, most)| most),
        })
    });
    let place = regime.place.as_ref().map(|place| {
        let factors = place.factors.iter();
        let factors = factors.map(|(symbol, factor)| json!({ "symbol": symbol, "factor": factor }));
        json!({ "at": place.written, "doubling": factors.collect::<Json>() })
    });
    let parts = regime.parts.iter().flat_map(|parts| {
        let rows = parts.rows.iter();
        rows.map(|part| {
            let (leads, conditions) = match &part.lead {
                Led::Never => ("never", None),
                Led::Where(conditions) => ("where", Some(conditions)),
                Led::Unknown(_) => ("not decided", None),
            };
            let names: Vec<&str> = part.name.split(", ").collect();
            json!({
                "kind": parts.kind, "names": names, "contributes": part.each,
                "leads": leads, "conditions": conditions, "share": part.share,
            })
        })
    });
    let pairs = regime.parts.iter().flat_map(|parts| {
        let met = parts.met.iter();
        met.map(|met| pair(parts.kind, met))
    });
    json!({
        "target": regime.target,
        "quantity": regime.quantity,
        "closed_form": regime.form,
        "growth": growth.collect::<Json>(),
        "place": place,
        "parts": parts.collect::<Json>(),
        "maps": regime.parts.iter().filter_map(map_record).collect::<Json>(),
        "pairs": pairs.collect::<Json>(),
    })
}

fn map_record(parts: &Parts) -> Option<Json> {
    let map = parts.map.as_ref()?;
    let [(down, rows), (across, columns)] = &map.rulers;
    let name = |cell: &Option<usize>| cell.map(|place| parts.rows[place].name.clone());
    let cells = map.cells.iter();
    let cells = cells.map(|row| row.iter().map(name).collect::<Json>());
    Some(json!({
        "kind": parts.kind, "rows": { "symbol": down, "values": rows },
        "columns": { "symbol": across, "values": columns }, "largest": cells.collect::<Json>(),
    }))
}

fn pair(kind: &str, met: &Met) -> Json {
    match met {
        Met::At {
            parts,
            symbol,
            value,
            above,
            doubling,
            ..
        } => json!({
            "kind": kind, "parts": parts, "meet": "at", "symbol": symbol, "value": value,
            "larger_above": above, "doubling": doubling,
        }),
        Met::Always(parts) => {
            json!({ "kind": kind, "parts": parts, "meet": "never", "larger": parts[0] })
        }
        Met::AtLeast(parts) => {
            json!({ "kind": kind, "parts": parts, "meet": "not decided", "at_least": parts[0] })
        }
        Met::Same(parts) => json!({ "kind": kind, "parts": parts, "meet": "everywhere" }),
        Met::Unknown(parts) => json!({ "kind": kind, "parts": parts, "meet": "not decided" }),
    }
}
