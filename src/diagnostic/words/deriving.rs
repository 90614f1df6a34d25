//! The words for what comes up while costs are derived: circles, counts, comparisons.

use crate::diagnostic::words::phrase::{circle, count as grouped, names, quoted};
use crate::diagnostic::words::remark::Remark;

pub(super) fn circular(what: &str, cycle: &[String]) -> Remark {
    let itself = match cycle {
        [only] | [only, _] => Some(quoted(only)),
        _ => None,
    };
    match (what, itself) {
        ("layers", Some(layer)) => Remark::new(format!("the layer {layer} contains itself"))
            .label("its cost would never end")
            .help("repeat a child with `* n`, or take it out"),
        ("layers", None) => Remark::new(format!("layers contain each other: {}", circle(cycle)))
            .label("its cost would never end")
            .help("take one of them out of the circle"),
        ("costs", itself) => Remark::new(match itself {
            Some(cost) => format!("{cost} leads back to itself"),
            None => format!("costs lead back to themselves: {}", circle(cycle)),
        })
        .label(format!("needs {}", quoted(&cycle[1])))
        .help("ask for the cost of another layer, or let it end, as in `if n > 0 then … else 0`"),
        (_, Some(name)) => Remark::new(format!("{name} is defined by itself"))
            .label("needs itself")
            .help("give it a value that does not need it"),
        (what, None) => Remark::new(format!("{what} go around in a circle: {}", circle(cycle)))
            .label(format!("needs {}", quoted(&cycle[1])))
            .help("give one of them a value that does not need the others"),
    }
}

pub(super) fn symbolic_repeat(child: &str, count: &str, dims: &[String]) -> Remark {
    Remark::new(format!(
        "{} changes {}, so it cannot be repeated a symbolic number of times",
        quoted(child),
        names(dims)
    ))
    .label(format!("{} is no number", quoted(count)))
    .help("bind it to a number, or write `aside` before the child to undo its changes")
}

pub(super) fn bad_count(child: &str, count: &str, reason: &str) -> Remark {
    Remark::new(format!(
        "{} cannot be repeated like this: {reason}",
        quoted(child)
    ))
    .label(format!("comes to {}", quoted(count)))
    .help("change the count, or bind the symbols in it")
}

pub(super) fn undecided(comparison: &str) -> Remark {
    Remark::new(format!(
        "whether {} holds is not known, and a number is needed",
        quoted(comparison)
    ))
    .label("this must come out as a number")
    .help(format!(
        "bind its symbols, or assume one or the other, as in `where {comparison}`"
    ))
}

pub(super) fn contradiction(assumption: &str) -> Remark {
    Remark::new(format!("{} can never hold", quoted(assumption)))
        .label("assumed here")
        .help("take it out, or change the other assumptions and the dims it is about")
}

pub(super) fn no_cost(target: &str, reason: &str) -> Remark {
    Remark::new(format!("{} has no cost", quoted(target)))
        .label(reason)
        .help("name a layer, or a config of one; values are bound with `--with`")
}

pub(super) fn endless_cost(limit: usize) -> Remark {
    Remark::new(format!(
        "costs ask for costs, more than {} inside each other",
        grouped(limit as u64)
    ))
    .label("this asks for one more")
    .help("let them end, as in `if n > 0 then … else 0`")
}

pub(super) fn too_many(what: &str, limit: u64) -> Remark {
    Remark::new(format!("there are more than {} {what}", grouped(limit)))
        .label("too many to go through")
        .help("bind smaller numbers, or repeat equal children with `* n`")
}
