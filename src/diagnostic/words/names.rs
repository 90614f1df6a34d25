//! The words for names: unknown, ambiguous, of the wrong kind, declared twice.

use crate::diagnostic::words::phrase::{choices, meant, quoted};
use crate::diagnostic::words::remark::Remark;

pub(super) fn unknown(
    what: &str,
    name: &str,
    near: Option<&String>,
    help: Option<&String>,
) -> Remark {
    let headline = match what {
        "name" => format!("nothing is called {}", quoted(name)),
        what => format!("there is no {what} {}", quoted(name)),
    };
    let label = match what {
        "child" => "not among its children",
        _ => "nothing visible here declares it",
    };
    Remark::new(headline)
        .label(label)
        .help_if(meant(near))
        .help_if(help.cloned())
}

pub(super) fn ambiguous(name: &str, candidates: &[String]) -> Remark {
    Remark::new(format!(
        "{} is declared in more than one of the files used here",
        quoted(name)
    ))
    .label("which one is meant?")
    .help(format!("say which: {}", choices(candidates)))
}

pub(super) fn wrong_kind(name: &str, is: &str, needed: &str, help: &str) -> Remark {
    Remark::new(format!("{} is a {is}, not a {needed}", quoted(name)))
        .label(format!("a {needed} is needed here"))
        .help(help)
}

pub(super) fn duplicate(what: &str, name: &str) -> Remark {
    let name = quoted(name);
    let rename = "rename one of them, or take it out";
    match what {
        "argument" => Remark::new(format!("the argument {name} is given twice"))
            .label("given again here")
            .help("take one of them out"),
        "rule for" => Remark::new(format!("there are two rules for {name}"))
            .label("the second one")
            .help("keep one of them, or add them up in one rule"),
        "binding of" => Remark::new(format!("{name} is bound twice"))
            .label("bound again here")
            .help("take one of them out"),
        "value" => Remark::new(format!("{name} is given two values"))
            .label("the second one")
            .help("take one of them out"),
        "child" => Remark::new(format!("two children are called {name}"))
            .label("the second one")
            .help("rename one of them"),
        "parameter" => Remark::new(format!("two parameters are called {name}"))
            .label("the second one")
            .help("rename one of them"),
        "let" => Remark::new(format!("{name} is defined twice"))
            .label("defined again here")
            .help(rename),
        what => Remark::new(format!("the {what} {name} is declared twice"))
            .label("declared again here")
            .help(rename),
    }
}

pub(super) fn used_before_definition(name: &str) -> Remark {
    Remark::new(format!(
        "{} is used above the line that defines it",
        quoted(name)
    ))
    .label("not defined yet")
    .help(format!(
        "move {} above this line",
        quoted(&format!("let {name} = …"))
    ))
}
