//! What the server says: answers, errors, notifications and requests of its own.

use std::fmt;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a request has no result.
#[derive(Clone, Debug)]
pub struct Failure {
    code: ErrorCode,
    message: String,
}

impl Failure {
    /// A failure with a code of the protocol.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The document has changed since, or is not open.
    pub fn stale() -> Self {
        Self::new(ErrorCode::ContentModified, "the document has changed; ask again")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The parameters of a message.
///
/// # Errors
/// When they are not what the method takes.
pub fn parameters<P: DeserializeOwned>(value: Value) -> Result<P, Failure> {
    serde_json::from_value(value).map_err(|error| Failure::new(ErrorCode::InvalidParams, error.to_string()))
}

/// A result as JSON. The types of the protocol can always be written.
pub fn json(result: impl Serialize) -> Value {
    serde_json::to_value(result).unwrap_or_default()
}

/// The answer to a request.
pub fn answer(id: RequestId, result: Result<Value, Failure>) -> Message {
    Message::Response(match result {
        Ok(value) => Response { id, response_result: Ok(value) },
        Err(failure) => Response::new_err(id, failure.code as i32, failure.message),
    })
}

/// Something that needs no answer.
pub fn notification(method: &str, params: Value) -> Message {
    Message::Notification(Notification { method: method.to_owned(), params })
}

/// Something that the client answers.
pub fn request(id: String, method: &str, params: Value) -> Message {
    Message::Request(Request { id: RequestId::from(id), method: method.to_owned(), params })
}
