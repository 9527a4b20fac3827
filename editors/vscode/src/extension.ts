import { commands, type ExtensionContext, env, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts `otoku lsp` when the first rule file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("otoku.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("otoku")) void restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("otoku");
  const [command = "otoku", ...args] = settings.get<string[]>("command", ["otoku", "lsp"]);
  const server: ServerOptions = { command, args };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "otoku" }, { scheme: "file", pattern: "**/catalog.{csv,jsonl}" }],
    initializationOptions: { language: settings.get<string>("language") || env.language },
  };
  client = new LanguageClient("otoku", "Otoku", server, options);
  try {
    await client.start();
  } catch {
    client = undefined;
    void window.showErrorMessage(missing(command));
  }
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

/** Why nothing is checked, and what to do about it. */
function missing(command: string): string {
  return env.language.startsWith("ja")
    ? `「${command}」を起動できません。Otoku をインストールするか、設定 otoku.command を変更してください。色分けはそのまま使えます。`
    : `Cannot start \`${command}\`. Install Otoku, or change the setting otoku.command. Colours work without it.`;
}
