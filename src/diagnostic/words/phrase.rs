//! Small parts of sentences: names in backticks, lists, counts, ways around a circle.

/// How much of a name or a form is shown; forms that nobody can read on a line gain nothing by being
/// complete.
const MOST_LETTERS: usize = 300;

/// How many names of a circle are shown.
const MOST_NAMES: usize = 8;

/// A name or a form in backticks, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    format!("`{}`", cut(text, MOST_LETTERS))
}

/// A text, cut where it is longer than a number of letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``: names, each in backticks.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| quoted(name)).collect();
    joined(&quoted, "and")
}

/// `` `a` or `b` ``: names to choose from, each in backticks.
pub(super) fn choices<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| quoted(name)).collect();
    joined(&quoted, "or")
}

/// Words as a list with a word before the last one; a long list is cut.
pub(super) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] if words.len() <= MOST_NAMES => {
            format!("{} {last} {end}", rest.join(", "))
        }
        _ => format!(
            "{} {last} {} more",
            words[..MOST_NAMES].join(", "),
            count(words.len() as u64 - MOST_NAMES as u64),
        ),
    }
}

/// `` `a` → `b` → `a` ``, where the first name stands again at the end; a long way is cut.
pub(super) fn circle(cycle: &[String]) -> String {
    let quoted: Vec<String> = cycle.iter().map(|name| quoted(name)).collect();
    if quoted.len() <= MOST_NAMES {
        return quoted.join(" → ");
    }
    let (head, tail) = (MOST_NAMES - 3, 2);
    let left_out = count((quoted.len() - head - tail) as u64);
    let (first, last) = (&quoted[..head], &quoted[quoted.len() - tail..]);
    format!(
        "{} → … {left_out} more … → {}",
        first.join(" → "),
        last.join(" → ")
    )
}

/// A number with commas between its thousands: `1,048,576`.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 argument`, `2 arguments`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number as u64))
}

/// "did you mean" the nearest known name.
pub(super) fn meant(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("did you mean {}?", quoted(near)))
}
