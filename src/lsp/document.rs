//! The open documents: their texts are the truth, whatever is on the disk.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use gen_lsp_types::Range;

use super::position::{Encoding, Positions};
use crate::text::LineIndex;

/// A change of a text: of a part of it, or of the whole.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Change {
    /// What is replaced; without one, everything is.
    #[serde(default)]
    range: Option<Range>,
    /// What stands there afterwards.
    text: String,
}

/// A text that is open in the editor.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    lines: LineIndex,
    version: i32,
    /// Counts the texts: two that differ never have the same.
    revision: u64,
}

impl Document {
    fn new(text: String, version: i32) -> Self {
        Self { lines: LineIndex::new(&text), text, version, revision: 0 }
    }

    /// The text as the editor has it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The client's number of this text.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// The server's number of this text.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The positions of the text.
    pub fn positions(&self, encoding: Encoding) -> Positions<'_> {
        Positions::new(&self.text, &self.lines, encoding)
    }

    /// Applies changes in their order, each to the text that the one before has made.
    fn apply(&mut self, changes: &[Change], version: i32, encoding: Encoding) {
        for change in changes {
            match change.range {
                Some(range) => {
                    let span = self.positions(encoding).span(range);
                    self.text.replace_range(span.range(), &change.text);
                }
                None => change.text.clone_into(&mut self.text),
            }
            self.lines = LineIndex::new(&self.text);
        }
        self.version = version;
        self.revision += 1;
    }
}

/// The open documents by the names that the client has for them.
#[derive(Debug, Default)]
pub struct Documents {
    by_uri: FxHashMap<String, Document>,
}

impl Documents {
    /// Opens a document, or opens it anew.
    pub fn open(&mut self, uri: String, text: String, version: i32) {
        let revision = self.by_uri.get(&uri).map_or(0, |document| document.revision + 1);
        self.by_uri.insert(uri, Document { revision, ..Document::new(text, version) });
    }

    /// Changes a document; answers whether it is open.
    pub fn change(&mut self, uri: &str, changes: &[Change], version: i32, encoding: Encoding) -> bool {
        let document = self.by_uri.get_mut(uri);
        document.map(|document| document.apply(changes, version, encoding)).is_some()
    }

    /// Closes a document; answers whether it was open.
    pub fn close(&mut self, uri: &str) -> bool {
        self.by_uri.remove(uri).is_some()
    }

    /// An open document.
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    /// The names of the open documents, sorted.
    pub fn uris(&self) -> Vec<String> {
        let mut uris: Vec<String> = self.by_uri.keys().cloned().collect();
        uris.sort_unstable();
        uris
    }
}
