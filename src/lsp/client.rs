//! What the client has announced. It is read field by field from the JSON: real clients announce things that no typed
//! reading of `initialize` accepts.

use std::path::PathBuf;

use serde_json::Value;

use super::position::Encoding;
use super::uri;

/// What the client can do, and which folders it works in.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one capability of the protocol")]
pub struct Client {
    /// The unit of positions.
    pub encoding: Encoding,
    /// It asks for diagnostics itself.
    pub pulls_diagnostics: bool,
    /// It asks again when it is told to.
    pub refreshes_diagnostics: bool,
    /// Diagnostics may have places of their own for what they speak of.
    pub related_information: bool,
    /// Diagnostics may lead to a page.
    pub code_description: bool,
    /// Code actions may be objects; otherwise they are commands.
    pub action_literals: bool,
    /// Edits of code actions may be asked for later.
    pub resolves_edits: bool,
    /// One of several code actions may be the preferred one.
    pub preferred_actions: bool,
    /// Code actions that can't be taken may be shown with the reason.
    pub disabled_actions: bool,
    /// Edits may name the version of the text that they are for.
    pub document_changes: bool,
    /// Edits may ask the user first.
    pub change_annotations: bool,
    /// The server may ask for settings.
    pub configuration: bool,
    /// The server may ask to be told of changed files.
    pub watches_files: bool,
    /// The server may show progress.
    pub progress: bool,
    /// The server may apply edits.
    pub applies_edits: bool,
    /// Hovers may be Markdown.
    pub markdown_hovers: bool,
    /// The folders that are open.
    pub folders: Vec<PathBuf>,
    /// Settings that came with the first message.
    pub options: Value,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn new(params: &Value) -> Self {
        let has = |path: &str| {
            let value = params.pointer(&format!("/capabilities/{path}"));
            // An empty object announces a capability, too.
            value.is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)))
        };
        let lists = |path: &str, item: &str| {
            let value = params.pointer(&format!("/capabilities/{path}"));
            value.and_then(Value::as_array).is_some_and(|items| items.iter().any(|each| each == item))
        };
        let encoding = match params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array) {
            Some(offered) => [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]
                .into_iter()
                .find(|encoding| offered.iter().any(|name| name == encoding.name()))
                .unwrap_or_default(),
            None => Encoding::default(),
        };
        Self {
            encoding,
            pulls_diagnostics: has("textDocument/diagnostic"),
            refreshes_diagnostics: has("workspace/diagnostics/refreshSupport"),
            related_information: has("textDocument/publishDiagnostics/relatedInformation")
                || has("textDocument/diagnostic/relatedInformation"),
            code_description: has("textDocument/publishDiagnostics/codeDescriptionSupport")
                || has("textDocument/diagnostic/codeDescriptionSupport"),
            action_literals: has("textDocument/codeAction/codeActionLiteralSupport"),
            // What an action is resolved by is its data, and one client asks for edits but announces no data.
            resolves_edits: lists("textDocument/codeAction/resolveSupport/properties", "edit")
                && has("textDocument/codeAction/dataSupport"),
            preferred_actions: has("textDocument/codeAction/isPreferredSupport"),
            disabled_actions: has("textDocument/codeAction/disabledSupport"),
            document_changes: has("workspace/workspaceEdit/documentChanges"),
            change_annotations: has("workspace/workspaceEdit/changeAnnotationSupport"),
            configuration: has("workspace/configuration"),
            watches_files: has("workspace/didChangeWatchedFiles/dynamicRegistration"),
            progress: has("window/workDoneProgress"),
            applies_edits: has("workspace/applyEdit"),
            markdown_hovers: lists("textDocument/hover/contentFormat", "markdown"),
            folders: folders(params),
            options: params.get("initializationOptions").cloned().unwrap_or_default(),
        }
    }
}

/// The folders that are open: those of the workspace, else the one root that older clients name.
fn folders(params: &Value) -> Vec<PathBuf> {
    let named = params.get("workspaceFolders").and_then(Value::as_array).into_iter().flatten();
    let mut found: Vec<PathBuf> = named.filter_map(folder).collect();
    if found.is_empty() {
        found.extend(params.get("rootUri").and_then(Value::as_str).and_then(uri::path));
    }
    if found.is_empty() {
        found.extend(params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
    }
    found
}

/// The path of a folder of the workspace.
pub fn folder(folder: &Value) -> Option<PathBuf> {
    uri::path(folder.get("uri")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn odd_announcements_are_read_as_far_as_they_go() {
        let client = Client::new(&json!({
            "rootUri": "file:///project",
            "capabilities": {
                "general": { "positionEncodings": ["utf-16", "utf-8"] },
                "callHierarchy": [],
                "textDocument": { "codeAction": { "codeActionLiteralSupport": {}, "disabledSupport": false } },
                "workspace": 7,
            },
        }));
        assert_eq!(client.encoding, Encoding::Utf8);
        assert!(client.action_literals && !client.disabled_actions && !client.document_changes);
        assert_eq!(client.folders, [PathBuf::from("/project")]);
        assert_eq!(Client::new(&Value::Null).encoding, Encoding::Utf16);
    }
}
