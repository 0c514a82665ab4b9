/**
 * One desk for measuring: the bundled Worker in workerd, with SQLite on disk, D1, queue and workflow as wrangler.toml names them, and without wrangler. Its
 * socket leads straight to the Worker: no proxy and no router of the development server stands in between. Limits by address are lifted, because one
 * address asks for everybody; the limits of a conversation's frames stay.
 */
import { globSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";
import { z } from "zod";
import { runningProcesses, tree } from "../../scripts/process-tree.ts";
import { importKnowledge } from "../../scripts/knowledge/import.ts";
import type { Contender } from "../contender.ts";
import { withOwnLog } from "./own-log.ts";

const workerName = "desk";
export const operatorToken = "bench-operator-token";
const unlimited = { simple: { limit: 1_000_000_000, period: 60 } };

export type DeskOptions = {
  /** The folder of the sources that were bundled. */
  checkout: string;
  mainModule: string;
  /** An empty folder on disk, so that a commit costs what it costs. */
  state: string;
  /** Opens an inspector, which makes everything a little slower. */
  inspected?: boolean;
  /** The folder holds a desk already, which is started again: no migration, no import. */
  again?: boolean;
  /** Vars beside the usual ones. */
  vars?: Readonly<Record<string, string>>;
  /** Takes every line of the Worker's log; absent: lines that tell of a fault go to stderr. */
  onLog?: (line: string) => void;
  /** The Worker's log goes into a file beside its state instead, and nobody reads along. */
  ownLog?: boolean;
};

export type Desk = Contender & {
  /** Where the Worker's inspector speaks, when it is inspected. */
  inspectorUrl(): Promise<string>;
};

export async function runDesk(options: DeskOptions): Promise<Desk> {
  const { checkout } = options;
  const before = new Set(workerdProcesses());
  mkdirSync(options.state, { recursive: true });
  const runtime = await (options.ownLog === true ? withOwnLog(options.state, () => running(options)) : running(options));
  if (options.again !== true) await migrate(runtime, join(checkout, "migrations"));
  const url = (await runtime.unsafeGetDirectURL(workerName)).origin;
  if (options.again !== true) await importKnowledge({ folder: join(checkout, "support", "knowledge"), url, token: operatorToken });
  const pid = workerdProcesses().find((candidate) => !before.has(candidate));
  if (pid === undefined) throw new Error("workerd runs, and no process of that name was found below this one");
  return { name: basename(checkout), url, pid, stop: () => runtime.dispose(), inspectorUrl: () => inspectorUrl(runtime) };
}

async function running(options: DeskOptions): Promise<Miniflare> {
  const runtime = new Miniflare(optionsOf(options));
  await runtime.ready;
  return runtime;
}

function optionsOf({ checkout, mainModule, state, inspected = false, vars = {}, onLog }: DeskOptions) {
  // Its remarks on secrets would stand among the figures.
  process.env["WRANGLER_LOG"] = "none";
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(checkout, "wrangler.toml"), "");
  return convertV4MiniflareOptions({
    port: 0,
    host: "127.0.0.1",
    ...(inspected ? { inspectorPort: 0 } : {}),
    resourcePersistencePath: state,
    // One line a turn is written, as in production; here it is read only when it tells of a fault.
    handleStructuredLogs: ({ level, message }) => (onLog ? onLog(message) : level === "error" && console.error(message)),
    workers: [
      {
        ...workerOptions,
        name: workerName,
        modules: modulesOf(mainModule),
        modulesRoot: dirname(mainModule),
        bindings: {
          MODELS: "embedded",
          ALLOWED_ORIGINS: "",
          SIGNING_KEY: "bench-signing-key-of-32-characters",
          OPERATOR_TOKEN: operatorToken,
          // As wrangler.toml has it for a desk without the platform's own tracing; "on" costs a question with every turn.
          PLATFORM_TRACES: "off",
          ...vars,
        },
        ratelimits: Object.fromEntries(
          Object.entries(workerOptions.ratelimits ?? {}).map(([name, limit]) => [name, { ...limit, ...unlimited }]),
        ),
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  });
}

function modulesOf(mainModule: string) {
  const data = globSync("*.bin", { cwd: dirname(mainModule) }).map((name) => join(dirname(mainModule), name));
  return [
    { type: "ESModule" as const, path: mainModule, contents: readFileSync(mainModule, "utf8") },
    ...data.map((path) => ({ type: "Data" as const, path, contents: readFileSync(path) })),
  ];
}

/** Every migration in the order of their names, each in one transaction. */
async function migrate(runtime: Miniflare, folder: string): Promise<void> {
  const database = await runtime.getD1Database("DB", workerName);
  for (const file of globSync("*.sql", { cwd: folder }).toSorted()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, file), "utf8"));
    await database.batch(statements.map((statement) => database.prepare(statement)));
  }
}

/** The inspector of the runtime lists what can be inspected, the runtime's own Workers among it. */
async function inspectorUrl(runtime: Miniflare): Promise<string> {
  const listed = new URL("/json", (await runtime.getInspectorURL()).href.replace(/^ws/, "http"));
  const targets = TargetsSchema.parse(await (await fetch(listed)).json());
  const target = targets.find(({ id }) => id.endsWith(workerName));
  if (!target) throw new Error(`the Worker is not among what can be inspected: ${targets.map(({ id }) => id).join(", ")}`);
  return target.webSocketDebuggerUrl;
}

const TargetsSchema = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }));

const workerdProcesses = (): number[] =>
  tree(process.pid, runningProcesses())
    .filter(({ command }) => command.includes("workerd") && command.includes("serve"))
    .map(({ pid }) => pid);
