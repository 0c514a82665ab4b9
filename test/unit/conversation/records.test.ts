/** The tables remember what was written. A transaction that is rolled back, and an erasure, must take that back with the rows. */
import { expect, test } from "vitest";
import { Records } from "#conversation/records";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";

const clock = { now: () => 1_700_000_000_000, after: () => () => undefined, sleep: async () => undefined };
const standing = { state: "ai", epoch: 1, offered: false, unanswered: 0, assignee: null } as const;

const opened = (storage: SqliteStorage): Records => new Records(storage, clock, { publish: () => undefined });

/** Everything that is remembered of a conversation. */
const seen = (records: Records) => ({
  standing: records.standing(),
  unfinished: records.turns.unfinished(),
  turns: records.turns.count(),
  handoff: records.handoffs.latest(),
  customer: records.customer.read(),
  desk: records.desk.read(),
  settled: records.desk.settled(),
  proposal: records.proposals.nextDue(),
  outbox: records.outbox.nextDueMs(),
  rating: records.rating.nextDueMs(),
  facts: records.turnFacts.nextDueMs(),
  steps: records.steps.of("r1"),
});

/** Writes into every table that remembers. */
function writeAll(records: Records): void {
  records.setStanding({ ...standing, state: "waiting", epoch: 2 });
  records.turns.add({ message: "m2", seq: 4, epoch: 2, dueAtMs: 9 });
  records.turns.begin(1);
  records.handoffs.add({ n: 1, reason: "button", turn: null, seq: 5 });
  records.handoffs.setTicket(1, { id: "1", number: "ED-1" });
  records.customer.write({ subject: "c1", name: "Ada", email: null });
  records.desk.write({ pushed: 3 });
  records.desk.settle({ operator: "Mira", reason: "resolved" });
  records.outbox.put("o1", 7);
  records.steps.journal("r1", false).record({
    step: "router",
    agent: "router",
    outcome: "done",
    rung: null,
    attempts: 1,
    startedAtMs: 0,
    tookMs: 0,
    input: null,
    output: null,
    reason: null,
  });
}

function begun() {
  const storage = new SqliteStorage();
  const records = opened(storage);
  records.commit(() => {
    records.setStanding(standing);
    records.turns.add({ message: "m1", seq: 2, epoch: 1, dueAtMs: 8 });
  });
  return { storage, records };
}

test("what is remembered is what is stored, whether it was asked for before it was written or not", () => {
  for (const isAsked of [true, false]) {
    const { storage, records } = begun();
    if (isAsked) seen(records);
    records.commit(() => writeAll(records));
    expect(seen(records)).toEqual(seen(opened(storage)));
    records.commit(() => records.turns.finish(1, "done"));
    expect(seen(records)).toEqual(seen(opened(storage)));
    expect(records.turns.unfinished().map(({ n }) => n)).toEqual([2]);
  }
});

test("a transaction that is rolled back leaves nothing in memory", () => {
  const { records } = begun();
  const before = seen(records);
  const failing = (): unknown =>
    records.commit(() => {
      writeAll(records);
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect(seen(records)).toEqual(before);
});

test("an erased conversation remembers nothing of what it was", () => {
  const { storage, records } = begun();
  records.commit(() => writeAll(records));
  seen(records);
  records.erase("c", 5);
  expect(seen(records)).toEqual(seen(opened(storage)));
  expect(seen(records)).toMatchObject({ standing: null, unfinished: [], turns: 0, customer: null, settled: null, steps: [], outbox: 5 });
});
