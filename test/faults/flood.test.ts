/**
 * A flood from one network address against the bundled Worker in workerd: 10,000 requests, of which the caps of a day let a few through. The limits by the minute are lifted here, so that
 * the caps alone hold it. Meanwhile somebody at another address is served, and nothing that was acknowledged is lost.
 */
import { expect, test } from "vitest";
import { z } from "zod";
import { messagesAtATime } from "#domain/address-caps";
import { dayOf } from "#domain/spending";
import { createEdgedesk, DeskRefusal } from "../../client/edgedesk.ts";
import type { Edgedesk } from "../../client/api.ts";
import { readLog } from "../../faults/check/read-log.ts";
import { askForPerson, askToStart, deskAlone, say, type Started, StartedSchema } from "./desk-alone.ts";

const requests = 10_000;
const atOnce = 40;
const mayStart = 40;
const maySay = 250;
const flooder = "203.0.113.7";
const neighbour = "203.0.113.8";

const desk = deskAlone("flood", { STARTS_PER_ADDRESS_DAY: String(mayStart), MESSAGES_PER_ADDRESS_DAY: String(maySay) });

const ProblemSchema = z.object({ code: z.string(), detail: z.string(), retryAfterS: z.int() });

const start = (address: string): Promise<Response> => askToStart(desk(), address);
const hello = (started: Started, message: string, address: string): Promise<Response> =>
  say(desk(), started, { message, text: "hello", address });

/** Refused in words, with the time at which it goes on. */
async function expectRefused(response: Response, what: "starts" | "messages"): Promise<void> {
  const { code, detail, retryAfterS } = ProblemSchema.parse(await response.json());
  expect([response.status, code]).toEqual([429, `no_more_${what}_today`]);
  expect(retryAfterS).toBeGreaterThan(0);
  expect(response.headers.get("retry-after")).toBe(String(retryAfterS));
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
      const answer = await hello(started, `n${n}`, neighbour);
      if (answer.status === 202) counts.served += 1;
      await answer.arrayBuffer();
      return;
    }
    const target = begun[n % Math.max(1, begun.length)];
    const message = `m${n}`;
    const isStart = n % 2 === 0 || target === undefined;
    const response = isStart ? await start(flooder) : await hello(target, message, flooder);
    if (response.status === 429) {
      counts.refused += 1;
      return expectRefused(response, isStart ? "starts" : "messages");
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
    const log = await readLog(desk().url, id);
    const stored = log.flatMap(({ event }) => (event.type === "customer.message" ? [event.id] : []));
    const said = acked.filter((message) => message.id === id).map(({ message }) => message);
    expect(stored.toSorted()).toEqual(said.toSorted());
  }
  // A person stays within reach.
  const [refusedOne] = begun;
  if (!refusedOne) throw new Error("no conversation was begun");
  await expectRefused(await start(flooder), "starts");
  expect((await askForPerson(desk(), refusedOne)).status).toBe(202);
  expect((await hello(refusedOne, "to-the-person", flooder)).status).toBe(202);
});

const talkers = 16;
const saysEach = 20;

/** The product's own client, at that network address. */
const clientAt = (address: string): Edgedesk =>
  createEdgedesk({
    url: desk().url,
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      headers.set("cf-connecting-ip", address);
      return fetch(url, { ...init, headers });
    },
  });

test("over sockets, too, what is beyond the cap is refused with the time at which it goes on, message by message; the rest is stored, and a person takes what the AI does not", async () => {
  const day = dayOf(Date.now());
  const crowd = Array.from({ length: talkers }, () => clientAt("203.0.113.9").conversation);
  const aside = clientAt("203.0.113.10").conversation;
  const kept = new Map<string, string[]>();
  const refusals: DeskRefusal[] = [];
  const talk = async (conversation: Edgedesk["conversation"]): Promise<void> => {
    const { id } = await conversation.pass();
    const ids: string[] = [];
    kept.set(id, ids);
    for (let n = 1; n <= saysEach; n++) {
      await conversation.send("hello").then(
        (stored) => ids.push(stored.id),
        (error: unknown) => {
          if (!(error instanceof DeskRefusal)) throw error;
          refusals.push(error);
        },
      );
    }
  };
  await Promise.all([...crowd, aside].map(talk));
  const { id: neighbours } = await aside.pass();
  expect(kept.get(neighbours)).toHaveLength(saysEach);

  const ofCrowd = [...kept].filter(([id]) => id !== neighbours);
  const said = ofCrowd.flatMap(([, ids]) => ids).length;
  console.log(`${talkers} sockets of one address, ${talkers * saysEach} messages: ${said} acknowledged, ${refusals.length} refused`);
  expect(said + refusals.length).toBe(talkers * saysEach);
  // Each conversation's own batch was set aside when it began.
  expect(said).toBeGreaterThanOrEqual(maySay);
  const days = dayOf(Date.now()) === day ? 1 : 2;
  expect(said).toBeLessThanOrEqual(days * (maySay + talkers * messagesAtATime));
  for (const { code, retryAfterS } of refusals) {
    expect(code).toBe("no_more_messages_today");
    expect(retryAfterS).toBeGreaterThan(0);
    expect(retryAfterS).toBeLessThanOrEqual(86_400);
  }
  for (const [id, ids] of kept) {
    const stored = (await readLog(desk().url, id)).flatMap(({ event }) => (event.type === "customer.message" ? [event.id] : []));
    expect(stored).toEqual(ids);
  }

  const [one] = crowd;
  await expect(one?.send("still here")).rejects.toMatchObject({ code: "no_more_messages_today" });
  await one?.handoff();
  await expect(one?.send("still here")).resolves.toMatchObject({ seq: expect.any(Number) });
  for (const conversation of [...crowd, aside]) conversation.disconnect();
});
