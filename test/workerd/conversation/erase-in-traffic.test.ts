import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { randomUnits } from "../../../faults/dice.ts";
import { ask, conversationOf, knowTrams, startConversation, type Visitor } from "../desk.ts";
import { eventually } from "../eventually.ts";
import { connect } from "../visitor-socket.ts";

/** No article, label or phrase of ours has this word. */
const secret = "zwiebelturm-4711";
const many = 60;
/** 12 s on a quiet machine; so many conversations at once may take ten times as long on a busy one. */
const limitMs = 180_000;
const written: string[] = [];
const unit = randomUnits(2026);

beforeAll(async () => {
  await knowTrams();
  for (const name of ["debug", "log", "warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation((...line: unknown[]) => void written.push(line.map(String).join(" ")));
});
afterAll(() => void vi.restoreAllMocks());

const NamesSchema = z.array(z.object({ name: z.string() }));
const tablesOf =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";

/** Every row of every table of the object, the platform's and the library's own included, as text. */
const storedIn = (visitor: Visitor): Promise<string> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) => {
    const tables = NamesSchema.parse(storage.sql.exec(tablesOf).toArray());
    const rows = tables.flatMap(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return JSON.stringify([rows, [...storage.kv.list()]]);
  });

/** The tables of D1 in which some row has the text. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = NamesSchema.parse((await env.DB.prepare(tablesOf).all()).results);
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
      return JSON.stringify(results).includes(text) ? [name] : [];
    }),
  );
  return found.flat();
}

/** Talks without waiting for anything: asks, asks for a person, judges, rates, leaves an address. */
async function talk(visitor: Visitor): Promise<void> {
  const socket = await connect(visitor);
  socket.send({ type: "resume", after: 0 });
  const say = (id: string, text: string): void => socket.send({ type: "message", id, text });
  say("m1", `How do I get a refund for a late tram, says ${secret}?`);
  say("m2", `Let me talk to a human about ${secret}`);
  await scheduler.wait(unit() * 120);
  socket.send({ type: "feedback", turn: `${visitor.id}-t1`, rating: "down", reason: `${secret} is not in it` });
  if (unit() < 0.5) await conversationOf(visitor).takeOver("Ada");
  if (unit() < 0.3) await conversationOf(visitor).reply({ id: "o1", text: `About ${secret}: done.`, operator: "Ada" });
  if (unit() < 0.3) await conversationOf(visitor).giveBack("Ada");
  say("m3", `And ${secret} again`);
  if (unit() < 0.3) await conversationOf(visitor).close();
  if (unit() < 0.3) await conversationOf(visitor).rate({ score: 1, comment: `${secret} was not amused` });
  await conversationOf(visitor).leaveContact({ email: `${secret}@example.org` });
}

test(
  `${many} conversations that are erased in the midst of everything leave no word in any store, in no log and in no workflow`,
  async () => {
    const visitors = await Promise.all(Array.from({ length: many }, () => startConversation()));
    await Promise.all(
      visitors.map(async (visitor) => {
        const talking = talk(visitor).catch(() => undefined);
        await scheduler.wait(unit() * 250);
        const erased = await ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token });
        expect(erased.status).toBe(204);
        await talking;
      }),
    );
    // What was on its way has come to its end when no outbox holds anything and no workflow runs.
    await eventually(async () => {
      for (const visitor of visitors) {
        expect(await storedIn(visitor)).not.toContain(secret);
        const status = await env.HANDOFF_WORKFLOW.get(`${visitor.id}-h1`).then(
          (instance) => instance.status(),
          () => ({ status: "none" }),
        );
        expect(["complete", "none"]).toContain(status.status);
      }
      expect(await tablesWith(secret)).toEqual([]);
    }, limitMs / 2);
    // Only that they were erased is known of them.
    const known = await Promise.all(visitors.map(async ({ id }) => tablesWith(id)));
    expect(new Set(known.flat())).toEqual(
      new Set(["erasures", "forgotten_conversations", "audit"].filter((name) => known.flat().includes(name))),
    );
    expect(written.length).toBeGreaterThan(many);
    expect(written.filter((line) => line.includes(secret))).toEqual([]);
  },
  limitMs,
);

test("the search for what is left would find it: a conversation that is not erased is found in its object and in D1", async () => {
  const visitor = await startConversation();
  await talk(visitor);
  await eventually(async () => expect(await tablesWith(secret)).toContain("tickets"));
  expect(await storedIn(visitor)).toContain(secret);
});
