//! What changed between a file as it is and as it would be written.

/// The most lines that are shown.
const MOST_LINES: usize = 40;

/// The lines that differ, those of the file with a `-` and the new ones with a `+`, without what the
/// two texts have in common at the beginning, at the end, and line by line between.
pub(super) fn changes(before: &str, after: &str) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let mut old: Vec<&str> = before.lines().collect();
    let mut new: Vec<&str> = after.lines().collect();
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new);
    let same = same.count();
    let (old, new) = (&old[same..], &new[same..]);
    let mut lines = Vec::new();
    if old.len() == new.len() {
        for (old, new) in old.iter().zip(new).filter(|(old, new)| old != new) {
            lines.extend([format!("- {old}"), format!("+ {new}")]);
        }
    } else {
        lines.extend(old.iter().map(|line| format!("- {line}")));
        lines.extend(new.iter().map(|line| format!("+ {line}")));
    }
    if lines.is_empty() {
        return vec!["the line ends differ".to_owned()];
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if more > 0 {
        lines.push(format!("and {more} more lines"));
    }
    lines
}
