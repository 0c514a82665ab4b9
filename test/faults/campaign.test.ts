/** The short campaign: the real Worker in workerd, killed and disturbed. `npm run faults` is the long one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PhaseName, runPhase } from "../../faults/campaign.ts";
import { reportText } from "../../faults/report.ts";
import { bundleCampaign } from "../../faults/server/bundle.ts";
import { faultsFound } from "../../faults/verdict.ts";
import { endDescendants } from "../../scripts/process-tree.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-faults-"));
let mainModule = "";

beforeAll(async () => {
  mainModule = await bundleCampaign(join(folder, "bundle"));
});

afterAll(async () => {
  await endDescendants(process.pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function run(phase: PhaseName): Promise<string[]> {
  const report = await runPhase(phase, { mainModule, folder, seed: 7, length: "short", atMostMs: 60_000, say: () => undefined });
  console.log(reportText(report, 7));
  return faultsFound(report);
}

test("messages survive kills of the whole tree, cut lines and failing agents: stored once, in order, each with one ending", async () => {
  expect(await run("messages")).toEqual([]);
});

test("every handoff ends in one ticket, through kills, a queue that forgets and a desk that fails after it has committed", async () => {
  expect(await run("handoffs")).toEqual([]);
});

test("a stream that is cut at any chunk ends as the stored text", async () => {
  expect(await run("streams")).toEqual([]);
});

test("no agent speaks after a person has taken over, also when the answer was being written already", async () => {
  expect(await run("take-overs")).toEqual([]);
});

test("control: without the fence at the commit, an agent does", async () => {
  expect(await run("unfenced")).toEqual([]);
});

test("control: a ticket desk that ignores keys shows duplicates", async () => {
  expect(await run("ignored-keys")).toEqual([]);
});

test("control: a client that does not send again shows loss", async () => {
  expect(await run("forgetful-client")).toEqual([]);
});

test("answers come, and in time, while the provider of models fails in every other call and the server is killed", async () => {
  expect(await run("providers")).toEqual([]);
});
