/** The bundled Worker in workerd for one test file: a desk of its own, from before the first test to after the last. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { bundleWorker } from "../../bench/desk/bundle.ts";
import { type Desk, runDesk } from "../../bench/desk/run-desk.ts";
import { endDescendants } from "../../scripts/process-tree.ts";
import { repository } from "../../scripts/repository.ts";

/** @returns the desk, once the first test begins. */
export function deskAlone(name: string, vars: Readonly<Record<string, string>> = {}): () => Desk {
  const folder = mkdtempSync(join(tmpdir(), `edgedesk-${name}-`));
  let desk: Desk | undefined;
  beforeAll(async () => {
    const mainModule = await bundleWorker(repository, join(folder, "bundle"));
    desk = await runDesk({ checkout: repository, mainModule, state: join(folder, "storage"), vars });
  });
  afterAll(async () => {
    await desk?.stop();
    await endDescendants(process.pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return () => {
    if (!desk) throw new Error("the desk does not run yet");
    return desk;
  };
}

export const StartedSchema = z.object({ id: z.string(), token: z.string() });
export type Started = z.infer<typeof StartedSchema>;

/** `address`: the network address that it is counted on. */
export const askToStart = ({ url }: Desk, address = "local"): Promise<Response> =>
  fetch(`${url}/v1/conversations`, { method: "POST", headers: { "cf-connecting-ip": address } });

export const start = async (desk: Desk): Promise<Started> => StartedSchema.parse(await (await askToStart(desk)).json());

export const say = (
  { url }: Desk,
  { id, token }: Started,
  { message, text, address = "local" }: { message: string; text: string; address?: string },
): Promise<Response> =>
  fetch(`${url}/v1/conversations/${id}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "cf-connecting-ip": address },
    body: JSON.stringify({ id: message, text }),
  });

export const askForPerson = ({ url }: Desk, { id, token }: Started): Promise<Response> =>
  fetch(`${url}/v1/conversations/${id}/handoff`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
