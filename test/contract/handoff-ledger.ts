/** What every HandoffLedger does, whatever stands behind it. */
import { beforeEach, describe, expect, test } from "vitest";
import type { HandoffMessage } from "#contracts/handoffs";
import type { HandoffLedger } from "#ports/handoff-ledger";
import { ManualClock } from "../fakes/manual-clock.ts";

const minuteMs = 60_000;

const message = (n: number): HandoffMessage => {
  const conversation = n.toString(16).padStart(32, "0");
  return { v: 1, handoff: `${conversation}-h1`, conversation, trace: null };
};

export function handoffLedgerSuite(name: string, makeEmpty: (clock: ManualClock) => Promise<HandoffLedger>): void {
  describe(name, () => {
    let ledger: HandoffLedger;
    let clock: ManualClock;
    const one = message(1);

    const suspects = async (limit = 100): Promise<string[]> => (await ledger.suspects(limit)).map(({ handoff }) => handoff);

    beforeEach(async () => {
      clock = new ManualClock("2026-11-22T10:00:00Z");
      ledger = await makeEmpty(clock);
    });

    test("a handoff without a ticket is suspected after five minutes, not before", async () => {
      await ledger.begun(one);
      clock.advance(5 * minuteMs - 1);
      expect(await suspects()).toEqual([]);
      clock.advance(1);
      expect(await ledger.suspects(100)).toEqual([{ handoff: one.handoff, conversation: one.conversation, looks: 0, isTold: false }]);
    });

    test("a message that comes again does not begin the handoff anew", async () => {
      expect(await ledger.begun(one)).toEqual({ isNew: true, hasEnded: false });
      clock.advance(4 * minuteMs);
      expect(await ledger.begun(one)).toEqual({ isNew: false, hasEnded: false });
      clock.advance(minuteMs);
      expect(await suspects()).toEqual([one.handoff]);
    });

    test("one that the conversation has heard of is left alone until its ticket is closed", async () => {
      await ledger.begun(one);
      await ledger.told(one.handoff);
      clock.advance(90 * 24 * 60 * minuteMs);
      expect(await suspects()).toEqual([]);
      await ledger.closing(one.handoff);
      clock.advance(5 * minuteMs);
      expect(await ledger.suspects(100)).toMatchObject([{ handoff: one.handoff, isTold: true }]);
      // Told again by a step that ran twice: it is still to be ended.
      await ledger.told(one.handoff);
      expect(await suspects()).toEqual([one.handoff]);
    });

    test("one that has ended is never suspected, and stays known to have ended", async () => {
      await ledger.begun(one);
      await ledger.ended(one.handoff);
      await ledger.closing(one.handoff);
      clock.advance(60 * minuteMs);
      expect(await suspects()).toEqual([]);
      expect(await ledger.begun(one)).toEqual({ isNew: false, hasEnded: true });
      expect(await suspects()).toEqual([]);
    });

    test("a look is counted and sets the time of the next one", async () => {
      await ledger.begun(one);
      clock.advance(5 * minuteMs);
      await ledger.looked(one.handoff, clock.now() + 10 * minuteMs + 0.5);
      expect(await suspects()).toEqual([]);
      clock.advance(10 * minuteMs + 1);
      expect(await ledger.suspects(100)).toMatchObject([{ looks: 1 }]);
    });

    test("a look at one that was told meanwhile does not bring it back", async () => {
      await ledger.begun(one);
      await ledger.told(one.handoff);
      await ledger.looked(one.handoff, clock.now());
      expect(await suspects()).toEqual([]);
    });

    test("the longest waiting come first, and no more than asked for", async () => {
      for (const n of [3, 1, 2]) {
        await ledger.begun(message(n));
        clock.advance(1_000);
      }
      clock.advance(60 * minuteMs);
      expect(await suspects(2)).toEqual([message(3).handoff, message(1).handoff]);
    });

    test("what is forgotten is gone, and the others stay", async () => {
      await ledger.begun(one);
      await ledger.begun(message(2));
      await ledger.forget(one.conversation);
      clock.advance(60 * minuteMs);
      expect(await suspects()).toEqual([message(2).handoff]);
    });

    test("those that ended long ago are pruned, the others are not", async () => {
      for (const n of [1, 2, 3]) await ledger.begun(message(n));
      await ledger.ended(message(1).handoff);
      clock.advance(minuteMs);
      await ledger.ended(message(2).handoff);
      expect(await ledger.prune(clock.now())).toBe(1);
      expect(await ledger.begun(message(1))).toEqual({ isNew: true, hasEnded: false });
      expect(await ledger.begun(message(2))).toEqual({ isNew: false, hasEnded: true });
    });

    test("what happens to a handoff that nobody knows harms nothing", async () => {
      await ledger.failed("nobody", "x".repeat(1_000));
      await ledger.told("nobody");
      await ledger.closing("nobody");
      await ledger.ended("nobody");
      await ledger.looked("nobody", 0);
      await ledger.forget("nobody");
      expect(await suspects()).toEqual([]);
    });
  });
}
