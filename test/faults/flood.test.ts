/**
 * A flood from one network address against the bundled Worker in workerd: 10,000 requests, of which the caps of a day let a few through. The limits by the minute are lifted here, so that
 * the caps alone hold it. Meanwhile somebody at another address is served, and nothing that was acknowledged is lost.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { messagesAtATime } from "#domain/address-caps";
import { dayOf } from "#domain/spending";
import { bundleWorker } from "../../bench/desk/bundle.ts";
import { type Desk, runDesk } from "../../bench/desk/run-desk.ts";
import { readLog } from "../../faults/check/read-log.ts";
import { endDescendants } from "../../scripts/process-tree.ts";
import { repository } from "../../scripts/repository.ts";

const requests = 10_000;
const atOnce = 40;
const mayStart = 40;
const maySay = 250;
const flooder = "203.0.113.7";
const neighbour = "203.0.113.8";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-flood-"));
let desk: Desk;

beforeAll(async () => {
  const mainModule = await bundleWorker(repository, join(folder, "bundle"));
  const vars = { STARTS_PER_ADDRESS_DAY: String(mayStart), MESSAGES_PER_ADDRESS_DAY: String(maySay) };
  desk = await runDesk({ checkout: repository, mainModule, state: join(folder, "storage"), vars });
});

afterAll(async () => {
  await desk.stop();
  await endDescendants(process.pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const StartedSchema = z.object({ id: z.string(), token: z.string() });
type Started = z.infer<typeof StartedSchema>;
const ProblemSchema = z.object({ code: z.string(), detail: z.string() });

type Asked = { headers?: Record<string, string>; body?: string };

const ask = (path: string, address: string, { headers = {}, ...asked }: Asked = {}): Promise<Response> =>
  fetch(`${desk.url}${path}`, { method: "POST", ...asked, headers: { ...headers, "cf-connecting-ip": address } });

const start = (address: string): Promise<Response> => ask("/v1/conversations", address);

const say = ({ id, token }: Started, message: string, address: string): Promise<Response> =>
  ask(`/v1/conversations/${id}/messages`, address, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ id: message, text: "hello" }),
  });

/** Refused in words, with the time at which it goes on. */
async function expectRefused(response: Response): Promise<void> {
  const { code, detail } = ProblemSchema.parse(await response.json());
  expect([response.status, code]).toEqual([429, "too_many_requests"]);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(detail).toMatch(/today.*; it goes on at \d{4}-\d\d-\d\dT00:00:00\.000Z$/);
}

test("10,000 requests from one address: a day's worth is served and kept, the rest is refused, and everybody else is served", async () => {
  const begun: Started[] = [];
  const acked: { id: string; message: string }[] = [];
  const counts = { started: 0, said: 0, refused: 0, served: 0 };
  const others: Started[] = [];
  const one = async (n: number): Promise<void> => {
    if (n % 100 === 0) {
      const other = await start(neighbour);
      // Every hundredth request is the neighbour's; the first few begin, all say something.
      const started = other.status === 201 ? StartedSchema.parse(await other.json()) : others[(n / 100) % others.length];
      if (!started) throw new Error(`the neighbour got ${other.status}`);
      if (other.status === 201) others.push(started);
      const answer = await say(started, `n${n}`, neighbour);
      if (answer.status === 202) counts.served += 1;
      await answer.arrayBuffer();
      return;
    }
    const target = begun[n % Math.max(1, begun.length)];
    const message = `m${n}`;
    const isStart = n % 2 === 0 || target === undefined;
    const response = isStart ? await start(flooder) : await say(target, message, flooder);
    if (response.status === 429) {
      counts.refused += 1;
      return expectRefused(response);
    }
    expect(response.status).toBe(isStart ? 201 : 202);
    if (isStart) {
      counts.started += 1;
      begun.push(StartedSchema.parse(await response.json()));
    } else {
      counts.said += 1;
      await response.arrayBuffer();
      acked.push({ id: target.id, message });
    }
  };
  const day = dayOf(Date.now());
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < requests; n = next++) await one(n);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  console.log(`${requests} requests: ${JSON.stringify(counts)}`);

  // A test that runs over midnight sees two days.
  const days = dayOf(Date.now()) === day ? 1 : 2;
  expect(counts.started).toBeGreaterThanOrEqual(mayStart);
  expect(counts.started).toBeLessThanOrEqual(days * mayStart);
  // The first few of each conversation are never refused.
  expect(counts.said).toBeGreaterThan(0);
  expect(counts.said).toBeLessThanOrEqual(days * (maySay + mayStart * messagesAtATime));
  expect(counts.refused).toBeGreaterThan(requests / 2);
  expect(counts.served).toBe(Math.ceil(requests / 100));
  for (const { id } of begun) {
    const log = await readLog(desk.url, id);
    const stored = log.flatMap(({ event }) => (event.type === "customer.message" ? [event.id] : []));
    const said = acked.filter((message) => message.id === id).map(({ message }) => message);
    expect(stored.toSorted()).toEqual(said.toSorted());
  }
  // A person stays within reach.
  const [refusedOne] = begun;
  if (!refusedOne) throw new Error("no conversation was begun");
  await expectRefused(await start(flooder));
  const person = await ask(`/v1/conversations/${refusedOne.id}/handoff`, flooder, {
    headers: { authorization: `Bearer ${refusedOne.token}` },
  });
  expect(person.status).toBe(202);
  expect((await say(refusedOne, "to-the-person", flooder)).status).toBe(202);
});
