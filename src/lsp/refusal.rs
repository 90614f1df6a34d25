//! Why a request gets no answer.

use lsp_server::ErrorCode;

/// Why a request gets no answer: a code of the protocol, and words for a person.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

/// An answer, or why there is none.
pub(super) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    /// A request that makes no sense to the protocol.
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        let message = message.into();
        Refusal { code, message }
    }

    /// A proper request that cannot be done: the words are shown to the person who asked.
    pub(super) fn failed(message: impl Into<String>) -> Refusal {
        Refusal::new(ErrorCode::RequestFailed, message)
    }
}
