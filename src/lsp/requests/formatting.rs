//! The one layout.

use std::ops::Range;

use lsp_types::{DocumentFormattingParams, TextEdit};

use crate::lsp::refusal::Answer;
use crate::lsp::world::World;
use crate::syntax::{format_file, parse_file};

/// What changes when the document is laid out in the one style. One that does not parse is left alone.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn formatting(
    world: &mut World,
    params: &DocumentFormattingParams,
) -> Answer<Option<Vec<TextEdit>>> {
    let view = world.view(&params.text_document.uri)?;
    let text = &view.text.content;
    let (tree, errors) = parse_file(view.source(), text);
    if !errors.is_empty() {
        return Ok(None);
    }
    let formatted = format_file(&tree, text);
    let Some((range, with)) = difference(text, &formatted) else {
        return Ok(Some(Vec::new()));
    };
    let edit = TextEdit::new(view.text.range(range), with.to_owned());
    Ok(Some(vec![edit]))
}

/// The whole lines that differ, and what stands there instead, so that the cursor stays where it is
/// elsewhere.
fn difference<'t>(before: &str, after: &'t str) -> Option<(Range<usize>, &'t str)> {
    if before == after {
        return None;
    }
    let lines = |text: &str| text.split_inclusive('\n').map(str::len).collect::<Vec<_>>();
    let (old, new) = (lines(before), lines(after));
    let mut start = 0;
    let pairs = before
        .split_inclusive('\n')
        .zip(after.split_inclusive('\n'));
    let mut alike = 0;
    for (left, right) in pairs {
        if left != right {
            break;
        }
        start += left.len();
        alike += 1;
    }
    let (mut old_end, mut new_end) = (before.len(), after.len());
    let rest = old[alike..].iter().rev().zip(new[alike..].iter().rev());
    for (left, right) in rest {
        let (left, right) = (old_end - left, new_end - right);
        if before[left..old_end] != after[right..new_end] {
            break;
        }
        (old_end, new_end) = (left, right);
    }
    Some((start..old_end, &after[start..new_end]))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_lines_that_differ_are_replaced() {
        let (range, with) = difference("a\nb\nc\nd\n", "a\nx\ny\nd\n").expect("they differ");
        assert_eq!((range, with), (2..6, "x\ny\n"));
        let (range, with) = difference("a\na\n", "a\n").expect("they differ");
        assert_eq!((range, with), (2..4, ""));
        assert!(difference("a", "a").is_none());
    }
}
