//! The commands of a conversation, and the words about them.

/// A command: its name, what follows it, and what it does.
pub(super) struct Command {
    pub(super) name: &'static str,
    takes: &'static str,
    does: &'static str,
}

/// All commands. Those that are verbs of the program take what the verb takes.
pub(super) const COMMANDS: [Command; 19] = [
    command("derive", "TARGET …", "closed forms, as `flopform derive`"),
    command("eval", "TARGET …", "numbers"),
    command("diff", "A B", "what differs, and where it comes from"),
    command("solve", "'EQUATION' --for X", "where an equation holds"),
    command("regimes", "TARGET -q flops", "which term leads when"),
    command("sweep", "TARGET --set S=1..9", "a row for each point"),
    command("plot", "TARGET --over S=1..9", "a picture"),
    command("export", "TARGET --to LANGUAGE", "code in another language"),
    command("list", "[KIND]", "what the library has"),
    command("doc", "NAME", "what is said about a layer or a config"),
    command(
        "set",
        "[B=1,S=1Ki]",
        "bind symbols from now on; alone, say which are bound",
    ),
    command(
        "unset",
        "[B,S]",
        "let symbols be free again; alone, all of them",
    ),
    command(
        "assume",
        "[S >= W]",
        "assume a relation from now on; alone, forget all of them",
    ),
    command("load", "FILE", "make the names of a formula file visible"),
    command("reload", "", "read the loaded files again"),
    command("show", "", "what was defined, loaded, bound and assumed"),
    command("clear", "", "forget all of that"),
    command("help", "[COMMAND]", "these lines, or the help of a verb"),
    command("quit", "", "leave; so does the end of the input"),
];

const fn command(name: &'static str, takes: &'static str, does: &'static str) -> Command {
    Command { name, takes, does }
}

/// The line of a command that is no verb of the program.
pub(super) fn own_help(name: &str) -> Option<String> {
    const OWN: [&str; 9] = [
        "set", "unset", "assume", "load", "reload", "show", "clear", "help", "quit",
    ];
    let command = COMMANDS.iter().find(|command| command.name == name)?;
    let line = format!(":{} {}  {}\n", command.name, command.takes, command.does);
    OWN.contains(&name).then_some(line)
}

/// A line for each command.
pub(super) fn help() -> String {
    let words = COMMANDS.map(|command| format!(":{} {}", command.name, command.takes));
    let width = words.iter().map(|words| words.chars().count()).max();
    let width = width.unwrap_or(0);
    let mut text = "\
A line is a formula, the name of a layer or a config, a definition (`dim`, `let`, `layer`, …; `x = 4E`
is a `let`), a claim (`expect …`), or a command:
"
    .to_owned();
    for (words, command) in words.iter().zip(&COMMANDS) {
        text += &format!("  {words:width$}  {}\n", command.does);
    }
    text
}
