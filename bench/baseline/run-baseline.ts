/** The hand-written server as something to measure: a process of its own over a fresh database. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Contender } from "../contender.ts";

/** @param state an empty folder on disk. @param models base of the model server that writes the answers; absent: it quotes. */
export async function runBaseline(state: string, models?: string): Promise<Contender> {
  mkdirSync(state, { recursive: true });
  const child = fork(join(import.meta.dirname, "main.ts"), [join(state, "baseline.sqlite"), ...(models === undefined ? [] : [models])], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const port = z
    .int("the hand-written server ended before it listened")
    .parse(await new Promise<unknown>((resolve) => child.once("message", resolve).once("exit", () => resolve(null))));
  return {
    name: "hand-written Node",
    url: `http://127.0.0.1:${port}`,
    pid: z.int().parse(child.pid),
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
