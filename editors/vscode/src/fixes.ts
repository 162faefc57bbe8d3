// The commands that fix everything: in the file that is open, and in the workspace after a look at the preview.

import { CodeAction, commands, ProgressLocation, Range, window, workspace, type TextDocument } from "vscode";
import { ExecuteCommandRequest, type LanguageClient, type WorkspaceEdit } from "vscode-languageclient/node";
import { forPreview, type Asked } from "./preview";

/** The kind of the action that takes every safe fix of a file. */
const FIX_ALL = "source.fixAll.mpfix";
/** The command of the server that answers the fixes of all files as one edit, and applies nothing. */
const FIX_ALL_IN_WORKSPACE = "mpfix.fixAllInWorkspace";

/** Takes every safe fix of the file in the active editor. */
export async function fixAllInFile(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "python") {
    void window.showInformationMessage("mpfix: open a Python file first.");
    return;
  }
  const edit = (await fixAllAction(document))?.edit;
  if (edit === undefined || edit.size === 0) {
    void window.showInformationMessage("mpfix: there is nothing to fix safely in this file.");
  } else if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage("mpfix: the file has changed in the meantime, nothing was fixed.");
  }
}

/** Shows the fixes of all files in the Refactor Preview, and applies those that are ticked there. */
export async function fixAllInWorkspace(client: LanguageClient | undefined, argument: unknown): Promise<void> {
  if (client === undefined) {
    await tellNotRunning();
    return;
  }
  const asked = fromArgument(argument) ?? fromSetting() ?? (await ask());
  if (asked === undefined) {
    return;
  }
  const edit = forPreview(await requestFixes(client, asked), asked);
  if (edit === undefined) {
    const which = asked === "safe" ? "safely " : "";
    void window.showInformationMessage(`mpfix: there is nothing to fix ${which}in this workspace.`);
    return;
  }
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), { isRefactoring: true });
}

async function fixAllAction(document: TextDocument): Promise<CodeAction | undefined> {
  // The number says how many actions are resolved: the server may work out the edit only then.
  const actions = await commands.executeCommand<CodeAction[] | undefined>(
    "vscode.executeCodeActionProvider",
    document.uri,
    document.validateRange(new Range(0, 0, document.lineCount, 0)),
    FIX_ALL,
    1,
  );
  return actions?.find((action) => action instanceof CodeAction && action.kind?.value === FIX_ALL);
}

async function requestFixes(client: LanguageClient, asked: Asked): Promise<WorkspaceEdit | null> {
  const options = { location: ProgressLocation.Notification, title: "mpfix: looking for fixes", cancellable: true };
  const params = { command: FIX_ALL_IN_WORKSPACE, arguments: [{ unsafe: asked === "unsafe" }] };
  return await window.withProgress(options, (_progress, token) =>
    client.sendRequest(ExecuteCommandRequest.type, params, token),
  );
}

/** What a key binding says: `"args": { "unsafe": true }`. */
function fromArgument(argument: unknown): Asked | undefined {
  if (typeof argument !== "object" || argument === null || !("unsafe" in argument)) {
    return undefined;
  }
  return argument.unsafe === true ? "unsafe" : "safe";
}

function fromSetting(): Asked | undefined {
  const unsafe = workspace.getConfiguration("mpfix").get<boolean | null>("unsafeFixes");
  return unsafe == null ? undefined : unsafe ? "unsafe" : "safe";
}

async function ask(): Promise<Asked | undefined> {
  const safe = { label: "Safe fixes", detail: "After them the program does the same as before", asked: "safe" } as const;
  const unsafe = {
    label: "Safe and unsafe fixes",
    detail: "Unsafe ones are not ticked in the preview: the program may do something else after them",
    asked: "unsafe",
  } as const;
  return (await window.showQuickPick([safe, unsafe], { title: "mpfix: Fix All in Workspace" }))?.asked;
}

async function tellNotRunning(): Promise<void> {
  const [restart, logs] = ["Restart Server", "Show Logs"] as const;
  const choice = await window.showWarningMessage("mpfix does not run.", restart, logs);
  if (choice !== undefined) {
    await commands.executeCommand(choice === restart ? "mpfix.restart" : "mpfix.showLogs");
  }
}
