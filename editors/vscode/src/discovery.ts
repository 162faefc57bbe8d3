// Which mpfix to start. Nothing of VS Code is named here: where to look is handed in, so that tests can say it.

import * as path from "node:path";

/** The argument that makes mpfix a language server. */
const SERVER = "lsp";

/** Where an mpfix may be, and what the user said about it. */
export interface Places {
  /** The setting `mpfix.path` as it stands in the settings, with variables. */
  readonly setting: unknown;
  /** The folder that relative paths of the setting start at. */
  readonly folder: string | undefined;
  /** The interpreters or folders of Python environments, the selected one first. Empty where they can't be trusted. */
  readonly environments: readonly string[];
  /** The folder of the extension: a package for one platform brings its own mpfix in `bin`. */
  readonly extension: string;
  /** The home folder of the user, for `~`. */
  readonly home: string;
  /** The environment variables of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Whether this path is a file that can be run. */
  readonly isExecutable: (file: string) => boolean;
}

/** Where an mpfix was found. */
export type Origin = "setting" | "environment" | "PATH" | "extension";

export interface Found {
  readonly kind: "found";
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: Origin;
}

export interface NotFound {
  readonly kind: "missing";
  /** Whether the setting names one that is not there; no other is taken in its place then. */
  readonly setting: string | undefined;
  /** Each place that was looked at, in order. */
  readonly looked: readonly string[];
}

/**
 * Finds the mpfix to start: the one of the setting, else that of the Python environment, of `PATH`, of the extension.
 *
 * A setting that leads nowhere is an answer of its own, and never silently another mpfix.
 */
export function findServer(places: Places): Found | NotFound {
  const setting = readSetting(places.setting);
  if (setting !== undefined) {
    return fromSetting(setting, places);
  }
  const looked: string[] = [];
  const candidates: [Origin, string[]][] = [
    ["environment", places.environments.flatMap((environment) => inEnvironment(environment, places))],
    ["PATH", onPath("mpfix", places)],
    ["extension", withSuffixes(join(places, places.extension, "bin", "mpfix"), places)],
  ];
  for (const [origin, files] of candidates) {
    for (const file of files) {
      if (places.isExecutable(file)) {
        return { kind: "found", command: file, args: [SERVER], origin };
      }
      looked.push(file);
    }
  }
  return { kind: "missing", setting: undefined, looked };
}

/** The words of `mpfix.path`, or nothing where it says nothing. A path may have spaces: a string is one word. */
function readSetting(setting: unknown): readonly [string, ...string[]] | undefined {
  const words = typeof setting === "string" ? [setting.trim()] : Array.isArray(setting) ? setting.map(String) : [];
  const [command, ...args] = words;
  return command ? [command, ...args] : undefined;
}

function fromSetting([written, ...args]: readonly [string, ...string[]], places: Places): Found | NotFound {
  const command = substitute(written, places);
  const files = isBareName(command)
    ? onPath(command, places)
    : withSuffixes(pathOf(places).resolve(places.folder ?? places.home, command), places);
  const file = files.find(places.isExecutable);
  if (file === undefined) {
    return { kind: "missing", setting: written, looked: files };
  }
  const given = args.map((argument) => substitute(argument, places));
  return { kind: "found", command: file, args: given.length > 0 ? given : [SERVER], origin: "setting" };
}

/** Replaces `~` and the variables. An unknown variable stays as it is, and shows up in the message. */
function substitute(text: string, places: Places): string {
  return text
    .replace(/^~(?=$|[/\\])/, () => places.home)
    .replace(/\$\{(workspaceFolder|userHome|env:([^}]+))\}/g, (whole, name: string, variable: string | undefined) => {
      if (name === "userHome") {
        return places.home;
      }
      return (variable === undefined ? places.folder : (places.env[variable] ?? "")) ?? whole;
    });
}

function isBareName(command: string): boolean {
  return !/[/\\]/.test(command);
}

/** The files of an environment that is given by its folder, or by its interpreter beside which scripts lie. */
function inEnvironment(environment: string, places: Places): string[] {
  const scripts = places.platform === "win32" ? "Scripts" : "bin";
  const interpreter = /[/\\]python[\w.-]*$/i.test(environment);
  if (!interpreter) {
    return withSuffixes(join(places, environment, scripts, "mpfix"), places);
  }
  const beside = pathOf(places).dirname(environment);
  // On Windows the interpreter of conda and of an installation lies one folder above its scripts.
  const folders = places.platform === "win32" ? [beside, join(places, beside, scripts)] : [beside];
  return folders.flatMap((folder) => withSuffixes(join(places, folder, "mpfix"), places));
}

function onPath(name: string, places: Places): string[] {
  // Windows spells it `Path`, and the names of its variables are the same in any case.
  const variable = Object.keys(places.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = (places.env[variable] ?? "").split(places.platform === "win32" ? ";" : ":");
  return folders
    // A relative folder would mean another one in each window.
    .filter((folder) => pathOf(places).isAbsolute(folder))
    .flatMap((folder) => withSuffixes(join(places, folder, name), places));
}

function withSuffixes(file: string, places: Places): string[] {
  if (places.platform !== "win32" || /\.(exe|com)$/i.test(file)) {
    return [file];
  }
  return [`${file}.exe`];
}

function pathOf(places: Places): path.PlatformPath {
  return places.platform === "win32" ? path.win32 : path.posix;
}

function join(places: Places, ...parts: string[]): string {
  return pathOf(places).join(...parts);
}
