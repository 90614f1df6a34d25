//! The commands of a conversation, and the words about them.

/// Who does what a command says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The conversation.
    Own,
    /// A verb of the program, to which it does not matter what is bound.
    Verb,
    /// A verb of the program that takes bindings and assumptions.
    Asking,
}

/// A command: its name, who does it, what follows it, and what it does.
pub(super) struct Command {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    takes: &'static str,
    does: &'static str,
}

/// All commands. Those that are verbs of the program take what the verb takes.
pub(super) static COMMANDS: [Command; 19] = [
    asking("derive", "TARGET …", "closed forms, as `flopform derive`"),
    asking("eval", "TARGET …", "numbers"),
    asking("diff", "A B", "what differs, and where it comes from"),
    asking("solve", "'EQUATION' --for X", "where an equation holds"),
    asking("regimes", "TARGET -q flops", "which term leads when"),
    asking("sweep", "TARGET --set S=1..9", "a row for each point"),
    asking("plot", "TARGET --over S=1..9", "a picture"),
    asking("export", "TARGET --to LANGUAGE", "code in another language"),
    verb("list", "[KIND]", "what the library has"),
    verb("doc", "NAME", "what is said about a layer or a config"),
    own(
        "set",
        "[B=1,S=1Ki]",
        "bind symbols from now on; alone, say which are bound",
    ),
    own(
        "unset",
        "[B,S]",
        "let symbols be free again; alone, all of them",
    ),
    own(
        "assume",
        "[S >= W]",
        "assume a relation from now on; alone, forget all of them",
    ),
    own("load", "FILE", "make the names of a formula file visible"),
    own("reload", "", "read the loaded files again"),
    own("show", "", "what was defined, loaded, bound and assumed"),
    own("clear", "", "forget all of that"),
    own("help", "[COMMAND]", "these lines, or the help of a verb"),
    own("quit", "", "leave; so does the end of the input"),
];

const fn own(name: &'static str, takes: &'static str, does: &'static str) -> Command {
    command(Kind::Own, [name, takes, does])
}

const fn verb(name: &'static str, takes: &'static str, does: &'static str) -> Command {
    command(Kind::Verb, [name, takes, does])
}

const fn asking(name: &'static str, takes: &'static str, does: &'static str) -> Command {
    command(Kind::Asking, [name, takes, does])
}

const fn command(kind: Kind, [name, takes, does]: [&'static str; 3]) -> Command {
    Command {
        name,
        kind,
        takes,
        does,
    }
}

/// The command of a name.
pub(super) fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// The line of a command that is no verb of the program.
pub(super) fn own_help(name: &str) -> Option<String> {
    let command = named(name).filter(|command| command.kind == Kind::Own)?;
    let Command {
        name, takes, does, ..
    } = command;
    Some(format!(":{name} {takes}  {does}\n"))
}

/// A line for each command.
pub(super) fn help() -> String {
    let words = COMMANDS.iter();
    let words = words.map(|command| format!(":{} {}", command.name, command.takes));
    let words: Vec<String> = words.collect();
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
