// What the user sees of the server's state: the item among the languages of the status bar.

import { LanguageStatusSeverity, languages, type Disposable, type LanguageStatusItem } from "vscode";

/** What there is to say about the server. */
export type Status =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string | undefined; readonly place: string }
  | { readonly kind: "missing" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly reason: string };

/** The item in the status bar. */
export class StatusItem implements Disposable {
  readonly #item: LanguageStatusItem;

  constructor() {
    this.#item = languages.createLanguageStatusItem("mpfix", [{ language: "python" }]);
    this.#item.name = "mpfix";
    this.show({ kind: "off" });
  }

  show(status: Status): void {
    const { text, detail, severity } = words(status);
    this.#item.busy = status.kind === "starting";
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severity;
    this.#item.command =
      status.kind === "running"
        ? { command: "mpfix.showLogs", title: "Show Logs" }
        : { command: "mpfix.restart", title: "Restart" };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function words(status: Status): { text: string; detail: string; severity: LanguageStatusSeverity } {
  const { Information, Warning, Error } = LanguageStatusSeverity;
  switch (status.kind) {
    case "off":
      return { text: "mpfix", detail: "turned off by `mpfix.enable`", severity: Information };
    case "starting":
      return { text: "mpfix", detail: "starting", severity: Information };
    case "running":
      return { text: `mpfix ${status.version ?? ""}`.trimEnd(), detail: status.place, severity: Information };
    case "missing":
      return { text: "mpfix", detail: "not found", severity: Warning };
    case "stopped":
      return { text: "mpfix", detail: "stopped", severity: Warning };
    case "failed":
      return { text: "mpfix", detail: status.reason, severity: Error };
  }
}
