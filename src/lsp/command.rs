//! The commands of the server.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use gen_lsp_types::WorkspaceEdit;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::client::Client;
use super::document::Documents;
use super::edits::{self, Trust};
use super::workspace::Workspace;
use crate::diff;
use crate::engine::FixPolicy;
use crate::text::{FileId, Source};

/// Answers the fixes of all files as one edit, and applies nothing: `[{ "unsafe": bool }]`.
pub const FIX_WORKSPACE: &str = "mpfix.fixAllInWorkspace";

/// Answers what a report of a defect needs to say of the server; no text of the user is in it.
pub const DEBUG: &str = "mpfix.debugInfo";

/// The fixes of all files as one edit; none where there is nothing to fix. The user is asked for the files that unsafe
/// fixes change, and for no others.
pub fn fix_workspace(
    client: &Client,
    workspace: &Workspace,
    documents: &Documents,
    is_unsafe: bool,
) -> Option<WorkspaceEdit> {
    let safe = workspace.fixed(FixPolicy::Safe);
    let all = if is_unsafe { workspace.fixed(FixPolicy::SafeAndUnsafe) } else { safe.clone() };
    let safe: FxHashMap<FileId, Arc<Source>> = safe.into_iter().collect();
    let (mut certain, mut doubtful) = (Vec::new(), Vec::new());
    for (file, fixed) in all {
        let (Some(uri), Some(old)) = (workspace.uri(file), workspace.project().source(file)) else { continue };
        let is_safe = safe.get(&file).is_some_and(|safe| safe.text() == fixed.text());
        let edits = diff::edits(old.text(), fixed.text());
        let edits = edits::of_file(client.encoding, uri.clone(), documents.get(&uri), old.text(), &edits);
        if is_safe { certain.extend(edits) } else { doubtful.extend(edits) }
    }
    let reasons = ["some of the fixes are unsafe: the program may do something else after them".to_owned()];
    let trust = Trust::Unsafe { title: "Files with unsafe fixes", reasons: &reasons };
    let parts = [(certain, Trust::Safe), (doubtful, trust)].into_iter().filter(|(documents, _)| !documents.is_empty());
    parts.map(|(documents, trust)| edits::workspace_edit(client, documents, trust)).reduce(edits::joined)
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
