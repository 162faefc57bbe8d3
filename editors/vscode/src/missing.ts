// What to say when there is no mpfix to start, and the ways out.

import { commands, ConfigurationTarget, window, workspace } from "vscode";

const CHOOSE = "Choose File...";
const HELP = "How to Install";
const LOGS = "Show Logs";
const SETTINGS = "Open Settings";

/** Says that there is no mpfix, or none where the setting points, and helps to change that. */
export async function tellMissing(setting: string | undefined): Promise<void> {
  const choice =
    setting === undefined
      ? await window.showWarningMessage(
          "mpfix was not found in the Python environment, in `PATH` or in the extension. " +
            "Install it there, or say where it is.",
          HELP,
          CHOOSE,
          LOGS,
        )
      : await window.showErrorMessage(
          `mpfix: there is no program \`${setting}\`, to which the setting \`mpfix.path\` points.`,
          SETTINGS,
          CHOOSE,
          LOGS,
        );
  await follow(choice);
}

/** Says that mpfix did not start. */
export async function tellFailed(commandLine: string, reason: string): Promise<void> {
  const message = `mpfix: \`${commandLine}\` did not start: ${reason}`;
  await follow(await window.showErrorMessage(message, LOGS, SETTINGS, CHOOSE));
}

async function follow(choice: string | undefined): Promise<void> {
  switch (choice) {
    case CHOOSE: {
      const picked = await window.showOpenDialog({ title: "The mpfix to start", openLabel: "Use This mpfix" });
      const file = picked?.[0];
      if (file) {
        await workspace.getConfiguration("mpfix").update("path", [file.fsPath], ConfigurationTarget.Global);
      }
      break;
    }
    case HELP:
      await commands.executeCommand("extension.open", "mpfix.mpfix");
      break;
    case LOGS:
      await commands.executeCommand("mpfix.showLogs");
      break;
    case SETTINGS:
      await commands.executeCommand("workbench.action.openSettings", "mpfix.path");
      break;
  }
}
