//! The words for texts that do not parse.

use crate::diagnostic::words::phrase::{joined, meant, quoted};
use crate::diagnostic::words::remark::Remark;
use crate::syntax::{ITEM_WORDS, SyntaxErrorKind};
use crate::text::did_you_mean;

pub(super) fn remark(kind: &SyntaxErrorKind) -> Remark {
    match kind {
        SyntaxErrorKind::Unexpected { expected, found } => unexpected(expected, found.as_deref()),
        SyntaxErrorKind::TooDeep { limit } => Remark::new(format!(
            "brackets stand more than {limit} deep inside each other"
        ))
        .label("this one is too deep")
        .help("name a part with `let`, and write the name instead"),
        SyntaxErrorKind::ReservedWord { word } => {
            Remark::new(format!("{} cannot be a name", quoted(word)))
                .label("the language needs this word")
                .help(format!(
                    "rename it, for example to {}",
                    quoted(&format!("{word}_"))
                ))
        }
        SyntaxErrorKind::BadNumber { reason } => Remark::new(reason)
            .label("this cannot be read as a number")
            .help("write a number such as `12`, `1_000`, `1.5` or `1e9`"),
        SyntaxErrorKind::BadClause { reason, help } => Remark::new(reason).help(help),
        SyntaxErrorKind::UnclosedText => Remark::new("the quoted text is never closed")
            .label("it begins here")
            .help("write `\"` where it ends, on the same line"),
        SyntaxErrorKind::Unreadable { reason } => {
            Remark::new(format!("the file cannot be read: {reason}"))
                .help("split it into files that `use` each other's names")
        }
    }
}

fn unexpected(expected: &[String], found: Option<&str>) -> Remark {
    let expected = joined(expected, "or");
    let label = match &expected[..] {
        "" => String::new(),
        expected => format!("expected {expected}"),
    };
    match found {
        None => Remark::new("the text ends too early")
            .label(label)
            .help("finish the line that was begun, or take it out"),
        Some(found) if expected.is_empty() => {
            Remark::new(format!("{} cannot stand in a formula file", quoted(found)))
                .help("take it out")
        }
        Some(found) => {
            let near = did_you_mean(found, ITEM_WORDS).map(str::to_owned);
            let near = near.filter(|_| expected.contains("an item"));
            Remark::new(format!("{} cannot stand here", quoted(found)))
                .label(label)
                .help_if(meant(near.as_ref()))
        }
    }
}
