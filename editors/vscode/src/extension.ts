// The extension: its commands, what makes the server start anew, and its end.

import { commands, window, workspace, type ExtensionContext } from "vscode";
import { fixAllInFile, fixAllInWorkspace } from "./fixes";
import { onDidChangeEnvironment } from "./python";
import { Server } from "./server";
import { StatusItem } from "./status";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("mpfix", { log: true });
  const status = new StatusItem();
  const actions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    "mpfix.fixAllInFile": () => fixAllInFile(),
    "mpfix.fixAllInWorkspace": (argument) => fixAllInWorkspace(current.client, argument),
    "mpfix.restart": () => current.restart(),
    "mpfix.showLogs": () => log.show(),
  };
  const current = new Server(context, log, status, Object.keys(actions));
  server = current;
  context.subscriptions.push(
    log,
    status,
    ...Object.entries(actions).map(([name, action]) => commands.registerCommand(name, action)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("mpfix.path") || change.affectsConfiguration("mpfix.enable")) {
        void current.refresh();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => void current.refresh()),
  );
  await current.restart();
  // The Python extension may take its time to wake up: the server does not wait for it.
  onDidChangeEnvironment(() => void current.refresh()).then(
    (listener) => listener && context.subscriptions.push(listener),
    (error: unknown) => log.warn(`the Python extension does not answer: ${error}`),
  );
}

/** Lets the server end by `shutdown` and `exit` before the window closes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
