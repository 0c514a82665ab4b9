/**
 * An account as wrangler shows it: what it prints today for each command that the deployment runs, from the source of the pinned version. It records the commands, creates what
 * it is told to create, and fails where a test says so.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Finished } from "../../../../scripts/command.ts";
import type { Wrangler } from "../../../../scripts/deploy/step.ts";

type Account = {
  loggedIn: boolean;
  accounts: { id: string; name: string }[];
  databases: { uuid: string; name: string }[];
  queues: string[];
  indexes: { name: string; config: { dimensions: number; metric: string } }[];
  /** Null: the Worker does not exist yet. */
  secrets: Record<string, string> | null;
  targets: string[];
};

export class ScriptedAccount {
  readonly account: Account = {
    loggedIn: true,
    accounts: [{ id: "a1", name: "Harbour Bikes" }],
    databases: [{ uuid: "11111111-1111-4111-8111-111111111111", name: "of-somebody-else" }],
    queues: [],
    indexes: [],
    secrets: null,
    targets: ["https://edgedesk.harbour.workers.dev"],
  };
  /** Every command, as it was given. */
  readonly commands: string[] = [];
  /** A command that begins so fails with these words. */
  readonly failures = new Map<string, string>();

  readonly wrangler: Wrangler = async (args, { env = {} } = {}) => {
    const command = args.join(" ");
    this.commands.push(command);
    for (const [beginning, words] of this.failures) if (command.startsWith(beginning)) return failed(words);
    return this.#answer([...args], env);
  };

  /** Commands that change the account, without the paths of files. */
  changes(): string[] {
    const shown = this.commands.map((command) => command.replace(/ --(config|secrets-file) \S+/g, ""));
    return shown.filter((command) => /\b(create|apply|deploy)\b/.test(command));
  }

  #answer(args: string[], env: Record<string, string>): Finished {
    const [first = "", second = "", third = ""] = args;
    const { account } = this;
    switch (`${first} ${second}`) {
      case "whoami --json":
        return account.loggedIn
          ? json({ loggedIn: true, authType: "OAuth Token", email: "x@harbour.example", accounts: account.accounts })
          : failed(`{"loggedIn":false}`);
      case "d1 list":
        return json(account.databases.map((database) => ({ ...database, version: "production", num_tables: 0, file_size: 0 })));
      case "d1 create":
        account.databases.push({
          uuid: "11111111-1111-4111-8111-111111111111".replaceAll("1", String(account.databases.length + 1)),
          name: third,
        });
        return said(`✅ Successfully created DB '${third}'`);
      case "queues info":
        return account.queues.includes(third)
          ? said(`Queue Name: ${third}`)
          : failed(`✘ [ERROR] Queue "${third}" does not exist. To create it, run: wrangler queues create ${third}`);
      case "queues create":
        account.queues.push(third);
        return said(`✅ Created queue '${third}'`);
      case "vectorize list":
        return json(account.indexes);
      case "vectorize create":
        account.indexes.push({
          name: third,
          config: { dimensions: Number(args.find((arg) => arg.startsWith("--dimensions="))?.slice(13)), metric: "cosine" },
        });
        return said(`✅ Successfully created a new Vectorize index: '${third}'`);
      case "secret list":
        return account.secrets === null
          ? failed(
              `✘ [ERROR] Worker "${this.#workerOf(args)}" not found.\n\nIf this is a new Worker, run \`wrangler deploy\` first to create it.`,
            )
          : json(Object.keys(account.secrets).map((name) => ({ name, type: "secret_text" })));
      case "d1 migrations":
        return said("✅ No migrations to apply!");
      default:
        return first === "deploy" ? this.#deploy(args, env) : failed(`Unknown command: ${args.join(" ")}`);
    }
  }

  #deploy(args: string[], env: Record<string, string>): Finished {
    const file = after(args, "--secrets-file");
    const secrets: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
    this.account.secrets = {
      ...this.account.secrets,
      ...Object.fromEntries(Object.entries(secrets ?? {}).map(([name, value]) => [name, String(value)])),
    };
    const told = [
      { type: "wrangler-session", version: 1 },
      { type: "deploy", version: 1, worker_name: "edgedesk", targets: this.account.targets },
    ];
    writeFileSync(env["WRANGLER_OUTPUT_FILE_PATH"] ?? "", told.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    return said("Deployed edgedesk triggers");
  }

  #workerOf(args: string[]): string {
    const config: unknown = JSON.parse(readFileSync(after(args, "--config") ?? "", "utf8"));
    return typeof config === "object" && config !== null && "name" in config ? String(config.name) : "";
  }
}

const after = (args: string[], name: string): string | undefined => args[args.indexOf(name) + 1 || args.length];
const said = (stdout: string): Finished => ({ code: 0, output: stdout, stdout });
const failed = (output: string): Finished => ({ code: 1, output, stdout: "" });
/** With a warning on the other channel, as wrangler has one on some days. */
const json = (value: unknown): Finished => ({
  code: 0,
  stdout: JSON.stringify(value, null, 2),
  output: `▲ [WARNING] an update is available\n${JSON.stringify(value)}`,
});
