//! The commands of the server.

use std::hash::{DefaultHasher, Hash, Hasher};

use gen_lsp_types::WorkspaceEdit;
use serde_json::{Value, json};

use super::client::Client;
use super::document::Documents;
use super::edits::{self, Trust};
use super::workspace::Workspace;
use crate::diff;
use crate::engine::FixPolicy;

/// Answers the fixes of all files as one edit, and applies nothing: `[{ "unsafe": bool }]`.
pub const FIX_WORKSPACE: &str = "mpfix.fixAllInWorkspace";

/// Answers what a report of a defect needs to say of the server; no text of the user is in it.
pub const DEBUG: &str = "mpfix.debugInfo";

/// The fixes of all files as one edit; none where there is nothing to fix.
pub fn fix_workspace(
    client: &Client,
    workspace: &Workspace,
    documents: &Documents,
    is_unsafe: bool,
) -> Option<WorkspaceEdit> {
    let policy = if is_unsafe { FixPolicy::SafeAndUnsafe } else { FixPolicy::Safe };
    let mut found = Vec::new();
    for (file, fixed) in workspace.fixed(policy) {
        let (Some(uri), Some(old)) = (workspace.uri(file), workspace.project().source(file)) else { continue };
        let edits = diff::edits(old.text(), fixed.text());
        found.extend(edits::of_file(client.encoding, uri.clone(), documents.get(&uri), old.text(), &edits));
    }
    let reasons = ["some of the fixes are unsafe: the program may do something else after them".to_owned()];
    let title = "Apply all safe and unsafe fixes";
    let trust = if is_unsafe { Trust::Unsafe { title, reasons: &reasons } } else { Trust::Safe };
    (!found.is_empty()).then(|| edits::workspace_edit(client, found, trust))
}

/// The state of the server. The digest of a text is equal where the texts are.
pub fn debug(client: &Client, workspace: &Workspace, documents: &Documents, is_indexing: bool) -> Value {
    let open = documents.uris().into_iter().filter_map(|uri| {
        let document = documents.get(&uri)?;
        let mut hasher = DefaultHasher::new();
        document.text().hash(&mut hasher);
        Some(json!({
            "uri": uri,
            "version": document.version(),
            "bytes": document.text().len(),
            "digest": format!("{:016x}", hasher.finish()),
            "findings": workspace.analysis(&uri).findings.len(),
        }))
    });
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "positionEncoding": client.encoding.name(),
        "folders": client.folders,
        "files": workspace.len(),
        "isIndexing": is_indexing,
        "isSettled": workspace.is_settled(),
        "documents": open.collect::<Vec<Value>>(),
    })
}
