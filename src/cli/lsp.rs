//! `flopform lsp`: the language server, over standard input and output.

use std::io;

use crate::cli::args::Lsp;
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::lsp::serve;

/// Serves an editor until it says `exit`. A client that leaves without `shutdown` is not done, as the
/// protocol has it.
///
/// # Errors
/// When the output cannot be written.
pub(super) fn run(session: &mut Session, _arguments: &Lsp) -> Step {
    let input = io::BufReader::new(io::stdin());
    match serve(input, io::stdout().lock()) {
        Ok(true) => Ok(()),
        Ok(false) => {
            session.exit_with(Exit::DoesNotHold);
            Ok(())
        }
        // A client that hangs up wants no answer.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            session.exit_with(Exit::DoesNotHold);
            Ok(())
        }
        Err(error) => {
            let headline = format!("the client cannot be answered: {error}");
            session.refuse(headline, "start the server from an editor")
        }
    }
}
