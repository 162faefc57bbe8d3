import assert from "node:assert/strict";
import { test } from "node:test";
import { forPreview } from "../src/preview";

const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
const change = { range, newText: "x = 1\n" };
const opener = {
  kind: "create",
  uri: "file:///a.py",
  options: { ignoreIfExists: true },
  annotationId: "mpfix.preview",
};

test("nothing to do is nothing to show", () => {
  for (const edit of [null, undefined, {}, { changes: {} }, { documentChanges: [] }, { changes: { "file:///a.py": [] } }]) {
    assert.equal(forPreview(edit, "unsafe"), undefined);
  }
});

test("safe changes are ticked, and the preview opens all the same", () => {
  const preview = forPreview({ changes: { "file:///a.py": [change] } }, "safe");
  assert.deepEqual(preview?.documentChanges, [
    opener,
    { textDocument: { uri: "file:///a.py", version: null }, edits: [{ ...change, annotationId: "mpfix.safe" }] },
  ]);
  assert.equal(preview?.changeAnnotations?.["mpfix.safe"]?.needsConfirmation, undefined);
  assert.equal(preview?.changeAnnotations?.["mpfix.preview"]?.needsConfirmation, true);
});

test("changes that may be unsafe have to be ticked where the server says nothing of them", () => {
  const textDocument = { uri: "file:///a.py", version: 3 };
  const preview = forPreview({ documentChanges: [{ textDocument, edits: [change] }] }, "unsafe");
  assert.deepEqual(preview?.documentChanges?.[1], { textDocument, edits: [{ ...change, annotationId: "mpfix.unsafe" }] });
  assert.equal(preview?.changeAnnotations?.["mpfix.unsafe"]?.needsConfirmation, true);
});

test("what the server says of a change holds", () => {
  const textDocument = { uri: "file:///a.py", version: 3 };
  const late = { ...change, annotationId: "late" };
  const changeAnnotations = { late: { label: "Late binding", needsConfirmation: true } };
  const edit = { changeAnnotations, documentChanges: [{ textDocument, edits: [late, change] }] };
  const preview = forPreview(edit, "unsafe");
  assert.deepEqual(preview?.documentChanges?.[1], {
    textDocument,
    edits: [late, { ...change, annotationId: "mpfix.safe" }],
  });
  assert.deepEqual(preview?.changeAnnotations?.["late"], changeAnnotations.late);
});
