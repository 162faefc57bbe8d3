//! What clients send, as far as the server reads it. Real clients send things that no complete typed reading accepts,
//! and one that takes a broken range for a missing one would replace whole documents.

use gen_lsp_types::{Position, Range};
use serde::Deserialize;
use serde_json::Value;

use super::document::Change;

/// A document.
#[derive(Debug, Deserialize)]
pub struct Identifier {
    /// The client's name for it.
    pub uri: String,
    /// The client's number of its text.
    pub version: Option<i32>,
}

/// `textDocument/didOpen`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidOpen {
    /// The document.
    pub text_document: Opened,
}

/// A document that is opened.
#[derive(Debug, Deserialize)]
pub struct Opened {
    /// The client's name for it.
    pub uri: String,
    /// The client's number of its text.
    #[serde(default)]
    pub version: i32,
    /// The text.
    pub text: String,
}

/// `textDocument/didChange`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidChange {
    /// The document.
    pub text_document: Identifier,
    /// What has changed, in order.
    pub content_changes: Vec<Change>,
}

/// What names a document and nothing else: `textDocument/didClose`, `textDocument/diagnostic`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfDocument {
    /// The document.
    pub text_document: Identifier,
}

/// `textDocument/codeAction`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeActions {
    /// The document.
    pub text_document: Identifier,
    /// The place.
    pub range: Range,
    /// What is wanted.
    #[serde(default)]
    pub context: Context,
}

/// What is wanted of code actions.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// The kinds.
    pub only: Option<Vec<String>>,
    /// 2 where nobody has asked, but the cursor moved.
    pub trigger_kind: Option<i32>,
}

/// `textDocument/hover`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hovering {
    /// The document.
    pub text_document: Identifier,
    /// The place.
    pub position: Position,
}

/// `workspace/executeCommand`.
#[derive(Debug, Deserialize)]
pub struct Execute {
    /// The command.
    pub command: String,
    /// Its arguments.
    #[serde(default)]
    pub arguments: Vec<Value>,
}

/// The argument of the command that applies an action.
#[derive(Debug, Deserialize)]
pub struct Apply {
    /// The document.
    pub uri: String,
    /// Where the action was offered.
    pub range: Range,
    /// What it is called.
    pub title: String,
}

/// The argument of the command that fixes the workspace.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FixWorkspace {
    /// Whether unsafe fixes are taken, too.
    #[serde(rename = "unsafe")]
    pub is_unsafe: bool,
}

/// `workspace/didChangeWatchedFiles`.
#[derive(Debug, Deserialize)]
pub struct WatchedFiles {
    /// What has happened.
    pub changes: Vec<WatchedFile>,
}

/// A file that was made, changed or removed.
#[derive(Debug, Deserialize)]
pub struct WatchedFile {
    /// The file.
    pub uri: String,
}

/// `workspace/didChangeWorkspaceFolders`.
#[derive(Debug, Deserialize)]
pub struct DidChangeFolders {
    /// What has happened.
    pub event: FoldersChange,
}

/// Folders that were opened and closed.
#[derive(Debug, Deserialize)]
pub struct FoldersChange {
    /// Those that were opened.
    #[serde(default)]
    pub added: Vec<Value>,
    /// Those that were closed.
    #[serde(default)]
    pub removed: Vec<Value>,
}

/// `$/cancelRequest`.
#[derive(Debug, Deserialize)]
pub struct Cancel {
    /// The request.
    pub id: lsp_server::RequestId,
}
