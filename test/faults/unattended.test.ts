/** A turn that a power cut cuts off, and nobody who comes back: the real tree is killed, started again, and left alone. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readLog } from "../../faults/check/read-log.ts";
import { Rig } from "../../faults/rig.ts";
import { chunkText, scriptedQuestion } from "../../faults/script.ts";
import { bundleCampaign } from "../../faults/server/bundle.ts";
import { endDescendants } from "../../scripts/process-tree.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-unattended-"));
let rig: Rig;

beforeAll(async () => {
  const mainModule = await bundleCampaign(join(folder, "bundle"));
  rig = await Rig.open({ mainModule, folder, seed: 1, tickets: "embedded", models: false });
});

afterAll(async () => {
  await rig.close();
  await endDescendants(process.pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const chunks = 64;
/** Long enough for the alarm of an object that died, five seconds after the message, and for the answer itself. */
const leftAloneMs = 15_000;

test("is answered in full by itself, before anybody asks", async () => {
  const Started = z.object({ id: z.string(), token: z.string() });
  const { id, token } = Started.parse(await (await fetch(`${rig.directUrl}/v1/conversations`, { method: "POST" })).json());
  const nonce = randomUUID().slice(0, 8);
  const text = scriptedQuestion({ conversation: id, nonce, chunks, everyMs: 30, abortAt: null });
  const posted = await fetch(`${rig.directUrl}/v1/conversations/${id}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ id: "m1", text }),
  });
  expect(posted.status).toBe(202);
  await rig.kill();
  // Nothing can be awaited here: whoever looked would wake the conversation, which is what must not be needed.
  await sleep(leftAloneMs);
  const lookedAt = Date.now();
  const log = await readLog(rig.directUrl, id);
  const answered = log.find(({ event }) => event.type === "answer.completed");
  expect(answered?.event).toMatchObject({ text: Array.from({ length: chunks }, (_, i) => chunkText(i, nonce)).join("") });
  expect(Date.parse(answered?.at ?? "")).toBeLessThan(lookedAt);
});
