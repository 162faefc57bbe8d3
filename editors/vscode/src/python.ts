// Which Python environments a window works with: what the Python extension has selected, and `.venv`.

import * as path from "node:path";
import { extensions, workspace, type Disposable, type Event, type Uri } from "vscode";

/** What is used of the interface of the Python extension; it is not needed for mpfix to run. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<
      { readonly executable: { readonly uri: Uri | undefined } } | undefined
    >;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

const PYTHON_EXTENSION = "ms-python.python";
/** How long mpfix waits for the environments of an extension that is waking up, in milliseconds. */
const PATIENCE = 3000;

/**
 * The environments to look for mpfix in, the selected one first, by interpreter or folder.
 *
 * In a workspace that is not trusted there are none: an environment in it may hold anything under the name of mpfix.
 */
export async function environments(): Promise<string[]> {
  if (!workspace.isTrusted) {
    return [];
  }
  const folders = workspace.workspaceFolders ?? [];
  const resources = [...folders.map((folder) => folder.uri), undefined];
  const selected: readonly (string | undefined)[] = await Promise.race([Promise.all(resources.map(interpreter)), nothingAfter(PATIENCE)]);
  const local = folders.map((folder) => path.join(folder.uri.fsPath, ".venv"));
  return [...new Set([...selected.filter((file) => file !== undefined), ...local])];
}

/** Calls when the environments are known for the first time, and when another one is selected. */
export async function onDidChangeEnvironment(changed: () => void): Promise<Disposable | undefined> {
  const environments = (await python())?.environments;
  if (environments !== undefined) {
    changed();
  }
  return environments?.onDidChangeActiveEnvironmentPath(changed);
}

async function interpreter(resource: Uri | undefined): Promise<string | undefined> {
  try {
    const environments = (await python())?.environments;
    const active = environments?.getActiveEnvironmentPath(resource);
    const resolved = active && (await environments?.resolveEnvironment(active));
    return resolved?.executable.uri?.fsPath;
  } catch {
    // Its interface is not ours: where it fails, mpfix is looked for in the other places.
    return undefined;
  }
}

async function python(): Promise<PythonExtension | undefined> {
  return await extensions.getExtension<PythonExtension>(PYTHON_EXTENSION)?.activate();
}

function nothingAfter(milliseconds: number): Promise<undefined[]> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, []));
}
