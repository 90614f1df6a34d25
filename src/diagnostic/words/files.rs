//! The words for files: missing, used in a circle, and configuration files.

use crate::diagnostic::words::phrase::{circle, meant, quoted};
use crate::diagnostic::words::remark::Remark;

/// A file that cannot be read; `used` says whether a `use` asked for it.
pub(super) fn missing_file(name: &str, reason: &str, near: Option<&String>, used: bool) -> Remark {
    let help = match (used, near) {
        (false, _) => "check the path",
        (true, Some(_)) => "write a file of the library by its name, and any other in quotes",
        (true, None) => {
            "check the name: `use layers.linear` is a file of the library, `use \"mine.cost\"` \
             one beside this file"
        }
    };
    Remark::new(format!("{} cannot be read: {reason}", quoted(name)))
        .label("used here")
        .help_if(meant(near))
        .help(help)
}

pub(super) fn use_cycle(cycle: &[String]) -> Remark {
    match cycle {
        [only] | [only, _] => Remark::new(format!("{} uses itself", quoted(only)))
            .label("this is the file itself")
            .help("take this `use` out"),
        _ => Remark::new(format!(
            "files use each other in a circle: {}",
            circle(cycle)
        ))
        .label("this closes the circle")
        .help("move what they share into a file of its own"),
    }
}

pub(super) fn missing_key(key: &str, near: Option<&String>) -> Remark {
    Remark::new(format!("the configuration file has no {}", quoted(key)))
        .label("read here")
        .help_if(meant(near))
        .help(format!(
            "add it to the configuration file, or say here what it is worth where it is absent, after {}",
            quoted("else")
        ))
}

pub(super) fn bad_key(key: &str, found: &str) -> Remark {
    Remark::new(format!(
        "{} in the configuration file is no number: it is {}",
        quoted(key),
        quoted(found)
    ))
    .label("a number is needed here")
    .help("read another key, or change the file")
}
