//! The server: messages in the order that the protocol demands, one at a time.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::PublishDiagnosticsParams;
use serde_json::{Value, json};

use crate::lsp::dispatch;
use crate::lsp::options::Options;
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::requests::diagnostics;
use crate::lsp::transport::{self, Incoming};
use crate::lsp::world::World;

/// Serves a client until it says `exit` or hangs up, and returns whether it said `shutdown` before.
///
/// # Errors
/// When the output cannot be written.
pub fn serve(mut input: impl BufRead + Send + 'static, output: impl Write) -> io::Result<bool> {
    let (sender, receiver) = mpsc::channel();
    // Reading in a thread of its own, so that a request can be canceled before it is begun.
    thread::spawn(move || {
        while let Ok(Some(incoming)) = transport::read(&mut input) {
            if sender.send(incoming).is_err() {
                return;
            }
        }
    });
    let mut server = Server {
        output,
        state: State::Fresh,
        world: World::new(Options::default()),
    };
    server.run(&receiver)
}

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before `initialize`.
    Fresh,
    /// After it.
    Running,
    /// After `shutdown`.
    ShutDown,
}

struct Server<W> {
    output: W,
    state: State,
    world: World,
}

impl<W: Write> Server<W> {
    fn run(&mut self, receiver: &Receiver<Incoming>) -> io::Result<bool> {
        let mut queue: VecDeque<Incoming> = VecDeque::new();
        loop {
            queue.extend(receiver.try_iter());
            if queue.is_empty() {
                // Nobody is waiting: time for what nobody has asked for.
                self.publish()?;
                match receiver.recv() {
                    Ok(incoming) => queue.push_back(incoming),
                    Err(_) => return Ok(self.state == State::ShutDown),
                }
                queue.extend(receiver.try_iter());
            }
            self.cancel(&mut queue)?;
            match queue.pop_front() {
                None | Some(Incoming::Response) => {}
                Some(Incoming::Malformed(code, reason)) => {
                    transport::write_malformed(&mut self.output, code, &reason)?;
                }
                Some(Incoming::Request(request)) => {
                    let Request { id, method, params } = request;
                    let answer = self.answer(&method, params);
                    self.respond(id, answer)?;
                }
                Some(Incoming::Notification(notification)) => {
                    if notification.method == "exit" {
                        return Ok(self.state == State::ShutDown);
                    }
                    self.take_note(notification);
                }
            }
        }
    }

    /// Answers the waiting requests that the client does not want any more.
    fn cancel(&mut self, queue: &mut VecDeque<Incoming>) -> io::Result<()> {
        let canceled = |incoming: &Incoming| match incoming {
            Incoming::Notification(note) if note.method == "$/cancelRequest" => {
                Some(note.params.get("id").and_then(transport::id_of))
            }
            _ => None,
        };
        while let Some(at) = queue.iter().position(|one| canceled(one).is_some()) {
            let id = queue.remove(at).and_then(|one| canceled(&one)).flatten();
            let asks = |one: &Incoming| match one {
                Incoming::Request(request) => Some(&request.id) == id.as_ref(),
                _ => false,
            };
            if let Some(at) = queue.iter().take(at).position(asks)
                && let Some(Incoming::Request(request)) = queue.remove(at)
            {
                let reason = "the client does not want the answer any more";
                let refusal = Refusal::new(ErrorCode::RequestCanceled, reason);
                self.respond(request.id, Err(refusal))?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer<Value> {
        let refuse = |code, reason: &str| Err(Refusal::new(code, reason));
        match (self.state, method) {
            (State::Fresh, "initialize") => {
                let options = Options::read(&params);
                let capabilities = dispatch::capabilities(&options);
                self.world = World::new(options);
                self.state = State::Running;
                let version = env!("CARGO_PKG_VERSION");
                let server = json!({"name": "flopform", "version": version});
                Ok(json!({"capabilities": capabilities, "serverInfo": server}))
            }
            (State::Fresh, _) => {
                refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first")
            }
            (State::Running, "initialize") => {
                refuse(ErrorCode::InvalidRequest, "`initialize` was there already")
            }
            (State::Running, "shutdown") => {
                self.state = State::ShutDown;
                Ok(Value::Null)
            }
            (State::Running, _) => {
                let world = &mut self.world;
                let answer = guarded(|| dispatch::answer(world, method, params));
                if matches!(&answer, Err(refusal) if is_internal(refusal)) {
                    self.world.forget();
                }
                answer
            }
            (State::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "after `shutdown` is `exit`"),
        }
    }

    /// Takes note of something; what cannot be understood is passed over, as the protocol has it.
    fn take_note(&mut self, notification: Notification) {
        if self.state != State::Running {
            return;
        }
        let world = &mut self.world;
        let Notification { method, params } = notification;
        let noted = guarded(|| dispatch::take_note(world, &method, params));
        if matches!(&noted, Err(refusal) if is_internal(refusal)) {
            self.world.forget();
        }
    }

    fn respond(&mut self, id: RequestId, answer: Answer<Value>) -> io::Result<()> {
        let response_result = answer.map_err(|refusal| ResponseError {
            code: refusal.code as i32,
            message: refusal.message,
            data: None,
        });
        let response = Response {
            id,
            response_result,
        };
        transport::write(&mut self.output, &response.into())
    }

    /// Publishes what is to be said about the documents that changed.
    fn publish(&mut self) -> io::Result<()> {
        while let Some((uri, test)) = self.world.next_unpublished() {
            let world = &mut self.world;
            let published = guarded(|| Ok(diagnostics::diagnostics(world, &uri, test)));
            let Ok(Some((diagnostics, version))) = published else {
                continue;
            };
            let params = PublishDiagnosticsParams::new(uri, diagnostics, version);
            let params = serde_json::to_value(params).unwrap_or_default();
            let method = "textDocument/publishDiagnostics".to_owned();
            let notification = Notification { method, params };
            transport::write(&mut self.output, &Message::from(notification))?;
        }
        Ok(())
    }
}

/// Whether an answer is missing because of a mistake of the server itself.
fn is_internal(refusal: &Refusal) -> bool {
    matches!(refusal.code, ErrorCode::InternalError)
}

/// Does something that may go wrong in ways nobody thought of; then the client is told, and the server
/// goes on.
fn guarded<T>(work: impl FnOnce() -> Answer<T>) -> Answer<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let words = cause.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| cause.downcast_ref::<&str>().copied());
        let reason = words.unwrap_or("no reason is known");
        let message = format!("this is a mistake in flopform, not in the file: {reason}");
        Err(Refusal::new(ErrorCode::InternalError, message))
    })
}

#[cfg(test)]
mod tests {
    use super::{guarded, is_internal};
    use crate::lsp::refusal::Answer;

    #[test]
    fn a_panic_is_an_answer() {
        let empty: Vec<u32> = Vec::new();
        let answer: Answer<u32> = guarded(|| Ok(empty[empty.len()]));
        assert!(matches!(answer, Err(refusal) if is_internal(&refusal)));
    }
}
