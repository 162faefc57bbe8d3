// How an edit of the server becomes one that VS Code shows in its Refactor Preview before it is applied.

import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from "vscode-languageclient/node";

/** The annotation of what is taken unless the user says otherwise. */
const SAFE = "mpfix.safe";
/** The annotation of what the user has to tick. */
const UNSAFE = "mpfix.unsafe";
/** The annotation of the change that opens the preview. */
const OPENER = "mpfix.preview";

/** What the server was asked for: which fixes an edit without annotations may hold. */
export type Asked = "safe" | "unsafe";

/**
 * The same edit, opened in the preview: safe changes ticked, unsafe ones not. Nothing when there is nothing to do.
 *
 * The server says which changes are unsafe by their annotations. Where it says nothing about an edit that may hold
 * unsafe fixes, each change has to be ticked.
 */
export function forPreview(edit: WorkspaceEdit | null | undefined, asked: Asked): WorkspaceEdit | undefined {
  const changes = documentChanges(edit);
  const first = changes.find((change) => change.edits.length > 0);
  if (edit == null || first === undefined) {
    return undefined;
  }
  const annotations: Record<string, ChangeAnnotation> = { ...edit.changeAnnotations };
  const standard = asked === "unsafe" && Object.keys(annotations).length === 0 ? UNSAFE : SAFE;
  annotations[SAFE] = { label: "Safe fixes" };
  annotations[UNSAFE] = {
    label: "Fixes that may be unsafe",
    description: "the program may do something else",
    needsConfirmation: true,
  };
  annotations[OPENER] = { label: "Preview", needsConfirmation: true };
  return {
    changeAnnotations: annotations,
    documentChanges: [
      // VS Code opens the preview only for an edit that has something to confirm. To create a file that is there
      // already is nothing to do: it is not shown, and not done.
      { kind: "create", uri: first.textDocument.uri, options: { ignoreIfExists: true }, annotationId: OPENER },
      ...changes.map((change) => ({
        ...change,
        edits: change.edits.map((text) => ("annotationId" in text ? text : { ...text, annotationId: standard })),
      })),
    ],
  };
}


/** The text changes of an edit in one form. The server neither creates nor removes files. */
function documentChanges(edit: WorkspaceEdit | null | undefined): TextDocumentEdit[] {
  if (edit?.documentChanges) {
    return edit.documentChanges.filter((change): change is TextDocumentEdit => "textDocument" in change);
  }
  return Object.entries(edit?.changes ?? {}).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
}
