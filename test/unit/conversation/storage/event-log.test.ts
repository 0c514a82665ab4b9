/** What the log remembers is what is stored: asked in every way, by the object that wrote it and by one that has just come to life. */
import { expect, test } from "vitest";
import type { ConversationEvent } from "#contracts/events";
import { EventLog } from "#conversation/storage/event-log";
import { openStorage } from "#conversation/storage/schema";
import { SqliteStorage } from "../../../simulation/sqlite-storage.ts";

const said = (n: number): ConversationEvent => ({ type: "customer.message", id: `m${n}`, text: `message ${n}` });
const stopped = (n: number): ConversationEvent => ({ type: "turn.stopped", turn: `${"a".repeat(32)}-t${n}`, by: "customer" });

function emptyLog() {
  const storage = new SqliteStorage();
  openStorage(storage);
  return { storage, log: new EventLog(storage, () => 1_700_000_000_000) };
}

/** Every third event is a turn's, the others are messages. */
const eventAt = (seq: number): ConversationEvent => (seq % 3 === 0 ? stopped(seq) : said(seq));

test("a log of any length answers alike to its writer and to whoever opens it anew", () => {
  const { storage, log } = emptyLog();
  for (let head = 0; head < 300;) {
    log.transact((append) => {
      for (let n = 0; n < 1 + (head % 7); n++) append(eventAt((head += 1)));
    });
    expect(log.head).toBe(head);
    const seqs = Array.from({ length: head }, (_, i) => i + 1);
    for (const reader of [log, new EventLog(storage, () => 0)]) {
      for (const after of [0, 1, Math.floor(head / 2), head - 50, head - 1, head].filter((n) => n >= 0)) {
        expect(reader.after(after, 20).map(({ seq }) => seq)).toEqual(seqs.slice(after, after + 20));
      }
      for (const seq of [1, 2, Math.ceil(head / 2), head - 47, head]) {
        expect(reader.at(seq)?.event).toEqual(seq < 1 || seq > head ? undefined : eventAt(seq));
      }
      for (const limit of [1, 5, 40, 200]) {
        const turns = seqs.filter((seq) => seq % 3 === 0).slice(-limit);
        expect(reader.latest(["turn.stopped"], limit).map(({ seq }) => seq)).toEqual(turns);
        expect(reader.latest(["turn.stopped", "customer.message"], limit).map(({ seq }) => seq)).toEqual(seqs.slice(-limit));
      }
    }
  }
});

test("what a failed transaction appended was never there", () => {
  const { log } = emptyLog();
  log.transact((append) => append(said(1)));
  const failing = (): unknown =>
    log.transact((append) => {
      append(said(2));
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect([log.head, log.at(2), log.after(0, 10).length, log.latest(["customer.message"], 5).length]).toEqual([1, undefined, 1, 1]);
  expect(log.transact((append) => append(said(3))).result).toBe(2);
});

test("a log that was cleared begins again at one", () => {
  const { log } = emptyLog();
  log.transact((append) => Array.from({ length: 60 }, (_, i) => append(said(i + 1))));
  expect(log.at(1)?.seq).toBe(1);
  log.clear(() => undefined);
  expect([log.head, log.at(1), log.at(60), log.lastAtMs()]).toEqual([0, undefined, undefined, null]);
  expect(log.transact((append) => append(said(61))).result).toBe(1);
  expect(log.at(1)?.event).toEqual(said(61));
});

test("an event that nobody can read holds up only those who ask for it", () => {
  const { storage, log } = emptyLog();
  log.transact((append) => [said(1), said(2), stopped(3)].map(append));
  storage.sql.exec("UPDATE event SET body = ? WHERE seq = 2", '{"type": "customer.message"}');
  const woken = new EventLog(storage, () => 1_700_000_005_000);
  expect([woken.head, woken.lastAtMs()]).toEqual([3, 1_700_000_000_000]);
  expect(woken.latest(["turn.stopped"], 5).map(({ event }) => event)).toEqual([stopped(3)]);
  expect(woken.transact((append) => append(said(4))).result).toBe(4);
  expect([woken.at(4)?.event, woken.lastAtMs()]).toEqual([said(4), 1_700_000_005_000]);
  expect(() => woken.at(2)).toThrow("expected string");
});
