import assert from "node:assert/strict";
import { test } from "node:test";
import { findServer, type Places } from "../src/discovery";

/** A machine on which exactly these files can be run. */
function machine(files: readonly string[], places: Partial<Places> = {}): Places {
  return {
    setting: [],
    folder: "/work/app",
    environments: [],
    extension: "/ext",
    home: "/home/ada",
    env: { PATH: "/usr/local/bin:/usr/bin" },
    platform: "linux",
    isExecutable: (file) => files.includes(file),
    ...places,
  };
}

function command(places: Places): string {
  const answer = findServer(places);
  return answer.kind === "found" ? `${answer.origin}: ${[answer.command, ...answer.args].join(" ")}` : "missing";
}

test("the setting names a program, or a program with its arguments", () => {
  const places = machine(["/opt/mpfix"]);
  assert.equal(command({ ...places, setting: "/opt/mpfix" }), "setting: /opt/mpfix lsp");
  assert.equal(command({ ...places, setting: ["/opt/mpfix"] }), "setting: /opt/mpfix lsp");
  assert.equal(command({ ...places, setting: ["/opt/mpfix", "lsp", "--x"] }), "setting: /opt/mpfix lsp --x");
});

test("a path of the setting may have spaces", () => {
  assert.equal(command(machine(["/opt/my tools/mpfix"], { setting: "/opt/my tools/mpfix" })), "setting: /opt/my tools/mpfix lsp");
});

test("the setting may use the home folder, the workspace folder and environment variables", () => {
  const places = machine(["/home/ada/bin/mpfix", "/work/app/tools/mpfix", "/srv/mpfix"], {
    env: { TOOLS: "/srv", PATH: "" },
  });
  assert.equal(command({ ...places, setting: "~/bin/mpfix" }), "setting: /home/ada/bin/mpfix lsp");
  assert.equal(command({ ...places, setting: "${userHome}/bin/mpfix" }), "setting: /home/ada/bin/mpfix lsp");
  assert.equal(command({ ...places, setting: "${workspaceFolder}/tools/mpfix" }), "setting: /work/app/tools/mpfix lsp");
  assert.equal(command({ ...places, setting: "./tools/mpfix" }), "setting: /work/app/tools/mpfix lsp");
  assert.equal(command({ ...places, setting: ["${env:TOOLS}/mpfix"] }), "setting: /srv/mpfix lsp");
});

test("what a variable holds is taken as it is", () => {
  const places = machine(["/srv/$&/mpfix"], { env: { TOOLS: "/srv/$&" }, setting: "${env:TOOLS}/mpfix" });
  assert.equal(command(places), "setting: /srv/$&/mpfix lsp");
});

test("a bare name in the setting is looked up in PATH", () => {
  assert.equal(command(machine(["/usr/bin/mpfix-next"], { setting: "mpfix-next" })), "setting: /usr/bin/mpfix-next lsp");
});

test("a setting that leads nowhere is not replaced by another mpfix", () => {
  const answer = findServer(machine(["/usr/bin/mpfix"], { setting: ["/opt/mpfix", "lsp"] }));
  assert.deepEqual(answer, { kind: "missing", setting: "/opt/mpfix", looked: ["/opt/mpfix"] });
});

test("an empty or senseless setting says nothing", () => {
  for (const setting of ["", "  ", [], [""], null, undefined, 7, {}]) {
    assert.equal(command(machine(["/usr/bin/mpfix"], { setting })), "PATH: /usr/bin/mpfix lsp");
  }
});

test("the environment comes before PATH, and PATH before the extension", () => {
  const files = ["/envs/app/bin/mpfix", "/work/app/.venv/bin/mpfix", "/usr/bin/mpfix", "/ext/bin/mpfix"];
  const places = machine(files, { environments: ["/envs/app/bin/python3.14", "/work/app/.venv"] });
  const without = (count: number): Places => ({ ...places, isExecutable: (file) => files.slice(count).includes(file) });
  assert.equal(command(without(0)), "environment: /envs/app/bin/mpfix lsp");
  assert.equal(command(without(1)), "environment: /work/app/.venv/bin/mpfix lsp");
  assert.equal(command(without(2)), "PATH: /usr/bin/mpfix lsp");
  assert.equal(command(without(3)), "extension: /ext/bin/mpfix lsp");
  assert.deepEqual(findServer(without(4)), {
    kind: "missing",
    setting: undefined,
    looked: ["/envs/app/bin/mpfix", "/work/app/.venv/bin/mpfix", "/usr/local/bin/mpfix", "/usr/bin/mpfix", "/ext/bin/mpfix"],
  });
});

test("relative and empty folders of PATH are left out", () => {
  assert.equal(command(machine(["bin/mpfix", "mpfix", "/mpfix"], { env: { PATH: "bin::." } })), "missing");
});

test("without a folder a relative path starts at home", () => {
  assert.equal(command(machine(["/home/ada/mpfix"], { folder: undefined, setting: "./mpfix" })), "setting: /home/ada/mpfix lsp");
});

test("on Windows programs end in .exe, and lie in Scripts", () => {
  const windows = (files: readonly string[], places: Partial<Places> = {}): string =>
    command(
      machine(files, {
        platform: "win32",
        folder: "C:\\app",
        home: "C:\\Users\\ada",
        extension: "C:\\ext",
        env: { Path: "C:\\Windows;D:\\tools" },
        ...places,
      }),
    );
  assert.equal(windows(["D:\\tools\\mpfix.exe"]), "PATH: D:\\tools\\mpfix.exe lsp");
  assert.equal(windows(["C:\\ext\\bin\\mpfix.exe"]), "extension: C:\\ext\\bin\\mpfix.exe lsp");
  const scripts = ["C:\\app\\.venv\\Scripts\\mpfix.exe"];
  assert.equal(windows(scripts, { environments: ["C:\\app\\.venv"] }), `environment: ${scripts[0]} lsp`);
  assert.equal(windows(scripts, { environments: ["C:\\app\\.venv\\Scripts\\python.exe"] }), `environment: ${scripts[0]} lsp`);
  assert.equal(windows(["C:\\conda\\Scripts\\mpfix.exe"], { environments: ["C:\\conda\\python.exe"] }), "environment: C:\\conda\\Scripts\\mpfix.exe lsp");
  assert.equal(windows(["C:\\Users\\ada\\mpfix.exe"], { setting: "~\\mpfix" }), "setting: C:\\Users\\ada\\mpfix.exe lsp");
});
