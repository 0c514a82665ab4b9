/**
 * One running desk: `wrangler dev` over a state folder. `startDevServer` resolves when the desk answers /healthz, and refuses, with what
 * wrangler said, when it ends before that or stays silent. It keeps workerd in this process's group, so that whoever ends the group ends
 * all of it. Tests start their desks with it, too.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { endTree, killTree } from "../process-tree.ts";
import { repository } from "../repository.ts";
import { quietEnvironment, wranglerProgram } from "../wrangler.ts";

export type DevServerOptions = {
  port: number;
  /** Folder that keeps the desk's data; relative to the repository or absolute. */
  state: string;
  /** Gets every line that wrangler or the Worker writes. */
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

export async function startDevServer({ port, state, onLine, readyWithinMs = 60_000 }: DevServerOptions): Promise<DevServer> {
  const args = ["dev", "--port", String(port), "--ip", "127.0.0.1", "--inspector-port", "0", "--persist-to", state];
  const quiet = ["--log-level", "error", "--show-interactive-dev-session=false"];
  const child = spawn(process.execPath, [...wranglerProgram, ...args, ...quiet], {
    cwd: repository,
    env: { ...process.env, ...quietEnvironment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number>((resolve) => {
    child.on("exit", (code) => resolve(code ?? 1));
    child.on("error", () => resolve(1));
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      said.push(line);
      onLine(line);
    });
  }
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
  const deadline = Date.now() + readyWithinMs;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await answers(`http://127.0.0.1:${port}/healthz`)) return server;
    await sleep(50);
  }
  const why = Date.now() < deadline ? "ended before it was ready" : `did not answer within ${readyWithinMs / 1000} s`;
  await server.stop();
  throw new Error(`The local server ${why}.\n${said.join("\n")}`);
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return response?.ok === true;
}

/** Whether a server can listen there, at once or after what was just ended has let go of it. */
export async function becomesFree(port: number, withinMs = 1000): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    if (await isFree(port)) return true;
  }
  return false;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody uses, as the system picks it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
