//! Edits as the protocol has them: of whole lines, since several clients place nothing else right behind an emoji.

use std::collections::HashMap;

use gen_lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChange, Edit as AnyEdit, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::document::Document;
use super::position::{Encoding, Positions};
use crate::edit::{self, Edit};
use crate::text::{LineIndex, Span};

/// The name of the annotation of edits that may change what the program does.
const UNSAFE: &str = "mpfix.unsafe";

/// The edits of one document.
#[derive(Clone, Debug)]
pub struct DocumentEdits {
    /// The document.
    pub uri: String,
    /// The version that the edits are for; none for a document that is not open.
    pub version: Option<i32>,
    /// Disjoint and sorted.
    pub edits: Vec<TextEdit>,
}

/// Edits of a file as those of a document: the open one where there is one, else the text on the disk.
pub fn of_file(
    encoding: Encoding,
    uri: String,
    open: Option<&Document>,
    on_disk: &str,
    edits: &[Edit],
) -> Option<DocumentEdits> {
    let lines = LineIndex::new(on_disk);
    let (version, text, positions) = match open {
        Some(document) => (Some(document.version()), document.text(), document.positions(encoding)),
        None => (None, on_disk, Positions::new(on_disk, &lines, encoding)),
    };
    let edits = whole_lines(text, positions, edits);
    (!edits.is_empty()).then_some(DocumentEdits { uri, version, edits })
}

/// How sure the server is of edits.
#[derive(Clone, Copy, Debug)]
pub enum Trust<'a> {
    /// The program does the same as before.
    Safe,
    /// It may not, for these reasons.
    Unsafe {
        /// What is done.
        title: &'a str,
        /// Why that may be something else.
        reasons: &'a [String],
    },
}

/// Edits that replace whole lines and do the same.
pub fn whole_lines(text: &str, positions: Positions<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut regions: Vec<(Span, Vec<Edit>)> = Vec::new();
    for edit in sorted {
        let region = region(text, positions, edit);
        match regions.last_mut().filter(|(last, _)| region.start <= last.end) {
            Some((last, inside)) => {
                last.end = last.end.max(region.end);
                inside.push(edit.clone());
            }
            None => regions.push((region, vec![edit.clone()])),
        }
    }
    let replaced = regions.into_iter().filter_map(|(region, edits)| {
        let new_text = edit::apply_within(text, region, &edits)?;
        Some(TextEdit { range: positions.range(region), new_text })
    });
    replaced.collect()
}

/// The lines that an edit changes; none for whole lines that are inserted or removed.
fn region(text: &str, positions: Positions<'_>, edit: &Edit) -> Span {
    let starts_line = |offset: usize| offset == 0 || text[..offset].ends_with('\n');
    let Span { start, end } = edit.span;
    if starts_line(start) && starts_line(end) && (edit.text.is_empty() || edit.text.ends_with('\n')) {
        return edit.span;
    }
    let lines = positions.lines_around(edit.span);
    if end > start && starts_line(end) { Span::new(lines.start, end) } else { lines }
}

/// What the client is to do, in the form that it takes.
pub fn workspace_edit(client: &Client, documents: Vec<DocumentEdits>, trust: Trust<'_>) -> WorkspaceEdit {
    if !client.document_changes {
        let changes = documents.into_iter().map(|document| (Uri(document.uri), document.edits));
        return WorkspaceEdit { changes: Some(changes.collect()), ..WorkspaceEdit::default() };
    }
    let annotation = match trust {
        Trust::Unsafe { title, reasons } if client.change_annotations => {
            let (label, description) = (title.to_owned(), Some(reasons.join("; ")));
            Some(ChangeAnnotation { label, needs_confirmation: Some(true), description })
        }
        _ => None,
    };
    let changes = documents.into_iter().map(|document| {
        let edits = document.edits.into_iter().map(|edit| match annotation {
            Some(_) => AnyEdit::from(AnnotatedTextEdit { annotation_id: UNSAFE.to_owned(), text_edit: edit }),
            None => AnyEdit::from(edit),
        });
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: document.version,
            text_document_identifier: TextDocumentIdentifier { uri: Uri(document.uri) },
        };
        DocumentChange::from(TextDocumentEdit { text_document, edits: edits.collect() })
    });
    WorkspaceEdit {
        document_changes: Some(changes.collect()),
        change_annotations: annotation.map(|annotation| HashMap::from([(UNSAFE.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
    }
}

/// Two edits of different documents, made for the same client, as one.
pub fn joined(first: WorkspaceEdit, second: WorkspaceEdit) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: both(first.changes, second.changes),
        document_changes: both(first.document_changes, second.document_changes),
        change_annotations: both(first.change_annotations, second.change_annotations),
    }
}

fn both<C: Extend<C::Item> + IntoIterator>(first: Option<C>, second: Option<C>) -> Option<C> {
    match (first, second) {
        (Some(mut first), Some(second)) => {
            first.extend(second);
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, edits: &[Edit]) -> Vec<(u32, u32, String)> {
        let index = LineIndex::new(text);
        let found = whole_lines(text, Positions::new(text, &index, Encoding::Utf16), edits);
        found.into_iter().map(|edit| (edit.range.start.line, edit.range.end.line, edit.new_text)).collect()
    }

    #[test]
    fn edits_within_lines_replace_the_lines() {
        let text = "a\nb = '🎉', f\nc\n";
        let f = text.find('f').unwrap_or_default();
        let edits = [Edit::insert(0, "new\n"), Edit::replace(Span::new(f, f + 1), "g")];
        assert_eq!(lines(text, &edits), [(0, 0, "new\n".to_owned()), (1, 2, "b = '🎉', g\n".to_owned())]);
    }

    #[test]
    fn edits_of_neighbouring_lines_are_one() {
        let edits = [Edit::insert(1, "x"), Edit::delete(Span::new(2, 4)), Edit::insert(4, "y")];
        assert_eq!(lines("a\nb\nc", &edits), [(0, 2, "ax\nyc".to_owned())]);
    }
}
