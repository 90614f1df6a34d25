//! The words for files: missing, used in a circle, and configuration files.

use crate::diagnostic::words::phrase::{circle, cut, meant, names, quoted};
use crate::diagnostic::words::remark::Remark;

/// How much of a value is shown.
const MOST_SHOWN: usize = 80;

/// A file that cannot be read; `used` says whether a `use` asked for it.
pub(super) fn missing_file(name: &str, reason: &str, near: Option<&String>, used: bool) -> Remark {
    let help = match (used, near) {
        (false, _) if name.contains('(') => {
            "a file is given with `-f FILE`, and an expression names what is in it: `flops(mine)`"
        }
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

pub(super) fn missing_key(keys: &[String], near: Option<&String>) -> Remark {
    let has_no = match keys {
        [only] => format!("has no {}", quoted(only)),
        all => format!("has none of {}", names(all)),
    };
    Remark::new(format!("the configuration file {has_no}"))
        .label("read here")
        .help_if(meant(near))
        .help(format!(
            "add it to the configuration file, or say here what it is worth where it is absent, after {}",
            quoted("else")
        ))
}

pub(super) fn bad_key(key: &str, found: &str, needed: &str) -> Remark {
    Remark::new(format!(
        "{} in the configuration file is {}",
        quoted(key),
        cut(found, MOST_SHOWN)
    ))
    .label(format!("{needed} is read here"))
    .help(format!(
        "make it {needed}, or write a `config from` that reads more"
    ))
}

pub(super) fn bad_reading(parameter: &str, value: &str, keys: &[String]) -> Remark {
    let value = cut(value, MOST_SHOWN);
    Remark::new(format!(
        "`{parameter}` comes to {value} in the configuration file, from {}",
        names(keys)
    ))
    .label("zero or a positive integer is needed here")
    .help("change the keys in the configuration file")
}

pub(super) fn unmet(requirement: &str, values: &[(String, String, Vec<String>)]) -> Remark {
    let values = values.iter().map(|(name, value, keys)| {
        let value = cut(value, MOST_SHOWN);
        if keys.is_empty() || keys == std::slice::from_ref(name) {
            format!("{} is {value}", quoted(name))
        } else {
            format!("{name} is {value}, from {}", names(keys))
        }
    });
    let values: Vec<String> = values.collect();
    Remark::new(format!(
        "this configuration file cannot be read: {}",
        values.join("; ")
    ))
    .label(format!("needs {}", quoted(requirement)))
    .help("change the keys in the configuration file, or write a `config from` that reads more")
}
