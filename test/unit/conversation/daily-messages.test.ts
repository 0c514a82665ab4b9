/** When an address is asked about, and who is never refused. */
import { expect, test } from "vitest";
import { DailyMessages } from "#conversation/daily-messages";
import { Records } from "#conversation/records";
import { begin } from "#conversation/customer";
import { accept } from "#conversation/accept";
import type { Asked } from "#domain/address-caps";
import { fail, ok } from "#domain/result";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";

const untilMs = Date.parse("2026-11-23T00:00:00Z");
const nowMs = untilMs - 3_600_000;

function conversation(mayTake: () => boolean) {
  const records = new Records(new SqliteStorage(), new ManualClock(new Date(nowMs).toISOString()), { publish: () => undefined });
  begin(records, { locale: null, visitor: "5ca1ab1e" });
  const asked: (Asked & { visitor: string })[] = [];
  const daily = new DailyMessages(records, {
    take: async (visitor, wanted) => {
      asked.push({ visitor, ...wanted });
      return mayTake() ? ok(null) : fail({ reason: "messages", cap: 10, untilMs });
    },
  });
  const say = async (id: string) => {
    const admitted = await daily.admit({ id }, nowMs);
    return admitted.ok ? accept(records, "0".repeat(32), { id, text: "hello" }, nowMs) : admitted;
  };
  return { records, asked, say };
}

test("five messages ask nobody, and each further five ask once", async () => {
  const { asked, say } = conversation(() => true);
  for (let n = 1; n <= 11; n++) expect((await say(`m${n}`)).ok).toBe(true);
  expect(asked).toEqual([
    { visitor: "5ca1ab1e", starts: 0, messages: 5 },
    { visitor: "5ca1ab1e", starts: 0, messages: 5 },
  ]);
});

test("beyond the cap a new message is refused with the time at which it ends, and a stored one is acknowledged as ever", async () => {
  const { say } = conversation(() => false);
  for (let n = 1; n <= 5; n++) await say(`m${n}`);
  expect(await say("m6")).toEqual({
    ok: false,
    error: {
      reason: "no_more_messages_today",
      detail:
        "10 messages were sent from this network address today; a person can still be asked for; it goes on at 2026-11-23T00:00:00.000Z",
      retryAfterS: 3_600,
    },
  });
  expect(await say("m5")).toMatchObject({ ok: true, value: { repeated: true } });
});

test("whoever waits for a person is not refused", async () => {
  const { records, say } = conversation(() => false);
  for (let n = 1; n <= 5; n++) await say(`m${n}`);
  const standing = records.standing();
  if (!standing) throw new Error("the conversation has not begun");
  records.commit(() => records.setStanding({ ...standing, state: "waiting" }));
  expect((await say("m6")).ok).toBe(true);
});

test("a rush does not pass on one batch", async () => {
  const { asked, say } = conversation(() => true);
  for (let n = 1; n <= 5; n++) await say(`m${n}`);
  await Promise.all(Array.from({ length: 12 }, (_, n) => say(`rush${n}`)));
  expect(asked).toHaveLength(3);
});
