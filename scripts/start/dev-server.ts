/**
 * One running desk: `wrangler dev` over a state folder. `startDevServer` resolves when the desk answers /healthz, and refuses, with what
 * wrangler said, when it ends before that or stays silent. It keeps workerd in this process's group, so that whoever ends the group ends
 * all of it. Tests start their desks with it, too.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { endTree, killTree } from "../process-tree.ts";
import { repository } from "../repository.ts";
import { quietEnvironment, wranglerProgram } from "../wrangler.ts";

export type DevServerOptions = {
  port: number;
  /** Folder that keeps the desk's data; relative to the repository or absolute. */
  state: string;
  /** Origins whose pages may embed the widget, instead of those that wrangler.toml and .dev.vars name; none: as they say. */
  allow?: string[];
  /** Vars of the Worker in place of those of wrangler.toml. */
  vars?: Readonly<Record<string, string>>;
  /** Gets every line that wrangler or the Worker writes once the server is ready; until then they are the reason of a refusal. */
  onLine: (line: string) => void;
  /** Time to the first answer; a cold machine bundles and starts in 2–7 s. */
  readyWithinMs?: number;
};

export type DevServer = {
  url: string;
  pid: number;
  /** Resolves with the exit code when the server has ended, for whatever reason. */
  ended: Promise<number>;
  /** Asks it to end, and waits until nothing of it is left. */
  stop: () => Promise<void>;
  /** Ends the whole tree at once, as a power cut does. */
  kill: () => Promise<void>;
};

export async function startDevServer({
  port,
  state,
  allow = [],
  vars = {},
  onLine,
  readyWithinMs = 60_000,
}: DevServerOptions): Promise<DevServer> {
  const child = spawnWrangler(port, state, allow, vars);
  const ended = new Promise<number>((resolve) => {
    child.on("exit", (code) => resolve(code ?? 1));
    child.on("error", () => resolve(1));
  });
  const pid = child.pid ?? 0;
  const server: DevServer = {
    url: `http://localhost:${port}`,
    pid,
    ended,
    stop: async () => {
      await endTree(pid);
      await ended;
    },
    kill: async () => {
      killTree(pid);
      await ended;
    },
  };
  const said: string[] = [];
  let takeLine = (line: string): unknown => said.push(line);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", (line) => takeLine(line));

  const deadline = Date.now() + readyWithinMs;
  // After a failed build wrangler waits for somebody to mend it; a start does not.
  const hasFailed = () => child.exitCode !== null || child.signalCode !== null || said.some((line) => line.includes("Build failed"));
  for (; !hasFailed() && Date.now() < deadline; await sleep(50)) {
    if (!(await answers(`http://127.0.0.1:${port}/healthz`))) continue;
    said.forEach(onLine);
    takeLine = onLine;
    return server;
  }
  const why = hasFailed() ? "did not start" : `did not answer within ${readyWithinMs / 1000} s`;
  await server.stop();
  throw new Error(`The local server ${why}.\n${said.join("\n")}`);
}

function spawnWrangler(port: number, state: string, allow: string[], vars: Readonly<Record<string, string>>) {
  const args = ["dev", "--port", String(port), "--ip", "127.0.0.1", "--inspector-port", "0", "--persist-to", state];
  const given = { ...vars, ...(allow.length === 0 ? {} : { ALLOWED_ORIGINS: allow.join(",") }) };
  const settings = Object.entries(given).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const quiet = ["--log-level", "error", "--show-interactive-dev-session=false"];
  const env = { ...process.env, ...quietEnvironment };
  return spawn(process.execPath, [...wranglerProgram, ...args, ...settings, ...quiet], {
    cwd: repository,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return response?.ok === true;
}
