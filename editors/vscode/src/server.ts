// The life of `mpfix lsp`: found, started, watched, started again.

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import { ExecuteCommandRequest, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { findServer, type Found, type NotFound, type Origin } from "./discovery";
import { tellFailed, tellMissing } from "./missing";
import { environments } from "./python";
import type { StatusItem } from "./status";

const ORIGINS: Readonly<Record<Origin, string>> = {
  setting: "from the setting `mpfix.path`",
  environment: "from the Python environment",
  PATH: "from `PATH`",
  extension: "from the extension",
};

/** What the server reads. The other settings say whether and how it starts. */
const SETTINGS = ["mpfix.strategy", "mpfix.startMethod", "mpfix.unsafeFixes", "mpfix.ignore"];

/** The one server of a window. */
export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #status: StatusItem;
  /** The commands of the extension, which are not taken for commands of the server with the same name. */
  readonly #commands: ReadonlySet<string>;
  #client: LanguageClient | undefined;
  /** The command line of the server that runs, to see whether another one is meant now. */
  #running: string | undefined;
  /** Starts and stops run one after the other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(context: ExtensionContext, log: LogOutputChannel, status: StatusItem, commands: readonly string[]) {
    this.#context = context;
    this.#log = log;
    this.#status = status;
    this.#commands = new Set(commands);
  }

  /** The client, once it talks to the server. */
  get client(): LanguageClient | undefined {
    return this.#client?.isRunning() ? this.#client : undefined;
  }

  /** Looks for mpfix anew and starts it, after the one that runs has ended. */
  restart(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** Starts another mpfix where the settings or the environment lead to another one now. */
  refresh(): Promise<void> {
    return this.#enqueue(async () => {
      const found = enabled() ? await this.#find() : undefined;
      if (this.#client === undefined || found?.kind !== "found" || commandLine(found) !== this.#running) {
        await this.#stop();
        await this.#start();
      }
    });
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#stop());
  }

  dispose(): void {
    void this.stop();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      this.#log.error(String(error));
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    if (!enabled()) {
      this.#status.show({ kind: "off" });
      return;
    }
    this.#status.show({ kind: "starting" });
    const found = await this.#find();
    if (found.kind === "missing") {
      this.#log.warn(`no mpfix, looked at:\n${found.looked.map((file) => `  ${file}`).join("\n")}`);
      this.#status.show({ kind: "missing" });
      void tellMissing(found.setting);
      return;
    }
    this.#log.info(`starting ${commandLine(found)} (${ORIGINS[found.origin]})`);
    const client = this.#newClient(found);
    this.#client = client;
    this.#running = commandLine(found);
    client.onDidChangeState(({ newState }) => this.#changed(client, found, newState));
    try {
      await client.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.error(`${commandLine(found)} did not start: ${reason}`);
      this.#status.show({ kind: "failed", reason });
      void tellFailed(commandLine(found), reason);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#running = undefined;
    try {
      await client?.dispose();
    } catch {
      // It had not started, or has ended by itself.
    }
    this.#status.show({ kind: "stopped" });
  }

  async #find(): Promise<Found | NotFound> {
    return findServer({
      setting: workspace.getConfiguration("mpfix").get("path"),
      folder: workspace.workspaceFolders?.[0]?.uri.fsPath,
      environments: await environments(),
      extension: this.#context.extensionPath,
      home: homedir(),
      env: process.env,
      platform: process.platform,
      isExecutable,
    });
  }

  #newClient(found: Found): LanguageClient {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    const run = { command: found.command, args: [...found.args], ...(folder ? { options: { cwd: folder } } : {}) };
    const client = new LanguageClient("mpfix", "mpfix", run, {
      documentSelector: [
        { language: "python", scheme: "file" },
        { language: "python", scheme: "untitled" },
      ],
      outputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: SETTINGS },
      initializationOptions: () => workspace.getConfiguration().get("mpfix"),
      diagnosticPullOptions: { onChange: true, onFocus: true },
    });
    const feature = client.getFeature(ExecuteCommandRequest.method);
    const register = feature.register.bind(feature);
    feature.register = (data) => {
      const commands = data.registerOptions.commands.filter((command) => !this.#commands.has(command));
      register({ ...data, registerOptions: { ...data.registerOptions, commands } });
    };
    return client;
  }

  #changed(client: LanguageClient, found: Found, state: State): void {
    if (client !== this.#client) {
      return;
    }
    switch (state) {
      case State.Starting:
        this.#status.show({ kind: "starting" });
        break;
      case State.Running: {
        const version = client.initializeResult?.serverInfo?.version;
        this.#status.show({ kind: "running", version, place: `${found.command}, ${ORIGINS[found.origin]}` });
        break;
      }
      case State.Stopped:
        this.#status.show({ kind: "stopped" });
        break;
    }
  }
}

function enabled(): boolean {
  return workspace.getConfiguration("mpfix").get("enable", true);
}

function commandLine({ command, args }: Found): string {
  return [command, ...args].join(" ");
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
