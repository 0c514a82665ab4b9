/** What follows an answer: when it is told, and where the alarm stands meanwhile. */
import { expect, test } from "vitest";
import { openAlone } from "../../fixtures/storage/lone-conversation.ts";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";

const nowMs = Date.parse("2026-11-23T10:00:00Z");
const question = "How do I get a refund for a late tram?";
const dayMs = 24 * 3_600_000;

/** A conversation that has begun; `knowledgeHangs`: its agents wait for something that never comes, instead of for nothing. */
async function begun({ knowledgeHangs = false } = {}) {
  const storage = new SqliteStorage();
  const lone = openAlone(storage, nowMs, knowledgeHangs, knowledgeHangs ? 0 : 1);
  await lone.conversation.begin({ locale: null });
  const say = async (id: string): Promise<void> => {
    expect(await lone.conversation.post({ id, text: question })).toMatchObject({ ok: true });
    await lone.pass(0);
  };
  /** Where the alarm stands, in ms from the beginning. */
  const standsIn = (): number => (lone.alarms.at(-1) ?? 0) - nowMs;
  const ring = async (): Promise<void> => {
    const rung = lone.conversation.alarm();
    await lone.pass(0);
    await rung;
  };
  return { ...lone, storage, say, standsIn, ring };
}

/** Two messages, one soon after the other. */
async function talk(say: (id: string) => Promise<void>, pass: (ms: number) => Promise<void>): Promise<void> {
  await say("m1");
  await pass(4_000);
  await say("m2");
}

test("after a message alone the alarm comes in five seconds", async () => {
  const { say, standsIn } = await begun();
  await say("m1");
  expect(standsIn()).toBe(5_000);
});

test("where talk goes on, the alarm stands a minute off once the answer is stored, and five seconds while a turn waits", async () => {
  const quick = await begun();
  await talk(quick.say, quick.pass);
  await quick.pass(1_000);
  await quick.ring();
  await quick.pass(1_000);
  await quick.say("m3");
  expect(quick.standsIn()).toBe(66_000);
  const slow = await begun({ knowledgeHangs: true });
  await talk(slow.say, slow.pass);
  expect(slow.standsIn()).toBe(5_000);
});

test("where talk goes on, the facts are told without the alarm when it falls silent, and the alarm rests for a month", async () => {
  const { say, pass, ring, kept, standsIn } = await begun();
  await talk(say, pass);
  await pass(1_000);
  await ring();
  expect(kept).toHaveLength(2);
  await say("m3");
  await pass(7_900);
  expect(kept).toHaveLength(2);
  await pass(200);
  expect(kept).toHaveLength(3);
  expect(standsIn()).toBeGreaterThan(20 * dayMs);
});

test("however much is said, the facts are told every twenty seconds, and the alarm is not set again for any message", async () => {
  const { say, pass, ring, kept, alarms } = await begun();
  await talk(say, pass);
  await pass(1_000);
  await ring();
  await say("m3");
  const standsAt = alarms.at(-1);
  for (const id of ["m4", "m5", "m6", "m7", "m8"]) {
    await pass(4_400);
    await say(id);
  }
  expect(kept).toHaveLength(7);
  // Each message may have it set and taken back within one commit.
  expect(alarms.at(-1)).toBe(standsAt);
});

test("an object that dies before has its facts told by the alarm of the next life", async () => {
  const { say, storage, kept, alarms } = await begun();
  await say("m1");
  expect(kept).toEqual([]);
  const next = openAlone(storage, alarms.at(-1) ?? 0);
  next.conversation.start();
  const rung = next.conversation.alarm();
  await next.pass(1_000);
  await rung;
  expect(next.kept).toHaveLength(1);
  expect((next.alarms.at(-1) ?? 0) - nowMs).toBeGreaterThan(20 * dayMs);
});

test("with a person asked for, the alarm comes within five seconds", async () => {
  const { conversation, say, pass, standsIn } = await begun();
  await say("m1");
  await pass(1_000);
  await conversation.requestHandoff();
  expect(standsIn()).toBeLessThanOrEqual(6_000);
});
