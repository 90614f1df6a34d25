//! Messages on a stream: each is JSON behind a header with its length. Whatever arrives, reading goes on
//! until the stream ends.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};

/// A longer message is passed over.
const MOST_BYTES: u64 = 64 << 20;

/// A longer line is no header.
const MOST_HEADER: u64 = 1 << 12;

/// What arrives.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Something to answer.
    Request(Request),
    /// Something to know.
    Notification(Notification),
    /// An answer to a question; the server asks none.
    Response,
    /// No message: the code of JSON-RPC, and what is wrong with it.
    Malformed(i32, String),
}

/// The code for what is no JSON.
const PARSE_ERROR: i32 = -32700;

/// The code for JSON that is no message.
const INVALID_REQUEST: i32 = -32600;

/// Reads the next message; `None` at the end of the stream.
///
/// # Errors
/// When the stream cannot be read.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = read_header(input)? else {
        return Ok(None);
    };
    if length > MOST_BYTES {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let reason = format!("a message of {length} bytes is longer than {MOST_BYTES}");
        return Ok(Some(Incoming::Malformed(INVALID_REQUEST, reason)));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&body) {
        Ok(message) => understood(message),
        Err(error) => Incoming::Malformed(PARSE_ERROR, format!("this is no JSON: {error}")),
    }))
}

/// The length that the next header gives; lines that are no header are passed over.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = input.take(MOST_HEADER).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            if length.is_some() {
                return Ok(length);
            }
        } else if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// A message as the protocol has it: a request has an `id` and a `method`, a notification a `method`.
fn understood(mut message: Value) -> Incoming {
    let method = message.get("method").and_then(Value::as_str);
    let Some(method) = method.map(str::to_owned) else {
        let is_answer = message.get("result").or(message.get("error")).is_some();
        return if is_answer {
            Incoming::Response
        } else {
            Incoming::Malformed(INVALID_REQUEST, "a message needs a `method`".to_owned())
        };
    };
    let params = message.get_mut("params").map(Value::take);
    let params = params.unwrap_or_default();
    match message.get("id") {
        None => Incoming::Notification(Notification { method, params }),
        Some(value) => {
            let Some(id) = id_of(value) else {
                let reason = format!("`{value}` is no id: an id is a whole number or a text");
                return Incoming::Malformed(INVALID_REQUEST, reason);
            };
            Incoming::Request(Request { id, method, params })
        }
    }
}

/// The id that a value is.
pub(super) fn id_of(value: &Value) -> Option<RequestId> {
    let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
    match (number, value.as_str()) {
        (Some(number), _) => Some(RequestId::from(number)),
        (None, Some(text)) => Some(RequestId::from(text.to_owned())),
        (None, None) => None,
    }
}

/// Writes a message.
///
/// # Errors
/// When the stream cannot be written.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(output)
}

/// Answers what was no message, and so has no id that could be answered.
///
/// # Errors
/// When the stream cannot be written.
pub(super) fn write_malformed(output: &mut impl Write, code: i32, reason: &str) -> io::Result<()> {
    let error = json!({"code": code, "message": reason});
    let body = json!({"jsonrpc": "2.0", "id": null, "error": error}).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::{Incoming, read};

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn reading_goes_on_after_what_is_no_message() {
        let good = framed(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown"}"#);
        let noise = "what is this?\r\n\r\nContent-Length: many\r\n\r\n";
        let broken = framed("{\"jsonrpc\":");
        let empty = framed("[]");
        let stream = format!("{noise}{broken}{empty}{good}");
        let mut stream = stream.as_bytes();
        let mut read = || read(&mut stream).expect("a slice can be read");
        assert!(matches!(read(), Some(Incoming::Malformed(-32700, _))));
        assert!(matches!(read(), Some(Incoming::Malformed(-32600, _))));
        assert!(matches!(read(), Some(Incoming::Request(request)) if request.method == "shutdown"));
        assert!(read().is_none());
    }
}
