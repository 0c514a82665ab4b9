/** The model server as a process that is started and ended. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";

export type ModelServer = { url: string; stop(): Promise<void> };

export async function runModels(): Promise<ModelServer> {
  const child = fork(join(import.meta.dirname, "main.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const port = z
    .int("the model server ended before it listened")
    .parse(await new Promise<unknown>((resolve) => child.once("message", resolve).once("exit", () => resolve(null))));
  return {
    url: `http://127.0.0.1:${port}/v1`,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}

/** For as long as `work` takes. @param work is given the vars of a desk whose models stand there. */
export async function withModels<T>(work: (vars: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
  const { url, stop } = await runModels();
  try {
    return await work({ MODELS: "openai-compatible", MODELS_URL: url });
  } finally {
    await stop();
  }
}
