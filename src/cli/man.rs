//! `flopform man`: the manual, a page for the program and one for each verb.

use clap::Command;
use clap_mangen::Man;

use crate::cli::session::{Session, Step};
use crate::text::did_you_mean;

/// Prints the page about a verb, or about the program.
///
/// # Errors
/// When there is no such verb.
pub(super) fn run(session: &mut Session, verb: Option<&str>, mut command: Command) -> Step {
    command.build();
    let page = match verb {
        None => command,
        Some(verb) => {
            let Some(found) = command.find_subcommand(verb) else {
                let verbs = command.get_subcommands().map(Command::get_name);
                let verbs: Vec<&str> = verbs.collect();
                let help = match did_you_mean(verb, verbs.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("choose from {}", verbs.join(", ")),
                };
                return session.refuse(format!("there is no verb `{verb}`"), &help);
            };
            found.clone()
        }
    };
    let mut text = Vec::new();
    let rendered = Man::new(page).render(&mut text);
    rendered.expect("memory can be written to");
    session.print_as_it_is(&String::from_utf8_lossy(&text))
}
